package dev.rats4j;

import com.google.errorprone.annotations.Immutable;

/** Something that is checked before evidence is believed. Every scheme lists its checks in an enum; the enum is the catalogue. */
public interface Check {

    /** What a check may be waived for, and what its failure means. */
    enum Kind {
        /** Trust, signature, nonce or binding: cannot be waived. */
        CRYPTOGRAPHIC,
        /** True but unwelcome facts: a policy may waive it, with a reason. */
        POLICY
    }

    /**
     * All that is fixed about a check.
     *
     * @param id lower case, dotted, prefixed by the scheme; never changed after a release
     * @param clause where the requirement stands, for example {@code TPM 2.0 Part 3, 18.4}
     * @param kind whether it may be waived
     * @param aspect the aspect of trustworthiness at stake
     * @param onPass what the aspect may claim if this and all other checks it needs have passed
     * @param onFailure what the aspect claims if this one failed
     */
    @Immutable
    record Definition(
            String id,
            String clause,
            Kind kind,
            Aspect aspect,
            TrustworthinessClaim onPass,
            TrustworthinessClaim onFailure) {}

    /** All that is fixed about it. */
    Definition definition();

    /**
     * Whether a policy may accept evidence about which this was not checked. Not for cryptographic checks, unless the scheme says so of
     * one: where signature or trust were not looked at, nobody is known to have said anything.
     */
    default boolean mayBeLeftOut() {
        return definition().kind() == Kind.POLICY;
    }

    /** The stable id. */
    default String id() {
        return definition().id();
    }
}
