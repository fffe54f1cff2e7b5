package dev.rats4j.tpm.ek;

import dev.rats4j.Check;
import dev.rats4j.Findings;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.spi.DeviceKeys;
import dev.rats4j.spi.EnrolmentInputs;
import dev.rats4j.spi.EnrolmentRequest;
import dev.rats4j.spi.KeyChallenge;
import dev.rats4j.tpm.KeyStrength;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.trust.PathResult;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request that was understood but not believed. */
record DecodedRequest(
        EkCertificate certificate,
        TpmtPublic ek,
        TpmtPublic key,
        Optional<Bytes> keyName,
        List<X509Certificate> certificates)
        implements EnrolmentRequest {

    private static final int SECRET_LENGTH = 32;

    @Override
    public KeyChallenge challenge(EnrolmentInputs inputs) {
        CryptoBackend crypto = inputs.crypto();
        Findings.Builder builder = Findings.builder(TpmEnrolment.CATALOGUE);
        Optional<PublicKey> endorsed = keyOf(ek, crypto);
        Optional<PublicKey> attesting = keyOf(key, crypto);
        checkCertificate(inputs, builder);
        checkEndorsementKey(endorsed, crypto, builder);
        checkAttestationKey(attesting, endorsed, crypto, builder);
        Findings findings = builder.build().waiving(inputs.waivers());
        return findings.anyFailed() || endorsed.isEmpty() || attesting.isEmpty()
                ? new KeyChallenge.Refused(findings)
                : challenge(endorsed.get(), attesting.get(), inputs, findings);
    }

    private static Optional<PublicKey> keyOf(TpmtPublic area, CryptoBackend crypto) {
        try {
            return Optional.of(area.publicKey(crypto));
        } catch (MalformedMessageException e) {
            return Optional.empty(); // what is no key is the same as no other
        }
    }

    private void checkCertificate(EnrolmentInputs inputs, Findings.Builder findings) {
        List<X509Certificate> between = new ArrayList<>(inputs.certificates());
        between.addAll(certificates);
        PathResult path =
                inputs.paths().validateForEncryption(certificate.certificate(), between, inputs.anchors(), inputs.at());
        if (path instanceof PathResult.Unanchored unanchored) {
            findings.expect(TpmEkCheck.KEY_TRUSTED, false, unanchored::reason);
            findings.notAssessed(TpmEkCheck.PATH, "there is no path");
        } else {
            findings.expect(TpmEkCheck.KEY_TRUSTED, true, () -> "");
            Optional<String> broken =
                    path instanceof PathResult.Invalid invalid ? Optional.of(invalid.reason()) : Optional.empty();
            findings.expect(TpmEkCheck.PATH, broken.isEmpty(), () -> broken.orElse(""));
        }
        Optional<String> other = certificate.otherPurpose();
        findings.expect(TpmEkCheck.PURPOSE, other.isEmpty(), () -> other.orElse(""));
    }

    private void checkEndorsementKey(Optional<PublicKey> endorsed, CryptoBackend crypto, Findings.Builder findings) {
        findings.expect(
                TpmEkCheck.SAME_KEY,
                endorsed.isPresent() && isSame(endorsed, certifiedKey(crypto)),
                () -> "public area and certificate hold different keys, or none of a known kind");
        List<String> missing = ek.objectAttributes().missingForEndorsement();
        if (ek.aesBits().isEmpty()) {
            missing.add("AES in CFB mode");
        }
        findings.expect(TpmEkCheck.ATTRIBUTES, missing.isEmpty(), () -> "lacks " + String.join(", ", missing));
        findings.expect(
                TpmEkCheck.STRENGTH,
                endorsed.isEmpty() || KeyStrength.isEnough(endorsed.get(), crypto),
                () -> KeyStrength.TOO_WEAK);
        expectStrongName(ek, TpmEkCheck.STRENGTH, findings);
        expectGoodPrimes(endorsed, "endorsement", findings);
    }

    private Optional<PublicKey> certifiedKey(CryptoBackend crypto) {
        try {
            return Optional.of(certificate.publicKey(crypto));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private void checkAttestationKey(
            Optional<PublicKey> attesting,
            Optional<PublicKey> endorsed,
            CryptoBackend crypto,
            Findings.Builder findings) {
        if (keyName.isPresent()) {
            findings.expect(
                    TpmEkCheck.KEY_NAME,
                    keyName.get().equals(key.name()),
                    () -> "is not the hash of the key's public area");
        } else {
            findings.notAssessed(TpmEkCheck.KEY_NAME, "the request gives none");
        }
        List<String> missing = key.objectAttributes().missingForAttestation();
        findings.expect(TpmQuoteCheck.KEY_ATTRIBUTES, missing.isEmpty(), () -> "lacks " + String.join(", ", missing));
        findings.expect(
                TpmQuoteCheck.KEY_ATTRIBUTES,
                attesting.isEmpty() || !isSame(attesting, endorsed),
                () -> "is the endorsement key");
        findings.expect(
                TpmQuoteCheck.KEY_STRENGTH,
                attesting.isPresent() && KeyStrength.isEnough(attesting.get(), crypto),
                () -> KeyStrength.TOO_WEAK);
        expectStrongName(key, TpmQuoteCheck.KEY_STRENGTH, findings);
        expectGoodPrimes(attesting, "attestation", findings);
    }

    /** The challenge is bound to the key by its Name: another key with the same Name must be out of reach. */
    private static void expectStrongName(TpmtPublic area, Check check, Findings.Builder findings) {
        findings.expect(check, area.nameAlg().isCollisionResistant(), () -> "the Name is made with " + area.nameAlg());
    }

    private static void expectGoodPrimes(Optional<PublicKey> key, String which, Findings.Builder findings) {
        findings.expect(
                TpmQuoteCheck.KEY_NOT_ROCA,
                key.isEmpty() || !KeyStrength.hasWeakPrimes(key.get()),
                () -> "the modulus of the " + which + " key has the mark of a generator whose primes can be computed");
    }

    /** By value, however the keys are encoded. */
    private static boolean isSame(Optional<PublicKey> one, Optional<PublicKey> other) {
        return one.map(CanonicalKey::encode).equals(other.map(CanonicalKey::encode));
    }

    private KeyChallenge challenge(PublicKey endorsed, PublicKey attesting, EnrolmentInputs inputs, Findings findings) {
        byte[] secret = new byte[SECRET_LENGTH];
        inputs.random().fill(secret);
        Bytes expected = Bytes.copyOf(secret);
        try {
            Credential credential = new MakeCredential(inputs.crypto(), inputs.random()).make(ek, key.name(), expected);
            DeviceKeys keys =
                    new DeviceKeys(CanonicalKey.encode(endorsed), key.encoded(), CanonicalKey.encode(attesting));
            return new KeyChallenge.Challenge(keys, credential.encode(), expected, findings);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a key that was read before", e);
        }
    }

    /** The lengths only: all of it names a device. */
    @Override
    public String toString() {
        return "TPM enrolment request with " + certificate;
    }
}
