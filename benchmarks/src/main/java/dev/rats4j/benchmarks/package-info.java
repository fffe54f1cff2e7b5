/**
 * What the library costs beside the signatures that cannot be avoided: JMH benchmarks per stage, and {@code BenchRun}, which runs them and
 * reports.
 */
@NullMarked
package dev.rats4j.benchmarks;

import org.jspecify.annotations.NullMarked;
