package dev.rats4j.benchmarks;

/** A decision on an EAR about a TPM. */
public class DecideTpm extends PairedBenchmark {

    @Override
    Work work() {
        return DecideWork.of();
    }
}
