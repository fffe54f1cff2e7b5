package dev.rats4j.benchmarks;

/** Lets the iterations of one run take turns, so that a drift of the machine hits both sides of a comparison. The first is raw. */
final class Turns {

    private boolean full = true;

    void next(Work work) {
        full = !full;
        work.nextIteration();
    }

    Object take(Work work) {
        return full ? work.full() : work.raw();
    }
}
