package dev.rats4j.tpm;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.NOW;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static dev.rats4j.tpm.SimulatedTpms.seeded;
import static dev.rats4j.tpm.SimulatedTpms.withLog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AttestationResult;
import dev.rats4j.Check;
import dev.rats4j.conformance.Case;
import dev.rats4j.conformance.Expectations;
import dev.rats4j.conformance.Role;
import dev.rats4j.conformance.Route;
import dev.rats4j.conformance.SchemeConformance;
import dev.rats4j.conformance.Specimen;
import dev.rats4j.conformance.TestChains;
import dev.rats4j.conformance.Variant;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.tpm.sim.QuoteFields;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.TpmtSignature;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.VerifierCheck;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.verifier.policy.Condition;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The negative suite for every kind of key, and every way to trust it. */
class TpmSchemeConformanceTest extends SchemeConformance {

    private static final Set<AttestationKeyKind> KINDS = EnumSet.of(
            AttestationKeyKind.RSASSA_2048,
            AttestationKeyKind.RSAPSS_2048,
            AttestationKeyKind.ECDSA_P256,
            AttestationKeyKind.ECDSA_P384,
            AttestationKeyKind.ECDSA_P521);

    /** In the quotes of {@link SimulatedTpm}. */
    private static final long FIRMWARE_VERSION = 0x53494d554c415445L;

    /** Knows earlier evidence, so that the checks about it have something to compare with; simulated TPMs all show one state. */
    @Override
    public EvidenceScheme scheme() {
        SimulatedTpm tpm = SimulatedTpms.of(AttestationKeyKind.ECDSA_P256);
        return new TpmScheme().since(tpm.fields(NONCE, SELECTION).clockInfo()).withSafeClock();
    }

    @Override
    protected Map<Role, Check> checks() {
        return Map.of(
                Role.SIGNATURE, TpmQuoteCheck.SIGNATURE,
                Role.KEY_TRUSTED, TpmQuoteCheck.KEY_TRUSTED,
                Role.PATH, TpmQuoteCheck.PATH,
                Role.NONCE, TpmQuoteCheck.NONCE,
                Role.FLOOR, VerifierCheck.REQUIREMENT_MET);
    }

    @Override
    protected Set<Check> structureChecks() {
        return Set.of(TpmQuoteCheck.MAGIC, TpmQuoteCheck.TYPE);
    }

