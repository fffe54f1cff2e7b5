package dev.rats4j;

import static dev.rats4j.TrustworthinessClaim.claim;
import static dev.rats4j.TrustworthinessTier.AFFIRMING;
import static dev.rats4j.TrustworthinessTier.CONTRAINDICATED;
import static dev.rats4j.TrustworthinessTier.NONE;
import static dev.rats4j.TrustworthinessTier.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AppraisalTest {

    private static final Findings NO_FINDINGS = Findings.builder(List.of()).build();
    private static final EnvironmentClass CLASS = EnvironmentClass.of("ACME", "Anvil");
    private static final ClaimPath<String> NAME =
            new ClaimPath<>("acme.name", CLASS, Optional.of(MeasuredElement.of("name")), CodePoint.NAME);
    private static final VerifiedSignature PROOF = proof();

    private static VerifiedSignature proof() {
        CryptoBackend crypto = CryptoBackend.standard();
        KeyPair keys = crypto.generate(EllipticCurve.P256, new SecureRandom());
        SignatureAlgorithm es256 = new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256);
        Bytes message = Bytes.of(1);
        return crypto.verify(
                        keys.getPublic(),
                        es256,
                        message,
                        crypto.signer(keys.getPrivate(), keys.getPublic(), es256)
                                .sign(message))
                .orElseThrow();
    }

    private static Claims named(String name, Claims.Type type) {
        Measurement measurement =
                Measurement.of(MeasuredElement.of("name"), MeasurementValues.of(CodePoint.NAME, name));
        return new Claims(Environment.ofClass(CLASS), List.of(measurement), List.of(), type, Optional.empty());
    }

    private static AuthenticatedEvidence evidence(String... names) {
        List<Claims> claims = List.of(names).stream()
                .map(name -> named(name, Claims.Type.EVIDENCE))
                .toList();
        return AuthenticatedEvidence.assertion(List.of(PROOF), claims, NO_FINDINGS);
    }

    /** An appraisal whose vector has these claims, of the first aspects. */
    private static Appraisal appraisal(Set<Aspect> required, int... claims) {
        Map<Aspect, TrustworthinessClaim> vector = new LinkedHashMap<>();
        for (int i = 0; i < claims.length; i++) {
            vector.put(Aspect.values()[i], claim(claims[i]));
        }
        return new Appraisal(
                new TrustworthinessVector(vector),
                required,
                NO_FINDINGS,
                Optional.of(evidence("wombat")),
                List.of("acme/1"));
    }

    @Test
    @DisplayName("the status is the worst of the aspects that say something")
    void worst() {
        assertThat(appraisal(Set.of(), 2).status()).isEqualTo(AFFIRMING);
        assertThat(appraisal(Set.of(), 2, 0, 3).status()).isEqualTo(AFFIRMING);
        assertThat(appraisal(Set.of(), 2, 32, 3).status()).isEqualTo(WARNING);
        assertThat(appraisal(Set.of(), 2, 32, 96).status()).isEqualTo(CONTRAINDICATED);
        assertThat(appraisal(Set.of(), -2, -33).status()).isEqualTo(WARNING);
    }

    @Test
    @DisplayName("nothing asserted is none, and so is a required aspect that says nothing")
    void none() {
        assertThat(appraisal(Set.of()).status()).isEqualTo(NONE);
        assertThat(appraisal(Set.of(), 0, 1, -1).status()).isEqualTo(NONE);
        assertThat(appraisal(Set.of(Aspect.HARDWARE), 2, 3).status()).isEqualTo(NONE);
        assertThat(appraisal(Set.of(Aspect.CONFIGURATION), 2, 1).status()).isEqualTo(NONE);
        assertThat(appraisal(Set.of(Aspect.INSTANCE_IDENTITY, Aspect.CONFIGURATION), 2, 3)
                        .status())
                .isEqualTo(AFFIRMING);
    }

    @Test
    @DisplayName("contraindicated is not covered up by a required aspect that says nothing")
    void contraindicatedBeforeNone() {
        assertThat(appraisal(Set.of(Aspect.HARDWARE), 2, 96).status()).isEqualTo(CONTRAINDICATED);
        assertThat(appraisal(Set.of(Aspect.HARDWARE), 2, 32).status()).isEqualTo(NONE);
    }

    @Test
    @DisplayName("without authentication the status is contraindicated, whatever the vector says")
    void notAuthenticated() {
        for (TrustworthinessVector vector : List.of(
                TrustworthinessVector.EMPTY,
                new TrustworthinessVector(Map.of(Aspect.INSTANCE_IDENTITY, claim(2))),
                new TrustworthinessVector(Map.of(Aspect.INSTANCE_IDENTITY, claim(99))))) {
            Appraisal refused = new Appraisal(vector, Set.of(), NO_FINDINGS, Optional.empty(), List.of());
            assertThat(refused.status()).isEqualTo(CONTRAINDICATED);
        }
    }

    @Test
    @DisplayName("an appraisal keeps what it was given")
    void copies() {
        Set<Aspect> required = EnumSet.of(Aspect.HARDWARE);
        Appraisal appraisal = appraisal(required, 2);
        required.clear();
        assertThat(appraisal.required()).containsExactly(Aspect.HARDWARE);
    }

    @Test
    @DisplayName("a result is no better than its worst submodule, and none is worse than affirming")
    void results() {
        Appraisal affirming = appraisal(Set.of(), 2);
        Appraisal none = appraisal(Set.of());
        Appraisal warning = appraisal(Set.of(), 32);
        Appraisal bad = appraisal(Set.of(), 96);
        assertThat(result(affirming).status()).isEqualTo(AFFIRMING);
        assertThat(result(affirming, none).status()).isEqualTo(NONE);
        assertThat(result(affirming, none, warning).status()).isEqualTo(WARNING);
        assertThat(result(bad, affirming, none, warning).status()).isEqualTo(CONTRAINDICATED);
        assertThat(result(affirming, none).submodules().keySet()).containsExactly("0", "1");
        assertThatThrownBy(AppraisalTest::result).isInstanceOf(IllegalArgumentException.class);
    }

    private static AttestationResult result(Appraisal... appraisals) {
        Map<String, Appraisal> submodules = new LinkedHashMap<>();
        for (Appraisal appraisal : appraisals) {
            submodules.put(Integer.toString(submodules.size()), appraisal);
        }
        return new AttestationResult(submodules, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "-128, contraindicated",
        "-97, contraindicated",
        "-96, warning",
        "-33, warning",
        "-32, affirming",
        "-2, affirming",
        "-1, none",
        "0, none",
        "1, none",
        "2, affirming",
        "31, affirming",
        "32, warning",
        "95, warning",
        "96, contraindicated",
        "127, contraindicated",
    })
    @DisplayName("AR4SI 2.3.2: tiers by number, on both sides of every border")
    void tiers(int value, String tier) {
        assertThat(claim(value).tier().label()).isEqualTo(tier);
        assertThat(TrustworthinessTier.ofLabel(tier)).contains(claim(value).tier());
        assertThat(TrustworthinessTier.ofValue(claim(value).tier().value()))
                .contains(claim(value).tier());
    }

    @Test
    @DisplayName("numbers beyond eight bits, and unknown tiers, are refused")
    void outside() {
        assertThatThrownBy(() -> claim(128)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claim(-129)).isInstanceOf(IllegalArgumentException.class);
        assertThat(TrustworthinessTier.ofLabel("Affirming")).isEmpty();
        assertThat(TrustworthinessTier.ofValue(1)).isEmpty();
        assertThat(TrustworthinessTier.worstOf(List.of())).isEqualTo(NONE);
    }

    @Test
    @DisplayName("claims of value 0 say nothing; the order is that of the aspects")
    void vectors() {
        Map<Aspect, TrustworthinessClaim> claims = new LinkedHashMap<>();
        claims.put(Aspect.HARDWARE, claim(2));
        claims.put(Aspect.CONFIGURATION, claim(0));
        claims.put(Aspect.INSTANCE_IDENTITY, claim(3));
        TrustworthinessVector vector = new TrustworthinessVector(claims);
        assertThat(vector.claims().keySet()).containsExactly(Aspect.INSTANCE_IDENTITY, Aspect.HARDWARE);
        assertThat(vector.claim(Aspect.CONFIGURATION)).isEqualTo(TrustworthinessClaim.NONE);
        assertThat(new TrustworthinessVector(Map.of(Aspect.CONFIGURATION, claim(0))))
                .isEqualTo(TrustworthinessVector.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(Aspect.class)
    @DisplayName("an aspect rule affirms by an affirming value")
    void rules(Aspect aspect) {
        assertThat(new AspectRule(aspect, claim(2), List.of(), List.of()).affirming())
                .isEqualTo(claim(2));
        for (int value : List.of(0, 1, 32, 96)) {
            assertThatThrownBy(() -> new AspectRule(aspect, claim(value), List.of(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("R-2 claims come into being with a proof, every check answered, no cryptographic one failed")
    void assertions() {
        List<Claims> claims = List.of(named("wombat", Claims.Type.EVIDENCE));
        assertThat(evidence("wombat").proofs()).containsExactly(PROOF);
        mistake(List.of(), claims, NO_FINDINGS, "no verified signature");
        mistake(List.of(PROOF), List.of(), NO_FINDINGS, "makes claims");
        mistake(List.of(PROOF), List.of(named("wombat", Claims.Type.ENDORSEMENTS)), NO_FINDINGS, "makes claims");

        Findings.Builder findings = Findings.builder(List.of(TestCheck.SIGNATURE, TestCheck.DEBUG_OFF));
        findings.expect(TestCheck.DEBUG_OFF, false, () -> "on");
        mistake(List.of(PROOF), claims, findings.build(), "no outcome for [test.0]");
        findings.expect(TestCheck.SIGNATURE, true, () -> "");
        Findings unwelcome = findings.build();
        assertThat(AuthenticatedEvidence.assertion(List.of(PROOF), claims, unwelcome)
                        .findings()
                        .failed())
                .as("facts are for the appraisal")
                .hasSize(1);
        findings.expect(TestCheck.SIGNATURE, false, () -> "wrong");
        mistake(List.of(PROOF), claims, findings.build(), "failed");
    }

    @Test
    @DisplayName("R-2 claims may be stated late, once; proofs and findings are wanted at once")
    void lateClaims() {
        AtomicInteger asked = new AtomicInteger();
        Supplier<List<Claims>> source = () -> {
            asked.incrementAndGet();
            return List.of(named("wombat", Claims.Type.EVIDENCE));
        };
        AuthenticatedEvidence late = AuthenticatedEvidence.assertion(List.of(PROOF), source, NO_FINDINGS);
        assertThat(asked).hasValue(0);
        assertThat(late.claim(NAME)).contains("wombat");
        assertThat(late.claims()).isSameAs(late.claims());
        assertThat(asked).hasValue(1);

        assertThatThrownBy(() -> AuthenticatedEvidence.assertion(List.of(), source, NO_FINDINGS))
                .isInstanceOf(IllegalStateException.class);
        Findings nobody = Findings.builder(List.of(TestCheck.SIGNATURE)).build();
        assertThatThrownBy(() -> AuthenticatedEvidence.assertion(List.of(PROOF), source, nobody))
                .hasMessageContaining("no outcome for [test.0]");
        AuthenticatedEvidence wrong = AuthenticatedEvidence.assertion(
                List.of(PROOF), () -> List.of(named("wombat", Claims.Type.ENDORSEMENTS)), NO_FINDINGS);
        assertThatThrownBy(wrong::claims).isInstanceOf(IllegalStateException.class);
    }

    private static void mistake(
            List<VerifiedSignature> proofs, List<Claims> claims, Findings findings, String complaint) {
        assertThatThrownBy(() -> AuthenticatedEvidence.assertion(proofs, claims, findings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    @DisplayName("claims are found by class, key and code point")
    void paths() {
        AuthenticatedEvidence evidence = evidence("wombat", "numbat");
        assertThat(evidence.claim(NAME)).contains("wombat");
        assertThat(evidence.claimText(NAME)).contains("wombat; numbat");
        assertThat(evidence.claim(
                        new ClaimPath<>("x", EnvironmentClass.of("ACME", "Hammer"), NAME.key(), CodePoint.NAME)))
                .isEmpty();
        assertThat(evidence.claim(new ClaimPath<>("x", CLASS, Optional.empty(), CodePoint.NAME)))
                .isEmpty();
        assertThat(evidence.claim(new ClaimPath<>("x", CLASS, NAME.key(), CodePoint.SVN)))
                .isEmpty();
        assertThat(evidence.claimText(new ClaimPath<>("x", CLASS, NAME.key(), CodePoint.SVN)))
                .isEmpty();
    }
}
