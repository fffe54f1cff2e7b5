package dev.rats4j.verifier.enrolment;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.Findings;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.DeviceKeys;
import dev.rats4j.spi.EnrolmentInputs;
import dev.rats4j.spi.EnrolmentRequest;
import dev.rats4j.spi.EnrolmentScheme;
import dev.rats4j.spi.KeyChallenge;
import dev.rats4j.verifier.Acme;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Consumer;

/**
 * How devices of a vendor that does not exist enrol. A request is {@code [endorsed key, attestation key]}, and a device "holds" its keys
 * by knowing them: its answer is the message added bit by bit to a digest of both. No protection, and none is needed here.
 */
public final class AcmeEnrolment implements EnrolmentScheme {

    /** The one thing that is checked of a request. */
    public enum AcmeEnrolmentCheck implements Check {
        /** The keys differ. */
        KEYS_DIFFER;

        @Override
        public Definition definition() {
            return new Definition(
                    "acme.keys-differ",
                    "ACME 2",
                    Kind.CRYPTOGRAPHIC,
                    Aspect.INSTANCE_IDENTITY,
                    TrustworthinessClaim.NONE,
                    TrustworthinessClaim.CRYPTO_VALIDATION_FAILED);
        }
    }

    private final Consumer<EnrolmentInputs> watcher;

    /** Nobody watches. */
    public AcmeEnrolment() {
        this(inputs -> {});
    }

    /** Shows what it is given. */
    public AcmeEnrolment(Consumer<EnrolmentInputs> watcher) {
        this.watcher = watcher;
    }

    /** The request of the device with these keys. */
    public static Bytes request(PublicKey endorsed, PublicKey attestation) {
        return Cbor.array(Cbor.bytes(CanonicalKey.encode(endorsed)), Cbor.bytes(CanonicalKey.encode(attestation)));
    }

    /** What the device with these keys answers. */
    public static Bytes answer(PublicKey endorsed, PublicKey attestation, Bytes message) {
        return masked(Bytes.concat(CanonicalKey.encode(endorsed), CanonicalKey.encode(attestation)), message);
    }

    private static Bytes masked(Bytes keys, Bytes message) {
        byte[] masked = message.toByteArray();
        byte[] mask = HashAlgorithm.SHA256.digest(keys).value().toByteArray();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= mask[i];
        }
        return Bytes.copyOf(masked);
    }

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public List<Check> catalogue() {
        return List.of(AcmeEnrolmentCheck.values());
    }

    @Override
    public EnrolmentRequest decode(Bytes request) throws MalformedMessageException {
        CborItem[] keys = CborItem.decode(request, CborProfile.WELL_FORMED).elements(2, 2, "acme-request");
        Bytes endorsed = keys[0].bytes("endorsed");
        Bytes attestation = keys[1].bytes("attestation");
        Acme.CRYPTO.publicKey(attestation);
        return inputs -> {
            watcher.accept(inputs);
            Findings.Builder findings = Findings.builder(AcmeEnrolmentCheck.class);
            boolean differ =
                    findings.expect(AcmeEnrolmentCheck.KEYS_DIFFER, !endorsed.equals(attestation), () -> "one key");
            if (!differ) {
                return new KeyChallenge.Refused(findings.build());
            }
            byte[] random = new byte[32];
            inputs.random().fill(random);
            Bytes secret = Bytes.copyOf(random);
            return new KeyChallenge.Challenge(
                    new DeviceKeys(endorsed, attestation, attestation),
                    masked(Bytes.concat(endorsed, attestation), secret),
                    secret,
                    findings.build());
        };
    }
}
