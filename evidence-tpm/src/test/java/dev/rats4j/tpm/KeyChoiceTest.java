package dev.rats4j.tpm;

import static dev.rats4j.tpm.QuoteVectors.withKey;
import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.FROM;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.NOW;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.UNTIL;
import static dev.rats4j.tpm.SimulatedTpms.anchored;
import static dev.rats4j.tpm.SimulatedTpms.authenticate;
import static dev.rats4j.tpm.SimulatedTpms.failed;
import static dev.rats4j.tpm.SimulatedTpms.inputs;
import static dev.rats4j.tpm.SimulatedTpms.p256;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static dev.rats4j.tpm.SimulatedTpms.root;
import static dev.rats4j.tpm.SimulatedTpms.seeded;
import static dev.rats4j.tpm.SimulatedTpms.withLog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Outcome;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys a quote may be signed with, and what is said about them. */
class KeyChoiceTest {

    private static final List<String> AIK = List.of(SimulatedCa.AIK_CERTIFICATE);

    private final SimulatedTpm tpm = withLog(p256());
    private final TpmEvidence good = tpm.quote(NONCE, SELECTION);
    private final SimulatedCa root = root(7);

    private TpmEvidence certified(X509Certificate certificate) throws GeneralSecurityException {
        return withLog(p256().certificate(Bytes.copyOf(certificate.getEncoded())))
                .quote(NONCE, SELECTION);
    }

    private static Outcome outcome(Authentication answer, TpmQuoteCheck check) {
        return answer.findings().of(check).orElseThrow().outcome();
    }

    @ParameterizedTest
    @EnumSource(AttestationKeyKind.class)
    @DisplayName("every way to trust a key of every kind")
    void ways(AttestationKeyKind kind) throws Exception {
        SimulatedTpm signer =
                withLog(SimulatedTpm.builder(CRYPTO, kind, seeded(2)).certifiedBy(root));
        TpmEvidence evidence = signer.quote(NONCE, SELECTION);
        TpmEvidence bare = SimulatedTpms.of(kind).quote(NONCE, SELECTION);
        TrustAnchors.Builder many = TrustAnchors.builder();
        for (int i = 0; i < 5; i++) {
            many.key(CRYPTO.generate(EllipticCurve.P256, seeded(i)).getPublic());
        }
        for (Authentication answer : List.of(
                authenticate(evidence, inputs(anchored(root))),
                authenticate(withKey(evidence, Optional.empty()), inputs(anchored(root))),
                authenticate(evidence, inputs(pinned(signer))),
                authenticate(bare, inputs(pinned(signer))),
                authenticate(withKey(bare, Optional.empty()), inputs(pinned(signer))),
                authenticate(bare, inputs(many.key(signer.publicKey()).build())),
                authenticate(withKey(bare, Optional.empty()), inputs(many.build())))) {
            assertThat(failed(answer)).isEmpty();
            assertThat(((AuthenticatedEvidence) answer).proofs().get(0).key()).isEqualTo(signer.publicKey());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 16, 17, 18})
    @DisplayName("T-07 one attribute of an attestation key is wrong")
    void attributes(int bit) {
        SimulatedTpm weak = withLog(p256().attributes(SimulatedTpm.ATTESTATION_KEY ^ 1L << bit));
        Authentication answer = authenticate(weak.quote(NONCE, SELECTION), inputs(pinned(weak)));
        assertThat(failed(answer)).containsExactly(TpmQuoteCheck.KEY_ATTRIBUTES);
        assertThat(answer).isInstanceOf(RefusedEvidence.class);
        String name = Map.of(
                        1, "fixedTPM",
                        4, "fixedParent",
                        5, "sensitiveDataOrigin",
                        16, "restricted",
                        17, "decrypt clear",
                        18, "sign")
                .get(bit);
        assertThat(answer.findings()
                        .of(TpmQuoteCheck.KEY_ATTRIBUTES)
                        .orElseThrow()
                        .reason())
                .isEqualTo("lacks " + name);
    }

