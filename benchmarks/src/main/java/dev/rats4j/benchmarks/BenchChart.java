package dev.rats4j.benchmarks;

import java.util.List;

/** Figures as bars on a logarithmic axis of operations per second; a line at each bar's limit, the raw signatures. */
final class BenchChart {

    private static final int WIDTH = 1120;
    private static final int LEFT = 330;
    private static final int RIGHT = 290;
    private static final int TOP = 64;
    private static final int ROW = 34;
    private static final int BAR = 18;

    private final List<BenchFigure> figures;
    private final int lowest;
    private final int highest;

    private BenchChart(List<BenchFigure> figures) {
        this.figures = figures;
        double least = figures.stream().mapToDouble(BenchFigure::rate).min().orElse(1);
        double most = figures.stream()
                .mapToDouble(figure -> Math.max(figure.rate(), figure.raw().orElse(0)))
                .max()
                .orElse(10);
        // an axis that begins at the lowest bar would hide it
        lowest = (int) Math.ceil(Math.log10(least)) - 1;
        highest = Math.max((int) Math.ceil(Math.log10(most)), lowest + 1);
    }

    static String of(BenchReport report) {
        return new BenchChart(report.results()).draw();
    }

    private String draw() {
        int bottom = TOP + ROW * figures.size();
        int height = bottom + 50;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + WIDTH + " " + height
                + "\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n");
        svg.append("<title>Operations per second beside the raw signatures</title>\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        svg.append(text(20, 28, "start", "Operations per second on one thread, logarithmic"));
        legend(svg);
        for (int power = lowest; power <= highest; power++) {
            double x = x(Math.pow(10, power));
            svg.append(line(x, TOP - 6, bottom, "#d8dee4", 1));
            svg.append(text(x, bottom + 20, "middle", Figures.fixed(Math.pow(10, power), Math.max(0, -power))));
        }
        for (int i = 0; i < figures.size(); i++) {
            row(svg, figures.get(i), TOP + ROW * i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend(StringBuilder svg) {
        svg.append(line(LEFT + 130, 40, 54, "#b42318", 3));
        svg.append(text(LEFT + 140, 52, "start", "the signatures alone"));
        svg.append(rectangle(LEFT, 41, 14, 12, "#3b6fb6"));
        svg.append(text(LEFT + 20, 52, "start", "the whole way"));
    }

    private void row(StringBuilder svg, BenchFigure figure, int y) {
        String name = figure.path() + "  " + figure.provider() + ", " + figure.signature() + ", " + figure.state();
        svg.append(text(LEFT - 10, y + BAR, "end", name));
        svg.append(rectangle(LEFT, y + 4, x(figure.rate()) - LEFT, BAR, "#3b6fb6"));
        figure.raw().ifPresent(raw -> svg.append(line(x(raw), y + 1, y + BAR + 7, "#b42318", 3)));
        String label = Figures.fixed(figure.rate(), figure.rate() < 100 ? 1 : 0) + "/s";
        if (figure.ratio().isPresent()) {
            label += ", " + Figures.fixed(figure.ratio(), 2) + " × raw, "
                    + (figure.overheadMicros().orElseThrow() < 0 ? "" : "+")
                    + Figures.fixed(figure.overheadMicros(), 1) + " µs";
        }
        svg.append(text(WIDTH - RIGHT + 14, y + BAR, "start", label));
    }

    private double x(double rate) {
        double share = (Math.log10(rate) - lowest) / (highest - lowest);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static String rectangle(double x, double y, double width, double height, String fill) {
        return "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\""
                + number(height) + "\" fill=\"" + fill + "\"/>\n";
    }

    private static String line(double x, double from, double to, String stroke, int width) {
        return "<line x1=\"" + number(x) + "\" x2=\"" + number(x) + "\" y1=\"" + number(from) + "\" y2=\"" + number(to)
                + "\" stroke=\"" + stroke + "\" stroke-width=\"" + width + "\"/>\n";
    }

    private static String text(double x, double y, String anchor, String content) {
        return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\" fill=\"#1f2328\">"
                + content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</text>\n";
    }

    private static String number(double value) {
        return Figures.fixed(value, 1).replace(",", "");
    }
}
