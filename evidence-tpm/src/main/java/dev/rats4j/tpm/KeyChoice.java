package dev.rats4j.tpm;

import dev.rats4j.Findings;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.structures.TpmtSignature;
import dev.rats4j.trust.PathResult;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which key the quote has to be signed with, and whether it was.
 *
 * <p>A key is trusted because its certificate leads to an anchor, or because the caller pinned it as TPMT_PUBLIC or as a bare public
 * key. The key beside the quote says only which of these is meant. Evidence without one is tried against all pinned keys.
 */
final class KeyChoice {

    /** TCG Credential Profiles, tcg-kp-AIKCertificate: the issuer saw to it that the key is an attestation key. */
    private static final String AIK_CERTIFICATE = "2.23.133.8.3";
    /** So many signatures are tried at most for evidence that does not say which key it means. */
    private static final int MOST_PINNED_TRIED = 64;

    private final TpmsAttest attest;
    private final TpmtSignature signature;
    private final Optional<TpmtPublic> untrustedKey;
    private final Optional<X509Certificate> certificate;
    private final AuthenticationInputs inputs;
    private final CryptoBackend crypto;

    /** A key that may be used, and its public area where somebody trusted vouches for it. */
    private record Candidate(PublicKey key, Optional<TpmtPublic> trustedArea, boolean isCertifiedForAttestation) {}

    KeyChoice(
            TpmsAttest attest,
            TpmtSignature signature,
            Optional<TpmtPublic> untrustedKey,
            Optional<X509Certificate> certificate,
            AuthenticationInputs inputs) {
        this.attest = attest;
        this.signature = signature;
        this.untrustedKey = untrustedKey;
        this.certificate = certificate;
        this.inputs = inputs;
        this.crypto = inputs.crypto();
    }

    /** Gives an outcome to every check about the key, and to the signature. */
    Optional<VerifiedSignature> check(Findings.Builder findings) {
        Optional<PublicKey> claimed = claimedKey(findings);
        List<Candidate> candidates = claimed.isPresent() ? named(claimed.get(), findings) : pinned(findings);
        findings.notAssessed(TpmQuoteCheck.PATH, "no certification path was needed");
        if (candidates.isEmpty()) {
            return untrusted(claimed, findings);
        }
        findings.expect(TpmQuoteCheck.KEY_TRUSTED, true, () -> "");
        for (Candidate candidate : candidates) {
            Optional<VerifiedSignature> proof = verify(candidate.key());
            if (proof.isPresent()) {
                findings.expect(TpmQuoteCheck.SIGNATURE, true, () -> "");
                checkKey(candidate, findings);
                return proof;
            }
        }
        findings.expect(TpmQuoteCheck.SIGNATURE, false, () -> "does not verify with a trusted key");
        if (candidates.size() == 1) {
            checkKey(candidates.get(0), findings);
        }
        return Optional.empty();
    }

    /** The key that the evidence says it is signed with. */
    private Optional<PublicKey> claimedKey(Findings.Builder findings) {
        Optional<PublicKey> fromArea = untrustedKey.flatMap(this::keyOf);
        if (untrustedKey.isPresent() && fromArea.isEmpty()) {
            findings.expect(TpmQuoteCheck.KEY_TRUSTED, false, () -> "the public area holds no usable key");
            return Optional.empty();
        }
        if (certificate.isEmpty()) {
            findings.notAssessed(TpmQuoteCheck.KEY_SAME, "the evidence has no certificate of the key");
            return fromArea;
        }
        PublicKey certified = crypto.own(certificate.get().getPublicKey());
        if (fromArea.isEmpty()) {
            findings.notAssessed(TpmQuoteCheck.KEY_SAME, "the evidence has no public area");
        } else {
            findings.expect(
                    TpmQuoteCheck.KEY_SAME,
                    isSame(certified, fromArea.get()),
                    () -> "public area and certificate hold different keys");
        }
        return Optional.of(certified);
    }

    private Optional<PublicKey> keyOf(TpmtPublic area) {
        try {
            return Optional.of(area.publicKey(crypto));
        } catch (MalformedMessageException e) {
            return Optional.empty(); // a key that is none verifies nothing
        }
    }

    /** Ways to trust the key that the evidence names. */
    private List<Candidate> named(PublicKey claimed, Findings.Builder findings) {
        for (Bytes pin : inputs.anchors().schemeKeys()) {
            Optional<TpmtPublic> area = untrustedKey.isPresent() ? pinnedArea(pin, untrustedKey.get()) : decoded(pin);
            Optional<PublicKey> key = area.flatMap(this::keyOf);
            if (key.isPresent() && isSame(key.get(), claimed)) {
                return List.of(new Candidate(key.get(), area, false));
            }
        }
        if (certificate.isPresent()) {
            Optional<Candidate> certified = certified(certificate.get(), findings);
            if (certified.isPresent()) {
                return List.of(certified.get());
            }
        }
        for (PublicKey pin : inputs.anchors().keys()) {
            if (isSame(pin, claimed)) {
                return List.of(new Candidate(pin, Optional.empty(), false));
            }
        }
        return List.of();
    }

    /** The area beside the quote, if it is the pinned one: then it need not be decoded again. */
    private static Optional<TpmtPublic> pinnedArea(Bytes pin, TpmtPublic area) {
        if (pin.equals(area.encoded())) {
            return Optional.of(area);
        }
        boolean mayHaveSize = pin.length() != area.encoded().length();
        return mayHaveSize ? decoded(pin).filter(other -> other.encoded().equals(area.encoded())) : Optional.empty();
    }

