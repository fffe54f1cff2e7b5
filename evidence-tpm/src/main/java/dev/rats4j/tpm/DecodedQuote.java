package dev.rats4j.tpm;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Findings;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.spi.DecodedEvidence;
import dev.rats4j.tpm.eventlog.EventLogAppraisal;
import dev.rats4j.tpm.eventlog.TcgEventLog;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.tpm.structures.TpmsQuoteInfo;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.structures.TpmtSignature;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Evidence of a TPM whose structure is understood. Three stages; a failed stage is the last. */
final class DecodedQuote implements DecodedEvidence {

    private final TpmsAttest attest;
    private final TpmtSignature signature;
    private final PcrValues untrustedPcrs;
    private final Optional<TpmtPublic> untrustedKey;
    private final Optional<X509Certificate> certificate;
    private final Optional<TcgEventLog> log;
    private final Map<HashAlgorithm, Set<Integer>> required;
    private final Continuity continuity;

    private DecodedQuote(
            TpmsAttest attest,
            TpmtSignature signature,
            PcrValues untrustedPcrs,
            Optional<TpmtPublic> untrustedKey,
            Optional<X509Certificate> certificate,
            Optional<TcgEventLog> log,
            Map<HashAlgorithm, Set<Integer>> required,
            Continuity continuity) {
        this.attest = attest;
        this.signature = signature;
        this.untrustedPcrs = untrustedPcrs;
        this.untrustedKey = untrustedKey;
        this.certificate = certificate;
        this.log = log;
        this.required = required;
        this.continuity = continuity;
    }

    static DecodedQuote of(TpmEvidence evidence, Map<HashAlgorithm, Set<Integer>> required, Continuity continuity)
            throws MalformedMessageException {
        Optional<Bytes> key = evidence.untrustedKey();
        Optional<Bytes> certificate = evidence.keyCertificate();
        Optional<Bytes> log = evidence.eventLog();
        return new DecodedQuote(
                TpmsAttest.decode(evidence.quote()),
                TpmtSignature.decode(evidence.signature()),
                evidence.untrustedPcrs(),
                key.isPresent() ? Optional.of(TpmtPublic.decode(key.get())) : Optional.empty(),
                certificate.isPresent()
                        ? Optional.of(CertificationPaths.certificate(certificate.get()))
                        : Optional.empty(),
                log.isPresent() ? Optional.of(TcgEventLog.decode(log.get())) : Optional.empty(),
                required,
                continuity);
    }

    @Override
    public Authentication authenticate(AuthenticationInputs inputs) {
        Findings.Builder findings = Findings.builder(TpmScheme.CATALOGUE);
        Optional<TpmsQuoteInfo> quote = checkKind(findings);
        if (quote.isEmpty() || findings.anyCryptographicFailed()) {
            return refused(findings, "this is not a quote of a TPM");
        }
        KeyChoice choice = new KeyChoice(attest, signature, untrustedKey, certificate, inputs);
        Optional<VerifiedSignature> proof = choice.check(findings);
        if (proof.isEmpty() || findings.anyCryptographicFailed()) {
            return refused(findings, "nobody we know said these things");
        }
        PcrValues quoted = checkContent(quote.get(), inputs.freshness(), findings);
        if (findings.anyCryptographicFailed()) {
            return refused(findings, "an earlier check failed");
        }
        VerifiedSignature signed = proof.get();
        return AuthenticatedEvidence.assertion(
                List.of(signed), () -> List.of(QuoteClaims.of(attest, quoted, signed)), findings.build());
    }

    private static RefusedEvidence refused(Findings.Builder findings, String reason) {
        findings.restNotAssessed(reason);
        return new RefusedEvidence(findings.build());
    }

    private Optional<TpmsQuoteInfo> checkKind(Findings.Builder findings) {
        findings.expect(
                TpmQuoteCheck.MAGIC,
                attest.magic() == TpmsAttest.TPM_GENERATED_VALUE,
                () -> "0x" + Long.toHexString(attest.magic()) + ", not 0xff544347");
        findings.expect(
                TpmQuoteCheck.TYPE,
                attest.quote().isPresent(),
                () -> "0x" + Integer.toHexString(attest.type()) + ", not 0x8018");
        return attest.quote();
    }

    private PcrValues checkContent(TpmsQuoteInfo quote, Freshness freshness, Findings.Builder findings) {
        checkNonce(freshness, findings);
        continuity.check(attest.clockInfo(), log.isPresent(), findings);
        checkSelection(quote, findings);
        findings.expect(
                TpmQuoteCheck.HASH_STRENGTH,
                signature.hash().isCollisionResistant(),
                () -> "the signature uses " + signature.hash());
        PcrValues quoted = checkDigest(quote, findings);
        if (log.isEmpty()) {
            EventLogAppraisal.notAssessed(findings, "the evidence has no event log");
        } else if (quoted.banks().isEmpty()) {
            EventLogAppraisal.notAssessed(findings, "there are no PCR values to compare it with");
        } else {
            EventLogAppraisal.check(log.get(), quoted, findings);
        }
        return quoted;
    }

    private void checkNonce(Freshness freshness, Findings.Builder findings) {
        if (freshness instanceof Freshness.Nonce nonce) {
            findings.expect(
                    TpmQuoteCheck.NONCE,
                    attest.extraData().equals(nonce.value()),
                    () -> attest.extraData().isEmpty() ? "the quote carries none" : "not the requested nonce");
        } else if (freshness instanceof Freshness.InsecureNotChecked skipped) {
            findings.notAssessed(TpmQuoteCheck.NONCE, skipped.reason());
        }
    }

    private void checkSelection(TpmsQuoteInfo quote, Findings.Builder findings) {
        findings.expect(TpmQuoteCheck.PCR_SELECTED, !quote.selectsNothing(), () -> "the quote covers no PCR at all");
        required.forEach((bank, indexes) -> indexes.forEach(index -> findings.expect(
                TpmQuoteCheck.PCR_SELECTED,
                quote.selects(bank, index),
                () -> "PCR " + index + " of bank " + bank + " is not covered")));
    }

    /** What is quoted of the values beside the quote: those it covers, if they hash to its digest, and no others. */
    private PcrValues checkDigest(TpmsQuoteInfo quote, Findings.Builder findings) {
        if (untrustedPcrs.banks().isEmpty()) {
            findings.notAssessed(TpmQuoteCheck.PCR_DIGEST, "the evidence has no PCR values");
            return PcrValues.NONE;
        }
        Optional<Bytes> digest = quote.digestOf(untrustedPcrs, signature.hash());
        boolean matches =
                findings.expect(TpmQuoteCheck.PCR_DIGEST, digest.isPresent(), () -> "a selected PCR has no value")
                        && findings.expect(
                                TpmQuoteCheck.PCR_DIGEST,
                                digest.get().equals(quote.pcrDigest()),
                                () -> "the values do not hash to the quoted digest");
        return matches ? untrustedPcrs.only(quote::selects) : PcrValues.NONE;
    }
}
