package dev.rats4j.tpm;

import static dev.rats4j.tpm.QuoteVectors.flipBit;
import static dev.rats4j.tpm.QuoteVectors.replaced;
import static dev.rats4j.tpm.QuoteVectors.with;
import static dev.rats4j.tpm.QuoteVectors.withKey;
import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.authenticate;
import static dev.rats4j.tpm.SimulatedTpms.failed;
import static dev.rats4j.tpm.SimulatedTpms.inputs;
import static dev.rats4j.tpm.SimulatedTpms.p256;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static dev.rats4j.tpm.SimulatedTpms.seeded;
import static dev.rats4j.tpm.SimulatedTpms.withLog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Outcome;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.tpm.sim.QuoteFields;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmsPcrSelection;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signature, nonce, selection and values of quotes. Keys and certificates: {@code KeyChoiceTest}. */
class TpmSchemeTest {

    private static final Set<Integer> ALL = IntStream.range(0, 24).boxed().collect(Collectors.toSet());

    private final SimulatedTpm tpm = withLog(p256());
    private final AuthenticationInputs trusting = inputs(pinned(tpm));
    private final TpmEvidence good = tpm.quote(NONCE, SELECTION);

    @ParameterizedTest
    @EnumSource(AttestationKeyKind.class)
    @DisplayName("S-1 T-01 a signature with a flipped bit, of random bytes or of length zero")
    void signature(AttestationKeyKind kind) {
        SimulatedTpm signer = SimulatedTpms.of(kind);
        TpmEvidence evidence = signer.quote(NONCE, SELECTION);
        Bytes signature = evidence.signature();
        AuthenticationInputs pinned = inputs(pinned(signer));
        boolean isEc = kind.name().startsWith("ECDSA");
        Bytes head = signature.slice(0, 4);
        Bytes empty = Bytes.concat(head, isEc ? Bytes.of(0, 0, 0, 0) : Bytes.of(0, 0));
        for (Bytes bad : List.of(
                flipBit(signature, 8 * signature.length() - 8),
                flipBit(signature, 8 * 6 + 8),
                random(signature, isEc),
                signer.sign(Bytes.ofUtf8("another message")),
                empty)) {
            Authentication answer = authenticate(with(evidence, evidence.quote(), bad), pinned);
            assertThat(failed(answer)).containsExactly(TpmQuoteCheck.SIGNATURE);
            assertThat(answer).isInstanceOf(RefusedEvidence.class);
        }
        assertThatThrownBy(() -> new TpmScheme().decode(with(evidence, evidence.quote(), Bytes.EMPTY)))
                .isInstanceOf(MalformedMessageException.class);
    }

    /** The same structure with random numbers in it. */
    private static Bytes random(Bytes signature, boolean isEc) {
        byte[] bytes = signature.toByteArray();
        byte[] noise = new byte[bytes.length];
        new Random(1).nextBytes(noise);
        int secondSize = isEc ? 4 + (bytes.length - 4) / 2 : -1;
        for (int i = 6; i < bytes.length; i++) {
            bytes[i] = i == secondSize || i == secondSize + 1 ? bytes[i] : noise[i];
        }
        return Bytes.copyOf(bytes);
    }

    @ParameterizedTest
    @EnumSource(AttestationKeyKind.class)
    @DisplayName("S-2 T-01 a valid signature by another key of the same kind")
    void anotherKey(AttestationKeyKind kind) {
        SimulatedTpm real = SimulatedTpms.of(kind);
        SimulatedTpm attacker = withLog(SimulatedTpm.builder(CRYPTO, kind, seeded(77)));
        TpmEvidence evidence = real.quote(NONCE, SELECTION);
        TpmEvidence forged = with(evidence, evidence.quote(), attacker.sign(evidence.quote()));
        AuthenticationInputs pinned = inputs(pinned(real));
        assertThat(failed(authenticate(forged, pinned))).containsExactly(TpmQuoteCheck.SIGNATURE);
        assertThat(failed(authenticate(withKey(forged, Optional.empty()), pinned)))
                .containsExactly(TpmQuoteCheck.SIGNATURE);
        assertThat(failed(authenticate(attacker.quote(NONCE, SELECTION), pinned)))
                .containsExactly(TpmQuoteCheck.KEY_TRUSTED);
    }

