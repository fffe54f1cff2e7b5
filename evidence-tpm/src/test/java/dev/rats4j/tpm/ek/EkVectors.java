package dev.rats4j.tpm.ek;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.NOW;
import static dev.rats4j.tpm.SimulatedTpms.p256;
import static dev.rats4j.tpm.SimulatedTpms.root;
import static dev.rats4j.tpm.SimulatedTpms.rsaKeys;
import static dev.rats4j.tpm.SimulatedTpms.seeded;

import dev.rats4j.Check;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.EnrolmentInputs;
import dev.rats4j.spi.KeyChallenge;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.WeakPrimes;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedCa.Terms;
import dev.rats4j.tpm.sim.SimulatedEndorsementKey;
import dev.rats4j.tpm.sim.SimulatedEndorsementKey.Template;
import dev.rats4j.tpm.sim.SimulatedKey;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.TpmtSignature.Scheme;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;

/** One request per check that fails this check and no other, and requests that fail none. */
final class EkVectors {

    static final SimulatedCa CA = root(31);
    static final SimulatedEndorsementKey RSA = SimulatedEndorsementKey.rsa(CRYPTO, seeded(1));
    static final SimulatedTpm TPM = p256().build();
    private static final long FIXED_TPM = 1L << 1;

    private EkVectors() {}

    /** A request with the inputs under which it is examined. */
    record Vector(TpmEnrolmentRequest request, EnrolmentInputs inputs) {
        KeyChallenge challenge() {
            try {
                return new TpmEnrolment().decode(request.encode()).challenge(inputs);
            } catch (MalformedMessageException e) {
                throw new IllegalStateException("a well-formed request is expected here", e);
            }
        }

        Vector at(Instant other) {
            return new Vector(request, EkVectors.inputs(inputs.anchors(), other));
        }

        Vector withKey(Bytes area) {
            return new Vector(
                    new TpmEnrolmentRequest(
                            request.ekCertificate(), request.ek(), area, Optional.empty(), request.certificates()),
                    inputs);
        }

        Vector withKeyName(Bytes name) {
            return new Vector(
                    new TpmEnrolmentRequest(
                            request.ekCertificate(),
                            request.ek(),
                            request.key(),
                            Optional.of(name),
                            request.certificates()),
                    inputs);
        }

        Vector withEk(Bytes area) {
            return new Vector(
                    new TpmEnrolmentRequest(
                            request.ekCertificate(), area, request.key(), request.keyName(), request.certificates()),
                    inputs);
        }

        Vector withCertificate(Bytes certificate) {
            return new Vector(
                    new TpmEnrolmentRequest(
                            certificate, request.ek(), request.key(), request.keyName(), request.certificates()),
                    inputs);
        }
    }

    static EnrolmentInputs inputs(TrustAnchors anchors, Instant at) {
        return new EnrolmentInputs(CRYPTO, SimulatedTpms.PATHS, anchors, List.of(), seeded(12)::nextBytes, at);
    }

    static Bytes der(X509Certificate certificate) {
        try {
            return Bytes.copyOf(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Vector good() {
        return good(RSA);
    }

    static Vector good(SimulatedEndorsementKey ek) {
        return with(ek, der(CA.endorse(ek.publicKey())));
    }

    static Vector goodEcc() {
        return good(SimulatedEndorsementKey.ec(CRYPTO, EllipticCurve.P384, seeded(2)));
    }

    static Vector with(SimulatedEndorsementKey ek, Bytes certificate) {
        return new Vector(
                new TpmEnrolmentRequest(
                        certificate,
                        ek.area().encoded(),
                        TPM.publicArea(),
                        Optional.of(SimulatedTpms.nameOf(TPM)),
                        Optional.empty()),
                inputs(SimulatedTpms.anchored(CA), NOW));
    }

    static Vector failing(TpmEkCheck check) {
        return switch (check) {
            case KEY_TRUSTED -> with(RSA, der(root(32).endorse(RSA.publicKey())));
            case PATH -> good().at(SimulatedTpms.UNTIL.plusSeconds(1));
            case SAME_KEY -> with(RSA, der(CA.endorse(rsaKeys(9).getPublic())));
            case ATTRIBUTES -> good(rsa(Template.LOW.with(Template.LOW.attributes() & ~FIXED_TPM)));
            case PURPOSE -> with(RSA, der(CA.certify(RSA.publicKey(), terms(SimulatedCa.AIK_CERTIFICATE))));
            case STRENGTH ->
                good(rsa(new Template(HashAlgorithm.SHA1, Template.LOW.attributes(), Template.LOW.aesBits())));
            case KEY_NAME -> good().withKeyName(SimulatedTpms.nameOf(other()));
        };
    }

    static Vector failing(Check check) {
        if (check instanceof TpmEkCheck ours) {
            return failing(ours);
        }
        return switch ((TpmQuoteCheck) check) {
            case KEY_ATTRIBUTES ->
                good().withKey(p256().attributes(SimulatedTpm.ATTESTATION_KEY & ~FIXED_TPM)
                        .build()
                        .publicArea());
            case KEY_STRENGTH -> good().withKey(areaOf(rsaKeys(1024, 5)));
            case KEY_NOT_ROCA -> good().withKey(areaOf(WeakPrimes.keys(2)));
            default -> throw new IllegalArgumentException(check.id());
        };
    }

    static Bytes areaOf(KeyPair rsa) {
        return SimulatedTpm.builder(CRYPTO, new SimulatedKey(rsa, Scheme.RSASSA, HashAlgorithm.SHA256))
                .build()
                .publicArea();
    }

    static SimulatedTpm other() {
        return SimulatedTpm.builder(CRYPTO, SimulatedKey.generate(CRYPTO, kind(), seeded(99)))
                .build();
    }

    private static AttestationKeyKind kind() {
        return AttestationKeyKind.ECDSA_P256;
    }

    static SimulatedEndorsementKey rsa(Template template) {
        return SimulatedEndorsementKey.of(CRYPTO, rsaKeys(3), template);
    }

    static Terms terms(String... purposes) {
        return new Terms(SimulatedTpms.FROM, SimulatedTpms.UNTIL, KeyUsage.keyEncipherment, List.of(purposes));
    }
}
