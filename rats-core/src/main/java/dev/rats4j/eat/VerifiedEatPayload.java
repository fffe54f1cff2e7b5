package dev.rats4j.eat;

import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;

/** The bytes that a token's signature covers, known to be signed and not yet understood. Only {@link EatToken#verifyPayload} makes one. */
public final class VerifiedEatPayload {

    private final Bytes content;
    private final VerifiedSignature proof;

    VerifiedEatPayload(Bytes content, VerifiedSignature proof) {
        this.content = content;
        this.proof = proof;
    }

    /** The encoded claims set, as received. */
    public Bytes content() {
        return content;
    }

    /** The signature, with its key. */
    public VerifiedSignature proof() {
        return proof;
    }
}
