package dev.rats4j.ear;

import static dev.rats4j.TrustworthinessTier.AFFIRMING;
import static dev.rats4j.TrustworthinessTier.CONTRAINDICATED;
import static dev.rats4j.TrustworthinessTier.NONE;
import static dev.rats4j.TrustworthinessTier.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EarTest {

    static final Instant ISSUED = Ears.ISSUED;
    static final VerifierId VERIFIER = new VerifierId("developer", "build");

    static final String JSON = "{'eat_profile':'tag:ietf.org,2026:rats/ear#04','iat':1666529184,"
            + "'ear_verifier_id':{'developer':'d','build':'b'},'submods':{'s':{'ear_status':'warning',"
            + "'ear_trustworthiness_vector':{'executables':33}}}}";

    static EarAppraisal appraisal(TrustworthinessTier status, int... claims) {
        Map<Aspect, TrustworthinessClaim> vector = new LinkedHashMap<>();
        for (int i = 0; i < claims.length; i++) {
            vector.put(Aspect.values()[i], TrustworthinessClaim.claim(claims[i]));
        }
        return new EarAppraisal(
                status, new TrustworthinessVector(vector), List.of(), Map.of(), Map.of(), Optional.empty());
    }

    static Ear ear(Optional<TrustworthinessTier> stated, Map<String, EarAppraisal> submodules) {
        return new Ear(ISSUED, Optional.empty(), VERIFIER, stated, Optional.empty(), Optional.empty(), submodules);
    }

    static Bytes json(String text) {
        return Bytes.ofUtf8(text.replace('\'', '"'));
    }

    @Test
    @DisplayName("what is written is read again, in CBOR and JSON, full and least")
    void roundTrips() throws Exception {
        for (Ear ear : List.of(Ears.full(), Ears.least())) {
            assertThat(Ear.decodeCbor(ear.toCbor())).isEqualTo(ear);
            assertThat(Ear.decodeJson(ear.toJson())).isEqualTo(ear);
            assertThat(Ear.decodeCbor(ear.toCbor()).toCbor()).isEqualTo(ear.toCbor());
            assertThat(Ear.decodeJson(ear.toJson()).toJson()).isEqualTo(ear.toJson());
            assertThat(CborItem.decode(ear.toCbor(), CborProfile.DETERMINISTIC).kind())
                    .isEqualTo(CborItem.Kind.MAP);
        }
        assertThat(Ear.decodeJson(Ears.full().toJson()).submodules().keySet()).containsExactly("tpm", "application");
        assertThat(Ears.full().status()).isEqualTo(WARNING);
        assertThat(Ears.full().submodules().get("tpm").waivers())
                .containsExactly(Map.entry("tpm.quote.hash-strength", "until 2027-03"));
    }

    @Test
    @DisplayName("the least EAR is byte for byte what the draft says")
    void writesTheKeysOfTheDraft() {
        assertThat(Ears.least().toCbor().toHex())
                .isEqualTo("a4" + "061a" + Long.toHexString(ISSUED.getEpochSecond())
                        + "190109" + "781d" + Bytes.ofUtf8(Ear.PROFILE).toHex()
                        + "19010a" + "a16173a11903e800"
                        + "1903ec" + "a200616401" + "6162");
        assertThat(Ears.least().toJson())
                .isEqualTo(json("{'eat_profile':'tag:ietf.org,2026:rats/ear#04','iat':" + ISSUED.getEpochSecond()
                        + ",'ear_verifier_id':{'developer':'d','build':'b'},"
                        + "'submods':{'s':{'ear_status':'none'}}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "affirming, 2, true",
        "affirming, 31, true",
        "affirming, 32, false",
        "affirming, -33, false",
        "affirming, 96, false",
        "affirming, 1, true",
        "affirming, -1, true",
        "warning, 2, true",
        "warning, 95, true",
        "warning, 96, false",
        "warning, -97, false",
        "contraindicated, 2, true",
        "contraindicated, 127, true",
        "none, 2, true",
        "none, 33, true",
        "none, 96, false"
    })
    @DisplayName("a status is no better than the worst claim; none may not hide a contraindication")
    void statusFitsTheVector(String label, int claim, boolean allowed) {
        TrustworthinessTier status = TrustworthinessTier.ofLabel(label).orElseThrow();
        if (allowed) {
            assertThat(appraisal(status, 2, claim).status()).isEqualTo(status);
        } else {
            assertThatThrownBy(() -> appraisal(status, 2, claim)).isInstanceOf(IllegalArgumentException.class);
        }
        String text = JSON.replace("'warning'", "'" + label + "'").replace(":33", ":" + claim);
        if (!allowed) {
            assertThatThrownBy(() -> Ear.decodeJson(json(text)))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("better than the worst claim");
        }
    }

    @Test
    @DisplayName("the status of the whole is no better than the worst submodule, and may be worse")
    void statusFitsTheSubmodules() {
        Map<String, EarAppraisal> warns = Map.of("a", appraisal(AFFIRMING), "b", appraisal(WARNING));
        assertThatThrownBy(() -> ear(Optional.of(AFFIRMING), warns)).hasMessageContaining("worst submodule");
        assertThat(ear(Optional.of(CONTRAINDICATED), warns).status()).isEqualTo(CONTRAINDICATED);
        assertThat(ear(Optional.empty(), warns).status()).isEqualTo(WARNING);
        assertThat(ear(Optional.of(NONE), warns).status()).isEqualTo(NONE);
        Map<String, EarAppraisal> unknown = Map.of("a", appraisal(AFFIRMING), "b", appraisal(NONE));
        assertThatThrownBy(() -> ear(Optional.of(AFFIRMING), unknown)).hasMessageContaining("worst submodule");
        Map<String, EarAppraisal> bad = Map.of("a", appraisal(CONTRAINDICATED));
        for (TrustworthinessTier better : List.of(NONE, AFFIRMING, WARNING)) {
            assertThatThrownBy(() -> ear(Optional.of(better), bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("constructors refuse nonsense")
    void constructorsRefuseNonsense() {
        assertThatThrownBy(() -> ear(Optional.empty(), Map.of())).hasMessageContaining("0 submodules");
        assertThatThrownBy(() -> new VerifierId("", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VerifierId("d", "")).isInstanceOf(IllegalArgumentException.class);
        Map<String, EarAppraisal> one = Map.of("a", appraisal(NONE));
        for (Instant time : List.of(
                ISSUED.plusMillis(1),
                Instant.ofEpochSecond(-1),
                Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1))) {
            assertThatThrownBy(() -> new Ear(time, Optional.empty(), VERIFIER, Optional.empty(), Optional.empty(), one))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (Duration life : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(1500))) {
            assertThatThrownBy(() -> new Ear(
                            ISSUED, Optional.of(ISSUED.plus(life)), VERIFIER, Optional.empty(), Optional.empty(), one))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int length : new int[] {0, 7, 65}) {
            Optional<Bytes> nonce = Optional.of(Bytes.copyOf(new byte[length]));
            assertThatThrownBy(() -> new Ear(ISSUED, Optional.empty(), VERIFIER, nonce, Optional.empty(), one))
                    .hasMessageContaining("nonce");
            assertThatThrownBy(() ->
                            new EarAppraisal(NONE, TrustworthinessVector.EMPTY, List.of(), Map.of(), Map.of(), nonce))
                    .hasMessageContaining("nonce");
        }
        assertThatThrownBy(() -> new EarAppraisal(
                        NONE, TrustworthinessVector.EMPTY, List.of("p", ""), Map.of(), Map.of(), Optional.empty()))
                .hasMessageContaining("policy");
        Ear formatOnly = new Ear(
                ISSUED,
                Optional.empty(),
                VERIFIER,
                Optional.empty(),
                Optional.of(new CmwRecord(new CmwType.ContentFormat(65000), Bytes.EMPTY, Set.of())),
                one);
        assertThatThrownBy(formatOnly::toJson).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<String[]> brokenJson() {
        return Stream.of(
                new String[] {"#04", "#03"},
                new String[] {"#04", "#04 "},
                new String[] {"'eat_profile':'tag:ietf.org,2026:rats/ear#04',", ""},
                new String[] {"1666529184", "1666529184.5"},
                new String[] {"1666529184", "-1"},
                new String[] {"1666529184", "253402300800"},
                new String[] {"1666529184", "'1666529184'"},
                new String[] {"'iat':1666529184,", ""},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'exp':1666529185.5,"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'exp':1666529184,"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'iat':1666529184,"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'nbf':1666529184.5,"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'nbf':'1666529184',"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'nbf':null,"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'nbf':-1,"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'nbf':253402300800,"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'nbf':1666529185,'exp':1666529185,"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'ear_status':'affirming',"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'ear_status':32,"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'eat_nonce':'AAAAAAA',"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'eat_nonce':'AAAAAAAAAA',"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'eat_nonce':'AAAAAAAAAAA==',"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'eat_nonce':['AAAAAAAAAAA'],"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'eat_nonce':'" + "A".repeat(87) + "',"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'eat_nonce':'" + "A".repeat(92) + "',"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'ear_raw_evidence':'AAAA',"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'ear_raw_evidence':['a/b'],"},
                new String[] {"'iat':1666529184,", "'iat':1666529184,'ear_raw_evidence':{'a':['a/b','AA']},"},
                new String[] {"'ear_verifier_id':{'developer':'d','build':'b'},", ""},
                new String[] {",'build':'b'", ""},
                new String[] {",'build':'b'", ",'build':''"},
                new String[] {",'build':'b'", ",'build':'b','more':1"},
                new String[] {"{'s':{", "{'t':['JWT','x'],'s':{"},
                new String[] {"'ear_status':'warning',", ""},
                new String[] {"'warning'", "'Warning'"},
                new String[] {"'warning'", "32"},
                new String[] {":33", ":128"},
                new String[] {":33", ":-129"},
                new String[] {":33", ":33.5"},
                new String[] {"'executables':33", ""},
                new String[] {"'executables':33", "'executables':33,'software':2"},
                new String[] {"'ear_status':'warning',", "'ear_status':'warning','eat_profile':7,"},
                new String[] {"'ear_status':'warning',", "'ear_status':'warning','ear_appraisal_policy_ids':[],"},
                new String[] {"'ear_status':'warning',", "'ear_status':'warning','ear_appraisal_policy_ids':'p',"},
                new String[] {"'ear_status':'warning',", "'ear_status':'warning','ear_appraisal_policy_ids':[''],"},
                new String[] {"'ear_status':'warning',", "'ear_status':'warning','ear_attester_claims':{},"},
                new String[] {"'ear_status':'warning',", "'ear_status':'warning','ear_verifier_claims':[],"},
                new String[] {"{'s':{'ear_status':'warning','ear_trustworthiness_vector':{'executables':33}}}", "{}"});
    }

    @ParameterizedTest
    @MethodSource("brokenJson")
    @DisplayName("JSON that breaks the specification in one place is malformed")
    void refusesBrokenJson(String from, String to) throws Exception {
        assertThat(Ear.decodeJson(json(JSON)).status()).isEqualTo(WARNING);
        assertThat(JSON).contains(from);
        assertThatThrownBy(() -> Ear.decodeJson(json(JSON.replace(from, to))))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("unknown claims are ignored; claims that are not text are shown, so that none disappears")
    void ignoresUnknownClaims() throws Exception {
        String more = "'ear_status':'warning','eat_profile':'tag:x','ear_veraison_policy_claims':[1],"
                + "'ear_verifier_claims':{'waived:a':{'b':[1,true]},'n':null},";
        Ear ear = Ear.decodeJson(json(JSON.replace("'ear_status':'warning',", more)
                .replace("'iat'", "'ear_veraison_key_attestation':1,'iat'")));
        assertThat(ear.submodules().get("s").verifierClaims().texts())
                .containsExactly(Map.entry("waived:a", "{\"b\":[1,true]}"), Map.entry("n", "null"));
        assertThat(ear.submodules().get("s").waivers()).containsKey("a");
    }

    private static Cbor.MapBuilder top() {
        return Cbor.map().put(265, Cbor.text(Ear.PROFILE)).put(1004, verifierId());
    }

    private static Bytes verifierId() {
        return Cbor.map().put(0, Cbor.text("d")).put(1, Cbor.text("b")).encode();
    }

    static Bytes submodules(Bytes appraisal) {
        return Cbor.map().put("s", appraisal).encode();
    }

    private static Cbor.MapBuilder warning() {
        return Cbor.map().put(1000, Cbor.integer(32));
    }

    static Bytes with(Bytes appraisal) {
        return top().put(6, Cbor.integer(1)).put(266, submodules(appraisal)).encode();
    }

    private static Bytes with(long key, Bytes claim) {
        return top().put(6, Cbor.integer(1))
                .put(266, submodules(warning().encode()))
                .put(key, claim)
                .encode();
    }

    static Stream<Bytes> brokenCbor() {
        Bytes good = submodules(warning().encode());
        Bytes text = Cbor.text("x");
        Bytes half = Bytes.fromHex("f93c00"); // 1.0
        return Stream.of(
                Cbor.array(),
                top().put(6, half).put(266, good).encode(),
                top().put(6, Cbor.tagged(1, Cbor.integer(1))).put(266, good).encode(),
                top().put(266, good).encode(),
                top().put(6, Cbor.integer(1)).encode(),
                top().put(6, Cbor.integer(1)).put(266, Cbor.map().encode()).encode(),
                top().put(6, Cbor.integer(1))
                        .put(266, Cbor.map().put(1, warning().encode()).encode())
                        .encode(),
                Cbor.map()
                        .put(265, Cbor.bytes(Bytes.ofUtf8(Ear.PROFILE)))
                        .put(1004, verifierId())
                        .put(6, Cbor.integer(1))
                        .put(266, good)
                        .encode(),
                with(4, half),
                with(4, Cbor.integer(1)),
                with(5, half),
                with(5, Cbor.integer(-1)),
                with(5, Cbor.integer(253402300800L)),
                with(5, Cbor.text("1")),
                with(5, Cbor.tagged(1, Cbor.integer(1))),
                with(10, Cbor.bytes(Bytes.copyOf(new byte[7]))),
                with(10, Cbor.bytes(Bytes.copyOf(new byte[65]))),
                with(10, Cbor.text("12345678")),
                with(10, Cbor.array(Cbor.bytes(Bytes.copyOf(new byte[8])))),
                with(1000, Cbor.integer(2)),
                with(1000, Cbor.integer(33)),
                with(1000, Cbor.integer((1L << 32) + 32)),
                with(1002, Cbor.bytes(Bytes.of(1))),
                with(1002, Cbor.tagged(1668547081L, Cbor.bytes(Bytes.of(1)))),
                with(1002, Cbor.array(Cbor.integer(263))),
                with(Cbor.map().encode()),
                with(Cbor.text("JWT")),
                with(Cbor.map().put("ear_status", Cbor.integer(32)).encode()),
                with(warning().put(1001, Cbor.map().encode()).encode()),
                with(warning()
                        .put(1001, Cbor.map().put(8, Cbor.integer(2)).encode())
                        .encode()),
                with(warning()
                        .put(1001, Cbor.map().put(0, Cbor.integer(128)).encode())
                        .encode()),
                with(warning()
                        .put(1001, Cbor.map().put(0, Cbor.integer(-129)).encode())
                        .encode()),
                with(warning()
                        .put(1001, Cbor.map().put(0, Cbor.integer(96)).encode())
                        .encode()),
                with(warning().put(1003, Cbor.array()).encode()),
                with(warning().put(1003, text).encode()),
                with(warning().put(1003, Cbor.array(Cbor.integer(1))).encode()),
                with(warning().put(1005, Cbor.map().encode()).encode()),
                with(warning()
                        .put(1006, Cbor.map().put(1, text).put("1", text).encode())
                        .encode()),
                with(warning().put(1006, Bytes.fromHex("a14101617a")).encode()),
                with(warning().put(265, Cbor.integer(1)).encode()),
                with(warning().put(10, Cbor.bytes(Bytes.of(1))).encode()),
                top().put(6, Cbor.integer(1))
                        .put(266, good)
                        .put(-1, text)
                        .encode()
                        .slice(1, 9));
    }

    @ParameterizedTest
    @MethodSource("brokenCbor")
    @DisplayName("CBOR that breaks the specification in one place is malformed")
    void refusesBrokenCbor(Bytes broken) throws Exception {
        assertThat(Ear.decodeCbor(with(-70000, Cbor.nil())).status()).isEqualTo(WARNING);
        assertThatThrownBy(() -> Ear.decodeCbor(broken)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("claims with integers as keys and other values are shown in diagnostic notation")
    void showsClaimsOfOtherTypes() throws Exception {
        Bytes claims = Cbor.map()
                .put(-70002, Cbor.bytes(Bytes.of(1)))
                .put("waived:b", Cbor.integer(7))
                .encode();
        EarAppraisal read = Ear.decodeCbor(with(warning().put(1006, claims).encode()))
                .submodules()
                .get("s");
        assertThat(read.verifierClaims().texts())
                .containsEntry("-70002", "h'01'")
                .containsEntry("waived:b", "7");
        assertThat(read.waivers()).containsExactly(Map.entry("b", "7"));
    }
}
