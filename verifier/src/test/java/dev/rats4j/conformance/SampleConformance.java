package dev.rats4j.conformance;

import dev.rats4j.AttestationResult;
import dev.rats4j.Check;
import dev.rats4j.Evidence;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.conformance.SampleScheme.SampleCheck;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.VerifierCheck;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.verifier.policy.Condition;
import dev.rats4j.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The suite of {@link SampleScheme}; run by {@link KitProofTest} only, once for each defect. */
@ExtendWith(SampleConformance.DefectOfTheRun.class)
final class SampleConformance extends SchemeConformance {

    static final String DEFECT = "rats4j.defect";

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Bytes NONCE = Bytes.ofUtf8("a nonce of thirty-two bytes, yes");
    private static final Signer DEVICE = SeededKeys.p256(11);
    private static final Signer STRANGER = SeededKeys.p256(12);
    private static final TestChains CHAINS = TestChains.of(DEVICE.publicKey(), NOW);
    private static final int FLOOR = 5;
    /** Coprime to 8: all bits of bytes have their turn. */
    private static final int STRIDE = 7;

    /** Takes the defect from the request that started the run. */
    static final class DefectOfTheRun implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Defect.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Defect.valueOf(context.getConfigurationParameter(DEFECT).orElseThrow());
        }
    }

    /** Fields of a report; those of a good one by default. */
    private record Report(int magic, int version, int algorithm, int flags, int major, int minor, Bytes nonce) {
        static final Report GOOD = new Report(
                SampleScheme.MAGIC, SampleScheme.VERSION, SampleScheme.ES256, 0, FLOOR, FLOOR, SampleConformance.NONCE);

        Report versions(int otherMajor, int otherMinor) {
            return new Report(magic, version, algorithm, flags, otherMajor, otherMinor, nonce);
        }

        Report flags(int others) {
            return new Report(magic, version, algorithm, others, major, minor, nonce);
        }

        Report nonce(Bytes other) {
            return new Report(magic, version, algorithm, flags, major, minor, other);
        }

        Report kind(int otherMagic, int otherVersion, int otherAlgorithm) {
            return new Report(otherMagic, otherVersion, otherAlgorithm, flags, major, minor, nonce);
        }

        Bytes encode() {
            return Bytes.concat(
                    Bytes.of(magic >> 8, magic & 0xff, version, algorithm, flags, major, minor),
                    HashAlgorithm.SHA256.digest(Bytes.ofUtf8("firmware")).value(),
                    Bytes.of(nonce.length()),
                    nonce);
        }
    }

    private final Defect defect;
    private final Bytes signature = DEVICE.sign(Report.GOOD.encode());
    private final Specimen good = specimen(evidence(Report.GOOD, signature, CHAINS.good()), CHAINS.good());

    SampleConformance(Defect defect) {
        this.defect = defect;
    }

    private static Evidence evidence(Report report, Bytes signature, List<X509Certificate> chain) {
        Bytes leaf = TestChains.der(chain).get(0);
        return new Evidence(
                SampleScheme.MEDIA_TYPE,
                Bytes.concat(
                        report.encode(),
                        Bytes.of(leaf.length() >> 8, leaf.length() & 0xff),
                        leaf,
                        Bytes.of(signature.length()),
                        signature,
                        Bytes.of(5),
                        Bytes.ofUtf8("label")));
    }

    private static Specimen specimen(Evidence evidence, List<X509Certificate> chain) {
        return new Specimen(
                evidence, CHAINS.anchors(), chain.subList(1, chain.size()), new Freshness.Nonce(NONCE), NOW);
    }

    private Specimen signed(Report report) {
        return good.with(evidence(report, DEVICE.sign(report.encode()), CHAINS.good()));
    }

    @Override
    Extent extent() {
        return defect == Defect.NONE ? Extent.FULL : new Extent(STRIDE);
    }

    @Override
    public EvidenceScheme scheme() {
        return new SampleScheme(defect);
    }

    @Override
    protected Map<Role, Check> checks() {
        return Map.of(
                Role.SIGNATURE, SampleCheck.SIGNATURE,
                Role.KEY_TRUSTED, SampleCheck.KEY_TRUSTED,
                Role.PATH, SampleCheck.PATH,
                Role.NONCE, SampleCheck.NONCE,
                Role.DEBUG_OFF, SampleCheck.DEBUG_OFF,
                Role.FLOOR, VerifierCheck.REQUIREMENT_MET);
    }

    @Override
    protected List<Route> routes() {
        Report report = Report.GOOD;
        Bytes forged = STRANGER.sign(report.encode());
        Route.Builder route = Route.of("certificate", good)
                .variant(Variant.EMPTY_SIGNATURE, good.with(evidence(report, Bytes.EMPTY, CHAINS.good())))
                .variant(Variant.ANOTHER_KEY, good.with(evidence(report, forged, CHAINS.good())))
                .variant(Variant.NO_NONCE, signed(report.nonce(Bytes.EMPTY)))
                .variant(Variant.SIBLING_STRUCTURE, signed(report.kind(0x5a4e, 1, SampleScheme.ES256)))
                .variant(Variant.UNKNOWN_VERSION, signed(report.kind(SampleScheme.MAGIC, 2, SampleScheme.ES256)))
                .variant(Variant.UNKNOWN_VALUE, signed(report.kind(SampleScheme.MAGIC, 1, 8)))
                .variant(Variant.RESERVED_BIT, signed(report.flags(0x80)))
                .variant(Variant.BELOW_FLOOR, signed(report.versions(FLOOR - 1, FLOOR)))
                .variant(Variant.BELOW_FLOOR, signed(report.versions(FLOOR, FLOOR - 1)))
                .variant(Variant.ABOVE_FLOOR, signed(report.versions(FLOOR + 1, FLOOR)))
                .variant(Variant.ABOVE_FLOOR, signed(report.versions(FLOOR, FLOOR + 1)))
                .notApplicable(Variant.REVOKED, "the sample has no revocation")
                .notApplicable(Variant.REVOCATION_ABSENT, "the sample has no revocation")
                .notApplicable(Variant.REVOCATION_OUTDATED, "the sample has no revocation");
        for (Variant variant : TestChains.VARIANTS) {
            List<X509Certificate> chain = CHAINS.of(variant);
            route.variant(variant, specimen(evidence(report, signature, chain), chain));
        }
        if (defect != Defect.SUITE_FORGETS_A_VARIANT) {
            route.variant(Variant.DEBUG, signed(report.flags(SampleScheme.DEBUG)));
        }
        if (defect != Defect.SUITE_HIDES_THE_SIGNATURE) {
            route.signature(signature);
        }
        if (defect == Defect.SUITE_CONTRADICTS_ITSELF) {
            route.notApplicable(Case.S7, "there is no debug state");
        }
        if (defect == Defect.SUITE_EXCUSES_TOO_MUCH) {
            route.notApplicable(SampleCheck.KEY_STRENGTH, "all keys are strong");
        }
        return List.of(route.build());
    }

    @Override
    protected AttestationResult appraise(Specimen specimen, Expectations expectations) {
        Corpus.Builder corpus = Corpus.builder(Specimen.CRYPTO, Specimen.PATHS, expectations.signers());
        expectations.corims().forEach(corim -> corpus.add("kit", corim, NOW));
        return Verifier.builder(Specimen.CRYPTO)
                .scheme(scheme())
                .paths(Specimen.PATHS)
                .anchors(specimen.anchors())
                .certificates(specimen.certificates())
                .corpus(corpus.build())
                .policy(policy(expectations.isPolicySilent()))
                .build()
                .appraise(specimen.evidence(), specimen.freshness(), specimen.at());
    }

    private AppraisalPolicy policy(boolean isSilent) {
        AppraisalPolicy.Builder policy = AppraisalPolicy.forEvidence("sample/1");
        if (isSilent && defect == Defect.LETS_A_SILENT_POLICY_PASS) {
            policy.require(
                    SampleScheme.FIRMWARE,
                    new Condition.DigestIn(
                            List.of(NamedDigest.of(HashAlgorithm.SHA256.digest(Bytes.ofUtf8("firmware"))))));
        }
        if (!isSilent || defect == Defect.LETS_A_SILENT_POLICY_PASS) {
            policy.require(SampleScheme.MAJOR, floor());
        }
        if ((!isSilent && defect != Defect.FORGETS_A_COMPONENT_OF_THE_FLOOR)
                || defect == Defect.LETS_A_SILENT_POLICY_PASS) {
            policy.require(SampleScheme.MINOR, floor());
        }
        return policy.build();
    }

    private Condition<CodePoint.IntRange> floor() {
        return defect == Defect.TURNS_THE_FLOOR_ROUND ? new Condition.AtMost(FLOOR) : new Condition.AtLeast(FLOOR);
    }
}
