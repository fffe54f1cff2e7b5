package dev.rats4j.eat;

/** A part of the device with claims of its own, RFC 9711, 4.2.18. */
public sealed interface Submodule {

    /** Claims that the token around vouches for. */
    record Plain(EatClaims claims) implements Submodule {}

    /** A token with its own security. */
    record Nested(NestedToken token) implements Submodule {}

    /** The digest of claims that travel beside the token. */
    record Detached(DetachedDigest digest) implements Submodule {}
}
