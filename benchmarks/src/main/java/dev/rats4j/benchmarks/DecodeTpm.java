package dev.rats4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** TPM evidence decoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodeTpm {

    /** What the evidence consists of. */
    @Param({"PINNED_KEY", "CERTIFICATE", "EVENT_LOG"})
    public TpmVariant variant = TpmVariant.PINNED_KEY;

    private Work work = Work.UNPREPARED;

    /** Fails unless what is measured succeeds. */
    @Setup
    public void prepare() {
        work = DecodeWork.of(variant);
    }

    /** The way through the library. */
    @Benchmark
    public Object full() {
        return work.full();
    }
}
