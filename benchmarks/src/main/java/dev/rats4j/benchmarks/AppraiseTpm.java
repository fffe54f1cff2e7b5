package dev.rats4j.benchmarks;

import org.openjdk.jmh.annotations.Param;

/** TPM evidence appraised, with an EAR as CWT for a result. */
public class AppraiseTpm extends PairedBenchmark {

    /** Reference triples in the corpus. */
    @Param("1000")
    public int triples = TpmAppraisal.TRIPLES;

    @Override
    Work work() {
        return AppraiseWork.of(triples);
    }
}
