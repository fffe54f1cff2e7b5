package dev.rats4j.jose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.MacAlgorithm;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneralJwsTest {

    private static final Signer P256 = SeededKeys.p256(1);
    private static final Signer ED25519 = SeededKeys.ed25519(2);
    private static final MacKey SECRET = MacKey.of(Bytes.fromHex("5a".repeat(64)));
    private static final Bytes PAYLOAD = Bytes.ofUtf8("{\"a\":1}");
    private static final String ENCODED = Base64Url.encode(PAYLOAD);

    private static String signed(String header, String payload, Signer signer, String more) {
        String encoded = Base64Url.encode(Bytes.ofUtf8(header));
        Bytes value = signer.sign(Bytes.ofUtf8(encoded + "." + payload));
        return "{\"protected\":\"" + encoded + "\"" + more + ",\"signature\":\"" + Base64Url.encode(value) + "\"}";
    }

    private static String coded(String header, String payload) {
        String encoded = Base64Url.encode(Bytes.ofUtf8(header));
        Bytes value = CRYPTO.code(SECRET, MacAlgorithm.HMAC_SHA256, Bytes.ofUtf8(encoded + "." + payload));
        return "{\"protected\":\"" + encoded + "\",\"signature\":\"" + Base64Url.encode(value) + "\"}";
    }

    private static String general(String payload, String... signatures) {
        return "{\"payload\":\"" + payload + "\",\"signatures\":[" + String.join(",", signatures) + "]}";
    }

    private static GeneralJws parse(String text) throws MalformedMessageException {
        return GeneralJws.parse(Bytes.ofUtf8(text));
    }

    @Test
    @DisplayName("each signature verifies on its own, with its own kind of key only")
    void everySignatureStandsForItself() throws Exception {
        GeneralJws jws = parse(general(
                ENCODED,
                signed("{\"alg\":\"ES256\",\"kid\":\"a\"}", ENCODED, P256, ""),
                signed("{\"alg\":\"EdDSA\"}", ENCODED, ED25519, ",\"header\":{\"kid\":\"b\"}"),
                coded("{\"alg\":\"HS256\"}", ENCODED)));
        assertThat(jws.refused()).isZero();
        JwsSignature first = jws.signatures().get(0);
        JwsSignature second = jws.signatures().get(1);
        JwsSignature code = jws.signatures().get(2);
        assertThat(first.keyId()).contains("a");
        assertThat(second.keyId()).contains("b");
        assertThat(second.untrustedHeader().has("kid")).isTrue();
        assertThat(first.payload()).isEqualTo(PAYLOAD);
        assertThat(first.algorithm()).contains(JoseAlgorithm.ES256);
        assertThat(first.macAlgorithm()).isEmpty();
        assertThat(code.macAlgorithm()).contains(JoseMacAlgorithm.HS256);
        assertThat(first.verify(CRYPTO, P256.publicKey())).isPresent();
        assertThat(first.verify(CRYPTO, ED25519.publicKey())).isEmpty();
        assertThat(first.verify(CRYPTO, SECRET)).isEmpty();
        assertThat(second.verify(CRYPTO, ED25519.publicKey())).isPresent();
        assertThat(code.verify(CRYPTO, SECRET)).isPresent();
        assertThat(code.verify(CRYPTO, P256.publicKey())).isEmpty();
    }

    @Test
    @DisplayName("T-61 the text of a public key as secret: a code made with it is checked with no public key")
    void codesUnderPublicKeys() throws Exception {
        Bytes publicKey = Bytes.copyOf(P256.publicKey().getEncoded());
        String input = Base64Url.encode(Bytes.ofUtf8("{\"alg\":\"HS256\"}")) + "." + ENCODED;
        Bytes value = CRYPTO.code(MacKey.of(publicKey), MacAlgorithm.HMAC_SHA256, Bytes.ofUtf8(input));
        String token = input + "." + Base64Url.encode(value);
        assertThat(GeneralJws.ofCompact(token).signatures().get(0).verify(CRYPTO, P256.publicKey()))
                .isEmpty();
        assertThatThrownBy(() -> CompactJws.parse(token)).hasMessageContaining("alg");
    }

    @Test
    @DisplayName("signatures that we do not accept are counted, and the others stand")
    void leavesOthersOut() throws Exception {
        String good = signed("{\"alg\":\"ES256\"}", ENCODED, P256, "");
        for (String other : List.of(
                signed("{\"alg\":\"none\"}", ENCODED, P256, ""),
                signed("{\"alg\":\"HS1\"}", ENCODED, P256, ""),
                signed("{\"kid\":\"a\"}", ENCODED, P256, ",\"header\":{\"alg\":\"ES256\"}"),
                signed("{\"alg\":\"ES256\",\"jwk\":{}}", ENCODED, P256, ""),
                signed("{\"alg\":\"ES256\",\"crit\":[\"x\"],\"x\":1}", ENCODED, P256, ""),
                signed("{\"alg\":\"ES256\",\"crit\":[\"b64\",\"x\"],\"b64\":false}", ENCODED, P256, ""),
                signed("{\"alg\":\"ES256\",\"crit\":[],\"b64\":true}", ENCODED, P256, ""),
                signed("{\"alg\":\"ES256\",\"b64\":true}", ENCODED, P256, ""),
                signed("{\"alg\":\"ES256\",\"zip\":\"DEF\"}", ENCODED, P256, ""),
                "{\"header\":{\"alg\":\"ES256\"},\"signature\":\"AAAA\"}")) {
            GeneralJws jws = parse(general(ENCODED, other, good));
            assertThat(jws.refused()).as(other).isEqualTo(1);
            assertThat(jws.signatures()).hasSize(1);
            assertThat(jws.signatures().get(0).verify(CRYPTO, P256.publicKey())).isPresent();
        }
    }

    @Test
    @DisplayName("a payload that is not encoded is covered as it stands, and crit has to say so")
    void readsUnencodedPayloads() throws Exception {
        String header = "{\"alg\":\"ES256\",\"b64\":false,\"crit\":[\"b64\"]}";
        GeneralJws jws = parse(general("$.02", signed(header, "$.02", P256, "")));
        assertThat(jws.signatures().get(0).payload()).isEqualTo(Bytes.ofUtf8("$.02"));
        assertThat(jws.signatures().get(0).verify(CRYPTO, P256.publicKey())).isPresent();
        String encoded = Base64Url.encode(Bytes.ofUtf8(header));
        String input = encoded + ".some text";
        String value = Base64Url.encode(P256.sign(Bytes.ofUtf8(input)));
        JwsSignature compact =
                GeneralJws.ofCompact(input + "." + value).signatures().get(0);
        assertThat(compact.verify(CRYPTO, P256.publicKey())).isPresent();
        assertThat(compact.payload()).isEqualTo(Bytes.ofUtf8("some text"));
        assertThatThrownBy(() -> CompactJws.parse(input + "." + value)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> GeneralJws.ofCompact(encoded + ".some\ttext." + value))
                .hasMessageContaining("printable");
        assertThatThrownBy(() -> parse(general(
                        "AAAA", signed(header, "AAAA", P256, ""), signed("{\"alg\":\"ES256\"}", "AAAA", P256, ""))))
                .hasMessageContaining("disagree about b64");
        // an explicit true is the same as none, and covered
        String same = signed("{\"alg\":\"ES256\",\"b64\":true,\"crit\":[\"b64\"]}", ENCODED, P256, "");
        assertThat(parse(general(ENCODED, same)).signatures().get(0).verify(CRYPTO, P256.publicKey()))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"payload\":\"AAAA\"}",
                "{\"payload\":\"AAAA\",\"signatures\":[]}",
                "{\"payload\":\"AAAA\",\"signatures\":[1]}",
                "{\"payload\":\"AAAA\",\"signatures\":[{}]}",
                "{\"payload\":\"AAAA\",\"signatures\":[{\"signature\":1}]}",
                "{\"payload\":1,\"signatures\":[{\"signature\":\"AAAA\"}]}",
                "{\"payload\":\"AAAA\",\"signatures\":[{\"signature\":\"AAAA\",\"x\":1}]}",
                "{\"payload\":\"AAAA\",\"signatures\":[{\"signature\":\"AAAA\"}],\"signature\":\"AAAA\"}",
                "{\"payload\":\"AAAA\",\"signatures\":[{\"protected\":\"!\",\"signature\":\"AAAA\"}]}",
                "{\"payload\":\"AAAA\",\"signatures\":[{\"protected\":\"e30\",\"protected\":\"e30\",\"signature\":\"AAAA\"}]}",
                "{\"payload\":\"A\",\"protected\":\"eyJhbGciOiJFUzI1NiJ9\",\"signature\":\"AAAA\"}",
                "{\"payload\":\"AAAA\",\"protected\":\"eyJhbGciOiJFUzI1NiJ9\",\"signature\":\"\"}",
                "{\"payload\":\"AAAA\",\"protected\":\"eyJhbGciOiJFUzI1NiJ9\",\"header\":{\"alg\":\"ES256\"},\"signature\":\"AAAA\"}",
                "{\"payload\":\"AAAA\",\"protected\":\"eyJhbGciOiJFUzI1NiJ9\",\"signature\":\"AAAA\"}x"
            })
    @DisplayName("other JSON, members twice, parts that are not base64url, and a name in both headers are malformed")
    void refuses(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("T-44 at most 16 signatures, and compact forms of three parts")
    void capsSignatures() throws Exception {
        String good = signed("{\"alg\":\"ES256\"}", ENCODED, P256, "");
        String[] many = Collections.nCopies(17, good).toArray(String[]::new);
        assertThatThrownBy(() -> parse(general(ENCODED, many))).hasMessageContaining("17 signatures");
        for (String bad : new String[] {"", "a", "e30.AAAA", "e30.AAAA.", "e30.AAAA.AAAA.AAAA", "e30.AAAA.AAAA"}) {
            assertThatThrownBy(() -> GeneralJws.ofCompact(bad)).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> GeneralJws.ofCompact("A".repeat(CompactJws.MAX_LENGTH + 1)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("S-5 no flipped bit of a text with a signature leaves it verified")
    void everyBitCounts() throws Exception {
        Bytes text = Bytes.ofUtf8(general(ENCODED, signed("{\"alg\":\"ES256\"}", ENCODED, P256, "")));
        int refused = 0;
        for (int bit = 0; bit < 8 * text.length(); bit++) {
            byte[] flipped = text.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                List<JwsSignature> signatures =
                        GeneralJws.parse(Bytes.copyOf(flipped)).signatures();
                assertThat(signatures.stream()
                                .anyMatch(one ->
                                        one.verify(CRYPTO, P256.publicKey()).isPresent()))
                        .as("bit " + bit)
                        .isFalse();
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static MacJwk key(String json) throws MalformedMessageException {
        return MacJwk.parse(Json.parseObject(Bytes.ofUtf8(json), JsonLimits.STANDARD));
    }

    @Test
    @DisplayName("secret keys: their own type, long enough for their alg, and show nothing")
    void readsSecretKeys() throws Exception {
        String k = Base64Url.encode(Bytes.fromHex("5a".repeat(32)));
        MacJwk key = key("{\"kty\":\"oct\",\"k\":\"" + k + "\",\"alg\":\"HS256\",\"kid\":\"x\",\"use\":\"sig\"}");
        assertThat(key.keyId()).contains("x");
        assertThat(key.permits(JoseMacAlgorithm.HS256)).isTrue();
        assertThat(key.permits(JoseMacAlgorithm.HS384)).isFalse();
        assertThat(key).hasToString("JWK with a MAC key of 32 bytes");
        for (String bad : List.of(
                "{\"kty\":\"OKP\",\"k\":\"" + k + "\"}",
                "{\"kty\":\"oct\"}",
                "{\"kty\":\"oct\",\"k\":\"\"}",
                "{\"kty\":\"oct\",\"k\":\"" + "A".repeat(1368) + "\"}",
                "{\"kty\":\"oct\",\"k\":\"" + k + "\",\"alg\":\"HS384\"}",
                "{\"kty\":\"oct\",\"k\":\"" + k + "\",\"alg\":\"ES256\"}",
                "{\"kty\":\"oct\",\"k\":\"" + k + "\",\"use\":\"enc\"}",
                "{\"kty\":\"oct\",\"k\":\"" + k + "\",\"key_ops\":[\"sign\"]}")) {
            assertThatThrownBy(() -> key(bad)).isInstanceOf(MalformedMessageException.class);
        }
        JsonObject none = Json.parseObject(Bytes.ofUtf8("{\"keys\":[]}"), JsonLimits.STANDARD);
        assertThat(MacJwk.parseSet(none)).isEmpty();
        String many = String.join(",", Collections.nCopies(257, "{\"kty\":\"oct\",\"k\":\"" + k + "\"}"));
        JsonObject tooMany = Json.parseObject(Bytes.ofUtf8("{\"keys\":[" + many + "]}"), JsonLimits.STANDARD);
        assertThatThrownBy(() -> MacJwk.parseSet(tooMany)).isInstanceOf(MalformedMessageException.class);
    }
}
