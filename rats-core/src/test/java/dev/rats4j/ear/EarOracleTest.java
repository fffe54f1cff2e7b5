package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;

import COSE.Attribute;
import COSE.HeaderKeys;
import COSE.Message;
import COSE.MessageTag;
import COSE.Sign1Message;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cose.OracleAlgorithm;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results cross over to independent implementations and back: COSE-java with Jackson CBOR, and jose4j. */
class EarOracleTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final long IAT = Ears.ISSUED.getEpochSecond();

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("COSE-java verifies our CWT, and Jackson CBOR reads in it what we wrote")
    void othersReadOurCwt(OracleAlgorithm algorithm) throws Exception {
        Bytes token = EarToken.sign(Ears.full(), algorithm.signer(), CRYPTO, EarFormat.CWT)
                .bytes();
        Sign1Message message = (Sign1Message) Message.DecodeFromBytes(token.toByteArray(), MessageTag.Sign1);
        assertThat(message.validate(algorithm.coseKey())).isTrue();
        assertThat(message.findAttribute(CBORObject.FromObject(16), Attribute.PROTECTED)
                        .AsString())
                .isEqualTo("application/eat+cwt");

        try (JsonParser parser = new CBORFactory().createParser(message.GetContent())) {
            parser.nextToken();
            Map<?, ?> ear = (Map<?, ?>) read(parser);
            assertThat(parser.nextToken()).isNull();
            assertThat(ear.get("265")).isEqualTo(Ear.PROFILE);
            assertThat(ear.get("6")).isEqualTo(IAT);
            assertThat(ear.get("4")).isEqualTo(IAT + 3600);
            assertThat(ear.get("10")).isEqualTo(Ears.NONCE);
            assertThat(ear.get("1000")).isEqualTo(32L);
            assertThat(ear.get("1002")).isEqualTo(List.of("application/cmw+cbor", Bytes.of(1, 2, 3)));
            assertThat(ear.get("1004")).isEqualTo(Map.of("0", "https://verifier.example", "1", "rats4j 0.1"));
            Map<?, ?> submodules = (Map<?, ?>) ear.get("266");
            assertThat(submodules).hasSize(2);
            assertThat(submodules.get("tpm"))
                    .isEqualTo(Map.of(
                            "1000", 2L,
                            "1001", Map.of("0", 2L, "2", 2L),
                            "1003", List.of("https://verifier.example/policy/1", "second"),
                            "1005", Map.of("firmware-version", "7"),
                            "1006", Map.of("waived:tpm.quote.hash-strength", "until 2027-03"),
                            "10", Ears.NONCE));
        }
    }

    private static Object read(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, read(parser));
                }
                return map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(parser));
                }
                return list;
            }
            case VALUE_NUMBER_INT -> {
                return parser.getLongValue();
            }
            case VALUE_EMBEDDED_OBJECT -> {
                return Bytes.copyOf(parser.getBinaryValue());
            }
            default -> {
                return parser.getText();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("we verify a CWT of COSE-java, and read in it what Jackson CBOR wrote")
    void weReadTheirCwt(OracleAlgorithm algorithm) throws Exception {
        Sign1Message theirs = new Sign1Message();
        theirs.SetContent(jacksonEar());
        theirs.addAttribute(
                HeaderKeys.Algorithm, CBORObject.FromObject(algorithm.coseIdentifier()), Attribute.PROTECTED);
        theirs.sign(algorithm.coseKey());
        EarToken token = EarToken.decode(Bytes.copyOf(theirs.EncodeToBytes()));
        Ear ear = token.verify(CRYPTO, algorithm.publicKey()).orElseThrow().ear();
        assertThat(ear.issuedAt()).isEqualTo(Ears.ISSUED);
        assertThat(ear.expiresAt()).contains(Ears.ISSUED.plusSeconds(60));
        assertThat(ear.nonce()).contains(Ears.NONCE);
        assertThat(ear.verifierId()).isEqualTo(new VerifierId("other", "1"));
        assertThat(ear.rawEvidence().orElseThrow().value()).isEqualTo(Bytes.of(9));
        assertThat(ear.statedStatus()).isEmpty();
        assertThat(ear.status()).isEqualTo(TrustworthinessTier.WARNING);
        EarAppraisal appraisal = ear.submodules().get("PSA");
        assertThat(appraisal.vector().claim(Aspect.HARDWARE).value()).isEqualTo(-40);
        assertThat(appraisal.policyIds()).containsExactly("p1");
        assertThat(appraisal.attesterClaims().texts()).containsExactly(Map.entry("-5", "true"));
    }

    /** An EAR with keys in another order and maps of indefinite length. */
    private static byte[] jacksonEar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CBORGenerator generator = new CBORFactory().createGenerator(out)) {
            generator.writeStartObject();
            generator.writeFieldId(266);
            generator.writeStartObject();
            generator.writeFieldName("PSA");
            writeAppraisal(generator);
            generator.writeEndObject();
            generator.writeFieldId(265);
            generator.writeString(Ear.PROFILE);
            generator.writeFieldId(6);
            generator.writeNumber(IAT);
            generator.writeFieldId(4);
            generator.writeNumber(IAT + 60);
            generator.writeFieldId(1004);
            generator.writeStartObject();
            generator.writeFieldId(1);
            generator.writeString("1");
            generator.writeFieldId(0);
            generator.writeString("other");
            generator.writeEndObject();
            generator.writeFieldId(1002);
            generator.writeStartArray();
            generator.writeNumber(263);
            generator.writeBinary(new byte[] {9});
            generator.writeEndArray();
            generator.writeFieldId(10);
            generator.writeBinary(Ears.NONCE.toByteArray());
            generator.writeFieldId(-70001);
            generator.writeNull();
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void writeAppraisal(JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        generator.writeFieldId(1001);
        generator.writeStartObject();
        generator.writeFieldId(4);
        generator.writeNumber(-40);
        generator.writeFieldId(0);
        generator.writeNumber(2);
        generator.writeEndObject();
        generator.writeFieldId(1000);
        generator.writeNumber(32);
        generator.writeFieldId(1003);
        generator.writeStartArray();
        generator.writeString("p1");
        generator.writeEndArray();
        generator.writeFieldId(1005);
        generator.writeStartObject();
        generator.writeFieldId(-5);
        generator.writeBoolean(true);
        generator.writeEndObject();
        generator.writeEndObject();
    }

    private static JwtConsumer consumer(PublicKey key, String algorithm) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setExpectedType(true, "eat+jwt")
                .setSkipDefaultAudienceValidation()
                .setRequireExpirationTime()
                .setEvaluationTime(org.jose4j.jwt.NumericDate.fromSeconds(IAT + 1))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm)
                .build();
    }

    private static void assertFull(JwtClaims claims) throws Exception {
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(IAT);
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(IAT + 3600);
        assertThat(claims.getStringClaimValue("eat_profile")).isEqualTo(Ear.PROFILE);
        assertThat(claims.getStringClaimValue("eat_nonce")).isEqualTo("ABEiM0RVZneImaq7zN3u_w");
        assertThat(claims.getStringClaimValue("ear_status")).isEqualTo("warning");
        assertThat(claims.getClaimValue("ear_raw_evidence")).isEqualTo(List.of("application/cmw+cbor", "AQID"));
        Map<?, ?> submodules = (Map<?, ?>) claims.getClaimValue("submods");
        assertThat(submodules.get("application"))
                .isEqualTo(Map.of(
                        "ear_status", "warning",
                        "ear_trustworthiness_vector", Map.of("instance-identity", 2L, "executables", 33L),
                        "ear_appraisal_policy_ids", List.of("https://verifier.example/policy/1", "second"),
                        "ear_attester_claims", Map.of("firmware-version", "7"),
                        "ear_verifier_claims", Map.of("waived:tpm.quote.hash-strength", "until 2027-03"),
                        "eat_nonce", "ABEiM0RVZneImaq7zN3u_w"));
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("jose4j verifies our JWT, and reads in it what we wrote")
    void othersReadOurJwt(OracleAlgorithm algorithm) throws Exception {
        EarToken token = EarToken.sign(Ears.full(), algorithm.signer(), CRYPTO, EarFormat.JWT);
        String text = new String(token.bytes().toByteArray(), java.nio.charset.StandardCharsets.US_ASCII);
        assertFull(consumer(algorithm.jdkPair().getPublic(), algorithm.name()).processToClaims(text));
    }

    private static String joseToken(java.security.PrivateKey key, String algorithm) throws Exception {
        JwtClaims claims = JwtClaims.parse("{\"eat_profile\":\"" + Ear.PROFILE + "\",\"iat\":" + IAT
                + ",\"ear_verifier_id\":{\"build\":\"1\",\"developer\":\"other\"},\"unknown\":[1.5],"
                + "\"eat_nonce\":\"ABEiM0RVZneImaq7zN3u_w\",\"submods\":{\"PSA\":{\"ear_status\":\"affirming\","
                + "\"ear_trustworthiness_vector\":{\"hardware\":2}}}}");
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key);
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setHeader("typ", "JWT");
        return jws.getCompactSerialization();
    }

    private static void assertReads(String text, PublicKey key) throws Exception {
        Ear ear = EarToken.decode(Bytes.ofUtf8(text))
                .verify(CRYPTO, key)
                .orElseThrow()
                .ear();
        assertThat(ear.issuedAt()).isEqualTo(Ears.ISSUED);
        assertThat(ear.nonce()).contains(Ears.NONCE);
        assertThat(ear.verifierId()).isEqualTo(new VerifierId("other", "1"));
        assertThat(ear.submodules().get("PSA").vector().claim(Aspect.HARDWARE).value())
                .isEqualTo(2);
        assertThat(ear.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("we verify and read a JWT of jose4j")
    void weReadTheirJwt(OracleAlgorithm algorithm) throws Exception {
        String text = joseToken(algorithm.jdkPair().getPrivate(), algorithm.name());
        assertReads(text, algorithm.publicKey());
    }

    @Test
    @DisplayName("EdDSA crosses over as JWT, both ways, with a key of the JDK")
    void crossesOverWithEdDsa() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertReads(joseToken(pair.getPrivate(), AlgorithmIdentifiers.EDDSA), pair.getPublic());
        KeyPair ours = CRYPTO.keyPair(Bytes.copyOf(pair.getPrivate().getEncoded()));
        Signer signer = CRYPTO.signer(
                ours.getPrivate(), ours.getPublic(), new SignatureAlgorithm(Operation.ED25519, HashAlgorithm.SHA512));
        EarToken token = EarToken.sign(Ears.full(), signer, CRYPTO, EarFormat.JWT);
        String text = new String(token.bytes().toByteArray(), java.nio.charset.StandardCharsets.US_ASCII);
        assertFull(consumer(pair.getPublic(), AlgorithmIdentifiers.EDDSA).processToClaims(text));
    }
}
