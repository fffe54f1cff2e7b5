package dev.rats4j.benchmarks;

/**
 * How long a benchmark runs.
 *
 * @param forks JVMs, one after another
 * @param warmups iterations before it counts; even, so that both sides warm up alike
 * @param iterations iterations that count; even
 * @param warmupMillis length of one of the first
 * @param iterationMillis length of one of the others
 */
record Rhythm(int forks, int warmups, int iterations, int warmupMillis, int iterationMillis) {

    static final Rhythm QUICK = new Rhythm(1, 6, 10, 250, 120);
    static final Rhythm WHOLE = new Rhythm(3, 10, 20, 500, 250);

    Rhythm {
        if (warmups % 2 != 0 || iterations % 2 != 0 || forks < 1 || iterations < 2) {
            throw new IllegalArgumentException("raw and full take turns");
        }
    }
}