    @ParameterizedTest
    @EnumSource(AttestationKeyKind.class)
    @DisplayName("S-3 T-11 old, once valid evidence under a new nonce; another nonce; none")
    void nonce(AttestationKeyKind kind) {
        SimulatedTpm signer = SimulatedTpms.of(kind);
        TrustAnchors anchors = pinned(signer);
        TpmEvidence old = signer.quote(NONCE, SELECTION);
        assertThat(authenticate(old, inputs(anchors))).isInstanceOf(AuthenticatedEvidence.class);
        AuthenticationInputs later = fresh(anchors, new Freshness.Nonce(Bytes.ofUtf8("the nonce of the next session")));
        Authentication replayed = authenticate(old, later);
        assertThat(replayed).isInstanceOf(RefusedEvidence.class);
        assertThat(failed(replayed)).containsExactly(TpmQuoteCheck.NONCE);
        for (Bytes nonce : List.of(
                Bytes.EMPTY, NONCE.slice(0, NONCE.length() - 1), Bytes.concat(NONCE, Bytes.of(0)), flipBit(NONCE, 0))) {
            assertThat(failed(authenticate(signer.quote(nonce, SELECTION), inputs(anchors))))
                    .containsExactly(TpmQuoteCheck.NONCE);
        }
    }

    @Test
    @DisplayName("S-3 who does not check freshness gets no passed nonce check")
    void freshnessNotChecked() {
        Authentication answer =
                authenticate(good, fresh(pinned(tpm), new Freshness.InsecureNotChecked("a test of old evidence")));
        assertThat(answer).isInstanceOf(AuthenticatedEvidence.class);
        assertThat(answer.findings().of(TpmQuoteCheck.NONCE).orElseThrow().outcome())
                .isEqualTo(Outcome.NOT_ASSESSED);
    }

    private static AuthenticationInputs fresh(TrustAnchors anchors, Freshness freshness) {
        return new AuthenticationInputs(CRYPTO, SimulatedTpms.PATHS, anchors, List.of(), freshness, SimulatedTpms.NOW);
    }

    @Test
    @DisplayName("T-25 every register is critical")
    void criticalClaims() {
        assertThat(new TpmScheme().criticalClaims()).hasSize(PcrValues.LIMIT);
    }

