package dev.rats4j.jose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class JoseFuzzTest {

    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();
    private static final Jwk EC = Jwk.of(STRANGER, CRYPTO);
    private static final Jwk AKP =
            Jwk.of(SeededKeys.pure(PureScheme.ML_DSA_44, 4).publicKey(), CRYPTO);
    private static final Jwk OKP =
            Jwk.of(SeededKeys.ed25519(3).publicKey(), CRYPTO).withKeyId("k");

    private static CompactJws decodeToken(Bytes text) throws MalformedMessageException {
        CompactJws token = CompactJws.parse(text);
        token.keyId();
        return token;
    }

    static Stream<byte[]> tokens() {
        JsonObject header =
                JsonObject.builder().put("typ", "eat+jwt").put("kid", "k").build();
        return Stream.of(SeededKeys.p256(1), SeededKeys.ed25519(1))
                .flatMap(signer -> AnyBytes.seeds(
                        JoseFuzzTest::decodeToken,
                        Bytes.ofUtf8(CompactJws.sign(header, Bytes.ofUtf8("{\"a\":1}"), signer)
                                .text())));
    }

    @MethodSource("tokens")
    @FuzzTest
    void token(byte[] input) {
        AnyBytes.decode(input, JoseFuzzTest::decodeToken).ifPresent(token -> {
            assertThat(Bytes.ofUtf8(token.text())).isEqualTo(Bytes.copyOf(input));
            assertThat(token.verify(CRYPTO, STRANGER)).isEmpty();
        });
    }

    private static Jwk decodeKey(Bytes text) throws MalformedMessageException {
        return Jwk.parse(Json.parseObject(text, JsonLimits.STANDARD), CRYPTO);
    }

    static Stream<byte[]> keys() {
        return AnyBytes.seeds(
                JoseFuzzTest::decodeKey, Json.write(EC.json()), Json.write(OKP.json()), Json.write(AKP.json()));
    }

    @MethodSource("keys")
    @FuzzTest
    void key(byte[] input) {
        AnyBytes.decode(input, JoseFuzzTest::decodeKey).ifPresent(key -> {
            AnyBytes.roundTrip(key, k -> Json.write(k.json()), JoseFuzzTest::decodeKey);
            assertThat(Jwk.of(key.key(), CRYPTO).thumbprint()).isEqualTo(key.thumbprint());
        });
    }

    private static List<Jwk> decodeSet(Bytes text) throws MalformedMessageException {
        return JwkSet.parse(text, CRYPTO).keys();
    }

    static Stream<byte[]> sets() {
        return AnyBytes.seeds(
                JoseFuzzTest::decodeSet,
                Json.write(JwkSet.of(List.of(EC, OKP)).toJson()),
                Bytes.ofUtf8("{\"keys\":[{\"kty\":\"oct\"},{\"kty\":\"EC\",\"use\":\"enc\"}]}"));
    }

    @MethodSource("sets")
    @FuzzTest
    void set(byte[] input) {
        AnyBytes.decode(input, JoseFuzzTest::decodeSet)
                .ifPresent(set -> AnyBytes.roundTrip(
                        set, keys -> Json.write(JwkSet.of(keys).toJson()), JoseFuzzTest::decodeSet));
    }

    static Stream<byte[]> generalTexts() {
        CompactJws token = CompactJws.sign(JsonObject.builder().build(), Bytes.ofUtf8("{}"), SeededKeys.p256(1));
        String header = "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19";
        return AnyBytes.seeds(
                GeneralJws::parse,
                Json.write(FlattenedJws.of(token).toJson()),
                Bytes.ofUtf8("{\"payload\":\"$.02\",\"signatures\":[{\"protected\":\"" + header
                        + "\",\"header\":{\"kid\":\"a\"},\"signature\":\"AAAA\"}]}"));
    }

    @MethodSource("generalTexts")
    @FuzzTest
    void general(byte[] input) {
        AnyBytes.decode(input, GeneralJws::parse).ifPresent(jws -> {
            assertThat(jws.signatures()).hasSizeLessThanOrEqualTo(GeneralJws.MAX_SIGNATURES);
            jws.signatures()
                    .forEach(one -> assertThat(one.verify(CRYPTO, STRANGER)).isEmpty());
        });
    }
}
