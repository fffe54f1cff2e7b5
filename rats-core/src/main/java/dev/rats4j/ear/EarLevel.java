package dev.rats4j.ear;

import dev.rats4j.cbor.CborKey;
import java.util.HashSet;
import java.util.Set;

/** Which claims are known where. */
final class EarLevel {

    /** The claims set. */
    static final EarLevel EAR = new EarLevel(Set.of(
            EarClaim.EXPIRES_AT,
            EarClaim.NOT_BEFORE,
            EarClaim.ISSUED_AT,
            EarClaim.NONCE,
            EarClaim.PROFILE,
            EarClaim.SUBMODULES,
            EarClaim.STATUS,
            EarClaim.RAW_EVIDENCE,
            EarClaim.VERIFIER_ID,
            EarClaim.TOPOLOGY));

    /** One submodule. */
    static final EarLevel APPRAISAL = new EarLevel(Set.of(
            EarClaim.NONCE,
            EarClaim.PROFILE,
            EarClaim.STATUS,
            EarClaim.VECTOR,
            EarClaim.POLICY_IDS,
            EarClaim.ATTESTER_CLAIMS,
            EarClaim.VERIFIER_CLAIMS,
            EarClaim.TEEP,
            EarClaim.KEY_ATTESTATION));

    private final Set<CborKey> reserved = new HashSet<>();

    private EarLevel(Set<EarClaim> known) {
        for (EarClaim claim : known) {
            reserved.add(CborKey.of(claim.key()));
            reserved.add(CborKey.of(claim.label()));
        }
    }

    /**
     * Refuses claims that are known here. Also those with the name of one as text key in CBOR: in JSON they would become it.
     *
     * @throws IllegalArgumentException if there is one
     */
    void checkOthers(EarClaims others) {
        for (CborKey key : others.values().keySet()) {
            if (reserved.contains(key)) {
                throw new IllegalArgumentException("the name of a known claim is not that of another: " + key);
            }
        }
    }
}
