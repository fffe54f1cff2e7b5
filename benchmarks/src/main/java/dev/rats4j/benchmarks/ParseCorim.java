package dev.rats4j.benchmarks;

import org.openjdk.jmh.annotations.Param;

/** An unsigned CoRIM read, beside a general parser that makes trees of the same CBOR. */
public class ParseCorim extends PairedBenchmark {

    /** Reference triples in the CoRIM. */
    @Param({"10", "1000", "100000"})
    public int triples = 1000;

    @Override
    Work work() {
        return ParseCorimWork.of(triples);
    }
}
