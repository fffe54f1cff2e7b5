package dev.rats4j.benchmarks;

/** A benchmark that cannot be run, with a sentence for whoever asked for it. */
public final class BenchException extends Exception {

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
