package dev.rats4j.eat;

import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;

/** Claims that a key signed. Only {@link EatToken#verify} makes one. */
public final class VerifiedEat extends AuthenticEat {

    private final VerifiedSignature proof;

    VerifiedEat(Bytes token, EatFormat format, EatProfile profile, EatClaims claims, VerifiedSignature proof) {
        super(token, format, profile, claims);
        this.proof = proof;
    }

    /** Which key signed what. */
    public VerifiedSignature proof() {
        return proof;
    }
}