    private Optional<Candidate> certified(X509Certificate leaf, Findings.Builder findings) {
        PathResult path = inputs.paths().validate(leaf, inputs.certificates(), inputs.anchors(), inputs.at());
        if (path instanceof PathResult.ValidPath) {
            findings.expect(TpmQuoteCheck.PATH, true, () -> "");
            return Optional.of(
                    new Candidate(crypto.own(leaf.getPublicKey()), Optional.empty(), isForAttestation(leaf)));
        }
        if (path instanceof PathResult.Invalid invalid) {
            findings.expect(TpmQuoteCheck.PATH, false, invalid::reason);
            return Optional.of(new Candidate(crypto.own(leaf.getPublicKey()), Optional.empty(), false));
        }
        return Optional.empty();
    }

    /** An issuer of certificates is no attestation key, whatever else it says. */
    private static boolean isForAttestation(X509Certificate leaf) {
        if (leaf.getBasicConstraints() >= 0) {
            return false;
        }
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            return purposes != null && purposes.contains(AIK_CERTIFICATE);
        } catch (CertificateParsingException e) {
            return false; // a purpose that cannot be read is none
        }
    }

    /** All pinned keys, for evidence that names none. */
    private List<Candidate> pinned(Findings.Builder findings) {
        List<Candidate> candidates = new ArrayList<>();
        if (findings.anyCryptographicFailed()) {
            return candidates;
        }
        for (Bytes pin : inputs.anchors().schemeKeys()) {
            Optional<TpmtPublic> area = decoded(pin);
            area.flatMap(this::keyOf).ifPresent(key -> candidates.add(new Candidate(key, area, false)));
        }
        inputs.anchors().keys().forEach(key -> candidates.add(new Candidate(key, Optional.empty(), false)));
        return candidates.subList(0, Math.min(candidates.size(), MOST_PINNED_TRIED));
    }

    private static Optional<TpmtPublic> decoded(Bytes pin) {
        try {
            return Optional.of(TpmtPublic.decode(pin));
        } catch (MalformedMessageException e) {
            return Optional.empty(); // a pin of another scheme
        }
    }

    /** Nobody trusted is meant; whether the evidence is at least consistent helps whoever looks for the reason. */
    private Optional<VerifiedSignature> untrusted(Optional<PublicKey> claimed, Findings.Builder findings) {
        findings.expect(
                TpmQuoteCheck.KEY_TRUSTED,
                false,
                () -> claimed.isPresent()
                        ? "neither pinned nor certified by a trust anchor that was given"
                        : "the evidence names no key and none is pinned");
        claimed.ifPresent(key -> {
            Optional<VerifiedSignature> proof = verify(key);
            findings.expect(
                    TpmQuoteCheck.SIGNATURE, proof.isPresent(), () -> "does not verify with the evidence's own key");
        });
        return Optional.empty();
    }

    private Optional<VerifiedSignature> verify(PublicKey key) {
        Optional<Bytes> value = signature.value(crypto.curveOf(key));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Operation operation = signature.scheme().operation();
        Optional<VerifiedSignature> proof = verify(key, operation, value.get());
        return proof.isEmpty() && operation == Operation.RSASSA_PSS
                ? verify(key, Operation.RSASSA_PSS_MAX_SALT, value.get())
                : proof;
    }

    private Optional<VerifiedSignature> verify(PublicKey key, Operation operation, Bytes value) {
        return crypto.verify(key, new SignatureAlgorithm(operation, signature.hash()), attest.signed(), value);
    }

    private void checkKey(Candidate candidate, Findings.Builder findings) {
        findings.expect(
                TpmQuoteCheck.KEY_STRENGTH, KeyStrength.isEnough(candidate.key(), crypto), () -> KeyStrength.TOO_WEAK);
        findings.expect(
                TpmQuoteCheck.KEY_NOT_ROCA,
                !KeyStrength.hasWeakPrimes(candidate.key()),
                () -> "the modulus has the mark of a generator whose primes can be computed");
        // who certified the key cannot vouch for attributes that the key's own area denies
        Optional<TpmtPublic> area = candidate.isCertifiedForAttestation() ? untrustedKey : candidate.trustedArea();
        if (area.isPresent()) {
            List<String> missing = area.get().objectAttributes().missingForAttestation();
            findings.expect(
                    TpmQuoteCheck.KEY_ATTRIBUTES, missing.isEmpty(), () -> "lacks " + String.join(", ", missing));
        } else if (candidate.isCertifiedForAttestation()) {
            findings.expect(TpmQuoteCheck.KEY_ATTRIBUTES, true, () -> "");
        } else {
            findings.notAssessed(TpmQuoteCheck.KEY_ATTRIBUTES, "nobody trusted vouches for the key's public area");
        }
    }

    @SuppressWarnings("ReferenceEquality") // the usual case, as crypto gives out one object per key; equals is dear
    private static boolean isSame(PublicKey one, PublicKey other) {
        if (one == other || one.equals(other)) {
            return true;
        }
        Optional<Bytes> encoded = CanonicalKey.find(one);
        return encoded.isPresent() && encoded.equals(CanonicalKey.find(other));
    }
}
