package dev.rats4j.eat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.Set;

/**
 * Claims of which is known who made them: by a signature ({@link VerifiedEat}), by a secret that is shared ({@link MacVerifiedEat}), or by
 * a channel ({@link ProtectedClaims}). All claims are of their types and follow the profile. Whether they are true, fresh, or from
 * somebody who is trusted is not known. Nothing else makes one.
 */
public abstract sealed class AuthenticEat permits VerifiedEat, MacVerifiedEat, ProtectedClaims {

    private static final Set<NestedToken.Kind> UNSIGNED = Set.of(NestedToken.Kind.UCCS, NestedToken.Kind.UJCS);

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

    /**
     * The claims of a submodule that is a UCCS or UJCS: it has no signature, and the token around vouches for it.
     *
     * @param accepted profiles, one of which the claims have to follow; none for any
     * @return empty if there is no such submodule
     */
    public Optional<ProtectedClaims> unsigned(String submodule, EatProfile... accepted)
            throws MalformedMessageException {
        if (claims.submodules().get(submodule) instanceof Submodule.Nested nested
                && UNSIGNED.contains(nested.token().kind())) {
            ProtectingChannel around = new ProtectingChannel("the token around, which is " + this);
            return Optional.of(UnsignedEat.decode(nested.token().message()).over(around, accepted));
        }
        return Optional.empty();
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
