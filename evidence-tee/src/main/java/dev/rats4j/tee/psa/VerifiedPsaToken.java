package dev.rats4j.tee.psa;

import dev.rats4j.crypto.VerifiedMac;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.eat.AuthenticEat;
import dev.rats4j.eat.MacVerifiedEat;
import dev.rats4j.eat.VerifiedEat;
import java.util.Optional;

/**
 * A PSA token that a key signed or made a code for. Whether it is fresh, the key that of the device, and the device in a good state is not
 * known. Only {@link PsaToken#verify} and {@link PsaToken#verifyMac} make one.
 */
public final class VerifiedPsaToken {

    private final AuthenticEat eat;
    private final PsaClaims claims;

    VerifiedPsaToken(AuthenticEat eat) {
        this.eat = eat;
        this.claims = PsaClaims.of(eat.profile(), eat.claims());
    }

    /** The claims. */
    public PsaClaims claims() {
        return claims;
    }

    /** The profile that they follow. */
    public PsaProfile profile() {
        return claims.profile();
    }

    /** Which key signed what; empty if there is a {@link #mac}. */
    public Optional<VerifiedSignature> signature() {
        return eat instanceof VerifiedEat signed ? Optional.of(signed.proof()) : Optional.empty();
    }

    /** Which secret made the code over what: whoever verifies could have made it. Empty if there is a {@link #signature}. */
    public Optional<VerifiedMac> mac() {
        return eat instanceof MacVerifiedEat coded ? Optional.of(coded.proof()) : Optional.empty();
    }

    /** The token as an EAT. */
    public AuthenticEat eat() {
        return eat;
    }

    /** The profile only. */
    @Override
    public String toString() {
        return "verified PSA token of " + profile();
    }
}
