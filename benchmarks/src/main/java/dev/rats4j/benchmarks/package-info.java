/**
 * benchmarks.
 */
@NullMarked
package dev.rats4j.benchmarks;

import org.jspecify.annotations.NullMarked;
