package dev.rats4j.eat;

import dev.rats4j.crypto.VerifiedMac;
import dev.rats4j.wire.Bytes;

/**
 * Claims with a code that somebody made who has the secret key; that may be the reader. Only {@link EatToken#verifyMac} makes one.
 */
public final class MacVerifiedEat extends AuthenticEat {

    private final VerifiedMac proof;

    MacVerifiedEat(Bytes token, EatFormat format, EatProfile profile, EatClaims claims, VerifiedMac proof) {
        super(token, format, profile, claims);
        this.proof = proof;
    }

    /** Which key made the code over what. */
    public VerifiedMac proof() {
        return proof;
    }
}
