package dev.rats4j.dsse;

/** What comparing two sets of digests says. */
public sealed interface DigestMatch {

    /** All algorithms that both have agree, and one of them at least is collision resistant. */
    record Same(String algorithm) implements DigestMatch {}

    /** This algorithm says that they are of two things, or one of the values is none that the algorithm makes. */
    record Different(String algorithm) implements DigestMatch {}

    /** They share no algorithm that decides: it may be the same thing or another. Not a match. */
    record Undecided() implements DigestMatch {}
}
