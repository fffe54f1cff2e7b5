package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every claim in a form that is not its own, with the place that the error names. */
class EarClaimsMalformedTest {

    private static final String HEAD = "{\"eat_profile\":\"" + Ear.PROFILE + "\",\"iat\":1,"
            + "\"ear_verifier_id\":{\"developer\":\"d\",\"build\":\"b\"},\"submods\":{\"s\":{\"ear_status\":\"none\"";

    /** An EAR with this member in it. */
    private static Bytes json(String level, String member) {
        return Bytes.ofUtf8(
                (level.equals("top") ? HEAD + "}}," + member + "}" : HEAD + "," + member + "}}}").replace('\'', '"'));
    }

    /** What is thrown; nothing else but this may be. */
    private static MalformedMessageException refusal(boolean isJson, Bytes message) {
        MalformedMessageException e = catchThrowableOfType(
                MalformedMessageException.class, () -> read(isJson, message).status());
        assertThat(e).as("refused").isNotNull();
        assertThat(e.offset()).isBetween(0, message.length());
        return e;
    }

    private static Ear read(boolean isJson, Bytes message) throws MalformedMessageException {
        return isJson ? Ear.decodeJson(message) : Ear.decodeCbor(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "top | 'exp':1.0                                      | $.exp",
                "top | 'exp':2e0                                      | $.exp",
                "top | 'exp':true                                     | $.exp",
                "top | 'nbf':0.0                                      | $.nbf",
                "top | 'ear_status':0                                 | $.ear_status",
                "top | 'eat_nonce':['AAAAAAAAAAA']                    | $.eat_nonce",
                "top | 'eat_nonce':'AAAAAAAAA*A'                      | $.eat_nonce",
                "top | 'eat_nonce':'AAAAAAAAA+_'                      | $.eat_nonce",
                "top | 'eat_nonce':'AAAAAAAAAAAAA'                    | $.eat_nonce",
                "top | 'ear_raw_evidence':'AAAA'                      | $.ear_raw_evidence",
                "top | 'ear_raw_evidence':{'__cmwc_t':'tag:x,2026:y','a':['a/b','AA']} | $.ear_raw_evidence",
                "top | 'ear_device_topology':{}                       | $.ear_device_topology",
                "top | 'ear_device_topology':[]                       | $.ear_device_topology",
                "top | 'ear_device_topology':{'s':'s'}                | $.ear_device_topology.s",
                "top | 'ear_device_topology':{'s':[1]}                | $.ear_device_topology.s[0]",
                "top | 'ear_device_topology':{'s':[]}                 | $",
                "top | 'ear_device_topology':{'s':['t']}              | $",
                "top | 'ear_device_topology':{'t':['s']}              | $",
                "top | 'ear_device_topology':{'s':['s','s']}          | $",
                "top | 'iat':2                                        | $.iat",
                "top | 'x':1,'x':1                                    | $.x",
                "sub | 'eat_profile':1                                | $.submods.s.eat_profile",
                "sub | 'ear_status':'none'                            | $.submods.s.ear_status",
                "sub | 'ear_trustworthiness_vector':{'hardware':2.0}  | $.submods.s.ear_trustworthiness_vector.hardware",
                "sub | 'ear_trustworthiness_vector':{'hardware':'2'}  | $.submods.s.ear_trustworthiness_vector.hardware",
                "sub | 'ear_trustworthiness_vector':{}                | $.submods.s.ear_trustworthiness_vector",
                "sub | 'ear_trustworthiness_vector':{'hardwar':2}     | $.submods.s.ear_trustworthiness_vector",
                "sub | 'ear_trustworthiness_vector':{'hardware':96}   | $.submods.s",
                "sub | 'ear_appraisal_policy_ids':'p'                 | $.submods.s.ear_appraisal_policy_ids",
                "sub | 'ear_appraisal_policy_ids':[]                  | $.submods.s.ear_appraisal_policy_ids",
                "sub | 'ear_appraisal_policy_ids':['p',1]             | $.submods.s.ear_appraisal_policy_ids[1]",
                "sub | 'ear_attester_claims':{}                       | $.submods.s.ear_attester_claims",
                "sub | 'ear_attester_claims':null                     | $.submods.s.ear_attester_claims",
                "sub | 'ear_verifier_claims':{}                       | $.submods.s.ear_verifier_claims",
                "sub | 'ear_verifier_claims':'x'                      | $.submods.s.ear_verifier_claims",
                "sub | 'ear_verifier_claims':{'a':1,'a':1}            | $.submods.s.ear_verifier_claims.a",
                "sub | 'eat_nonce':'AAAA'                             | $.submods.s.eat_nonce",
                "sub | 'ear_veraison_key_attestation':{}              | $.submods.s.ear_veraison_key_attestation",
                "sub | 'ear_veraison_key_attestation':{'akpub':1}     | $.submods.s.ear_veraison_key_attestation.akpub",
                "sub | 'ear_veraison_key_attestation':{'akpub':'A'}   | $.submods.s.ear_veraison_key_attestation.akpub",
                "sub | 'ear_veraison_key_attestation':{'akpub':''}    | $.submods.s",
                "sub | 'ear_veraison_key_attestation':{'akpub':'AA','b':1} | $.submods.s.ear_veraison_key_attestation.b",
                "sub | 'ear_teep_claims':{}                           | $.submods.s.ear_teep_claims",
                "sub | 'ear_teep_claims':{'ueid':'AAAA'}              | $.submods.s",
                "sub | 'ear_teep_claims':{'ueid':1}                   | $.submods.s",
                "sub | 'ear_teep_claims':{'oemid':'AAAAAA'}           | $.submods.s",
                "sub | 'ear_teep_claims':{'oemid':1.5}                | $.submods.s",
                "sub | 'ear_teep_claims':{'hwmodel':''}               | $.submods.s",
                "sub | 'ear_teep_claims':{'hwversion':'1'}            | $.submods.s",
                "sub | 'ear_teep_claims':{'hwversion':[1]}            | $.submods.s",
                "sub | 'ear_teep_claims':{'hwversion':['1',true]}     | $.submods.s",
                "sub | 'ear_teep_claims':{'hwversion':['1',1,1]}      | $.submods.s",
                "sub | 'ear_teep_claims':{'manifests':[]}             | $.submods.s",
                "sub | 'ear_teep_claims':{'manifests':[[1]]}          | $.submods.s.ear_teep_claims.manifests",
                "sub | 'ear_teep_claims':{'manifests':[[-1,'AA']]}    | $.submods.s",
                "sub | 'ear_teep_claims':{'eat_nonce':'AAAA'}         | $.submods.s",
                "sub | 'ear_teep_claims':{'eat_nonce':'***'}          | $.submods.s.ear_teep_claims.eat_nonce"
            })
    @DisplayName("JSON: a claim of another form is refused where it stands")
    void refusesJson(String level, String member, String path) {
        assertThat(refusal(true, json(level, member)).field()).isEqualTo(path);
    }

