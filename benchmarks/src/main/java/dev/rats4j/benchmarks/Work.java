package dev.rats4j.benchmarks;

/** A way through the library, and beside it nothing but the signatures on that way. Both fail if they did not do what they measure. */
interface Work {

    /** Before a benchmark is set up. */
    Work UNPREPARED = new Work() {
        @Override
        public Object full() {
            throw new IllegalStateException("the benchmark is not set up");
        }

        @Override
        public Object raw() {
            return full();
        }
    };

    /** The way through the library. */
    Object full();

    /** Its signatures alone, by the same provider, over the same messages, with keys in the same state. */
    Object raw();

    /** Called before every iteration, outside of what is measured. */
    default void nextIteration() {}
}
