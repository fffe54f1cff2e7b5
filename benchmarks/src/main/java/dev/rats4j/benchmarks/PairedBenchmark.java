package dev.rats4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A way through the library beside the raw signatures on it: what each benchmark of a pair has in common. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public abstract class PairedBenchmark {

    private final Turns turns = new Turns();
    private Work work = Work.UNPREPARED;

    /** What is measured; made once per trial, after the parameters are set. Fails unless it succeeds. */
    abstract Work work();

    /** Before anything is measured. */
    @Setup
    public void prepare() {
        work = work();
    }

    /** Changes sides for {@link #paired}. */
    @Setup(Level.Iteration)
    public void nextIteration() {
        turns.next(work);
    }

    /** The way through the library. */
    @Benchmark
    public Object full() {
        return work.full();
    }

    /** Its signatures alone. */
    @Benchmark
    public Object raw() {
        return work.raw();
    }

    /** Both, iterations taking turns, raw first. */
    @Benchmark
    public Object paired() {
        return turns.take(work);
    }
}