    private static Bytes map(long key, Bytes value) {
        return Cbor.map().put(key, value).encode();
    }

    /** Level, key, value, and the field; the offset is that of the value unless the rule is one of the whole. */
    static Stream<Object[]> brokenCbor() {
        Bytes one = Cbor.integer(1);
        Bytes text = Cbor.text("x");
        Bytes empty = Cbor.map().encode();
        Bytes half = Bytes.fromHex("f93c00");
        Bytes key = Cbor.map().put("akpub", Cbor.bytes(Bytes.EMPTY)).encode();
        return Stream.of(
                row("top", 4, half, "exp"),
                row("top", 5, Cbor.tagged(1, one), "nbf"),
                row("top", 10, text, "eat_nonce"),
                row("top", 1000, text, "ear_status"),
                row("top", 1000, one, "ear_status"),
                row("top", 1002, Cbor.bytes(Bytes.of(1)), "ear_raw_evidence"),
                row("top", 1002, Cbor.map().put("a", one).encode(), "ear_raw_evidence"),
                row("top", 1007, empty, "ear_device_topology"),
                row("top", 1007, Cbor.array(text), "ear_device_topology"),
                row("top", 1007, map(1, Cbor.array(text)), "ear_device_topology"),
                row("top", 1007, Cbor.map().put("s", Cbor.array(text)).encode(), "EAR"),
                row("top", 1007, Cbor.map().put("x", Cbor.array(Cbor.text("s"))).encode(), "EAR"),
                row("sub", 265, one, "eat_profile"),
                row("sub", 265, Cbor.text("1.2.3"), "eat_profile"),
                row("sub", 265, Cbor.bytes(Bytes.of(0x80, 1)), "eat_profile"),
                row("sub", 265, Cbor.bytes(Bytes.EMPTY), "eat_profile"),
                row("sub", 10, text, "eat_nonce"),
                row("sub", 1001, empty, "ear_trustworthiness_vector"),
                row("sub", 1001, map(8, one), "ear_trustworthiness_vector"),
                row("sub", 1001, map(0, Cbor.integer(96)), "EAR-appraisal"),
                row("sub", 1003, Cbor.array(), "ear_appraisal_policy_ids"),
                row("sub", 1003, text, "ear_appraisal_policy_ids"),
                row("sub", 1005, empty, "ear_attester_claims"),
                row("sub", 1005, text, "ear_attester_claims"),
                row("sub", 1006, Bytes.fromHex("a14101617a"), "ear_verifier_claims"),
                row("sub", 1006, Cbor.map().put(1, one).put("1", one).encode(), "ear_verifier_claims"),
                row("sub", 1006, map(1, Cbor.map().put(1, one).put("1", one).encode()), "ear_verifier_claims"),
                row("sub", -70002, empty, "ear_veraison_key_attestation"),
                row("sub", -70002, text, "ear_veraison_key_attestation"),
                row("sub", -70002, key, "EAR-appraisal"),
                row("sub", 65000, empty, "ear_teep_claims"),
                row("sub", 65000, map(10, text), "EAR-appraisal"),
                row("sub", 65000, map(256, Cbor.bytes(Bytes.of(1))), "EAR-appraisal"),
                row("sub", 65000, map(258, half), "EAR-appraisal"),
                row("sub", 65000, map(259, Cbor.bytes(Bytes.EMPTY)), "EAR-appraisal"),
                row("sub", 65000, map(260, Cbor.array(one)), "EAR-appraisal"),
                row("sub", 65000, map(272, Cbor.array()), "EAR-appraisal"),
                row("sub", 65000, map(272, Cbor.array(Cbor.array(one, text))), "EAR-appraisal"),
                row("sub", 65000, Cbor.map().put("ueid", text).encode(), "EAR-appraisal"));
    }