    @Override
    protected List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (AttestationKeyKind kind : KINDS) {
            SimulatedTpm tpm = SimulatedTpms.of(kind);
            routes.add(pinnedRoute(kind + " pinned", kind, tpm, pinned(tpm), QuoteVectors::withoutLog));
        }
        SimulatedTpm tpm = SimulatedTpms.of(AttestationKeyKind.ECDSA_P256);
        TrustAnchors bare = TrustAnchors.builder().key(tpm.publicKey()).build();
        routes.add(pinnedRoute(
                "public key pinned",
                AttestationKeyKind.ECDSA_P256,
                tpm,
                bare,
                evidence -> QuoteVectors.withoutLog(QuoteVectors.withKey(evidence, Optional.empty()))));
        routes.add(certifiedRoute("certificate", evidence -> evidence));
        routes.add(certifiedRoute(
                "certificate alone",
                evidence -> QuoteVectors.withoutLog(QuoteVectors.withKey(evidence, Optional.empty()))));
        return routes;
    }

    @Test
    @DisplayName("R-1 every signature scheme has a route")
    void everySignatureScheme() throws MalformedMessageException {
        Set<TpmtSignature.Scheme> tried = EnumSet.noneOf(TpmtSignature.Scheme.class);
        for (Route route : routes()) {
            Bytes content = route.good().evidence().content();
            tried.add(TpmtSignature.decode(TpmEvidence.decode(content).signature())
                    .scheme());
        }
        assertThat(tried).containsExactlyInAnyOrder(TpmtSignature.Scheme.values());
    }

    private static Route pinnedRoute(
            String name,
            AttestationKeyKind kind,
            SimulatedTpm tpm,
            TrustAnchors anchors,
            UnaryOperator<TpmEvidence> shape) {
        Forge forge = new Forge(tpm, shape, anchors, List.of());
        SimulatedTpm stranger = withLog(SimulatedTpm.builder(CRYPTO, kind, seeded(77)));
        // with its public area, since evidence that names no key is tried against the pinned ones
        TpmEvidence unknown = QuoteVectors.withoutLog(stranger.quote(NONCE, SELECTION));
        return forge.route(name, stranger)
                .variant(Variant.UNKNOWN_ISSUER, forge.specimenOf(unknown))
                .notApplicable(Case.S9, "a pinned key has no certificate")
                .notApplicable(Variant.INTERMEDIATE_ABSENT, "a pinned key has no certificate")
                .build();
    }

    private static Route certifiedRoute(String name, UnaryOperator<TpmEvidence> shape) {
        SimulatedTpm bare = SimulatedTpms.of(AttestationKeyKind.ECDSA_P256);
        TestChains chains = TestChains.of(bare.publicKey(), NOW, SimulatedCa.AIK_CERTIFICATE);
        Forge forge = Forge.certified(shape, chains.anchors(), chains.good());
        SimulatedTpm stranger = withLog(SimulatedTpm.builder(CRYPTO, AttestationKeyKind.ECDSA_P256, seeded(77)));
        Route.Builder route = forge.route(name, stranger)
                .notApplicable(Variant.REVOKED, "revocation of attestation keys is not looked at yet");
        for (Variant variant : TestChains.VARIANTS) {
            Forge other = Forge.certified(shape, chains.anchors(), chains.of(variant));
            route.variant(variant, other.specimenOf(other.quote(NONCE)));
        }
        return route.build();
    }

    /** Makes evidence of one TPM in the shape of a route. */
    private record Forge(
            SimulatedTpm tpm, UnaryOperator<TpmEvidence> shape, TrustAnchors anchors, List<X509Certificate> between) {

        static Forge certified(UnaryOperator<TpmEvidence> shape, TrustAnchors anchors, List<X509Certificate> chain) {
            Bytes leaf = TestChains.der(chain).get(0);
            SimulatedTpm tpm = withLog(SimulatedTpm.builder(CRYPTO, AttestationKeyKind.ECDSA_P256, seeded(2))
                    .certificate(leaf));
            return new Forge(tpm, shape, anchors, chain.subList(1, chain.size()));
        }

        TpmEvidence quote(Bytes nonce) {
            return shape.apply(tpm.quote(nonce, SELECTION));
        }

        TpmEvidence of(QuoteFields fields) {
            return shape.apply(tpm.evidence(fields));
        }

        Specimen specimenOf(TpmEvidence evidence) {
            return new Specimen(evidence.encode(), anchors, between, new Freshness.Nonce(NONCE), NOW);
        }

        Route.Builder route(String name, SimulatedTpm stranger) {
            TpmEvidence good = quote(NONCE);
            QuoteFields fields = tpm.fields(NONCE, SELECTION);
            Bytes bySomebodyElse = stranger.sign(good.quote());
            Bytes empty = emptied(good.signature());
            Route.Builder route = Route.of(name, specimenOf(good))
                    .signature(good.signature())
                    .variant(Variant.EMPTY_SIGNATURE, specimenOf(QuoteVectors.with(good, good.quote(), empty)))
                    .variant(Variant.ANOTHER_KEY, specimenOf(QuoteVectors.with(good, good.quote(), bySomebodyElse)))
                    .variant(Variant.NO_NONCE, specimenOf(quote(Bytes.EMPTY)))
                    .variant(Variant.SIBLING_STRUCTURE, specimenOf(of(fields.withType(0x8017))))
                    .variant(Variant.UNKNOWN_VALUE, specimenOf(of(fields.withMagic(0xff544346L))))
                    .variant(Variant.BELOW_FLOOR, specimenOf(of(fields.withFirmwareVersion(FIRMWARE_VERSION - 1))))
                    .variant(Variant.ABOVE_FLOOR, specimenOf(of(fields.withFirmwareVersion(FIRMWARE_VERSION + 1))))
                    .notApplicable(Variant.UNKNOWN_VERSION, "the structures of a quote have no version")
                    .notApplicable(Case.S7, "a quote tells no debug or test state of its TPM")
                    .notApplicable(Variant.REVOCATION_ABSENT, "revocation of attestation keys is not looked at yet")
                    .notApplicable(Variant.REVOCATION_OUTDATED, "revocation of attestation keys is not looked at yet");
            if (good.untrustedKey().isPresent()) {
                Optional<Bytes> reserved = Optional.of(withReservedAttribute(tpm.publicArea()));
                return route.variant(Variant.RESERVED_BIT, specimenOf(QuoteVectors.withKey(good, reserved)));
            }
            return route.notApplicable(Variant.RESERVED_BIT, "only TPMA_OBJECT has reserved bits, and it is not sent");
        }
    }

    /** TPMT_SIGNATURE of the same algorithms whose numbers have no bytes. */
    private static Bytes emptied(Bytes signature) {
        boolean isEcdsa = signature.at(1) == 0x18;
        return Bytes.concat(signature.slice(0, 4), Bytes.copyOf(new byte[isEcdsa ? 4 : 2]));
    }

    /** TPMT_PUBLIC: type, name algorithm, then TPMA_OBJECT, whose bit 31 is reserved. */
    private static Bytes withReservedAttribute(Bytes area) {
        int firstOfAttributes = 4;
        return QuoteVectors.flipBit(area, 8 * firstOfAttributes + 7);
    }

    @Override
    protected AttestationResult appraise(Specimen specimen, Expectations expectations) {
        Corpus.Builder corpus = Corpus.builder(Specimen.CRYPTO, Specimen.PATHS, expectations.signers())
                .profiles(scheme().profiles());
        expectations.corims().forEach(corim -> corpus.add("kit", corim, NOW));
        AppraisalPolicy.Builder policy = AppraisalPolicy.forEvidence("tpm/kit")
                .acceptNotAssessed(TpmQuoteCheck.KEY_ATTRIBUTES, "a bare public key says nothing about itself");
        if (!expectations.isPolicySilent()) {
            policy.require(TpmClaims.FIRMWARE_VERSION, new Condition.AtLeast(FIRMWARE_VERSION));
        }
        return Verifier.builder(Specimen.CRYPTO)
                .scheme(scheme())
                .paths(Specimen.PATHS)
                .anchors(specimen.anchors())
                .certificates(specimen.certificates())
                .corpus(corpus.build())
                .policy(policy.build())
                .build()
                .appraise(specimen.evidence(), specimen.freshness(), specimen.at());
    }
}
