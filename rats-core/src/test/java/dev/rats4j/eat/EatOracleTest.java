package dev.rats4j.eat;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import COSE.Attribute;
import COSE.HeaderKeys;
import COSE.Message;
import COSE.MessageTag;
import COSE.Sign1Message;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cose.OracleAlgorithm;
import dev.rats4j.wire.Bytes;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens cross over to COSE-java and jose4j and back. */
class EatOracleTest {

    private static final EatClaims CLAIMS = EatClaims.builder()
            .put(EatClaim.ISS, "https://example.com")
            .put(EatClaim.SWNAME, "boot \"é\"")
            .put(EatClaim.UEID, Ueid.ofRandom(Bytes.copyOf(new byte[16])))
            .put(EatClaim.UPTIME, 7L)
            .build();

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("COSE-java verifies our CWT, and we verify theirs")
    void cose(OracleAlgorithm algorithm) throws Exception {
        Bytes ours = EatToken.sign(CLAIMS, algorithm.signer(), CRYPTO, EatFormat.CBOR)
                .bytes();
        CBORObject tagged = CBORObject.DecodeFromBytes(ours.toByteArray());
        assertThat(tagged.HasMostOuterTag(61)).isTrue();
        Bytes inner = ours.slice(2, ours.length()); // behind d8 3d
        Sign1Message message = (Sign1Message) Message.DecodeFromBytes(inner.toByteArray(), MessageTag.Sign1);
        assertThat(message.validate(algorithm.coseKey())).isTrue();
        CBORObject claims = CBORObject.DecodeFromBytes(message.GetContent());
        assertThat(claims.get(CBORObject.FromObject(270)).AsString()).isEqualTo("boot \"é\"");
        assertThat(claims.get(CBORObject.FromObject(261)).AsInt32()).isEqualTo(7);

        Sign1Message theirs = new Sign1Message();
        theirs.SetContent(CLAIMS.encode(EatFormat.CBOR).toByteArray());
        theirs.addAttribute(
                HeaderKeys.Algorithm, CBORObject.FromObject(algorithm.coseIdentifier()), Attribute.PROTECTED);
        theirs.sign(algorithm.coseKey());
        Bytes token = Bytes.copyOf(theirs.EncodeToBytes());
        for (Bytes form : new Bytes[] {token, Cbor.tagged(61, token)}) {
            assertThat(EatToken.decode(form)
                            .verify(CRYPTO, algorithm.publicKey())
                            .orElseThrow()
                            .claims())
                    .isEqualTo(CLAIMS);
        }
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("jose4j verifies our JWT and reads its claims, and we verify theirs")
    void jose(OracleAlgorithm algorithm) throws Exception {
        String ours = EatToken.sign(CLAIMS, algorithm.signer(), CRYPTO, EatFormat.JSON)
                .bytes()
                .utf8();
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(algorithm.jdkPair().getPublic())
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm.name())
                .setExpectedIssuer("https://example.com")
                .setExpectedType(true, "eat+jwt")
                .build()
                .processToClaims(ours);
        assertThat(claims.getStringClaimValue("swname")).isEqualTo("boot \"é\"");
        assertThat(claims.getClaimValue("uptime", Long.class)).isEqualTo(7L);
        assertThat(claims.getStringClaimValue("ueid")).isEqualTo("AQAAAAAAAAAAAAAAAAAAAAA");

        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(JwtClaims.parse(CLAIMS.encode(EatFormat.JSON).utf8()).toJson());
        jws.setKey(algorithm.jdkPair().getPrivate());
        jws.setAlgorithmHeaderValue(algorithm.name());
        VerifiedEat eat = EatToken.decode(Bytes.ofUtf8(jws.getCompactSerialization()))
                .verify(CRYPTO, algorithm.publicKey())
                .orElseThrow();
        assertThat(eat.claims()).isEqualTo(CLAIMS);
    }
}
