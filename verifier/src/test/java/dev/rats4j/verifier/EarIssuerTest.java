package dev.rats4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Appraisal;
import dev.rats4j.Aspect;
import dev.rats4j.AttestationResult;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
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
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarAppraisal;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.LegacyEarProfile;
import dev.rats4j.ear.LegacyEarReader;
import dev.rats4j.ear.VerifiedEarPayload;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.wire.Bytes;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarIssuerTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final KeyPair KEYS = CRYPTO.generate(EllipticCurve.P256, new SecureRandom());
    private static final Signer SIGNER = CRYPTO.signer(
            KEYS.getPrivate(),
            KEYS.getPublic(),
            new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
    private static final VerifierId WHO = new VerifierId("https://verifier.example", "rats4j 1");
    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00.750Z");
    private static final Bytes NONCE = Bytes.fromHex("00112233445566778899aabbccddeeff");
    private static final EnvironmentClass CLASS = EnvironmentClass.of("ACME", "Device");
    private static final ClaimPath<String> NAME =
            new ClaimPath<>("acme.name", CLASS, Optional.of(MeasuredElement.of("name")), CodePoint.NAME);
    private static final ClaimPath<String> OTHER =
            new ClaimPath<>("acme.other", CLASS, Optional.of(MeasuredElement.of("other")), CodePoint.NAME);

    private static EarIssuer.Builder issuer() {
        return EarIssuer.builder(CRYPTO).signer(SIGNER).verifier(WHO).lifetime(Duration.ofMinutes(5));
    }

    private static AuthenticatedEvidence evidence() {
        Findings.Builder findings = Findings.builder(List.of(EarIssuerCheck.NONCE_CARRIED));
        findings.expect(EarIssuerCheck.NONCE_CARRIED, true, () -> "");
        Bytes message = Bytes.of(1);
        VerifiedSignature proof = CRYPTO.verify(KEYS.getPublic(), SIGNER.algorithm(), message, SIGNER.sign(message))
                .orElseThrow();
        Measurement name = new Measurement(
                Optional.of(MeasuredElement.of("name")), MeasurementValues.of(CodePoint.NAME, "wombat"), List.of());
        Claims claims = new Claims(
                Environment.ofClass(CLASS), List.of(name), List.of(), Claims.Type.EVIDENCE, Optional.empty());
        return AuthenticatedEvidence.assertion(List.of(proof), List.of(claims), findings.build());
    }

    /** Without evidence: as after a failed authentication. */
    private static AttestationResult result(
            Optional<AuthenticatedEvidence> evidence, Findings findings, Optional<Bytes> nonce) {
        TrustworthinessVector vector = new TrustworthinessVector(
                Map.of(Aspect.INSTANCE_IDENTITY, TrustworthinessClaim.claim(evidence.isPresent() ? 2 : 99)));
        Appraisal appraisal =
                new Appraisal(vector, Set.of(Aspect.INSTANCE_IDENTITY), findings, evidence, List.of("acme/1"));
        return new AttestationResult(Map.of("device", appraisal), nonce);
    }

    private static AttestationResult good(Bytes nonce) {
        return result(Optional.of(evidence()), Findings.builder(List.of()).build(), Optional.of(nonce));
    }

    private static Ear read(IssuedEar issued) throws Exception {
        EarToken received = EarToken.decode(issued.token().bytes());
        return received.verify(CRYPTO, KEYS.getPublic()).orElseThrow().ear();
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("a token says what the result says, when, by whom, and for which nonce")
    void statesTheResult(EarFormat format) throws Exception {
        IssuedEar issued = issuer().build().issue(good(NONCE), format, NOW);

        Ear ear = read(issued);
        assertThat(issued.token().format()).isEqualTo(format);
        assertThat(ear).isEqualTo(issued.ear());
        assertThat(ear.issuedAt()).isEqualTo(Instant.parse("2026-11-25T09:00:00Z"));
        assertThat(ear.expiresAt()).contains(Instant.parse("2026-11-25T09:05:00Z"));
        assertThat(ear.verifierId()).isEqualTo(WHO);
        assertThat(ear.nonce()).contains(NONCE);
        assertThat(ear.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        EarAppraisal device = ear.submodules().get("device");
        assertThat(device.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(device.vector().claim(Aspect.INSTANCE_IDENTITY)).isEqualTo(TrustworthinessClaim.claim(2));
        assertThat(device.policyIds()).containsExactly("acme/1");
        assertThat(device.nonce()).contains(NONCE);
        assertThat(issued.findings()
                        .of(EarIssuerCheck.NONCE_CARRIED)
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    @DisplayName("claims of the evidence stand in the token only if they were named")
    void statesClaimsOnRequest() throws Exception {
        Ear silent = read(issuer().build().issue(good(NONCE), EarFormat.CWT, NOW));
        Ear telling = read(issuer().state(List.of(NAME, OTHER)).build().issue(good(NONCE), EarFormat.CWT, NOW));

        assertThat(silent.submodules().get("device").attesterClaims().texts()).isEmpty();
        assertThat(telling.submodules().get("device").attesterClaims().texts())
                .containsExactlyEntriesOf(Map.of("acme.name", "wombat"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 65})
    @DisplayName("a nonce of a length that no EAR carries is left out, and a finding says so")
    void leavesOutNonce(int length) throws Exception {
        IssuedEar issued = issuer().build().issue(good(Bytes.of(new int[length])), EarFormat.CWT, NOW);

        assertThat(read(issued).nonce()).isEmpty();
        assertThat(read(issued).submodules().get("device").nonce()).isEmpty();
        assertThat(issued.findings().failed())
                .singleElement()
                .satisfies(finding -> assertThat(finding.check()).isEqualTo(EarIssuerCheck.NONCE_CARRIED))
                .satisfies(finding -> assertThat(finding.reason()).contains(length + " bytes"));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64})
    @DisplayName("the shortest and the longest nonce of an EAR are carried")
    void carriesNonce(int length) throws Exception {
        assertThat(read(issuer().build().issue(good(Bytes.of(new int[length])), EarFormat.JWT, NOW))
                        .nonce())
                .isPresent();
    }

    @Test
    @DisplayName(
            "refused evidence gets a token that says so: contraindicated, no nonce, no claims, the failed check by name")
    void statesRefusal() throws Exception {
        Findings.Builder findings = Findings.builder(VerifierCheck.class);
        findings.expect(VerifierCheck.WELL_FORMED, false, () -> "ends early");
        AttestationResult refused = result(Optional.empty(), findings.build(), Optional.empty());

        IssuedEar issued = issuer().state(List.of(NAME)).build().issue(refused, EarFormat.CWT, NOW);

        Ear ear = read(issued);
        assertThat(ear.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        assertThat(ear.nonce()).isEmpty();
        assertThat(ear.submodules().get("device").attesterClaims().texts()).isEmpty();
        assertThat(ear.submodules().get("device").verifierClaims().texts())
                .containsExactlyEntriesOf(Map.of("failed:verifier.well-formed", "ends early"));
        assertThat(issued.findings()
                        .of(EarIssuerCheck.NONCE_CARRIED)
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.NOT_ASSESSED);
    }

    @Test
    @DisplayName("a check that failed and was exempted stands in the token with its reason")
    void statesWaivers() throws Exception {
        Findings.Builder findings = Findings.builder(EarIssuerCheck.class);
        findings.expect(EarIssuerCheck.NONCE_CARRIED, false, () -> "too short");
        Findings waived = findings.build().waiving(Map.of(EarIssuerCheck.NONCE_CARRIED, "legacy, until 2027-03"));
        AttestationResult result = result(Optional.of(evidence()), waived, Optional.of(NONCE));

        Ear ear = read(issuer().build().issue(result, EarFormat.JWT, NOW));

        assertThat(ear.submodules().get("device").waivers())
                .containsExactlyEntriesOf(
                        Map.of("verifier.issuer.nonce-carried", "too short (waived: legacy, until 2027-03)"));
    }

    @Test
    @DisplayName("T-79 what was exempted stands in the token; missing proof as a waiver")
    void statesExemptions() throws Exception {
        Map<String, String> exemptions = Map.of("waived:acme.nonce", "stored evidence", "ignored:acme.log", "noise");
        Appraisal appraisal = new Appraisal(
                TrustworthinessVector.EMPTY,
                Set.of(),
                Findings.builder(List.of()).build(),
                Optional.of(evidence()),
                List.of("acme/1"),
                exemptions);
        AttestationResult result = new AttestationResult(Map.of("device", appraisal), Optional.of(NONCE));

        Ear ear = read(issuer().build().issue(result, EarFormat.JWT, NOW));

        assertThat(ear.submodules().get("device").verifierClaims().texts()).isEqualTo(exemptions);
        assertThat(ear.submodules().get("device").waivers())
                .containsExactlyEntriesOf(Map.of("acme.nonce", "stored evidence"));
    }

    @Test
    @DisplayName("an issuer without key, name or lifetime is not built")
    void refusesHalfAnIssuer() {
        assertThatThrownBy(() ->
                        EarIssuer.builder(CRYPTO).signer(SIGNER).verifier(WHO).build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> EarIssuer.builder(CRYPTO)
                        .signer(SIGNER)
                        .lifetime(Duration.ofMinutes(1))
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> EarIssuer.builder(CRYPTO)
                        .verifier(WHO)
                        .lifetime(Duration.ofMinutes(1))
                        .build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> issuer().lifetime(Duration.ofMillis(1500)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> issuer().lifetime(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("the profile of 2023 is issued on request only; its result in the terms of now is the same")
    void issuesTheProfileOf2023(EarFormat format) throws Exception {
        IssuedEar issued = issuer().insteadOfTheCurrentDraft(LegacyEarProfile.VERAISON_2023)
                .state(List.of(NAME))
                .build()
                .issue(good(NONCE), format, NOW);
        VerifiedEarPayload signed = EarToken.decode(issued.token().bytes())
                .verifyPayload(CRYPTO, KEYS.getPublic())
                .orElseThrow();
        assertThat(signed.profile()).contains(LegacyEarProfile.VERAISON_2023.uri());
        Ear read = signed.legacyEar(LegacyEarReader.accepting(Set.of(LegacyEarProfile.VERAISON_2023)))
                .ear();
        EarAppraisal device = read.submodules().get("device");
        EarAppraisal stated = issued.ear().submodules().get("device");
        assertThat(device.attesterClaims()).isEqualTo(stated.attesterClaims());
        assertThat(device.vector()).isEqualTo(stated.vector());
        assertThat(device.policyIds()).isEqualTo(stated.policyIds());
        assertThat(read.nonce()).contains(NONCE);
        assertThatThrownBy(() -> issuer().insteadOfTheCurrentDraft(LegacyEarProfile.DRAFT_03))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
