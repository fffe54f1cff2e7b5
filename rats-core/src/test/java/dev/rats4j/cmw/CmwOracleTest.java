package dev.rats4j.cmw;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import COSE.Attribute;
import COSE.HeaderKeys;
import COSE.Message;
import COSE.MessageTag;
import COSE.Sign1Message;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cose.OracleAlgorithm;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signed wrappers cross over to COSE-java and jose4j and back. */
class CmwOracleTest {

    private static final Cmw CMW = new CmwCollection(
            Optional.of("tag:x,2026:y"), Map.of(CborKey.of("é"), CmwRecord.of("a/b", Bytes.of(1, 2))));

    private static void assertVerifies(OracleAlgorithm algorithm, Bytes message) throws MalformedMessageException {
        VerifiedCmw verified =
                SignedCmw.decode(message).verify(CRYPTO, algorithm.publicKey()).orElseThrow();
        assertThat(verified.cmw()).isEqualTo(CMW);
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("COSE-java verifies what we sign, and sees the type")
    void theyReadOurCose(OracleAlgorithm algorithm) throws Exception {
        Bytes ours = SignedCmw.sign(CMW, algorithm.signer(), CRYPTO, SignedCmw.Form.COSE)
                .bytes();
        Sign1Message message = (Sign1Message) Message.DecodeFromBytes(ours.toByteArray(), MessageTag.Sign1);
        assertThat(message.validate(algorithm.coseKey())).isTrue();
        assertThat(message.findAttribute(HeaderKeys.CONTENT_TYPE, Attribute.PROTECTED)
                        .AsString())
                .isEqualTo("application/cmw+cbor");
        assertThat(Bytes.copyOf(message.GetContent())).isEqualTo(CMW.toCbor());
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName(
            "we verify what COSE-java signs, with the type as a text and as a number, and refuse an unprotected one")
    void weReadTheirCose(OracleAlgorithm algorithm) throws Exception {
        for (CBORObject type :
                new CBORObject[] {CBORObject.FromObject("application/cmw+cbor"), CBORObject.FromObject(273)}) {
            assertVerifies(algorithm, theirCose(algorithm, type, Attribute.PROTECTED));
            Bytes unprotected = theirCose(algorithm, type, Attribute.UNPROTECTED);
            assertThatThrownBy(() -> SignedCmw.decode(unprotected).form())
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    private static Bytes theirCose(OracleAlgorithm algorithm, CBORObject type, int bucket) throws Exception {
        Sign1Message theirs = new Sign1Message();
        theirs.SetContent(CMW.toCbor().toByteArray());
        theirs.addAttribute(
                HeaderKeys.Algorithm, CBORObject.FromObject(algorithm.coseIdentifier()), Attribute.PROTECTED);
        theirs.addAttribute(HeaderKeys.CONTENT_TYPE, type, bucket);
        theirs.sign(algorithm.coseKey());
        return Bytes.copyOf(theirs.EncodeToBytes());
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("jose4j verifies what we sign, compact and put together from the flattened form")
    void theyReadOurJws(OracleAlgorithm algorithm) throws Exception {
        String compact = SignedCmw.sign(CMW, algorithm.signer(), CRYPTO, SignedCmw.Form.JWS_COMPACT)
                .bytes()
                .utf8();
        JsonObject flattened = Json.parseObject(
                SignedCmw.sign(CMW, algorithm.signer(), CRYPTO, SignedCmw.Form.JWS_FLATTENED)
                        .bytes(),
                JsonLimits.STANDARD);
        String joined =
                flattened.string("protected") + '.' + flattened.string("payload") + '.' + flattened.string("signature");
        for (String text : new String[] {compact, joined}) {
            JsonWebSignature jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(
                    new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm.name()));
            jws.setCompactSerialization(text);
            jws.setKey(algorithm.jdkPair().getPublic());
            assertThat(jws.verifySignature()).isTrue();
            assertThat(jws.getContentTypeHeaderValue()).isEqualTo("application/cmw+json");
            assertThat(Bytes.ofUtf8(jws.getPayload())).isEqualTo(CMW.toJson());
        }
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("we verify what jose4j signs, compact and flattened")
    void weReadTheirJws(OracleAlgorithm algorithm) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(CMW.toJson().utf8());
        jws.setKey(algorithm.jdkPair().getPrivate());
        jws.setAlgorithmHeaderValue(algorithm.name());
        jws.setContentTypeHeaderValue("application/cmw+json");
        String compact = jws.getCompactSerialization();
        assertVerifies(algorithm, Bytes.ofUtf8(compact));
        String[] parts = compact.split("\\.");
        assertVerifies(
                algorithm,
                Bytes.ofUtf8("{ \"signature\" : \"" + parts[2] + "\", \"payload\" : \"" + parts[1]
                        + "\", \"header\": {\"kid\": \"theirs\"}, \"protected\": \"" + parts[0] + "\" }"));
    }
}
