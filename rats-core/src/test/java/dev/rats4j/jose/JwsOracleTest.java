package dev.rats4j.jose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSObjectJSON;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.JWK;
import dev.rats4j.cose.OracleAlgorithm;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens and keys cross over to two other implementations and back. Classes of input on which we differ are those of decision 0020. */
class JwsOracleTest {

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append("aé€\"\\ \u0001😀".charAt(random.nextInt(6)));
        }
        return text.toString();
    }

    private static Bytes payload(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    private static JsonWebSignature jose4j(String algorithm, java.security.Key key) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm));
        jws.setKey(key);
        return jws;
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("ECDSA tokens with any header and payload, all three ways")
    void tokens(OracleAlgorithm algorithm) throws Exception {
        Random random = new Random(algorithm.name().hashCode());
        ECPublicKey publicKey = (ECPublicKey) algorithm.jdkPair().getPublic();
        ECPrivateKey privateKey = (ECPrivateKey) algorithm.jdkPair().getPrivate();
        for (int i = 0; i < 20; i++) {
            Bytes payload = payload(random);
            JsonObject header = JsonObject.builder()
                    .put("kid", text(random))
                    .put("x" + i, random.nextLong())
                    .build();
            CompactJws ours = CompactJws.sign(header, payload, algorithm.signer());
            JsonWebSignature one = jose4j(algorithm.name(), publicKey);
            one.setCompactSerialization(ours.text());
            assertThat(one.verifySignature()).isTrue();
            assertThat(Bytes.copyOf(one.getPayloadBytes())).isEqualTo(payload);
            JWSObject other = JWSObject.parse(ours.text());
            assertThat(other.verify(new ECDSAVerifier(publicKey))).isTrue();
            assertThat(other.getHeader().getKeyID()).isEqualTo(header.string("kid"));
            assertThat(Bytes.copyOf(other.getPayload().toBytes())).isEqualTo(payload);

            JsonWebSignature byOne = jose4j(algorithm.name(), privateKey);
            byOne.setAlgorithmHeaderValue(algorithm.name());
            byOne.setKeyIdHeaderValue(header.string("kid"));
            byOne.setPayloadBytes(payload.toByteArray());
            assertReads(byOne.getCompactSerialization(), header.string("kid"), payload, algorithm);
            JWSObject byOther = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.name()))
                            .keyID(header.string("kid"))
                            .build(),
                    new Payload(payload.toByteArray()));
            byOther.sign(new ECDSASigner(privateKey));
            assertReads(byOther.serialize(), header.string("kid"), payload, algorithm);
        }
    }

    private static void assertReads(String token, String keyId, Bytes payload, OracleAlgorithm algorithm)
            throws MalformedMessageException {
        CompactJws read = CompactJws.parse(token);
        assertThat(read.keyId()).contains(keyId);
        assertThat(read.payload()).isEqualTo(payload);
        assertThat(read.verify(CRYPTO, algorithm.publicKey())).isPresent();
    }

    @ParameterizedTest
    @EnumSource(JoseMacAlgorithm.class)
    @DisplayName("codes of both others verify, and are no token")
    void codes(JoseMacAlgorithm algorithm) throws Exception {
        Random random = new Random(algorithm.name().hashCode());
        for (int i = 0; i < 20; i++) {
            byte[] secret = new byte[64];
            random.nextBytes(secret);
            Bytes payload = payload(random);
            JsonWebSignature one = jose4j(algorithm.name(), new HmacKey(secret));
            one.setAlgorithmHeaderValue(algorithm.name());
            one.setPayloadBytes(payload.toByteArray());
            JWSObject other = new JWSObject(
                    new JWSHeader(JWSAlgorithm.parse(algorithm.name())), new Payload(payload.toByteArray()));
            other.sign(new MACSigner(secret));
            for (String token : new String[] {one.getCompactSerialization(), other.serialize()}) {
                JwsSignature read = GeneralJws.ofCompact(token).signatures().get(0);
                assertThat(read.verify(CRYPTO, MacKey.of(Bytes.copyOf(secret)))).isPresent();
                assertThat(read.payload()).isEqualTo(payload);
                assertThat(JWSObject.parse(token).verify(new MACVerifier(secret)))
                        .isTrue();
                assertThat(weAccept(token)).isFalse();
            }
        }
    }

    @Test
    @DisplayName("the JSON serialization with several signatures")
    void generalSerialization() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            Bytes payload = payload(random);
            JWSObjectJSON theirs = new JWSObjectJSON(new Payload(payload.toByteArray()));
            for (OracleAlgorithm algorithm : OracleAlgorithm.values()) {
                theirs.sign(new JWSHeader(JWSAlgorithm.parse(algorithm.name())), new ECDSASigner((ECPrivateKey)
                        algorithm.jdkPair().getPrivate()));
            }
            GeneralJws read = GeneralJws.parse(Bytes.ofUtf8(theirs.serializeGeneral()));
            assertThat(read.refused()).isZero();
            for (OracleAlgorithm algorithm : OracleAlgorithm.values()) {
                JwsSignature signature =
                        read.signatures().get(List.of(OracleAlgorithm.values()).indexOf(algorithm));
                assertThat(signature.verify(CRYPTO, algorithm.publicKey())).isPresent();
                assertThat(signature.payload()).isEqualTo(payload);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("keys and their thumbprints")
    void keys(OracleAlgorithm algorithm) throws Exception {
        Jwk ours = Jwk.of(algorithm.publicKey(), CRYPTO);
        String text = Json.write(ours.json()).utf8();
        JWK other = JWK.parse(text);
        assertThat(other.computeThumbprint().toString()).isEqualTo(Base64Url.encode(ours.thumbprint()));
        PublicJsonWebKey one = PublicJsonWebKey.Factory.newPublicJwk(text);
        assertThat(one.calculateBase64urlEncodedThumbprint("SHA-256")).isEqualTo(Base64Url.encode(ours.thumbprint()));
        Jwk back = Jwk.parse(
                Json.parseObject(Bytes.ofUtf8(other.toJSONString()), dev.rats4j.json.JsonLimits.STANDARD), CRYPTO);
        assertThat(back.key()).isEqualTo(algorithm.publicKey());
    }

    private static boolean weAccept(String token) {
        try {
            return CompactJws.parse(token)
                    .verify(CRYPTO, OracleAlgorithm.ES256.publicKey())
                    .isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static boolean jose4jAccepts(String token) throws Exception {
        try {
            JsonWebSignature jws =
                    jose4j("ES256", OracleAlgorithm.ES256.jdkPair().getPublic());
            jws.setCompactSerialization(token);
            return jws.verifySignature();
        } catch (JoseException | RuntimeException e) {
            return false;
        }
    }

    private static boolean nimbusAccepts(String token) throws Exception {
        try {
            return JWSObject.parse(token).verify(new ECDSAVerifier((ECPublicKey)
                    OracleAlgorithm.ES256.jdkPair().getPublic()));
        } catch (ParseException | JOSEException | RuntimeException e) {
            return false;
        }
    }

    private static String token(String header) {
        return tokenOf(Base64Url.encode(Bytes.ofUtf8(header)), "e30");
    }

    private static String tokenOf(String header, String payload) {
        Bytes signature = OracleAlgorithm.ES256.signer().sign(Bytes.ofUtf8(header + "." + payload));
        return header + "." + payload + "." + Base64Url.encode(signature);
    }

    private final SoftAssertions all = new SoftAssertions();

    private void differ(String input, String token, boolean one, boolean other, boolean ours) throws Exception {
        all.assertThat(new boolean[] {jose4jAccepts(token), nimbusAccepts(token), weAccept(token)})
                .as(input)
                .containsExactly(one, other, ours);
    }

    @Test
    @DisplayName("T-61 classes of input on which the three sides differ, and where none may accept")
    void differences() throws Exception {
        String header = Base64Url.encode(Bytes.ofUtf8("{\"alg\":\"ES256\"}"));
        String good = tokenOf(header, "e30");
        differ("good", good, true, true, true);
        differ("padding behind the signature", good + "==", true, true, false);
        differ("white space inside", good.substring(0, 60) + " " + good.substring(60), true, true, false);
        differ("a fourth part", good + ".", false, false, false);
        differ("white space around", " " + good, false, true, false);
        differ("unused bits of the payload", tokenOf(header, "e31"), true, true, false);
        differ("a member twice", token("{\"alg\":\"ES256\",\"alg\":\"ES256\"}"), false, false, false);
        differ("an unknown crit", token("{\"alg\":\"ES256\",\"crit\":[\"x\"],\"x\":1}"), false, false, false);
        differ("a key in the header", token("{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"oct\"}}"), true, false, false);
        differ("an empty crit", token("{\"alg\":\"ES256\",\"crit\":[]}"), true, true, false);
        differ("b64 that is true", token("{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":true}"), true, true, false);
        differ("b64 without crit", token("{\"alg\":\"ES256\",\"b64\":true}"), true, true, false);
        differ("text behind the header", token("{\"alg\":\"ES256\"}x"), false, false, false);
        differ("a comment in the header", token("{\"alg\":\"ES256\"/**/}"), false, false, false);
        differ("a lone surrogate", token("{\"alg\":\"ES256\",\"x\":\"\\ud800\"}"), true, true, false);
        differ("a number without end", token("{\"alg\":\"ES256\",\"x\":1e999999999}"), true, false, false);
        differ(
                "nested 200 deep",
                token("{\"alg\":\"ES256\",\"x\":" + "[".repeat(200) + "]".repeat(200) + "}"),
                true,
                true,
                false);
        differ("alg in another case", token("{\"alg\":\"es256\"}"), false, false, false);
        differ("no algorithm", token("{\"alg\":\"none\"}"), false, false, false);
        // read, and refused where somebody asks for the kid
        differ("a number as kid", token("{\"alg\":\"ES256\",\"kid\":1}"), true, false, true);
        all.assertAll();
    }
}
