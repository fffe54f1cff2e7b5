package dev.rats4j.tee.psa;

import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatNonce;
import dev.rats4j.eat.EatProfile;
import dev.rats4j.eat.Ueid;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What profiles of Arm's demand of the registered claims of EAT beyond their types. */
public final class PsaRules {

    private static final int SHORTEST_SEED = 8;
    private static final int LONGEST_SEED = 32;
    private static final int INSTANCE_ID = 33;

    private PsaRules() {}

    /** One nonce, of one of these lengths. */
    public static EatProfile.Rule nonceOf(Integer... lengths) {
        Set<Integer> right = new TreeSet<>(List.of(lengths));
        return claims -> {
            List<EatNonce> nonces = claims.nonces();
            if (nonces.size() != 1) {
                throw broken(EatClaim.NONCE, "has " + nonces.size() + " values, not 1");
            }
            int length = nonces.get(0).bytes().map(Bytes::length).orElse(0);
            if (!right.contains(length)) {
                throw broken(EatClaim.NONCE, "has " + length + " bytes, not one of " + right);
            }
        };
    }

    /** The nonce is one of 32, 48 or 64 bytes, and {@code ueid} has 33 bytes, the first of which is 1. */
    public static void expectNonceAndInstance(EatClaims claims) throws MalformedMessageException {
        nonceOf(32, 48, 64).check(claims);
        expectInstance(claims);
    }

    /** If {@code ueid} is there, it has 33 bytes, the first of which is 1. */
    public static void expectInstance(EatClaims claims) throws MalformedMessageException {
        Optional<Ueid> instance = claims.get(EatClaim.UEID);
        if (instance.isPresent()
                && (instance.get().value().length() != INSTANCE_ID
                        || instance.get().type() != Ueid.RANDOM)) {
            throw broken(EatClaim.UEID, "is not of 33 bytes, the first of which is 1");
        }
    }

    static void expectSeed(EatClaims claims) throws MalformedMessageException {
        int length = claims.get(EatClaim.BOOTSEED).map(Bytes::length).orElse(SHORTEST_SEED);
        if (length < SHORTEST_SEED || length > LONGEST_SEED) {
            throw broken(EatClaim.BOOTSEED, "has " + length + " bytes, not 8 to 32");
        }
    }

    static void expectNoProfile(EatClaims claims) throws MalformedMessageException {
        if (claims.get(EatClaim.PROFILE).isPresent()) {
            throw broken(EatClaim.PROFILE, "is there, and " + PsaProfile.IOT_1.value() + " has none");
        }
    }

    static void expectEitherMeasurementsOrNone(EatClaims claims) throws MalformedMessageException {
        boolean isMeasured = claims.get(PsaClaim.IOT_SOFTWARE_COMPONENTS).isPresent();
        if (isMeasured == claims.get(PsaClaim.IOT_NO_MEASUREMENTS).isPresent()) {
            throw broken(
                    PsaClaim.IOT_SOFTWARE_COMPONENTS,
                    isMeasured
                            ? "is there, though nothing was measured"
                            : "is missing, and nothing says that nothing was measured");
        }
    }

    private static MalformedMessageException broken(EatClaim<?> claim, String detail) {
        return new MalformedMessageException(claim.name(), 0, detail);
    }
}
