package dev.rats4j.conformance;

import static dev.rats4j.conformance.SampleScheme.SampleCheck;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.Findings;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.spi.DecodedEvidence;
import dev.rats4j.trust.PathResult;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decoded evidence of {@link SampleScheme}, with its defect. */
record SampleEvidence(
        Defect defect, Bytes report, Fields fields, X509Certificate leaf, Bytes signature, Bytes untrustedLabel)
        implements DecodedEvidence {

    private static final SignatureAlgorithm ES256 =
            new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256);

    record Fields(boolean debug, int major, int minor, Bytes firmware, Bytes nonce) {}

    @Override
    public Authentication authenticate(AuthenticationInputs inputs) {
        Findings.Builder findings = Findings.builder(SampleCheck.class);
        checkKey(inputs, findings);
        Optional<VerifiedSignature> proof = proof(inputs);
        SampleCheck blamed = defect == Defect.NAMES_THE_WRONG_CHECK ? SampleCheck.KEY_STRENGTH : SampleCheck.SIGNATURE;
        findings.expect(SampleCheck.SIGNATURE, proof.isPresent() || blamed != SampleCheck.SIGNATURE, () -> "bad");
        findings.expect(blamed, proof.isPresent(), () -> "does not verify");
        if (defect == Defect.NEVER_CALLS_A_CHECK) {
            findings.notAssessed(SampleCheck.KEY_STRENGTH, "later");
        } else {
            boolean isKnown = inputs.crypto().curveOf(leaf.getPublicKey()).isPresent();
            findings.expect(SampleCheck.KEY_STRENGTH, isKnown, () -> "another curve");
        }
        checkNonce(inputs.freshness(), findings);
        boolean isDebug = fields.debug() && defect != Defect.ACCEPTS_DEBUG && !isHidden();
        findings.expect(SampleCheck.DEBUG_OFF, !isDebug, () -> "debugging is on");
        return findings.anyCryptographicFailed() || proof.isEmpty()
                ? new RefusedEvidence(findings.build())
                : AuthenticatedEvidence.assertion(List.of(proof.get()), List.of(claims(proof.get())), findings.build());
    }

    private boolean isHidden() {
        return defect == Defect.LETS_AN_UNSIGNED_FIELD_HIDE_DEBUG && !untrustedLabel.equals(Bytes.ofUtf8("label"));
    }

    private void checkKey(AuthenticationInputs inputs, Findings.Builder findings) {
        PathResult path = inputs.paths().validate(leaf, inputs.certificates(), inputs.anchors(), inputs.at());
        if (path instanceof PathResult.Invalid invalid && !isOverlooked(invalid.reason())) {
            findings.expect(SampleCheck.PATH, false, invalid::reason);
        } else {
            findings.expect(SampleCheck.PATH, true, () -> "");
        }
        boolean isAnchored = !(path instanceof PathResult.Unanchored)
                || inputs.anchors().keys().stream().anyMatch(this::isPinned)
                || isTrustedAnyway(inputs);
        findings.expect(SampleCheck.KEY_TRUSTED, isAnchored, () -> "by nobody");
    }

    private boolean isOverlooked(String reason) {
        return switch (defect) {
            case ACCEPTS_EXPIRED_CERTIFICATES -> reason.endsWith("is expired");
            case ACCEPTS_CERTIFICATES_TOO_EARLY -> reason.endsWith("is not yet valid");
            case IGNORES_KEY_USAGE -> reason.endsWith("without digitalSignature");
            case IGNORES_PATH_LENGTH -> reason.endsWith("breaks RFC 5280, 6.1");
            default -> false;
        };
    }

    private boolean isPinned(PublicKey pin) {
        try {
            return Arrays.equals(pin.getEncoded(), leaf.getPublicKey().getEncoded());
        } catch (BrokenKey.OutOfOrder e) {
            if (defect == Defect.TAKES_AN_EXCEPTION_FOR_SUCCESS) {
                return true;
            }
            throw e;
        }
    }

    private boolean isTrustedAnyway(AuthenticationInputs inputs) {
        return switch (defect) {
            case TRUSTS_ANY_KEY -> true;
            case AFFIRMS_WITHOUT_ANCHORS -> inputs.anchors().isEmpty();
            case TRUSTS_NAMES ->
                !inputs.anchors().certificates().isEmpty()
                        && inputs.certificates().stream().anyMatch(this::isNamedAsIssuer);
            default -> false;
        };
    }

    private boolean isNamedAsIssuer(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(leaf.getIssuerX500Principal());
    }

    private Optional<VerifiedSignature> proof(AuthenticationInputs inputs) {
        boolean anything = defect == Defect.FORGETS_THE_SIGNATURE
                || (defect == Defect.ACCEPTS_AN_EMPTY_SIGNATURE && signature.isEmpty());
        if (anything) {
            Signer own = SeededKeys.p256(1);
            return inputs.crypto().verify(own.publicKey(), ES256, report, own.sign(report));
        }
        CryptoBackend crypto = defect == Defect.USES_PROVIDERS_OF_ITS_OWN ? SeededKeys.CRYPTO : inputs.crypto();
        return crypto.verify(leaf.getPublicKey(), ES256, report, signature);
    }

    private void checkNonce(Freshness freshness, Findings.Builder findings) {
        if (freshness instanceof Freshness.Nonce wanted) {
            findings.expect(SampleCheck.NONCE, isFresh(wanted.value()), () -> "another nonce");
        } else if (defect == Defect.PASSES_A_NONCE_THAT_NOBODY_ASKED_FOR) {
            findings.expect(SampleCheck.NONCE, true, () -> "");
        } else {
            findings.notAssessed(SampleCheck.NONCE, "nobody asked");
        }
    }

    private boolean isFresh(Bytes wanted) {
        return switch (defect) {
            case FORGETS_THE_NONCE -> true;
            case ACCEPTS_A_MISSING_NONCE ->
                fields.nonce().isEmpty() || fields.nonce().equals(wanted);
            case COMPARES_THE_BEGINNING_OF_THE_NONCE -> fields.nonce().startsWith(wanted);
            default -> fields.nonce().equals(wanted);
        };
    }

    private Claims claims(VerifiedSignature proof) {
        String label = defect == Defect.BELIEVES_AN_UNSIGNED_FIELD ? untrustedLabel.toHex() : "";
        return new Claims(
                Environment.ofClass(SampleScheme.CLASS),
                List.of(
                        measured(
                                SampleScheme.FIRMWARE,
                                new CodePoint.Digests(
                                        List.of(NamedDigest.of(new Digest(HashAlgorithm.SHA256, fields.firmware()))))),
                        measured(SampleScheme.MAJOR, CodePoint.IntRange.exactly(fields.major())),
                        measured(SampleScheme.MINOR, CodePoint.IntRange.exactly(fields.minor())),
                        Measurement.of(MeasuredElement.of("label"), MeasurementValues.of(CodePoint.NAME, label))),
                List.of(CryptoKey.thumbprint(proof.key())),
                Claims.Type.EVIDENCE,
                Optional.empty());
    }

    private static <T> Measurement measured(ClaimPath<T> path, T value) {
        return Measurement.of(path.key().orElseThrow(), MeasurementValues.of(path.codePoint(), value));
    }
}
