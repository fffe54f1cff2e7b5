package dev.rats4j.cli.output;

import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import java.io.PrintWriter;

/** A report as lines: the verdict, then a line per check. */
public final class TextReport {

    private static final int ID_WIDTH = 30;

    private TextReport() {}

    /** Writes a report. */
    public static void write(Report report, PrintWriter out) {
        out.println(Printable.of(report.headline()));
        report.findings().forEach(finding -> out.println(line(finding)));
        if (!report.claims().isEmpty()) {
            out.println("claims:");
            report.claims().forEach((name, value) -> out.println("  " + padded(name) + " " + Printable.of(value)));
        }
        report.notes().forEach(note -> out.println("note: " + Printable.of(note)));
        out.flush();
    }

    /** One finding: sign, id, reason if there is one, clause. */
    public static String line(Finding finding) {
        String reason = Printable.of(finding.reason());
        String clause = finding.check().definition().clause();
        return "  " + sign(finding.outcome()) + " " + padded(finding.check().id()) + " "
                + (reason.isEmpty() ? clause : reason + " [" + clause + "]");
    }

    private static String sign(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case WAIVED -> "~";
            case NOT_ASSESSED -> "–";
        };
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(0, ID_WIDTH - text.length()));
    }
}
