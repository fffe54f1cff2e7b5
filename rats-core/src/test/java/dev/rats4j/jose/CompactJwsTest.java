package dev.rats4j.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Random;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwsTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final Bytes PAYLOAD = Bytes.ofUtf8("{\"iss\":\"verifier\",\"exp\":1795600000}");
    private static final KeyPair RSA = generate("RSA", 2048);
    private static final KeyPair RSA_1024 = generate("RSA", 1024);
    private static final KeyPair P256 = generate("EC", "secp256r1");
    private static final KeyPair P384 = generate("EC", "secp384r1");
    private static final KeyPair P521 = generate("EC", "secp521r1");
    private static final KeyPair ED25519 = generate("Ed25519", 255);

    private static KeyPair generate(String algorithm, Object size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (size instanceof String curve) {
                generator.initialize(new ECGenParameterSpec(curve));
            } else {
                generator.initialize((Integer) size);
            }
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(JoseAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> P256;
            case ES384 -> P384;
            case ES512 -> P521;
            case EDDSA, ED25519 -> ED25519;
            case ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
                CRYPTO.generate(
                        PureScheme.of(algorithm.signatureAlgorithm().operation())
                                .orElseThrow(),
                        SeededKeys.random(7));
            default -> RSA;
        };
    }

    private static Signer signer(JoseAlgorithm algorithm) throws MalformedMessageException {
        // through their encodings, since the tests' keys are of the JDK's classes for jose4j
        KeyPair pair = CRYPTO.keyPair(Bytes.copyOf(keys(algorithm).getPrivate().getEncoded()));
        PublicKey publicKey =
                CRYPTO.publicKey(Bytes.copyOf(keys(algorithm).getPublic().getEncoded()));
        return CRYPTO.signer(pair.getPrivate(), publicKey, algorithm.signatureAlgorithm());
    }

    private static String token(String header) throws MalformedMessageException {
        String input = Base64Url.encode(Bytes.ofUtf8(header)) + "." + Base64Url.encode(PAYLOAD);
        return input + "." + Base64Url.encode(signer(JoseAlgorithm.ES256).sign(Bytes.ofUtf8(input)));
    }

    private static String jose4j(JoseAlgorithm algorithm) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(algorithm.joseName());
        jws.setKeyIdHeaderValue("k");
        jws.setPayloadBytes(PAYLOAD.toByteArray());
        jws.setKey(keys(algorithm).getPrivate());
        return jws.getCompactSerialization();
    }

    private static void assertRefused(String token) {
        assertThatThrownBy(() -> CompactJws.parse(token)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CompactJws.parse(Bytes.ofUtf8(token))).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @EnumSource(value = JoseAlgorithm.class, mode = EnumSource.Mode.MATCH_ALL, names = "^(?!ED25519|ED448|ML_DSA).*")
    void readsTokensOfJose4j(JoseAlgorithm algorithm) throws JoseException, MalformedMessageException {
        CompactJws token = CompactJws.parse(jose4j(algorithm));
        assertThat(token.algorithm()).isEqualTo(algorithm);
        assertThat(token.keyId()).contains("k");
        assertThat(token.payload()).isEqualTo(PAYLOAD);
        assertThat(token.verify(CRYPTO, keys(algorithm).getPublic()))
                .hasValueSatisfying(verified -> assertThat(verified.message()).isEqualTo(token.signingInput()));
    }

    @ParameterizedTest
    @EnumSource(value = JoseAlgorithm.class, mode = EnumSource.Mode.MATCH_ALL, names = "^(?!ED25519|ED448|ML_DSA|RS).*")
    void jose4jReadsOurTokens(JoseAlgorithm algorithm) throws JoseException, MalformedMessageException {
        JsonObject header =
                JsonObject.builder().put("typ", "JWT").put("kid", "a").build();
        CompactJws token = CompactJws.sign(header, PAYLOAD, signer(algorithm));
        assertThat(token.header().string("alg")).isEqualTo(algorithm.joseName());
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm.joseName()));
        jws.setCompactSerialization(token.text());
        jws.setKey(keys(algorithm).getPublic());
        assertThat(jws.verifySignature()).isTrue();
        assertThat(Bytes.copyOf(jws.getPayloadBytes())).isEqualTo(PAYLOAD);
        assertThat(jws.getHeader("typ")).isEqualTo("JWT");
    }

    @Test
    void ed25519HasTwoNames() throws MalformedMessageException {
        JsonObject header = JsonObject.builder().put("alg", "Ed25519").build();
        CompactJws token = CompactJws.sign(header, PAYLOAD, signer(JoseAlgorithm.ED25519));
        assertThat(token.algorithm()).isEqualTo(JoseAlgorithm.ED25519);
        assertThat(token.verify(CRYPTO, ED25519.getPublic())).isPresent();
    }

    @Test
    void exampleOfRfc7515A3() throws MalformedMessageException {
        PublicKey key = CRYPTO.ecPublicKey(
                EllipticCurve.P256,
                Base64Url.decode("x", 0, "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                Base64Url.decode("y", 0, "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
        CompactJws token = CompactJws.parse("eyJhbGciOiJFUzI1NiJ9."
                + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
                + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        assertThat(token.verify(CRYPTO, key)).isPresent();
    }

    static Stream<String> rewritten() throws MalformedMessageException {
        String good = token("{\"alg\":\"ES256\"}");
        String[] parts = good.split("\\.");
        return Stream.of(
                parts[0] + "=." + parts[1] + "." + parts[2],
                good + "=",
                good + "==",
                parts[0] + "." + parts[1] + "=." + parts[2],
                good + "\n",
                " " + good,
                parts[0] + ".\n" + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1].substring(0, 4) + "\r\n" + parts[1].substring(4) + "." + parts[2],
                good.replaceFirst("\\.[A-Za-z0-9_-]", ".+"),
                good.replaceFirst("\\.[A-Za-z0-9_-]", "./"),
                good + ".",
                good + ".AA",
                parts[0] + "." + parts[1],
                parts[0],
                "",
                "..",
                "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                good.replace('.', ':'),
                parts[0] + "." + parts[1] + "." + parts[2] + "\u00e9",
                parts[0] + "." + parts[1] + "A".repeat((5 - parts[1].length() % 4) % 4) + "." + parts[2]);
    }

    @ParameterizedTest
    @MethodSource("rewritten")
    @DisplayName("T-61 padding, the other alphabet, line breaks and other shapes are refused")
    void oneTextPerToken(String token) {
        assertRefused(token);
    }

    @Test
    @DisplayName("T-61 unused bits of the last character of any part must be zero")
    void unusedBits() throws MalformedMessageException {
        // 64 signature bytes leave 4 unused bits, and so do a header and a payload of 3n + 1 bytes
        String good = token("{\"alg\":\"ES256\" }").replaceFirst("\\.[^.]*\\.", ".AA.");
        assertThat(CompactJws.parse(good)).isNotNull();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int end : new int[] {good.indexOf('.') - 1, good.lastIndexOf('.') - 1, good.length() - 1}) {
            int value = alphabet.indexOf(good.charAt(end));
            for (int bits = 1; bits < 16; bits++) {
                assertRefused(good.substring(0, end) + alphabet.charAt(value ^ bits) + good.substring(end + 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"alg\":\"None\"}",
                "{\"alg\":\"HS256\"}",
                "{\"alg\":\"es256\"}",
                "{\"alg\":\"RS1\"}",
                "{\"alg\":\"ES256K\"}",
                "{\"alg\":null}",
                "{\"alg\":7}",
                "{}",
                "[]",
                "\"ES256\"",
                "{\"alg\":\"ES256\",\"alg\":\"ES256\"}",
                "{\"alg\":\"ES256\",\"al\\u0067\":\"none\"}",
                "{\"alg\":\"ES256\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"ES256\",\"crit\":[]}",
                "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"ES256\",\"b64\":true}",
                "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\"}}",
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647}",
                "{\"alg\":\"ES256\",\"zip\":\"DEF\"}",
                "{\"alg\":\"ES256\"} ."
            })
    @DisplayName("T-61 none, other algorithms, duplicate members, crit, b64 and embedded keys are refused")
    void refusedHeaders(String header) throws MalformedMessageException {
        assertRefused(token(header));
    }

    @Test
    @DisplayName("T-61 claims nested 20,000 deep, and tokens over the cap, are refused")
    void bounded() throws MalformedMessageException {
        assertRefused(token("{\"alg\":\"ES256\",\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"));
        String good = token("{\"alg\":\"ES256\"}");
        assertRefused("A".repeat(CompactJws.MAX_LENGTH) + good);
    }

    @ParameterizedTest
    @EnumSource(JoseAlgorithm.class)
    @DisplayName("T-61 a key of another kind, curve or size never verifies")
    void keysOfAnotherKind(JoseAlgorithm algorithm) throws MalformedMessageException {
        String header = "{\"alg\":\"" + algorithm.joseName() + "\"}";
        String input = Base64Url.encode(Bytes.ofUtf8(header)) + "." + Base64Url.encode(PAYLOAD);
        for (KeyPair pair : new KeyPair[] {P256, P384, P521, RSA, RSA_1024, ED25519}) {
            boolean own = pair == keys(algorithm);
            Bytes encoded = Bytes.copyOf(pair.getPrivate().getEncoded());
            PublicKey key = CRYPTO.publicKey(Bytes.copyOf(pair.getPublic().getEncoded()));
            Signer signer = CRYPTO.signer(CRYPTO.keyPair(encoded).getPrivate(), key, operation(pair, algorithm));
            CompactJws token = CompactJws.parse(input + "." + Base64Url.encode(signer.sign(Bytes.ofUtf8(input))));
            assertThat(token.verify(CRYPTO, key).isPresent()).isEqualTo(own);
        }
    }

    private static SignatureAlgorithm operation(KeyPair pair, JoseAlgorithm algorithm) {
        SignatureAlgorithm wanted = algorithm.signatureAlgorithm();
        HashAlgorithm hash =
                wanted.hash() == HashAlgorithm.SHA3_512 ? HashAlgorithm.SHA512 : wanted.hash(); // of pure schemes
        if (pair == ED25519) {
            return new SignatureAlgorithm(Operation.ED25519, HashAlgorithm.SHA512);
        }
        if (pair == RSA || pair == RSA_1024) {
            boolean pkcs1 = wanted.operation() == Operation.RSASSA_PKCS1 || pair == RSA_1024;
            return new SignatureAlgorithm(pkcs1 ? Operation.RSASSA_PKCS1 : Operation.RSASSA_PSS, hash);
        }
        return new SignatureAlgorithm(Operation.ECDSA, hash);
    }

    @Test
    @DisplayName("T-61 RS256 and PS256 are not mixed up")
    void paddingsAreApart() throws JoseException, MalformedMessageException {
        String signature = jose4j(JoseAlgorithm.RS256).split("\\.")[2];
        String input = jose4j(JoseAlgorithm.PS256).replaceFirst("\\.[^.]*$", "");
        assertThat(CompactJws.parse(input + "." + signature).verify(CRYPTO, RSA.getPublic()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 65, 66, 70, 72, 96, 132, 200})
    @DisplayName("T-61 a signature of another length, or of zeros, does not verify")
    void signatureLengths(int length) throws MalformedMessageException {
        CompactJws good = CompactJws.parse(token("{\"alg\":\"ES256\"}"));
        String input = good.text().substring(0, good.text().lastIndexOf('.') + 1);
        Bytes padded = Bytes.concat(Bytes.copyOf(new byte[Math.max(0, length - 64)]), good.signature());
        for (Bytes signature :
                new Bytes[] {padded.slice(0, length), Bytes.copyOf(new byte[length]), Bytes.copyOf(new byte[64])}) {
            CompactJws token = CompactJws.parse(input + Base64Url.encode(signature));
            assertThat(token.verify(CRYPTO, P256.getPublic())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noFlippedBitVerifies(long seed) throws MalformedMessageException {
        Random random = new Random(seed);
        Bytes good = Bytes.ofUtf8(token("{\"alg\":\"ES256\"}"));
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.toByteArray();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(CompactJws.parse(Bytes.copyOf(bad)).verify(CRYPTO, P256.getPublic()))
                        .isEmpty();
            } catch (MalformedMessageException e) {
                assertThat(e.field()).isNotEmpty();
            }
        }
    }

    @Test
    void keysNamedInTheHeaderAreNotLookedAt() throws MalformedMessageException {
        CompactJws token = CompactJws.parse(token(
                "{\"alg\":\"ES256\",\"jku\":\"https://a.test/k\",\"x5u\":\"https://a.test/c\",\"x5c\":[\"AA==\"]}"));
        assertThat(token.verify(CRYPTO, P256.getPublic())).isPresent();
        assertThat(token.verify(
                        CRYPTO,
                        CRYPTO.generate(EllipticCurve.P256, new SecureRandom()).getPublic()))
                .isEmpty();
    }

    @Test
    void refusesToSignWhatNobodyWouldRead() throws MalformedMessageException {
        JsonObject empty = JsonObject.builder().build();
        Signer p256 = signer(JoseAlgorithm.ES256);
        Signer rs256 = signer(JoseAlgorithm.RS256);
        KeyPair p384 = CRYPTO.generate(EllipticCurve.P384, new SecureRandom());
        Signer mixed = CRYPTO.signer(p384.getPrivate(), p384.getPublic(), JoseAlgorithm.ES256.signatureAlgorithm());
        assertThatIllegalArgumentException().isThrownBy(() -> CompactJws.sign(empty, PAYLOAD, rs256));
        assertThatIllegalArgumentException().isThrownBy(() -> CompactJws.sign(empty, PAYLOAD, mixed));
        for (String alg : new String[] {"none", "ES384", "RS256"}) {
            JsonObject header = JsonObject.builder().put("alg", alg).build();
            assertThatIllegalArgumentException().isThrownBy(() -> CompactJws.sign(header, PAYLOAD, p256));
        }
        JsonObject critical = JsonObject.builder().put("crit", "x").build();
        assertThatIllegalArgumentException().isThrownBy(() -> CompactJws.sign(critical, PAYLOAD, p256));
    }

    @Test
    @DisplayName("T-74 toString shows no token")
    void showsNothing() throws MalformedMessageException {
        CompactJws token = CompactJws.parse(token("{\"alg\":\"ES256\"}"));
        assertThat(token.toString())
                .startsWith("JWS with ES256")
                .doesNotContain(token.text().substring(0, 8));
    }
}
