package dev.rats4j.tee.cca;

import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatProfile;
import dev.rats4j.tee.psa.PsaRules;
import dev.rats4j.wire.MalformedMessageException;

/** Profiles of realm tokens. */
public enum CcaRealmProfile {
    /** The claim is absent: the first firmware, and allowed since. */
    UNSTATED(EatProfile.NONE, false),
    /** draft-ffm-rats-cca-token-00. */
    REALM_1_0_0(EatProfile.of("tag:arm.com,2023:realm#1.0.0"), false),
    /** What the newest samples still state. */
    REALM_2_0_0_OF_2024(EatProfile.of("tag:arm.com,2024:realm#2.0.0"), true),
    /** The newest one: adds the instance identifier, and has keys as COSE_Key only. */
    REALM_2_0_0(EatProfile.of("tag:arm.com,2026:realm#2.0.0"), true);

    private static final int CHALLENGE = 64;

    @SuppressWarnings("Immutable") // a profile never changes
    private final EatProfile eat;

    CcaRealmProfile(EatProfile named, boolean isSecond) {
        EatProfile profile = named.defining(
                        CcaClaim.PERSONALIZATION,
                        CcaClaim.REALM_HASH,
                        CcaClaim.PUBLIC_KEY,
                        CcaClaim.INITIAL_MEASUREMENT,
                        CcaClaim.EXTENSIBLE_MEASUREMENTS,
                        CcaClaim.PUBLIC_KEY_HASH,
                        CcaClaim.MEC_POLICY,
                        CcaClaim.MEC_POLICY_NUMBER,
                        CcaClaim.LFA_POLICY)
                .requiring(
                        EatClaim.NONCE,
                        CcaClaim.PERSONALIZATION,
                        CcaClaim.INITIAL_MEASUREMENT,
                        CcaClaim.EXTENSIBLE_MEASUREMENTS,
                        CcaClaim.REALM_HASH,
                        CcaClaim.PUBLIC_KEY,
                        CcaClaim.PUBLIC_KEY_HASH)
                .checking(PsaRules.nonceOf(CHALLENGE))
                .checking(PsaRules::expectInstance)
                .checking(CcaRealmProfile::expectOnePolicy);
        this.eat = isSecond
                ? profile.requiring(EatClaim.UEID).checking(CcaRealmProfile::expectSecond)
                : withoutOther(profile, named);
    }

    private static EatProfile withoutOther(EatProfile profile, EatProfile named) {
        return named.name().isPresent() ? profile : profile.checking(CcaRealmProfile::expectUnstated);
    }

    private static void expectUnstated(EatClaims claims) throws MalformedMessageException {
        if (claims.get(EatClaim.PROFILE).isPresent()) {
            throw new MalformedMessageException(EatClaim.PROFILE.name(), 0, "is no profile that is accepted here");
        }
    }

    private static void expectOnePolicy(EatClaims claims) throws MalformedMessageException {
        if (claims.get(CcaClaim.MEC_POLICY).isPresent()
                && claims.get(CcaClaim.MEC_POLICY_NUMBER).isPresent()) {
            throw new MalformedMessageException(CcaClaim.MEC_POLICY.name(), 0, "is there twice, as text and as number");
        }
    }

    private static void expectSecond(EatClaims claims) throws MalformedMessageException {
        if (claims.get(CcaClaim.MEC_POLICY).isEmpty()
                && claims.get(CcaClaim.MEC_POLICY_NUMBER).isEmpty()) {
            throw new MalformedMessageException(CcaClaim.MEC_POLICY.name(), 0, "is missing");
        }
        if (claims.get(CcaClaim.PUBLIC_KEY).orElseThrow().length() == CcaClaim.POINT) {
            throw new MalformedMessageException(CcaClaim.PUBLIC_KEY.name(), 0, "is a point, not a COSE_Key");
        }
    }

    /** The claims and rules. */
    public EatProfile eat() {
        return eat;
    }
}