    @Test
    @DisplayName("T-07 better attributes in the evidence than in the pinned area help nobody")
    void attributesOfTheEvidence() {
        SimulatedTpm weak = withLog(p256().attributes(SimulatedTpm.ATTESTATION_KEY & ~QuoteVectors.RESTRICTED));
        assertThat(weak.publicKey()).isEqualTo(tpm.publicKey());
        assertThat(failed(authenticate(good, inputs(pinned(weak))))).containsExactly(TpmQuoteCheck.KEY_TRUSTED);
        assertThat(failed(authenticate(withKey(good, Optional.empty()), inputs(pinned(weak)))))
                .containsExactly(TpmQuoteCheck.KEY_ATTRIBUTES);
        TrustAnchors key = TrustAnchors.builder().key(tpm.publicKey()).build();
        assertThat(outcome(authenticate(good, inputs(key)), TpmQuoteCheck.KEY_ATTRIBUTES))
                .isEqualTo(Outcome.NOT_ASSESSED);
    }

    @Test
    @DisplayName("T-07 a certificate vouches for attributes only by its purpose")
    void purposes() throws Exception {
        Authentication with = authenticate(certified(root.certify(tpm.publicKey())), inputs(anchored(root)));
        assertThat(outcome(with, TpmQuoteCheck.KEY_ATTRIBUTES)).isEqualTo(Outcome.PASSED);
        for (List<String> purposes :
                List.of(List.<String>of(), List.of("1.3.6.1.5.5.7.3.2"), List.of("2.23.133.8.1"))) {
            SimulatedCa.Terms terms = new SimulatedCa.Terms(FROM, UNTIL, KeyUsage.digitalSignature, purposes);
            TpmEvidence evidence = certified(root.certify(tpm.publicKey(), terms));
            Authentication answer = authenticate(evidence, inputs(anchored(root)));
            assertThat(answer).isInstanceOf(AuthenticatedEvidence.class);
            assertThat(outcome(answer, TpmQuoteCheck.KEY_ATTRIBUTES)).isEqualTo(Outcome.NOT_ASSESSED);
        }
    }

    @Test
    @DisplayName("T-07 a certificate of a CA is none of an attestation key, whatever purpose it names")
    void authority() throws Exception {
        SimulatedCa.Terms terms =
                new SimulatedCa.Terms(FROM, UNTIL, KeyUsage.digitalSignature | KeyUsage.keyCertSign, AIK);
        Authentication answer =
                authenticate(certified(root.certifyAsCa(tpm.publicKey(), terms)), inputs(anchored(root)));
        assertThat(outcome(answer, TpmQuoteCheck.KEY_ATTRIBUTES)).isEqualTo(Outcome.NOT_ASSESSED);
    }

    @Test
    @DisplayName("T-07 a certificate does not vouch for attributes that the public area beside it denies")
    void certifiedButUnrestricted() throws Exception {
        SimulatedTpm weak = withLog(p256().attributes(SimulatedTpm.ATTESTATION_KEY & ~QuoteVectors.RESTRICTED)
                .certificate(Bytes.copyOf(root.certify(tpm.publicKey()).getEncoded())));
        Authentication answer = authenticate(weak.quote(NONCE, SELECTION), inputs(anchored(root)));
        assertThat(failed(answer)).containsExactly(TpmQuoteCheck.KEY_ATTRIBUTES);
    }

    @Test
    @DisplayName("T-07 RSA below 2048 bits, pinned in both ways, and certified")
    void shortKey() throws Exception {
        SimulatedTpm shortKey = withLog(SimulatedTpm.builder(CRYPTO, QuoteVectors.shortRsa()));
        TpmEvidence evidence = shortKey.quote(NONCE, SELECTION);
        TrustAnchors bare = TrustAnchors.builder().key(shortKey.publicKey()).build();
        for (TrustAnchors anchors : List.of(pinned(shortKey), bare)) {
            assertThat(failed(authenticate(evidence, inputs(anchors)))).containsExactly(TpmQuoteCheck.KEY_STRENGTH);
        }
        SimulatedTpm certified =
                withLog(SimulatedTpm.builder(CRYPTO, QuoteVectors.shortRsa()).certifiedBy(root));
        assertThat(failed(authenticate(certified.quote(NONCE, SELECTION), inputs(anchored(root)))))
                .containsExactlyInAnyOrder(TpmQuoteCheck.PATH, TpmQuoteCheck.KEY_STRENGTH);
    }

