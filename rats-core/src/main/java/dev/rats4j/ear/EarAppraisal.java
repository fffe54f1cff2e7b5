package dev.rats4j.ear;

import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.wire.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an EAR says about one submodule, EAR draft -04, 3.1.
 *
 * @param profile that of this appraisal, a URI or an OID in dotted notation; for extensions, which are not understood here
 * @param status no better than the worst claim of the vector; claims of tier none do not count
 * @param vector claims by aspect; empty if the EAR has none
 * @param policyIds policies in the order in which they were applied; empty if the EAR names none
 * @param attesterClaims what the evidence says
 * @param verifierClaims what the Verifier adds
 * @param nonce the nonce that the evidence carried, 8 to 64 bytes
 * @param attestedKey a public key that the evidence attests, DER of a SubjectPublicKeyInfo as the Verifier wrote it, EAR draft -04, 4.5
 * @param teepClaims claims of the TEEP extension by their keys in CBOR, byte strings as such, EAR draft -04, 4.4
 * @param others claims that are not known here, kept and not understood
 */
public record EarAppraisal(
        Optional<String> profile,
        TrustworthinessTier status,
        TrustworthinessVector vector,
        List<String> policyIds,
        EarClaims attesterClaims,
        EarClaims verifierClaims,
        Optional<Bytes> nonce,
        Optional<Bytes> attestedKey,
        EarClaims teepClaims,
        EarClaims others) {

    /**
     * What the name of a Verifier's claim begins with if proof is missing on somebody's word: a failed check that a policy exempted, or a
     * cryptographic one that was not done, with its id; {@code unsigned-corim} and {@code weak-digests}.
     */
    public static final String WAIVER_PREFIX = "waived:";

    /** What the name of a Verifier's claim begins with if a check of the policy kind was not done and need not be; its id follows. */
    public static final String NOT_ASSESSED_PREFIX = "not-assessed:";

    /** What the name of a Verifier's claim begins with if a claim was not as expected and was ignored; its name follows. */
    public static final String IGNORED_PREFIX = "ignored:";

    /** What the name of a Verifier's claim begins with if a check failed; the id of the check follows. */
    public static final String FAILURE_PREFIX = "failed:";

    /** Copies the list; refuses a status that is too good, empty policy identifiers, a nonce of another length, and an empty key. */
    public EarAppraisal {
        policyIds = List.copyOf(policyIds);
        if (policyIds.contains("")) {
            throw new IllegalArgumentException("a policy identifier is empty");
        }
        List<TrustworthinessTier> stated = vector.claims().values().stream()
                .map(TrustworthinessClaim::tier)
                .filter(tier -> !tier.equals(TrustworthinessTier.NONE))
                .toList();
        if (!StatusRule.isNoBetter(status, stated)) {
            throw new IllegalArgumentException("ear_status " + status
                    + " is better than the worst claim of the vector, " + TrustworthinessTier.worstOf(stated));
        }
        Ear.checkNonce(nonce);
        if (attestedKey.isPresent() && attestedKey.get().isEmpty()) {
            throw new IllegalArgumentException("akpub is empty");
        }
        EarTeep.check(teepClaims);
        EarLevel.APPRAISAL.checkOthers(others);
    }

    /** An appraisal without extensions, whose claims are texts. */
    public EarAppraisal(
            TrustworthinessTier status,
            TrustworthinessVector vector,
            List<String> policyIds,
            Map<String, String> attesterClaims,
            Map<String, String> verifierClaims,
            Optional<Bytes> nonce) {
        this(
                Optional.empty(),
                status,
                vector,
                policyIds,
                EarClaims.ofTexts(attesterClaims),
                EarClaims.ofTexts(verifierClaims),
                nonce,
                Optional.empty(),
                EarClaims.NONE,
                EarClaims.NONE);
    }

    /** What a policy of the Verifier's exempted, or the Verifier took without a signature: what follows the prefix, and the reason. */
    public Map<String, String> waivers() {
        Map<String, String> waivers = new LinkedHashMap<>();
        verifierClaims.texts().forEach((name, reason) -> {
            if (name.startsWith(WAIVER_PREFIX)) {
                waivers.put(name.substring(WAIVER_PREFIX.length()), reason);
            }
        });
        return Collections.unmodifiableMap(waivers);
    }
}
