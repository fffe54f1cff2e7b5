package com.example.weatherlight;

import dev.rats4j.AttestationResult;
import dev.rats4j.Check;
import dev.rats4j.Evidence;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.conformance.Expectations;
import dev.rats4j.conformance.Role;
import dev.rats4j.conformance.Route;
import dev.rats4j.conformance.SchemeConformance;
import dev.rats4j.conformance.Specimen;
import dev.rats4j.conformance.TestChains;
import dev.rats4j.conformance.Variant;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.VerifierCheck;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.verifier.policy.Condition;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The conformance kit on {@link WeatherlightScheme}, with a sensor made of software. */
class WeatherlightSchemeTest extends SchemeConformance {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Bytes NONCE = Bytes.ofUtf8("a nonce of thirty-two bytes, yes");
    private static final int FLOOR = 7;

    private static final Signer SENSOR = SeededKeys.p256(1);
    private static final Signer STRANGER = SeededKeys.p256(2);
    private static final TestChains CHAINS = TestChains.of(SENSOR.publicKey(), NOW);

    @Override
    public EvidenceScheme scheme() {
        return new WeatherlightScheme();
    }

    @Override
    protected Map<Role, Check> checks() {
        return Map.of(
                Role.KEY_TRUSTED, WeatherlightCheck.KEY_TRUSTED,
                Role.PATH, WeatherlightCheck.PATH,
                Role.SIGNATURE, WeatherlightCheck.SIGNATURE,
                Role.NONCE, WeatherlightCheck.NONCE,
                Role.DEBUG_OFF, WeatherlightCheck.DEBUG_OFF,
                Role.FLOOR, VerifierCheck.REQUIREMENT_MET);
    }

    @Override
    protected List<Route> routes() {
        Bytes report = report(1, NONCE, FLOOR, WeatherlightEvidence.FIELD_MODE);
        Evidence evidence = signed(SENSOR, report);
        Specimen good = Specimen.of(evidence, CHAINS.anchors(), NONCE, NOW);
        Bytes signature = signatureOf(evidence);
        Route.Builder route = Route.of("certificate", good)
                .signature(signature)
                .variant(Variant.EMPTY_SIGNATURE, good.with(withoutSignature(evidence, signature)))
                .variant(Variant.ANOTHER_KEY, good.with(signed(STRANGER, report)))
                .variant(Variant.NO_NONCE, good.with(signed(SENSOR, report(1, Bytes.EMPTY, FLOOR, 0))))
                .variant(Variant.SIBLING_STRUCTURE, good.with(calibration(report)))
                .variant(Variant.UNKNOWN_VERSION, good.with(signed(SENSOR, report(2, NONCE, FLOOR, 0))))
                .variant(Variant.UNKNOWN_VALUE, good.with(signed(SENSOR, report(1, NONCE, FLOOR, 2))))
                .variant(Variant.DEBUG, good.with(signed(SENSOR, report(1, NONCE, FLOOR, 1))))
                .variant(Variant.BELOW_FLOOR, good.with(signed(SENSOR, report(1, NONCE, FLOOR - 1, 0))))
                .variant(Variant.ABOVE_FLOOR, good.with(signed(SENSOR, report(1, NONCE, FLOOR + 1, 0))))
                .notApplicable(Variant.RESERVED_BIT, "a report has no reserved bits")
                .notApplicable(Variant.REVOKED, "certificates of sensors are not revoked")
                .notApplicable(Variant.REVOCATION_ABSENT, "certificates of sensors are not revoked")
                .notApplicable(Variant.REVOCATION_OUTDATED, "certificates of sensors are not revoked");
        for (Variant variant : TestChains.VARIANTS) {
            route.variant(variant, good.with(signed(SENSOR, WeatherlightEvidence.TYPE, CHAINS.of(variant), report)));
        }
        return List.of(route.build());
    }

    @Override
    protected AttestationResult appraise(Specimen specimen, Expectations expectations) {
        Corpus.Builder corpus = Corpus.builder(Specimen.CRYPTO, Specimen.PATHS, expectations.signers());
        expectations.corims().forEach(corim -> corpus.add("kit", corim, NOW));
        AppraisalPolicy.Builder policy = AppraisalPolicy.forEvidence("weatherlight/1");
        if (!expectations.isPolicySilent()) {
            policy.require(WeatherlightClaims.VERSION, new Condition.AtLeast(FLOOR));
        }
        return Verifier.builder(Specimen.CRYPTO)
                .scheme(scheme())
                .anchors(specimen.anchors())
                .certificates(specimen.certificates())
                .corpus(corpus.build())
                .policy(policy.build())
                .build()
                .appraise(specimen.evidence(), specimen.freshness(), specimen.at());
    }

    private static Bytes report(int format, Bytes nonce, int version, int mode) {
        Bytes firmware = HashAlgorithm.SHA256.digest(Bytes.ofUtf8("firmware")).value();
        return Cbor.map()
                .put(0, Cbor.integer(format))
                .put(1, Cbor.bytes(nonce))
                .put(2, Cbor.bytes(firmware))
                .put(3, Cbor.integer(version))
                .put(4, Cbor.integer(mode))
                .encode();
    }

    private static Evidence signed(Signer signer, Bytes report) {
        return signed(signer, WeatherlightEvidence.TYPE, CHAINS.good(), report);
    }

    /** What else the sensor signs. */
    private static Evidence calibration(Bytes report) {
        return signed(SENSOR, "application/vnd.example.weatherlight-calibration+cbor", CHAINS.good(), report);
    }

    private static Evidence signed(Signer signer, String type, List<X509Certificate> chain, Bytes report) {
        CoseHeaders kind =
                CoseHeaders.builder().put(CoseHeaders.TYP, Cbor.text(type)).build();
        CoseHeaders certificates =
                CoseHeaders.builder().x5chain(TestChains.der(chain)).build();
        return new Evidence(
                WeatherlightScheme.MEDIA_TYPE, CoseSign1.sign(Specimen.CRYPTO, signer, kind, certificates, report));
    }

    private static Bytes signatureOf(Evidence evidence) {
        try {
            CborItem message = CborItem.decode(evidence.content(), CborProfile.DETERMINISTIC);
            return message.tagged(CoseSign1.TAG, "message")
                    .elements(4, 4, "message")[3]
                    .bytes("signature");
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("was just made", e);
        }
    }

    /** The signature stands at the end, and its length in the two bytes before. */
    private static Bytes withoutSignature(Evidence evidence, Bytes signature) {
        Bytes content = evidence.content();
        return Bytes.concat(content.slice(0, content.length() - signature.length() - 2), Cbor.bytes(Bytes.EMPTY));
    }
}