    @Test
    @DisplayName("T-07 a curve that is not listed")
    void otherCurve() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec("brainpoolP256r1"), seeded(6));
        PublicKey key = generator.generateKeyPair().getPublic();
        TrustAnchors anchors = TrustAnchors.builder().key(key).build();
        assertThat(failed(authenticate(withKey(good, Optional.empty()), inputs(anchors))))
                .containsExactlyInAnyOrder(TpmQuoteCheck.SIGNATURE, TpmQuoteCheck.KEY_STRENGTH);
        byte[] area = tpm.publicArea().toByteArray();
        int curve = 16;
        assertThat(area[curve + 1]).isEqualTo((byte) 3);
        for (int id : List.of(0, 1, 2, 0x10, 0x20, 0x30, 0xffff)) {
            area[curve] = (byte) (id >> 8);
            area[curve + 1] = (byte) id;
            assertThatThrownBy(() -> new TpmScheme().decode(withKey(good, Optional.of(Bytes.copyOf(area)))))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @DisplayName("T-08 a public area whose key is no key")
    void noKey() {
        Bytes area = tpm.publicArea();
        Bytes offCurve = QuoteVectors.flipBit(area, 8 * area.length() - 8);
        Bytes rsa = SimulatedTpms.of(AttestationKeyKind.RSASSA_2048).publicArea();
        Bytes even = QuoteVectors.flipBit(rsa, 8 * rsa.length() - 8);
        for (Bytes broken : List.of(offCurve, even)) {
            TpmEvidence evidence = withKey(good, Optional.of(broken));
            TrustAnchors both = TrustAnchors.builder()
                    .schemeKey(broken)
                    .schemeKey(tpm.publicArea())
                    .key(tpm.publicKey())
                    .build();
            Authentication answer = authenticate(evidence, inputs(both));
            assertThat(failed(answer)).containsExactly(TpmQuoteCheck.KEY_TRUSTED);
            assertThat(answer).isInstanceOf(RefusedEvidence.class);
        }
    }

    @Test
    @DisplayName("S-12 T-08 anchors that are garbage trust nobody, and do no harm to others")
    void garbageAnchors() {
        TrustAnchors.Builder garbage = TrustAnchors.builder()
                .schemeKey(Bytes.EMPTY)
                .schemeKey(Bytes.ofUtf8("not TPMT_PUBLIC"))
                .key(new OpaqueKey(null))
                .key(new OpaqueKey(new byte[0]))
                .key(new OpaqueKey(new byte[] {1, 2, 3}));
        assertThat(failed(authenticate(good, inputs(garbage.build())))).containsExactly(TpmQuoteCheck.KEY_TRUSTED);
        assertThat(failed(authenticate(withKey(good, Optional.empty()), inputs(garbage.build()))))
                .containsExactly(TpmQuoteCheck.SIGNATURE);
        TrustAnchors withReal = garbage.schemeKey(tpm.publicArea()).build();
        assertThat(failed(authenticate(good, inputs(withReal)))).isEmpty();
        assertThat(failed(authenticate(withKey(good, Optional.empty()), inputs(withReal))))
                .isEmpty();
    }

    /** As of a security module that does not hand the key out. */
    @SuppressWarnings("serial")
    private record OpaqueKey(byte[] encoded) implements PublicKey {
        @Override
        public String getAlgorithm() {
            return "opaque";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return encoded;
        }
    }

    @Test
    @DisplayName("S-2 a chain with the same names by a CA of its own")
    void selfMadeChain() throws Exception {
        SimulatedCa impostor = root(8);
        assertThat(impostor.certificate().getSubjectX500Principal())
                .isEqualTo(root.certificate().getSubjectX500Principal());
        TpmEvidence forged = certified(impostor.certify(tpm.publicKey()));
        assertThat(failed(authenticate(forged, inputs(anchored(root))))).containsExactly(TpmQuoteCheck.KEY_TRUSTED);
        assertThat(failed(authenticate(forged, inputs(anchored(root), impostor.certificate()))))
                .containsExactly(TpmQuoteCheck.KEY_TRUSTED);
        SimulatedCa real = root.intermediate("one", OptionalInt.empty());
        SimulatedCa below = impostor.intermediate("one", OptionalInt.empty());
        assertThat(failed(authenticate(
                        certified(below.certify(tpm.publicKey())),
                        inputs(anchored(root), real.certificate(), below.certificate()))))
                .containsExactly(TpmQuoteCheck.KEY_TRUSTED);
    }

    static Stream<Arguments> brokenPaths() {
        SimulatedCa.Terms usual = new SimulatedCa.Terms(FROM, UNTIL, KeyUsage.digitalSignature, AIK);
        return Stream.of(
                Arguments.of("expired", usual, UNTIL.plusSeconds(1), "is expired"),
                Arguments.of("not yet valid", usual, FROM.minusSeconds(1), "is not yet valid"),
                Arguments.of(
                        "expired alone",
                        new SimulatedCa.Terms(FROM, NOW.minusSeconds(1), KeyUsage.digitalSignature, AIK),
                        NOW,
                        "certificate 1 of 2 is expired"),
                Arguments.of(
                        "not yet valid alone",
                        new SimulatedCa.Terms(NOW.plusSeconds(1), UNTIL, KeyUsage.digitalSignature, AIK),
                        NOW,
                        "certificate 1 of 2 is not yet valid"),
                Arguments.of(
                        "no digitalSignature",
                        new SimulatedCa.Terms(FROM, UNTIL, KeyUsage.keyEncipherment, AIK),
                        NOW,
                        "without digitalSignature"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenPaths")
    @DisplayName("S-9 the certificate of the key breaks a rule")
    void path(String name, SimulatedCa.Terms terms, Instant at, String reason) throws Exception {
        TpmEvidence evidence = certified(root.certify(tpm.publicKey(), terms));
        Authentication answer = authenticate(evidence, inputs(anchored(root), at));
        assertThat(failed(answer)).as(name).containsExactly(TpmQuoteCheck.PATH);
        assertThat(answer.findings().of(TpmQuoteCheck.PATH).orElseThrow().reason())
                .contains(reason);
        assertThat(answer).isInstanceOf(RefusedEvidence.class);
    }

    @Test
    @DisplayName("S-9 the last and the first instant of validity belong to it")
    void edges() throws Exception {
        TpmEvidence evidence = certified(root.certify(tpm.publicKey()));
        for (Instant at : List.of(FROM, UNTIL)) {
            assertThat(failed(authenticate(evidence, inputs(anchored(root), at))))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("S-9 a path that is too long")
    void tooLong() throws Exception {
        SimulatedCa strict = SimulatedCa.root(CRYPTO, seeded(9), FROM, UNTIL, OptionalInt.of(0));
        SimulatedCa between = strict.intermediate("one", OptionalInt.of(0));
        TpmEvidence evidence = certified(between.certify(tpm.publicKey()));
        assertThat(failed(authenticate(evidence, inputs(anchored(strict), between.certificate()))))
                .containsExactly(TpmQuoteCheck.PATH);
        SimulatedCa first = root.intermediate("one", OptionalInt.of(0));
        SimulatedCa second = first.intermediate("two", OptionalInt.of(0));
        assertThat(failed(authenticate(
                        certified(second.certify(tpm.publicKey())),
                        inputs(anchored(root), first.certificate(), second.certificate()))))
                .containsExactly(TpmQuoteCheck.PATH);
        assertThat(failed(authenticate(
                        certified(first.certify(tpm.publicKey())), inputs(anchored(root), first.certificate()))))
                .isEmpty();
    }

    @Test
    @DisplayName("S-10 intermediates are missing")
    void intermediatesMissing() throws Exception {
        SimulatedCa between = root.intermediate("one", OptionalInt.empty());
        TpmEvidence evidence = certified(between.certify(tpm.publicKey()));
        assertThat(failed(authenticate(evidence, inputs(anchored(root))))).containsExactly(TpmQuoteCheck.KEY_TRUSTED);
        assertThat(failed(authenticate(evidence, inputs(anchored(root), between.certificate()))))
                .isEmpty();
    }

    @Test
    @DisplayName("a certificate of another key than the one that signed")
    void certificateOfAnother() throws Exception {
        PublicKey other = CRYPTO.generate(EllipticCurve.P256, seeded(10)).getPublic();
        TpmEvidence evidence = withKey(certified(root.certify(other)), Optional.empty());
        assertThat(failed(authenticate(evidence, inputs(anchored(root))))).containsExactly(TpmQuoteCheck.SIGNATURE);
        assertThat(failed(authenticate(evidence, inputs(pinned(tpm))))).contains(TpmQuoteCheck.KEY_TRUSTED);
    }
}
