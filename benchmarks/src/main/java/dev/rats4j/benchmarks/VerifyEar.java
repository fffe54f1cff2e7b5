package dev.rats4j.benchmarks;

import dev.rats4j.ear.EarFormat;
import org.openjdk.jmh.annotations.Param;

/** An EAR decoded, verified and read. */
public class VerifyEar extends PairedBenchmark {

    /** How it is encoded and signed. */
    @Param({"CWT", "JWT"})
    public EarFormat format = EarFormat.CWT;

    @Override
    Work work() {
        return VerifyEarWork.of(format);
    }
}
