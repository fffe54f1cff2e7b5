package dev.rats4j.cmw;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCmwTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final PublicKey KEY = SIGNER.publicKey();
    private static final Cmw CMW =
            new CmwCollection(Optional.of("tag:x,2026:y"), Map.of(CborKey.of("a"), CmwRecord.of("a/b", Bytes.of(1))));

    private static SignedCmw signed(SignedCmw.Form form) {
        return SignedCmw.sign(CMW, SIGNER, CRYPTO, form);
    }

    private static void refused(Bytes message, String complaint) {
        assertThatThrownBy(() -> SignedCmw.decode(message).form())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @EnumSource(SignedCmw.Form.class)
    @DisplayName("what is signed verifies with its key over the bytes as received, and with no other key")
    void signsAndVerifies(SignedCmw.Form form) throws Exception {
        SignedCmw signed = SignedCmw.decode(signed(form).bytes());
        assertThat(signed.form()).isEqualTo(form);
        assertThat(signed.untrustedCmw()).isEqualTo(CMW);
        assertThat(signed.untrustedKeyId()).isEmpty();
        VerifiedCmw verified = signed.verify(CRYPTO, KEY).orElseThrow();
        assertThat(verified.cmw()).isEqualTo(CMW);
        assertThat(verified.proof().key()).isEqualTo(KEY);
        assertThat(signed.verify(CRYPTO, SeededKeys.p256(2).publicKey())).isEmpty();
        assertThat(signed.toRecord(Set.of(ConceptualMessage.EVIDENCE)).type().mediaType())
                .contains(form.mediaType());
        assertThat(signed.toString()).doesNotContain("tag:x").contains(form.toString());
    }

    @ParameterizedTest
    @EnumSource(SignedCmw.Form.class)
    @DisplayName("T-08 a key of another kind or on another curve verifies nothing, and throws nothing")
    void otherKinds(SignedCmw.Form form) throws Exception {
        SignedCmw signed = signed(form);
        for (EllipticCurve curve : List.of(EllipticCurve.P384, EllipticCurve.P521)) {
            assertThat(signed.verify(
                            CRYPTO, CRYPTO.generate(curve, SeededKeys.random(3)).getPublic()))
                    .isEmpty();
        }
        assertThat(signed.verify(CRYPTO, SeededKeys.ed25519(4).publicKey())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SignedCmw.Form.class)
    @Tag("exhaustive")
    @DisplayName("no bit of a signed wrapper can be flipped")
    void everyBitCounts(SignedCmw.Form form) {
        byte[] message = signed(form).bytes().toByteArray();
        for (int bit = 0; bit < 8 * message.length; bit++) {
            byte[] flipped = message.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifies(Bytes.copyOf(flipped))).as("bit " + bit).isFalse();
        }
    }

    private static boolean verifies(Bytes message) {
        try {
            return SignedCmw.decode(message).verify(CRYPTO, KEY).isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(SignedCmw.Form.class)
    @DisplayName("no prefix of a signed wrapper verifies, nor one with something behind it")
    void exactLength(SignedCmw.Form form) {
        Bytes message = signed(form).bytes();
        for (int length = 0; length < message.length(); length++) {
            assertThat(verifies(message.slice(0, length)))
                    .as("length " + length)
                    .isFalse();
        }
        assertThat(verifies(Bytes.concat(message, Bytes.of(0)))).isFalse();
    }

    private static CoseHeaders.Builder headers() {
        return CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, Cbor.text("application/cmw+cbor"));
    }

    private static Bytes cose(CoseHeaders headers, CoseHeaders unprotected, Bytes payload) {
        return CoseSign1.sign(CRYPTO, SIGNER, headers, unprotected, payload);
    }

    private static Bytes coseOfType(Bytes type) {
        return cose(CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, type).build(), CoseHeaders.NONE, CMW.toCbor());
    }

    @Test
    @DisplayName("a COSE_Sign1 may say its type by number, its key in either header, and have no tag")
    void readsOtherSpellings() throws Exception {
        assertThat(verifies(coseOfType(Cbor.integer(273)))).isTrue();
        Bytes kid = Cbor.bytes(Bytes.of(7));
        CoseHeaders named = CoseHeaders.builder().put(CoseHeaders.KID, kid).build();
        SignedCmw outside = SignedCmw.decode(cose(headers().build(), named, CMW.toCbor()));
        SignedCmw inside =
                SignedCmw.decode(cose(headers().put(CoseHeaders.KID, kid).build(), CoseHeaders.NONE, CMW.toCbor()));
        assertThat(outside.untrustedKeyId()).contains(Bytes.of(7));
        assertThat(inside.untrustedKeyId()).contains(Bytes.of(7));
        Bytes tagged = signed(SignedCmw.Form.COSE).bytes();
        assertThat(verifies(tagged.slice(1, tagged.length()))).isTrue();
    }

    @Test
    @DisplayName("a COSE_Sign1 without the protected type of a wrapper is refused before its payload is looked at")
    void refusesOtherTypesInCose() {
        Bytes absent = cose(CoseHeaders.NONE, CoseHeaders.NONE, CMW.toCbor());
        Bytes unprotected = cose(CoseHeaders.NONE, headers().build(), CMW.toCbor());
        refused(absent, "signed-cbor-cmw.cty at 0: is not in the protected header");
        refused(unprotected, "signed-cbor-cmw.cty at 0: is not in the protected header");
        for (Bytes type : List.of(
                Cbor.text("application/cmw+json"),
                Cbor.text("application/cmw+cbor; x=y"),
                Cbor.text("application/rim+cbor"),
                Cbor.integer(274),
                Cbor.integer(263))) {
            refused(coseOfType(type), "signed-cbor-cmw.cty at 0: is neither application/cmw+cbor nor 273");
        }
        refused(coseOfType(Cbor.bytes(Bytes.of(1))), "signed-cbor-cmw.cty");
        refused(coseOfType(Cbor.integer(-273)), "signed-cbor-cmw.cty");
        refused(
                CoseSign1.signDetached(CRYPTO, SIGNER, headers().build(), CMW.toCbor(), Bytes.EMPTY),
                "signed-cbor-cmw.payload at 0: is detached");
    }

    private static Bytes raw(Bytes protectedHeader, Bytes unprotected) {
        return Cbor.tagged(
                18,
                Cbor.array(
                        Cbor.bytes(protectedHeader), unprotected, Cbor.bytes(CMW.toCbor()), Cbor.bytes(Bytes.of(1))));
    }

    @Test
    @DisplayName("alg is in the protected header, known, and crit names nothing")
    void refusesHeaders() {
        Bytes type = Cbor.text("application/cmw+cbor");
        Bytes none = Cbor.map().encode();
        refused(raw(Cbor.map().put(3, type).encode(), none), "COSE_Sign1.alg");
        refused(
                raw(
                        Cbor.map().put(3, type).encode(),
                        Cbor.map().put(1, Cbor.integer(-7)).encode()),
                "COSE_Sign1.alg");
        refused(raw(Cbor.map().put(1, Cbor.integer(-1)).put(3, type).encode(), none), "COSE_Sign1.alg");
        refused(raw(Cbor.map().put(1, Cbor.integer(5)).put(3, type).encode(), none), "COSE_Sign1.alg");
        refused(
                raw(
                        Cbor.map()
                                .put(1, Cbor.integer(-7))
                                .put(2, Cbor.array(Cbor.integer(3)))
                                .put(3, type)
                                .encode(),
                        none),
                "COSE_Sign1.crit");
        refused(
                raw(
                        Cbor.map().put(1, Cbor.integer(-7)).put(3, type).encode(),
                        Cbor.map().put(3, type).encode()),
                "in both headers");
        refused(Cbor.tagged(98, Cbor.array(List.of())), "COSE_Sign1");
        refused(Bytes.EMPTY, "is empty");
        refused(CMW.toCbor(), "");
    }

    private static Bytes jws(JsonObject.Builder header, Bytes payload) {
        return Bytes.ofUtf8(CompactJws.sign(header.build(), payload, SIGNER).text());
    }

    private static Bytes flat(Bytes compact, String unprotected) {
        String[] parts = compact.utf8().split("\\.");
        return Bytes.ofUtf8("{\"protected\":\"" + parts[0] + "\"," + unprotected + "\"payload\":\"" + parts[1]
                + "\",\"signature\":\"" + parts[2] + "\"}");
    }

    @Test
    @DisplayName("a JWS without the protected type of a wrapper is refused in both serializations")
    void refusesOtherTypesInJws() {
        Bytes absent = jws(JsonObject.builder(), CMW.toJson());
        refused(absent, "is not in the protected header");
        refused(flat(absent, ""), "is not in the protected header");
        refused(flat(absent, "\"header\":{\"cty\":\"application/cmw+json\"},"), "is not protected");
        for (String type : List.of("cmw+json", "application/cmw+cbor", "application/CMW+json", "JWT", "")) {
            refused(jws(JsonObject.builder().put("cty", type), CMW.toJson()), "is not application/cmw+json");
        }
        refused(jws(JsonObject.builder().put("cty", 274), CMW.toJson()), "cty");
        refused(Bytes.ofUtf8("e30.e30.e30"), "alg");
        refused(Bytes.ofUtf8("[]"), "");
        refused(Bytes.ofUtf8("{}"), "");
    }

    @Test
    @DisplayName("the key id of a JWS is read from either header")
    void readsKeyIds() throws Exception {
        JsonObject.Builder header = JsonObject.builder().put("cty", "application/cmw+json");
        Bytes plain = jws(header, CMW.toJson());
        SignedCmw outside = SignedCmw.decode(flat(plain, "\"header\":{\"kid\":\"k\"},"));
        assertThat(outside.untrustedKeyId()).contains(Bytes.ofUtf8("k"));
        assertThat(outside.verify(CRYPTO, KEY)).isPresent();
        SignedCmw inside = SignedCmw.decode(jws(header.put("kid", "k"), CMW.toJson()));
        assertThat(inside.untrustedKeyId()).contains(Bytes.ofUtf8("k"));
    }

    @Test
    @DisplayName(
            "what was signed must be a wrapper in the encoding of the form, which is said only of a right signature")
    void refusesOtherContent() throws Exception {
        JsonObject.Builder header = JsonObject.builder().put("cty", "application/cmw+json");
        for (Bytes message : List.of(
                cose(headers().build(), CoseHeaders.NONE, CMW.toJson()),
                cose(headers().build(), CoseHeaders.NONE, Cbor.integer(1)),
                cose(headers().build(), CoseHeaders.NONE, Bytes.of(0xff)),
                jws(header, CMW.toCbor()),
                flat(jws(header, Bytes.ofUtf8("{}")), ""))) {
            SignedCmw signed = SignedCmw.decode(message);
            assertThat(signed.verify(CRYPTO, SeededKeys.p256(2).publicKey())).isEmpty();
            assertThatThrownBy(() -> signed.verify(CRYPTO, KEY).isPresent())
                    .isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(signed::untrustedCmw).isInstanceOf(MalformedMessageException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWS_COMPACT", "JWS_FLATTENED"})
    @DisplayName("a wrapper without a form in JSON, or one too long, is not signed as JWS")
    void refusesToSign(SignedCmw.Form form) {
        Cmw numbered = new CmwCollection(Optional.empty(), Map.of(CborKey.of(1), CmwRecord.of("a/b", Bytes.of(1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedCmw.sign(numbered, SIGNER, CRYPTO, form).form());
        Cmw large = CmwRecord.of("a/b", Bytes.copyOf(new byte[1 << 20]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedCmw.sign(large, SIGNER, CRYPTO, form).form());
        assertThat(SignedCmw.sign(large, SIGNER, CRYPTO, SignedCmw.Form.COSE)
                        .bytes()
                        .length())
                .isGreaterThan(1 << 20);
    }
}