    private static Object[] row(String level, long key, Bytes value, String field) {
        return new Object[] {level, key, value, field};
    }

    private static Bytes cbor(String level, CborKey key, Bytes value) {
        boolean isTop = level.equals("top");
        Cbor.MapBuilder appraisal = Cbor.map().put(1000, Cbor.integer(0));
        Bytes id = Cbor.map().put(0, Cbor.text("d")).put(1, Cbor.text("b")).encode();
        Cbor.MapBuilder ear = Cbor.map()
                .put(265, Cbor.text(Ear.PROFILE))
                .put(6, Cbor.integer(1))
                .put(1004, id)
                .put(
                        266,
                        Cbor.map()
                                .put("s", (isTop ? appraisal : appraisal.put(key, value)).encode())
                                .encode());
        return (isTop ? ear.put(key, value) : ear).encode();
    }

    private static boolean standsAt(Bytes message, int offset, Bytes value) {
        return message.slice(offset, message.length()).startsWith(value);
    }

    @ParameterizedTest
    @MethodSource("brokenCbor")
    @DisplayName("CBOR: a claim of another form is refused where it stands")
    void refusesCbor(String level, long key, Bytes value, String field) {
        Bytes message = cbor(level, CborKey.of(key), value);
        MalformedMessageException e = refusal(false, message);
        assertThat(e.field()).isEqualTo(field);
        Bytes appraisal = level.equals("top")
                ? value
                : Cbor.map().put(1000, Cbor.integer(0)).put(key, value).encode();
        Bytes place = field.equals("EAR") ? message : field.equals("EAR-appraisal") ? appraisal : value;
        boolean isInside =
                field.startsWith("ear_device") || field.startsWith("ear_trust") || field.startsWith("ear_app");
        assertThat(isInside || standsAt(message, e.offset(), place))
                .as("offset " + e.offset())
                .isTrue();
    }

    @Test
    @DisplayName("in CBOR the name of a known claim as text key is refused: in JSON it would become the claim")
    void refusesSmuggledNames() throws Exception {
        for (String name : List.of("ear_status", "iat", "submods", "ear_device_topology")) {
            MalformedMessageException e = refusal(false, cbor("top", CborKey.of(name), Cbor.integer(2)));
            assertThat(e.field()).isEqualTo("EAR");
            assertThat(e).hasMessageContaining(name);
        }
        for (String name : List.of("ear_status", "ear_verifier_claims", "ear_teep_claims")) {
            MalformedMessageException e = refusal(false, cbor("sub", CborKey.of(name), Cbor.integer(2)));
            assertThat(e.field()).isEqualTo("EAR-appraisal");
        }
        Ear harmless = Ear.decodeCbor(cbor("top", CborKey.of("ear.status"), Cbor.integer(2)));
        assertThat(harmless.others().get("ear.status")).isPresent();
        assertThat(Ear.decodeJson(harmless.toJson())).isEqualTo(harmless);
    }

