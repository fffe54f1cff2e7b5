package dev.rats4j.relyingparty;

import static dev.rats4j.relyingparty.RelyingPartyCheck.ISSUED_AT;
import static dev.rats4j.relyingparty.RelyingPartyCheck.NONCE;
import static dev.rats4j.relyingparty.RelyingPartyCheck.NOT_BEFORE;
import static dev.rats4j.relyingparty.RelyingPartyCheck.NOT_EXPIRED;
import static dev.rats4j.relyingparty.RelyingPartyCheck.NO_WAIVERS;
import static dev.rats4j.relyingparty.RelyingPartyCheck.POLICY_IDS;
import static dev.rats4j.relyingparty.RelyingPartyCheck.STATUS;
import static dev.rats4j.relyingparty.RelyingPartyCheck.SUBMODULES;

import dev.rats4j.Findings;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarAppraisal;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a relying party asks of a result whose origin is known. Every rule is checked, whatever the others say.
 *
 * @param tiers statuses that are good enough
 * @param maximumAge oldest result
 * @param clockSkew how far clocks may differ
 * @param policyIds policies by which each submodule has to be appraised
 * @param submodules names that have to be there
 */
record ResultRules(
        Set<TrustworthinessTier> tiers,
        Duration maximumAge,
        Duration clockSkew,
        Set<String> policyIds,
        Set<String> submodules) {

    void check(Ear ear, Freshness freshness, Instant at, Findings.Builder findings) {
        checkIssuedAt(ear, at, findings);
        checkExpiry(ear, at, findings);
        checkNotBefore(ear, at, findings);
        checkNonce(ear, freshness, findings);
        checkStatus(ear, findings);
        checkWaivers(ear, findings);
        checkPolicyIds(ear, findings);
        checkSubmodules(ear, findings);
    }

    private void checkIssuedAt(Ear ear, Instant at, Findings.Builder findings) {
        Duration age = Duration.between(ear.issuedAt(), at);
        findings.expect(
                ISSUED_AT,
                age.compareTo(clockSkew.negated()) >= 0,
                () -> "issued at " + ear.issuedAt() + ", it is " + at);
        findings.expect(
                ISSUED_AT,
                age.compareTo(maximumAge.plus(clockSkew)) <= 0,
                () -> "issued at " + ear.issuedAt() + ", at most " + maximumAge + " before " + at);
    }

    private void checkExpiry(Ear ear, Instant at, Findings.Builder findings) {
        if (ear.expiresAt().isEmpty()) {
            findings.notAssessed(NOT_EXPIRED, "the token does not say when it expires; its age is bounded");
            return;
        }
        Instant expiresAt = ear.expiresAt().get();
        findings.expect(
                NOT_EXPIRED,
                Duration.between(expiresAt, at).compareTo(clockSkew) < 0,
                () -> "expired at " + expiresAt + ", it is " + at);
    }

    private void checkNotBefore(Ear ear, Instant at, Findings.Builder findings) {
        if (ear.notBefore().isEmpty()) {
            findings.notAssessed(NOT_BEFORE, "the token does not say from when it is valid");
            return;
        }
        Instant notBefore = ear.notBefore().get();
        findings.expect(
                NOT_BEFORE,
                Duration.between(at, notBefore).compareTo(clockSkew) <= 0,
                () -> "valid from " + notBefore + ", it is " + at);
    }

    private static void checkNonce(Ear ear, Freshness freshness, Findings.Builder findings) {
        if (freshness instanceof Freshness.InsecureNotChecked unchecked) {
            findings.notAssessed(NONCE, unchecked.reason());
        } else if (freshness instanceof Freshness.Nonce nonce) {
            Bytes expected = nonce.value();
            findings.expect(NONCE, ear.nonce().isEmpty() || ear.nonce().get().equals(expected), () -> "another nonce");
            // the nonce of the result proves that the result is new; that of an appraisal, that the evidence is
            ear.submodules().forEach((name, appraisal) -> {
                Optional<Bytes> carried = appraisal.nonce().or(ear::nonce);
                findings.expect(
                        NONCE,
                        carried.isPresent() && carried.get().equals(expected),
                        () -> (carried.isPresent() ? "another nonce in " : "no nonce in ") + name);
            });
        }
    }

    private void checkStatus(Ear ear, Findings.Builder findings) {
        findings.expect(STATUS, tiers.contains(ear.status()), () -> "is " + ear.status() + ", accepted: " + tiers);
        for (Map.Entry<String, EarAppraisal> entry : ear.submodules().entrySet()) {
            TrustworthinessTier status = entry.getValue().status();
            findings.expect(
                    STATUS, tiers.contains(status), () -> entry.getKey() + " is " + status + ", accepted: " + tiers);
        }
    }

    private static void checkWaivers(Ear ear, Findings.Builder findings) {
        ear.submodules()
                .forEach((name, appraisal) -> findings.expect(
                        NO_WAIVERS,
                        appraisal.waivers().isEmpty(),
                        () -> name + " waives " + appraisal.waivers().keySet()));
    }

    private void checkPolicyIds(Ear ear, Findings.Builder findings) {
        if (policyIds.isEmpty()) {
            findings.notAssessed(POLICY_IDS, "no policy is required");
            return;
        }
        ear.submodules()
                .forEach((name, appraisal) -> findings.expect(
                        POLICY_IDS,
                        appraisal.policyIds().containsAll(policyIds),
                        () -> name + " was appraised by " + appraisal.policyIds() + ", required: " + policyIds));
    }

    private void checkSubmodules(Ear ear, Findings.Builder findings) {
        if (submodules.isEmpty()) {
            findings.notAssessed(SUBMODULES, "no submodule is required");
            return;
        }
        findings.expect(
                SUBMODULES,
                ear.submodules().keySet().containsAll(submodules),
                () -> "has " + ear.submodules().keySet() + ", required: " + submodules);
    }
}
