package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles before draft -04: read by those who name them, written in one of them on request. */
class LegacyEarTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final LegacyEarReader ALL = LegacyEarReader.accepting(EnumSet.allOf(LegacyEarProfile.class));

    private static final String DOTTED = "{'eat_profile':'PROFILE','iat':1.666529184e+09,'exp':1666529185,"
            + "'ear.verifier-id':{'developer':'d','build':'b'},'ear.raw-evidence':'3q2-7w==','eat_nonce':'3WHyjndGOTI=',"
            + "'jti':'x','submods':{'s':{'ear.status':'warning','ear.trustworthiness-vector':{'executables':33,"
            + "'hardware':0},'ear.appraisal-policy-id':'policy','ear.veraison.annotated-evidence':{'k':[1,null]},"
            + "'ear.veraison.policy-claims':{'foo':'bar'},'ear.veraison.key-attestation':{'akpub':'YWtwdWIK'}}}}";

    private static Bytes dotted(LegacyEarProfile profile) {
        return Bytes.ofUtf8(DOTTED.replace("PROFILE", profile.uri()).replace('\'', '"'));
    }

    @ParameterizedTest
    @EnumSource(
            value = LegacyEarProfile.class,
            names = {"DRAFT_02", "VERAISON_2023", "TRUSTEE_2024"})
    @DisplayName(
            "names with dots, one policy, plain evidence and times in floating-point form become what they are now")
    void readsDottedNames(LegacyEarProfile profile) throws Exception {
        Bytes message = dotted(profile);
        LegacyEar legacy = LegacyEarReader.accepting(Set.of(profile)).decodeJson(message);
        assertThat(legacy.profile()).isEqualTo(profile);
        assertThat(legacy.rawEvidence()).contains(Bytes.fromHex("deadbeef"));
        Ear ear = legacy.translated();
        assertThat(ear.issuedAt()).isEqualTo(Instant.ofEpochSecond(1666529184));
        assertThat(ear.rawEvidence()).isEmpty();
        assertThat(ear.nonce()).contains(Bytes.fromHex("dd61f28e77463932"));
        assertThat(ear.others().texts()).containsExactly(Map.entry("jti", "x"));
        EarAppraisal appraisal = ear.submodules().get("s");
        assertThat(appraisal.vector().claims()).containsOnlyKeys(Aspect.EXECUTABLES);
        assertThat(appraisal.policyIds()).containsExactly("policy");
        assertThat(appraisal.attesterClaims().texts()).containsExactly(Map.entry("k", "[1,null]"));
        assertThat(appraisal.verifierClaims().texts()).containsExactly(Map.entry("foo", "bar"));
        assertThat(appraisal.attestedKey()).contains(Bytes.ofUtf8("akpub\n"));
        assertThatThrownBy(() -> Ear.decodeJson(message))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("eat_profile");
    }

    @Test
    @DisplayName("draft -03 in CBOR: plain evidence, and Veraison's maps under -70000 and -70001")
    void readsDraft03() throws Exception {
        Bytes appraisal = Cbor.map()
                .put(1000, Cbor.integer(2))
                .put(1003, Cbor.array(Cbor.text("p"), Cbor.text("q")))
                .put(-70000, Cbor.map().put("k", Cbor.bytes(Bytes.of(1))).encode())
                .put(-70001, Cbor.map().put("l", Cbor.integer(1)).encode())
                .encode();
        Bytes message = draft03(1002, Cbor.bytes(Bytes.of(7)), appraisal);
        LegacyEar legacy = ALL.decodeCbor(message);
        assertThat(legacy.profile()).isEqualTo(LegacyEarProfile.DRAFT_03);
        assertThat(legacy.rawEvidence()).contains(Bytes.of(7));
        EarAppraisal read = legacy.translated().submodules().get("s");
        assertThat(read.policyIds()).containsExactly("p", "q");
        assertThat(read.attesterClaims().get("k").flatMap(EarValue::bytes)).contains(Bytes.of(1));
        assertThat(read.verifierClaims().texts()).containsExactly(Map.entry("l", "1"));
        assertThatThrownBy(() -> Ear.decodeCbor(message)).hasMessageContaining("is not " + Ear.PROFILE);
    }

    private static Bytes draft03(long key, Bytes claim, Bytes appraisal) {
        return Cbor.map()
                .put(265, Cbor.text(LegacyEarProfile.DRAFT_03.uri()))
                .put(6, Cbor.integer(1))
                .put(
                        1004,
                        Cbor.map().put(0, Cbor.text("d")).put(1, Cbor.text("b")).encode())
                .put(key, claim)
                .put(266, Cbor.map().put("s", appraisal).encode())
                .encode();
    }

    @Test
    @DisplayName("claims that these profiles do not have are refused, and so are broken ones")
    void refusesBrokenOnes() {
        Bytes none = Cbor.map().put(1000, Cbor.integer(0)).encode();
        Bytes record = CmwRecord.of("a/b", Bytes.of(1)).toCbor();
        Bytes topology = Cbor.map().put("s", Cbor.array(Cbor.text("s"))).encode();
        Bytes claims = Cbor.map()
                .put(1000, Cbor.integer(0))
                .put(1005, Cbor.map().put("a", Cbor.nil()).encode())
                .encode();
        Bytes tooGood = Cbor.map()
                .put(1000, Cbor.integer(2))
                .put(1001, Cbor.map().put(0, Cbor.integer(96)).encode())
                .encode();
        for (Bytes broken : List.of(
                draft03(1002, record, none),
                draft03(1007, topology, none),
                draft03(-1, Cbor.nil(), claims),
                draft03(-1, Cbor.nil(), tooGood),
                draft03(10, Cbor.bytes(Bytes.of(1)), none),
                Cbor.array(),
                Bytes.EMPTY)) {
            assertThatThrownBy(() -> ALL.decodeCbor(broken)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.666529184e+09 -> 1.5",
                "1666529185 -> 1",
                "'policy' -> []",
                "'policy' -> [1]",
                "'policy' -> ''",
                "'akpub':'YWtwdWIK' -> ",
                "'ear.status':'warning' -> 'ear.status':'affirming'",
                "'ear.status':'warning' -> 'ear.status':'warning','ear_status':'none'",
                "'ear.status' -> 'ear_status'",
                "'ear.verifier-id' -> 'ear_verifier_id'",
                "'jti':'x' -> 'jti':'x','jti':'y'",
                "{'k':[1,null]} -> {}",
                "3q2-7w== -> 3q2-7w=",
                "PROFILE -> tag:ietf.org,2026:rats/ear#04",
                "PROFILE -> tag:ietf.org,2026:rats/ear#03",
                "PROFILE -> tag:example.com,2026:x"
            })
    @DisplayName("JSON of 2023 that breaks a rule in one place is refused")
    void refusesBrokenJson(String change) {
        String[] parts = change.split(" -> ", -1);
        assertThat(DOTTED).contains(parts[0]);
        String broken = DOTTED.replace(parts[0], parts[1]).replace("PROFILE", LegacyEarProfile.VERAISON_2023.uri());
        Bytes message = Bytes.ofUtf8(broken.replace('\'', '"'));
        assertThatThrownBy(() -> ALL.decodeJson(message)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @EnumSource(LegacyEarProfile.class)
    @DisplayName("a profile is read only if it was named")
    void readsNamedProfilesOnly(LegacyEarProfile profile) {
        Set<LegacyEarProfile> others = EnumSet.complementOf(EnumSet.of(profile));
        assertThatThrownBy(() -> LegacyEarReader.accepting(others).decodeJson(dotted(profile)))
                .hasMessageContaining("none of the legacy profiles named");
        assertThatThrownBy(() -> LegacyEarReader.accepting(Set.of()).decodeJson(dotted(profile)))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(LegacyEarProfile.ofUri(profile.uri())).contains(profile);
        assertThat(LegacyEarProfile.ofUri(Ear.PROFILE)).isEmpty();
        assertThatThrownBy(() -> ALL.decodeCbor(Ears.full().toCbor())).isInstanceOf(MalformedMessageException.class);
    }

    /** What the profile of 2023 can say. */
    static Ear ofThatTime() {
        EarAppraisal appraisal = new EarAppraisal(
                Optional.empty(),
                TrustworthinessTier.WARNING,
                new TrustworthinessVector(Map.of(Aspect.EXECUTABLES, TrustworthinessClaim.claim(33))),
                List.of("policy"),
                EarClaims.ofTexts(Map.of("k", "v")),
                EarClaims.ofTexts(Map.of("waived:x", "why")),
                Optional.of(Ears.NONCE),
                Optional.of(Bytes.of(1, 2)),
                EarClaims.NONE,
                EarClaims.NONE);
        return new Ear(
                Ears.ISSUED,
                Optional.of(Ears.ISSUED.plusSeconds(60)),
                new VerifierId("d", "b"),
                Optional.of(Ears.NONCE),
                Optional.of(CmwRecord.of("a/b", Bytes.fromHex("deadbeef"))),
                Map.of("s", appraisal));
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("a token of 2023 is read by the legacy reader, says what it was, and is no EAR of now")
    void writesTheProfileOf2023(EarFormat format) throws Exception {
        EarToken token = EarToken.signLegacy(ofThatTime(), LegacyEarProfile.VERAISON_2023, SIGNER, CRYPTO, format);
        VerifiedEarPayload signed = EarToken.decode(token.bytes())
                .verifyPayload(CRYPTO, SIGNER.publicKey())
                .orElseThrow();
        assertThat(signed.profile()).contains("tag:github.com,2023:veraison/ear");
        assertThatThrownBy(signed::ear).isInstanceOf(MalformedMessageException.class);
        VerifiedEar verified = signed.legacyEar(ALL);
        assertThat(verified.legacyProfile()).contains(LegacyEarProfile.VERAISON_2023);
        assertThat(verified.proof().key()).isEqualTo(SIGNER.publicKey());
        Ear ear = verified.ear();
        assertThat(ear.issuedAt()).isEqualTo(Ears.ISSUED);
        assertThat(ear.nonce()).contains(Ears.NONCE);
        EarAppraisal appraisal = ear.submodules().get("s");
        assertThat(appraisal.nonce()).isEmpty();
        assertThat(appraisal.waivers()).containsExactly(Map.entry("x", "why"));
        assertThat(appraisal.attesterClaims().texts()).containsExactly(Map.entry("k", "v"));
        assertThat(appraisal.policyIds()).containsExactly("policy");
        assertThat(appraisal.attestedKey()).contains(Bytes.of(1, 2));
    }

    @Test
    @DisplayName("JSON of 2023 has the names and shapes of the samples of its implementations")
    void writesTheNamesOf2023() {
        Bytes json = LegacyEarWriter.encode(ofThatTime(), EarFormat.JWT, LegacyEarProfile.VERAISON_2023);
        assertThat(json.utf8().replace('"', '\''))
                .isEqualTo("{'eat_profile':'tag:github.com,2023:veraison/ear','iat':1793872800,'exp':1793872860,"
                        + "'ear.status':'warning','ear.verifier-id':{'developer':'d','build':'b'},"
                        + "'eat_nonce':'ABEiM0RVZneImaq7zN3u_w','ear.raw-evidence':'3q2-7w','submods':{'s':{"
                        + "'ear.status':'warning','ear.trustworthiness-vector':{'executables':33},"
                        + "'ear.appraisal-policy-id':'policy','ear.veraison.annotated-evidence':{'k':'v'},"
                        + "'ear.veraison.policy-claims':{'waived:x':'why'},"
                        + "'ear.veraison.key-attestation':{'akpub':'AQI'}}}}");
    }

    @Test
    @DisplayName("what the profile of 2023 cannot say is not written, and other old profiles are not")
    void refusesWhatItCannotSay() {
        Ear severalPolicies = Ears.full();
        Ear others = new Ear(
                Ears.ISSUED,
                Optional.empty(),
                Optional.empty(),
                new VerifierId("d", "b"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Ears.least().submodules(),
                EarClaims.ofTexts(Map.of("x", "y")));
        Ear otherNonce = new Ear(
                Ears.ISSUED,
                Optional.empty(),
                new VerifierId("d", "b"),
                Optional.empty(),
                Optional.empty(),
                ofThatTime().submodules());
        for (Ear ear : List.of(severalPolicies, others, otherNonce)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LegacyEarWriter.encode(ear, EarFormat.CWT, LegacyEarProfile.VERAISON_2023))
                    .withMessageStartingWith("the profile has");
        }
        for (LegacyEarProfile profile : EnumSet.complementOf(EnumSet.of(LegacyEarProfile.VERAISON_2023))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LegacyEarWriter.encode(ofThatTime(), EarFormat.JWT, profile));
        }
    }
}