    @Test
    @DisplayName("unknown claims are kept in both encodings; those deeper than 32 levels are refused")
    void keepsUnknownClaims() throws Exception {
        Ear json = Ear.decodeJson(json("top", "'jti':'x','n':[1,2.5,{'a':null}],'1000':7"));
        assertThat(json.others().texts())
                .containsExactly(Map.entry("jti", "x"), Map.entry("n", "[1,2.5,{\"a\":null}]"), Map.entry("1000", "7"));
        assertThat(Ear.decodeCbor(json.toCbor())).isEqualTo(json);
        assertThat(json.status().label()).isEqualTo("none");
        Ear cbor = Ear.decodeCbor(cbor("sub", CborKey.of(-70000), Cbor.bytes(Bytes.of(1))));
        EarClaims others = cbor.submodules().get("s").others();
        assertThat(others.get(-70000).flatMap(EarValue::bytes)).contains(Bytes.of(1));
        assertThat(others.toString()).isEqualTo("1 claims");
        assertThat(Ear.decodeJson(cbor.toJson()).submodules().get("s").others().texts())
                .containsExactly(Map.entry("-70000", "AQ"));
        String deep = "[".repeat(32) + "]".repeat(32);
        assertThat(Ear.decodeJson(json("top", "'n':" + deep)).others().isEmpty())
                .isFalse();
        assertThat(refusal(true, json("top", "'n':[" + deep + "]"))).hasMessageContaining("deeper than 32");
        Bytes tags = Cbor.integer(1);
        for (int i = 0; i < 33; i++) {
            tags = Cbor.tagged(7, tags);
        }
        assertThat(refusal(false, cbor("top", CborKey.of("n"), tags))).hasMessageContaining("deeper than 32");
    }

    @ParameterizedTest
    @CsvSource({"3WHyjndGOTI, 8", "3WHyjndGOTI=, 8", "+/+/+/+/+/8=, 8", "-_-_-_-_-_8, 8", "AAAAAAAAAAAAAAAAAAAAAA==, 16"
    })
    @DisplayName("nonces are base64 in either alphabet, with padding or without: the draft and RFC 9711 differ")
    void readsNonces(String text, int length) throws Exception {
        Ear ear = Ear.decodeJson(json("top", "'eat_nonce':'" + text + "'"));
        assertThat(ear.nonce().map(Bytes::length)).contains(length);
        assertThat(Ear.decodeJson(ear.toJson())).isEqualTo(ear);
    }

    @Test
    @DisplayName("the profile of an appraisal is a URI, or an OID: bytes in CBOR, dotted in JSON")
    void readsProfilesOfAppraisals() throws Exception {
        Ear oid = Ear.decodeCbor(
                cbor("sub", CborKey.of(265), Cbor.bytes(Bytes.fromHex("2a8648")).slice(0, 4)));
        assertThat(oid.submodules().get("s").profile()).contains("1.2.840");
        assertThat(Ear.decodeJson(oid.toJson())).isEqualTo(oid);
        Ear uri = Ear.decodeJson(json("sub", "'eat_profile':'tag:x'"));
        assertThat(Ear.decodeCbor(uri.toCbor())).isEqualTo(uri);
    }

    @Test
    @DisplayName(
            "what is no EAR claims set at all is refused at its place: trailing bytes, length bombs, overlong UTF-8, depth")
    void refusesBrokenEncodings() throws Exception {
        Bytes good = cbor("top", CborKey.of("n"), Cbor.text("\u20ac"));
        assertThat(Ear.decodeCbor(good).others().get("n").flatMap(EarValue::text))
                .contains("\u20ac");
        assertThat(refusal(false, Bytes.concat(good, Bytes.of(0))).offset()).isEqualTo(good.length());
        assertThat(refusal(false, Bytes.fromHex("bb7fffffffffffffff")).field()).isEqualTo("CBOR");
        assertThat(refusal(false, Bytes.fromHex("a11909bb5b7fffffffffffffff")).field())
                .isEqualTo("CBOR");
        assertThat(refusal(false, Bytes.fromHex("a11909bb62c080"))).hasMessageContaining("UTF-8");
        assertThat(refusal(false, Bytes.concat(Bytes.fromHex("a101"), Bytes.copyOf(deep()))))
                .hasMessageContaining("deeper");
        assertThat(refusal(true, Bytes.of('{', '"', 0xc0, 0x80, '"', ':', '1', '}')))
                .hasMessageContaining("UTF-8");
        assertThat(refusal(true, Bytes.concat(json("top", "'n':1"), Bytes.ofUtf8("{}")))
                        .field())
                .isEqualTo("JSON");
    }

    private static byte[] deep() {
        byte[] deep = new byte[70];
        Arrays.fill(deep, (byte) 0x81);
        return deep;
    }
}
