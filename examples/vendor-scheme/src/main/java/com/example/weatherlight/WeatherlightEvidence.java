package com.example.weatherlight;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.Findings;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.spi.DecodedEvidence;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.PathResult;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report that was understood and is not believed. */
final class WeatherlightEvidence implements DecodedEvidence {

    /** Value of the protected header {@code typ}: the sensor signs other things with the same key. */
    static final String TYPE = "application/vnd.example.weatherlight-report+cbor";

    static final int VERSION_OF_FORMAT = 1;
    static final int FIELD_MODE = 0;
    static final int DEBUG_MODE = 1;

    private static final int MOST_CERTIFICATES = 4;
    private static final int LONGEST_NONCE = 64;

    private final CoseSign1 message;
    private final List<X509Certificate> chain;
    private final Report untrusted;

    private WeatherlightEvidence(CoseSign1 message, List<X509Certificate> chain, Report untrusted) {
        this.message = message;
        this.chain = chain;
        this.untrusted = untrusted;
    }

    /** The fields of a report. */
    private record Report(Bytes nonce, Digest firmware, long version, boolean isDebug) {

        static Report decode(Bytes payload) throws MalformedMessageException {
            CborMap map = CborItem.decode(payload, CborProfile.DETERMINISTIC).map("report");
            CborItem format = map.required(0, "format");
            if (format.unsigned("format") != VERSION_OF_FORMAT) {
                throw format.malformed("format", "is not " + VERSION_OF_FORMAT);
            }
            CborItem nonce = map.required(1, "nonce");
            if (nonce.bytes("nonce").length() > LONGEST_NONCE) {
                throw nonce.malformed("nonce", "has more than " + LONGEST_NONCE + " bytes");
            }
            CborItem firmware = map.required(2, "firmware");
            if (firmware.bytes("firmware").length() != HashAlgorithm.SHA256.length()) {
                throw firmware.malformed("firmware", "is no SHA-256 digest");
            }
            CborItem mode = map.required(4, "mode");
            if (mode.unsigned("mode") > DEBUG_MODE) {
                throw mode.malformed("mode", "is not known");
            }
            Report report = new Report(
                    nonce.bytes("nonce"),
                    new Digest(HashAlgorithm.SHA256, firmware.bytes("firmware")),
                    map.required(3, "version").unsigned("version"),
                    mode.unsigned("mode") == DEBUG_MODE);
            map.expectNoOthers();
            return report;
        }
    }

    static WeatherlightEvidence decode(Bytes content) throws MalformedMessageException {
        CoseSign1 message = CoseSign1.decode(content, CoseSign1.Form.TAGGED, CborProfile.DETERMINISTIC);
        Optional<CborItem> type = message.untrustedProtectedHeaders().value(CoseHeaders.TYP);
        if (type.isEmpty() || !type.get().text("typ").equals(TYPE)) {
            throw new MalformedMessageException("typ", 0, "is not " + TYPE);
        }
        Optional<Bytes> payload = message.untrustedPayload();
        if (payload.isEmpty()) {
            throw new MalformedMessageException("payload", 0, "is detached");
        }
        return new WeatherlightEvidence(message, chain(message.untrustedHeaders()), Report.decode(payload.get()));
    }

    private static List<X509Certificate> chain(CoseHeaders headers) throws MalformedMessageException {
        List<Bytes> encoded = headers.x5chain();
        if (encoded.isEmpty() || encoded.size() > MOST_CERTIFICATES) {
            throw new MalformedMessageException("x5chain", 0, "has not 1 to " + MOST_CERTIFICATES + " certificates");
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (Bytes certificate : encoded) {
            chain.add(CertificationPaths.certificate(certificate));
        }
        return chain;
    }

    @Override
    public Authentication authenticate(AuthenticationInputs inputs) {
        Findings.Builder findings = Findings.builder(WeatherlightCheck.class);
        checkPath(inputs, findings);
        Optional<CoseSign1.Verified> verified =
                message.verify(inputs.crypto(), chain.get(0).getPublicKey(), Bytes.EMPTY);
        findings.expect(WeatherlightCheck.SIGNATURE, verified.isPresent(), () -> "does not verify");
        if (findings.anyCryptographicFailed() || verified.isEmpty()) {
            return refused(findings, "nobody we know said these things");
        }
        checkNonce(inputs.freshness(), findings);
        if (findings.anyCryptographicFailed()) {
            return refused(findings, "an earlier check failed");
        }
        findings.expect(WeatherlightCheck.DEBUG_OFF, !untrusted.isDebug(), () -> "the sensor is in debug mode");
        return AuthenticatedEvidence.assertion(
                List.of(verified.get().proof()), List.of(claims(verified.get())), findings.build());
    }

    private static RefusedEvidence refused(Findings.Builder findings, String reason) {
        findings.restNotAssessed(reason);
        return new RefusedEvidence(findings.build());
    }

    private void checkPath(AuthenticationInputs inputs, Findings.Builder findings) {
        List<X509Certificate> between = new ArrayList<>(chain.subList(1, chain.size()));
        between.addAll(inputs.certificates());
        PathResult path = inputs.paths().validate(chain.get(0), between, inputs.anchors(), inputs.at());
        if (path instanceof PathResult.Unanchored unanchored) {
            findings.expect(WeatherlightCheck.KEY_TRUSTED, false, unanchored::reason);
            findings.notAssessed(WeatherlightCheck.PATH, "there is no path to an anchor");
            return;
        }
        findings.expect(WeatherlightCheck.KEY_TRUSTED, true, () -> "");
        String broken = path instanceof PathResult.Invalid invalid ? invalid.reason() : "";
        findings.expect(WeatherlightCheck.PATH, path instanceof PathResult.ValidPath, () -> broken);
    }

    private void checkNonce(Freshness freshness, Findings.Builder findings) {
        if (freshness instanceof Freshness.Nonce wanted) {
            boolean isFresh = untrusted.nonce().equals(wanted.value());
            findings.expect(WeatherlightCheck.NONCE, isFresh, () -> "not the requested nonce");
        } else if (freshness instanceof Freshness.InsecureNotChecked skipped) {
            findings.notAssessed(WeatherlightCheck.NONCE, skipped.reason());
        }
    }

    /** What the sensor says; the signature covers the payload that the report was decoded from. */
    private Claims claims(CoseSign1.Verified verified) {
        CryptoKey sensor = CryptoKey.thumbprint(verified.proof().key());
        return new Claims(
                new Environment(
                        Optional.of(WeatherlightClaims.CLASS),
                        Optional.of(new Environment.InstanceKey(sensor)),
                        Optional.empty()),
                List.of(
                        measured(
                                WeatherlightClaims.FIRMWARE,
                                new CodePoint.Digests(List.of(NamedDigest.of(untrusted.firmware())))),
                        measured(WeatherlightClaims.VERSION, CodePoint.IntRange.exactly(untrusted.version()))),
                List.of(sensor),
                Claims.Type.EVIDENCE,
                Optional.empty());
    }

    private static <T> Measurement measured(ClaimPath<T> path, T value) {
        return Measurement.of(path.key().orElseThrow(), MeasurementValues.of(path.codePoint(), value));
    }
}
