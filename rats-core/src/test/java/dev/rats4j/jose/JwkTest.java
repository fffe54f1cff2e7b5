package dev.rats4j.jose;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    private static final String RFC7517_EC = "{\"kty\":\"EC\",\"crv\":\"P-256\","
            + "\"x\":\"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\",\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM\","
            + "\"use\":\"sig\",\"kid\":\"1\"}";
    // RFC 7638, 3.1
    private static final String RFC7638_RSA =
            "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4"
                    + "cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2"
                    + "QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqb"
                    + "w0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}";
    // RFC 8037, A.2
    private static final String RFC8037 =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

    private static JsonObject json(String text) throws MalformedMessageException {
        return Json.parseObject(Bytes.ofUtf8(text), JsonLimits.STANDARD);
    }

    private static Jwk parse(String text) throws MalformedMessageException {
        return Jwk.parse(json(text), CRYPTO);
    }

    @Test
    void thumbprintsOfTheSpecifications() throws MalformedMessageException {
        assertThat(Base64Url.encode(parse(RFC7638_RSA).thumbprint()))
                .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assertThat(Base64Url.encode(parse(RFC8037).thumbprint()))
                .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    @DisplayName("members that a type does not require change no thumbprint: a key has one name")
    void thumbprintsIgnoreWhatIsNotRequired() throws MalformedMessageException {
        for (String text : List.of(RFC7638_RSA, RFC8037)) {
            String more = text.replaceFirst("\\{", "{\"y\":\"AQ\",\"ext\":true,");
            String rest = text.contains("\"RSA\"") ? "\"crv\":\"P-256\"," : "\"n\":\"AQ\",\"e\":\"AQ\",";
            for (String other : List.of(more, more.replaceFirst("\\{", "{" + rest))) {
                assertThat(parse(other).thumbprint()).isEqualTo(parse(text).thumbprint());
            }
        }
    }

    @Test
    void readsTokenOfRfc8037() throws MalformedMessageException {
        CompactJws token = CompactJws.parse("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCj"
                + "P0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        assertThat(token.verify(CRYPTO, parse(RFC8037).key())).isPresent();
    }

    private static List<PublicKey> keys() throws GeneralSecurityException {
        List<PublicKey> keys = new ArrayList<>();
        for (EllipticCurve curve : EllipticCurve.values()) {
            for (int i = 0; i < 20; i++) {
                keys.add(CRYPTO.generate(curve, new SecureRandom()).getPublic());
            }
        }
        keys.add(CRYPTO.generateEd25519(new SecureRandom()).getPublic());
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        keys.add(rsa.generateKeyPair().getPublic());
        return keys;
    }

    @Test
    void jose4jReadsOurKeysAndWeReadThoseOfJose4j()
            throws GeneralSecurityException, JoseException, MalformedMessageException {
        for (PublicKey key : keys()) {
            Jwk jwk = Jwk.of(key, CRYPTO).withKeyId("k");
            String text = new String(Json.write(jwk.json()).toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
            PublicJsonWebKey theirs = PublicJsonWebKey.Factory.newPublicJwk(text);
            assertThat(theirs.getPublicKey().getEncoded()).isEqualTo(key.getEncoded());
            assertThat(theirs.getKeyId()).isEqualTo("k");
            Jwk read = parse(theirs.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
            assertThat(read.key().getEncoded()).isEqualTo(key.getEncoded());
            assertThat(read.thumbprint())
                    .isEqualTo(jwk.thumbprint())
                    .isEqualTo(Bytes.copyOf(theirs.calculateThumbprint("SHA-256")));
        }
    }

    @ParameterizedTest
    @EnumSource(EllipticCurve.class)
    void coordinatesHaveTheExactLength(EllipticCurve curve) throws MalformedMessageException {
        JsonObject good = Jwk.of(CRYPTO.generate(curve, new SecureRandom()).getPublic(), CRYPTO)
                .json();
        for (String name : List.of("x", "y")) {
            Bytes value = good.base64Url(name);
            assertThat(value.length()).isEqualTo(curve.coordinateLength());
            for (Bytes bad : List.of(
                    Bytes.concat(Bytes.of(0), value),
                    value.slice(1, value.length()),
                    Bytes.EMPTY,
                    Bytes.copyOf(new byte[curve.coordinateLength()]))) {
                assertThatThrownBy(() -> Jwk.parse(with(good, name, Base64Url.encode(bad)), CRYPTO))
                        .isInstanceOf(MalformedMessageException.class);
            }
        }
    }

    private static JsonObject with(JsonObject json, String name, String value) {
        JsonObject.Builder builder = JsonObject.builder();
        json.members().forEach((key, old) -> {
            if (!key.equals(name)) {
                builder.put(key, old);
            }
        });
        return builder.put(name, value).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "k", "p", "q", "dp", "dq", "qi", "oth"})
    @DisplayName("T-74 a private or secret key is refused where a public one belongs")
    void refusesSecrets(String name) throws MalformedMessageException {
        JsonObject json = with(json(RFC7517_EC), name, "AQAB");
        assertThatThrownBy(() -> Jwk.parse(json, CRYPTO)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refusesWhatDoesNotFit() throws MalformedMessageException {
        JsonObject ec = json(RFC7517_EC);
        JsonObject rsa = json(RFC7638_RSA);
        List<JsonObject> bad = List.of(
                with(ec, "kty", "oct"),
                with(ec, "kty", "ec"),
                with(ec, "crv", "P-384"),
                with(ec, "crv", "secp256k1"),
                with(ec, "use", "enc"),
                with(ec, "alg", "ES384"),
                with(ec, "alg", "RS256"),
                with(ec, "alg", "HS256"),
                with(ec, "alg", "none"),
                with(ec, "key_ops", "verify"),
                with(ec, "x", ec.string("x") + "="),
                with(rsa, "e", "AAEAAQ"),
                with(rsa, "e", ""),
                with(rsa, "e", "AQ"),
                with(rsa, "e", "Ag"),
                with(rsa, "n", "AQAB"),
                with(rsa, "alg", "ES256"),
                with(json(RFC8037), "crv", "Ed448"),
                with(json(RFC8037), "x", "AAAA"),
                json("{\"kty\":\"EC\"}"),
                json("{}"));
        for (JsonObject json : bad) {
            assertThatThrownBy(() -> Jwk.parse(json, CRYPTO)).isInstanceOf(MalformedMessageException.class);
        }
        assertThat(parse(RFC7517_EC).permits(JoseAlgorithm.ES256)).isTrue();
    }

    @Test
    void refusesToWriteOtherKeys() throws GeneralSecurityException {
        KeyPair x25519 = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        assertThatIllegalArgumentException().isThrownBy(() -> Jwk.of(x25519.getPublic(), CRYPTO));
    }

    @Test
    void setLeavesOutWhatIsNotForUs() throws MalformedMessageException {
        String text =
                "{\"keys\":[" + RFC7517_EC + "," + RFC7638_RSA + "," + RFC8037 + ",{\"kty\":\"oct\",\"k\":\"AA\"},"
                        + "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"},{\"kty\":\"RSA\",\"x5c\":[]},"
                        + "{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AQAB\",\"use\":\"enc\"}]}";
        JwkSet set = JwkSet.parse(Bytes.ofUtf8(text), CRYPTO);
        assertThat(set.keys()).hasSize(3);
        assertThat(set.ignored()).isEqualTo(4);
        assertThat(JwkSet.parse(set.toJson(), CRYPTO).keys()).hasSize(3);
    }

    @Test
    void setRefusesBrokenKeysTwinsAndCrowds() {
        String broken = RFC7517_EC.replace("MKBC", "AKBC");
        String anonymous = RFC8037 + ",";
        for (String keys : List.of(
                broken,
                RFC7517_EC + "," + RFC7517_EC,
                anonymous.repeat(256) + RFC8037,
                "1",
                RFC7638_RSA.replace("\"RSA\"", "7"))) {
            assertThatThrownBy(() -> JwkSet.parse(Bytes.ofUtf8("{\"keys\":[" + keys + "]}"), CRYPTO))
                    .isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> JwkSet.parse(Bytes.ofUtf8("{}"), CRYPTO))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("a set has up to 256 keys, read and made, and a key shows only its type")
    void setsAreBounded() throws MalformedMessageException {
        String most = (RFC8037 + ",").repeat(JwkSet.MAX_KEYS - 1) + RFC8037;
        JwkSet set = JwkSet.parse(Bytes.ofUtf8("{\"keys\":[" + most + "]}"), CRYPTO);
        assertThat(set.keys()).hasSize(256);
        assertThat(JwkSet.of(set.keys())).isEqualTo(set);
        List<Jwk> more = new ArrayList<>(set.keys());
        more.add(parse(RFC8037));
        assertThatIllegalArgumentException().isThrownBy(() -> JwkSet.of(more)).withMessage("more than 256 keys");
        assertRefused(
                () -> JwkSet.parse(Bytes.ofUtf8("{\"keys\":[" + most + "," + RFC8037 + "]}"), CRYPTO),
                "$.keys",
                0,
                "more than 256 keys");
        assertThat(parse(RFC7638_RSA)).hasToString("JWK of RSA");
    }

    @Test
    void setFindsTheKeyOfAToken() throws MalformedMessageException {
        KeyPair pair = CRYPTO.generate(EllipticCurve.P256, new SecureRandom());
        var signer = CRYPTO.signer(pair.getPrivate(), pair.getPublic(), JoseAlgorithm.ES256.signatureAlgorithm());
        JwkSet set = JwkSet.of(List.of(
                parse(RFC7517_EC),
                parse(RFC7638_RSA),
                Jwk.of(pair.getPublic(), CRYPTO).withKeyId("mine")));
        for (String header : List.of("{}", "{\"kid\":\"mine\"}")) {
            CompactJws token = CompactJws.sign(json(header), Bytes.EMPTY, signer);
            assertThat(set.verify(token, CRYPTO)).isPresent();
        }
        for (String header : List.of("{\"kid\":\"1\"}", "{\"kid\":\"other\"}")) {
            CompactJws token = CompactJws.sign(json(header), Bytes.EMPTY, signer);
            assertThat(set.verify(token, CRYPTO)).isEmpty();
        }
    }
}
