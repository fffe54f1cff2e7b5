package dev.rats4j.eat;

import dev.rats4j.wire.Bytes;

/**
 * Claims of which is known who made them: by a signature ({@link VerifiedEat}), by a secret that is shared ({@link MacVerifiedEat}), or by
 * a channel ({@link ProtectedClaims}). All claims are of their types and follow the profile. Whether they are true, fresh, or from
 * somebody who is trusted is not known. Nothing else makes one.
 */
public abstract sealed class AuthenticEat permits VerifiedEat, MacVerifiedEat, ProtectedClaims {

    private final Bytes token;
    private final EatFormat format;
    private final EatProfile profile;
    private final EatClaims claims;

    AuthenticEat(Bytes token, EatFormat format, EatProfile profile, EatClaims claims) {
        this.token = token;
        this.format = format;
        this.profile = profile;
        this.claims = claims;
    }

    /** The claims. */
    public EatClaims claims() {
        return claims;
    }

    /** Of the profiles that were accepted the one that the claims follow; {@link EatProfile#NONE} if none was named. */
    public EatProfile profile() {
        return profile;
    }

    /** The message, as received. */
    public Bytes token() {
        return token;
    }

    /** CBOR or JSON. */
    public EatFormat format() {
        return format;
    }

    /** The kind only. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + " in " + format;
    }
}
