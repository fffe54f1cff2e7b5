package dev.rats4j.benchmarks;

import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A record of a conceptual message wrapper, read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodeCmw {

    private static final int VALUE = 1 << 10;

    private final CmwRecord record = CmwRecord.of("application/eat+cwt", Bytes.copyOf(new byte[VALUE]));
    private Bytes encoded = Bytes.EMPTY;

    /** Fails unless what is measured succeeds. */
    @Setup
    public void prepare() {
        encoded = record.toCbor();
        if (!full().equals(record)) {
            throw new IllegalStateException("what was read is not what was written");
        }
    }

    /** The way through the library. */
    @Benchmark
    public Object full() {
        try {
            return Cmw.decode(encoded);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a record that we made", e);
        }
    }
}
