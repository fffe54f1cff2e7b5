package dev.rats4j.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one scenario by JMH, in JVMs of its own. */
final class JmhRounds {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private JmhRounds() {}

    static Samples run(BenchScenario scenario, Rhythm rhythm) throws BenchException {
        Samples samples = new Samples();
        for (int fork = 0; fork < rhythm.forks(); fork++) {
            samples.addAll(samples(scenario, results(scenario, rhythm)));
        }
        return samples;
    }

    private static Collection<RunResult> results(BenchScenario scenario, Rhythm rhythm) throws BenchException {
        String method = scenario.hasRaw() ? ".paired" : ".full";
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + scenario.benchmark().getName().replace(".", "\\.") + "\\" + method + "$")
                .forks(1)
                .threads(1)
                .warmupIterations(rhythm.warmups())
                .warmupTime(TimeValue.milliseconds(rhythm.warmupMillis()))
                .measurementIterations(rhythm.iterations())
                .measurementTime(TimeValue.milliseconds(rhythm.iterationMillis()))
                .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        scenario.parameters().forEach((name, value) -> options.param(name, value));
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new BenchException("The benchmark " + scenario.title() + " did not run: " + e.getMessage(), e);
        }
    }

    private static Samples samples(BenchScenario scenario, Collection<RunResult> results) throws BenchException {
        List<IterationResult> iterations = new ArrayList<>();
        results.forEach(result ->
                result.getBenchmarkResults().forEach(benchmark -> iterations.addAll(benchmark.getIterationResults())));
        if (results.size() != 1 || iterations.isEmpty()) {
            throw new BenchException("The benchmark " + scenario.title() + " gave no result.");
        }
        Samples samples = new Samples();
        boolean raw = scenario.hasRaw(); // the first one, see Turns
        for (IterationResult iteration : iterations) {
            if (raw) {
                samples.addRaw(sample(iteration));
            } else {
                samples.addFull(sample(iteration));
            }
            raw = scenario.hasRaw() && !raw;
        }
        return samples;
    }

    private static Samples.Sample sample(IterationResult iteration) throws BenchException {
        double rate = iteration.getPrimaryResult().getScore();
        for (String name : iteration.getSecondaryResults().keySet()) {
            if (name.endsWith(ALLOCATION)) {
                return new Samples.Sample(
                        rate, iteration.getSecondaryResults().get(name).getScore());
            }
        }
        throw new BenchException("This JVM does not tell how much a thread allocates.");
    }
}
