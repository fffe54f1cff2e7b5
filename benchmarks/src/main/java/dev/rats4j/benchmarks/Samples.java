package dev.rats4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Results of iterations, combined by medians: of pairs of neighbours, where there is a raw side. */
final class Samples {

    /** Of the normal distribution: standard deviation over median deviation, standard error of a median over that of a mean, 95 %. */
    private static final double INTERVAL = 1.4826 * 1.2533 * 1.96;

    private final List<Sample> full = new ArrayList<>();
    private final List<Sample> raw = new ArrayList<>();

    /**
     * One iteration.
     *
     * @param rate operations per second
     * @param bytes allocated per operation
     */
    record Sample(double rate, double bytes) {}

    void addFull(Sample sample) {
        full.add(sample);
    }

    void addRaw(Sample sample) {
        raw.add(sample);
    }

    void addAll(Samples others) {
        full.addAll(others.full);
        raw.addAll(others.raw);
    }

    BenchFigure figure(BenchScenario scenario) {
        if (full.isEmpty() || (scenario.hasRaw() && raw.size() != full.size())) {
            throw new IllegalStateException(raw.size() + " raw iterations beside " + full.size());
        }
        List<Double> compared = scenario.hasRaw() ? ratios() : rates(full);
        double middle = median(compared);
        double rawRate = scenario.hasRaw() ? median(rates(raw)) : 0;
        return new BenchFigure(
                scenario.path(),
                scenario.provider(),
                scenario.signature(),
                scenario.state(),
                1,
                scenario.triples(),
                scenario.hasRaw() ? rawRate / middle : middle,
                scenario.hasRaw() ? OptionalDouble.of(rawRate) : OptionalDouble.empty(),
                OptionalDouble.of(median(bytes(full))),
                scenario.hasRaw() ? OptionalDouble.of(median(bytes(raw))) : OptionalDouble.empty(),
                error(compared),
                scenario.bar());
    }

    private List<Double> ratios() {
        List<Double> ratios = new ArrayList<>(full.size());
        for (int i = 0; i < full.size(); i++) {
            ratios.add(raw.get(i).rate() / full.get(i).rate());
        }
        return ratios;
    }

    private static List<Double> rates(List<Sample> samples) {
        return samples.stream().map(Sample::rate).toList();
    }

    private static List<Double> bytes(List<Sample> samples) {
        return samples.stream().map(Sample::bytes).toList();
    }

    /** Half of the 95 % interval of the median, relative; from the median deviation, so that outliers do not count. */
    static double error(List<Double> values) {
        double middle = median(values);
        List<Double> deviations =
                values.stream().map(value -> Math.abs(value - middle)).toList();
        return INTERVAL * median(deviations) / Math.sqrt(values.size()) / middle;
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
