package dev.rats4j.benchmarks;

/** An EAR about a TPM issued as CWT. */
public class IssueTpm extends PairedBenchmark {

    @Override
    Work work() {
        return IssueWork.of();
    }
}