    @Test
    @DisplayName("T-01 the right digest elsewhere in the quote is not found")
    void digestElsewhere() {
        QuoteFields fields = tpm.fields(NONCE, SELECTION);
        Bytes digest = fields.pcrDigest();
        Bytes wrong = flipBit(digest, 0);
        for (QuoteFields forged : List.of(
                fields.withPcrDigest(wrong),
                fields.withPcrDigest(wrong).withQualifiedSigner(digest),
                fields.withPcrDigest(Bytes.concat(wrong, digest)),
                fields.withPcrDigest(Bytes.EMPTY).withQualifiedSigner(digest),
                fields.withPcrDigest(digest.slice(0, 31)))) {
            assertThat(failed(authenticate(tpm.evidence(forged), trusting))).containsExactly(TpmQuoteCheck.PCR_DIGEST);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TEST QUOTE", "mock", "placeholder-quote-for-development-do-not-use-in-production"})
    @DisplayName("T-02 a stub instead of a quote")
    void stub(String text) {
        Bytes stub = Bytes.ofUtf8(text);
        assertThatThrownBy(() -> new TpmScheme().decode(with(good, stub, tpm.sign(stub))))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> new TpmScheme().decode(with(good, good.quote(), stub)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("T-03 values outside of the signed selection are no claims")
    void valuesBesideTheSelection() {
        Digest forged = HashAlgorithm.SHA256.digest(Bytes.ofUtf8("forged"));
        PcrValues more = replaced(good.untrustedPcrs(), HashAlgorithm.SHA256, 2, Optional.of(forged));
        more = replaced(more, HashAlgorithm.SHA384, 0, Optional.of(HashAlgorithm.SHA384.digest(Bytes.EMPTY)));
        AuthenticatedEvidence answer = (AuthenticatedEvidence) authenticate(with(good, more), trusting);
        assertThat(answer.claim(TpmClaims.pcr(2))).isEmpty();
        assertThat(answer.claim(TpmClaims.pcr(0)).orElseThrow().entries()).hasSize(1);
        for (int index : List.of(0, 1, 4, 7)) {
            CodePoint.Digests digests = answer.claim(TpmClaims.pcr(index)).orElseThrow();
            assertThat(digests.entries().get(0).value())
                    .isEqualTo(tpm.pcrs()
                            .get(HashAlgorithm.SHA256, index)
                            .orElseThrow()
                            .value());
        }
        assertThat(answer.claims()).isEqualTo(((AuthenticatedEvidence) authenticate(good, trusting)).claims());
    }

    @Test
    @DisplayName("T-03 a required PCR or bank that the quote does not cover")
    void selectionTooSmall() throws Exception {
        for (Map<HashAlgorithm, Set<Integer>> required : List.of(
                Map.of(HashAlgorithm.SHA256, Set.of(0, 2)),
                Map.of(HashAlgorithm.SHA384, Set.of(0)),
                Map.of(HashAlgorithm.SHA256, Set.of(0), HashAlgorithm.SHA1, Set.of(0)))) {
            Digest value = HashAlgorithm.SHA384.digest(Bytes.EMPTY);
            PcrValues more = replaced(good.untrustedPcrs(), HashAlgorithm.SHA384, 0, Optional.of(value));
            Authentication answer =
                    TpmScheme.requiring(required).decode(with(good, more)).authenticate(trusting);
            assertThat(failed(answer)).containsExactly(TpmQuoteCheck.PCR_SELECTED);
            assertThat(answer).isInstanceOf(RefusedEvidence.class);
        }
    }

    @Test
    @DisplayName("T-04 one bit flipped in each of 24 positions of each bank; a value missing; two exchanged")
    void values() {
        SimulatedTpm three = p256().banks(Set.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256, HashAlgorithm.SHA384))
                .build();
        IntStream.range(0, 24).forEach(index -> three.extend(index, Bytes.of(index)));
        Map<HashAlgorithm, Set<Integer>> all = new HashMap<>();
        three.pcrs().banks().forEach(bank -> all.put(bank, ALL));
        TpmEvidence evidence = three.quote(NONCE, all);
        AuthenticationInputs pinned = inputs(pinned(three));
        PcrValues values = evidence.untrustedPcrs();
        assertThat(authenticate(evidence, pinned)).isInstanceOf(AuthenticatedEvidence.class);
        Random random = new Random(4);
        int cases = 0;
        for (HashAlgorithm bank : all.keySet()) {
            for (int index : ALL) {
                Digest neighbour = values.get(bank, (index + 1) % 24).orElseThrow();
                for (PcrValues wrong : List.of(
                        QuoteVectors.flipped(values, bank, index, random.nextInt(8 * bank.length())),
                        replaced(values, bank, index, Optional.empty()),
                        replaced(values, bank, index, Optional.of(neighbour)))) {
                    assertThat(failed(authenticate(with(evidence, wrong), pinned)))
                            .containsExactly(TpmQuoteCheck.PCR_DIGEST);
                    cases++;
                }
            }
        }
        assertThat(cases).isEqualTo(3 * 24 * 3);
    }

    @Test
    @DisplayName("T-04 evidence without values has no claims about registers")
    void noValues() {
        TpmEvidence bare = QuoteVectors.withoutLog(with(good, PcrValues.NONE));
        AuthenticatedEvidence answer = (AuthenticatedEvidence) authenticate(bare, trusting);
        assertThat(answer.findings().of(TpmQuoteCheck.PCR_DIGEST).orElseThrow().outcome())
                .isEqualTo(Outcome.NOT_ASSESSED);
        ALL.forEach(index -> assertThat(answer.claim(TpmClaims.pcr(index))).isEmpty());
        assertThat(answer.claim(TpmClaims.FIRMWARE_VERSION)).isPresent();
    }

    @Test
    @DisplayName("T-25 a quote over no PCR, with and without empty banks")
    void emptySelection() throws Exception {
        Bytes ofNothing = HashAlgorithm.SHA256.digest().value();
        QuoteFields fields = tpm.fields(NONCE, SELECTION).withPcrDigest(ofNothing);
        for (List<TpmsPcrSelection> empty : List.of(
                List.<TpmsPcrSelection>of(),
                List.of(new TpmsPcrSelection(HashAlgorithm.SHA256, List.of())),
                List.of(
                        new TpmsPcrSelection(HashAlgorithm.SHA1, List.of()),
                        new TpmsPcrSelection(HashAlgorithm.SHA256, List.of())))) {
            TpmEvidence evidence = tpm.evidence(fields.withPcrSelect(empty));
            for (PcrValues beside : List.of(PcrValues.NONE, tpm.pcrs())) {
                Authentication answer =
                        new TpmScheme().decode(with(evidence, beside)).authenticate(trusting);
                assertThat(failed(answer)).contains(TpmQuoteCheck.PCR_SELECTED);
                assertThat(answer).isInstanceOf(RefusedEvidence.class);
            }
        }
    }

    @Test
    @DisplayName("T-25 an empty requirement is no requirement, and cannot be stated")
    void emptyRequirement() {
        for (Map<HashAlgorithm, Set<Integer>> nothing : List.of(
                Map.<HashAlgorithm, Set<Integer>>of(),
                Map.of(HashAlgorithm.SHA256, Set.<Integer>of()),
                Map.of(HashAlgorithm.SHA256, Set.of(0), HashAlgorithm.SHA1, Set.<Integer>of()),
                Map.of(HashAlgorithm.SHA256, Set.of(32)),
                Map.of(HashAlgorithm.SHA256, Set.of(-1)))) {
            assertThatThrownBy(() -> TpmScheme.requiring(nothing)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("S-10 T-25 without any anchor nothing is authenticated")
    void noAnchors() {
        AuthenticationInputs nobody = inputs(TrustAnchors.builder().build());
        assertThat(failed(authenticate(good, nobody))).containsExactly(TpmQuoteCheck.KEY_TRUSTED);
        assertThat(failed(authenticate(withKey(good, Optional.empty()), nobody)))
                .containsExactly(TpmQuoteCheck.KEY_TRUSTED);
    }
}
