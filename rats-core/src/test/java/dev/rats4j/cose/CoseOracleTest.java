package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import COSE.AlgorithmID;
import COSE.Attribute;
import COSE.CoseException;
import COSE.HeaderKeys;
import COSE.MAC0Message;
import COSE.Message;
import COSE.MessageTag;
import COSE.OneKey;
import COSE.Sign1Message;
import COSE.SignMessage;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages cross over to COSE-java and back. Classes of input on which we differ are those of decision 0020. */
class CoseOracleTest {

    private static final Map<AlgorithmID, CoseMacAlgorithm> CODES = Map.of(
            AlgorithmID.HMAC_SHA_256, CoseMacAlgorithm.HMAC_256,
            AlgorithmID.HMAC_SHA_384, CoseMacAlgorithm.HMAC_384,
            AlgorithmID.HMAC_SHA_512, CoseMacAlgorithm.HMAC_512);

    private static Bytes bytes(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    /** Headers of every type that both sides have. */
    private static CoseHeaders headers(Random random) {
        CoseHeaders.Builder headers = CoseHeaders.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            CborKey label = random.nextBoolean() ? CborKey.of(1000L + i) : CborKey.of("label " + i);
            headers.put(
                    label,
                    switch (random.nextInt(4)) {
                        case 0 -> Cbor.integer(random.nextInt());
                        case 1 -> Cbor.bytes(bytes(random, 30));
                        case 2 -> Cbor.text("é" + random.nextInt());
                        default -> Cbor.array(Cbor.bool(true), Cbor.nil());
                    });
        }
        return headers.build();
    }

    private static void addTo(Message message, CoseHeaders headers, int where) throws CoseException {
        for (CborKey label : headers.labels()) {
            message.addAttribute(
                    CBORObject.DecodeFromBytes(label.encoded().toByteArray()),
                    CBORObject.DecodeFromBytes(
                            headers.value(label).orElseThrow().encoded().toByteArray()),
                    where);
        }
    }

    @ParameterizedTest
    @EnumSource(OracleAlgorithm.class)
    @DisplayName("COSE_Sign1 with any headers, payload and external data")
    void sign1(OracleAlgorithm algorithm) throws Exception {
        Random random = new Random(algorithm.coseIdentifier());
        OneKey key = algorithm.coseKey();
        for (int i = 0; i < 20; i++) {
            CoseHeaders covered = headers(random);
            Bytes payload = bytes(random, 200);
            Bytes external = bytes(random, 20);
            Bytes ours = CoseSign1.sign(CRYPTO, algorithm.signer(), covered, CoseHeaders.NONE, payload);
            Sign1Message read = (Sign1Message) Message.DecodeFromBytes(ours.toByteArray(), MessageTag.Sign1);
            assertThat(read.validate(key)).isTrue();
            assertThat(Bytes.copyOf(read.GetContent())).isEqualTo(payload);

            Sign1Message theirs = new Sign1Message();
            theirs.SetContent(payload.toByteArray());
            theirs.setExternal(external.toByteArray());
            theirs.addAttribute(
                    HeaderKeys.Algorithm, CBORObject.FromObject(algorithm.coseIdentifier()), Attribute.PROTECTED);
            addTo(theirs, covered, Attribute.PROTECTED);
            theirs.sign(key);
            CoseSign1 decoded = CoseSign1.decode(
                    Bytes.copyOf(theirs.EncodeToBytes()), CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
            CoseSign1.Verified verified =
                    decoded.verify(CRYPTO, algorithm.publicKey(), external).orElseThrow();
            assertThat(verified.payload()).isEqualTo(payload);
            assertThat(verified.protectedHeaders().labels()).containsAll(covered.labels());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("COSE_Mac0 with any headers, payload and key")
    void mac0(long seed) throws Exception {
        Random random = new Random(seed);
        for (Map.Entry<AlgorithmID, CoseMacAlgorithm> algorithm : CODES.entrySet()) {
            for (int i = 0; i < 20; i++) {
                byte[] secret = new byte[algorithm.getValue().mac().length()]; // theirs wants exactly the hash's length
                random.nextBytes(secret);
                MacKey key = MacKey.of(Bytes.copyOf(secret));
                CoseHeaders covered = headers(random);
                Bytes payload = bytes(random, 200);
                Bytes ours = CoseMac0.create(CRYPTO, key, algorithm.getValue(), covered, CoseHeaders.NONE, payload);
                MAC0Message read = (MAC0Message) Message.DecodeFromBytes(ours.toByteArray(), MessageTag.MAC0);
                assertThat(read.Validate(secret)).isTrue();

                MAC0Message theirs = new MAC0Message();
                theirs.SetContent(payload.toByteArray());
                theirs.addAttribute(HeaderKeys.Algorithm, algorithm.getKey().AsCBOR(), Attribute.PROTECTED);
                addTo(theirs, covered, Attribute.PROTECTED);
                theirs.Create(secret);
                CoseMac0 decoded = CoseMac0.decode(
                        Bytes.copyOf(theirs.EncodeToBytes()), CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
                assertThat(decoded.verify(CRYPTO, key, Bytes.EMPTY)
                                .orElseThrow()
                                .payload())
                        .isEqualTo(payload);
            }
        }
    }

    @Test
    @DisplayName("COSE_Sign of three signers")
    void sign() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            Bytes payload = bytes(random, 200);
            SignMessage theirs = new SignMessage();
            theirs.SetContent(payload.toByteArray());
            addTo(theirs, headers(random), Attribute.PROTECTED);
            for (OracleAlgorithm algorithm : OracleAlgorithm.values()) {
                COSE.Signer signer = new COSE.Signer();
                signer.setKey(algorithm.coseKey());
                signer.addAttribute(
                        HeaderKeys.Algorithm, CBORObject.FromObject(algorithm.coseIdentifier()), Attribute.PROTECTED);
                theirs.AddSigner(signer);
            }
            theirs.sign();
            CoseSign decoded = CoseSign.decode(
                    Bytes.copyOf(theirs.EncodeToBytes()), CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, Set.of());
            for (OracleAlgorithm algorithm : OracleAlgorithm.values()) {
                assertThat(decoded.signatures()
                                .get(List.of(OracleAlgorithm.values()).indexOf(algorithm))
                                .verify(CRYPTO, algorithm.publicKey(), Bytes.EMPTY)
                                .orElseThrow()
                                .payload())
                        .isEqualTo(payload);
            }
            Signer[] signers = new Signer[] {OracleAlgorithm.ES256.signer(), OracleAlgorithm.ES384.signer()};
            SignMessage read = (SignMessage) Message.DecodeFromBytes(
                    CoseSignTest.message(CoseHeaders.NONE, payload, signers).toByteArray(), MessageTag.Sign);
            read.getSigner(0).setKey(OracleAlgorithm.ES256.coseKey());
            read.getSigner(1).setKey(OracleAlgorithm.ES384.coseKey());
            assertThat(read.validate(read.getSigner(0))).isTrue();
            assertThat(read.validate(read.getSigner(1))).isTrue();
        }
    }

    private static boolean theyVerify(Bytes message) {
        boolean[] verified = new boolean[1];
        Throwable refusal = catchThrowable(
                () -> verified[0] = ((Sign1Message) Message.DecodeFromBytes(message.toByteArray(), MessageTag.Sign1))
                        .validate(OracleAlgorithm.ES256.coseKey()));
        return refusal == null && verified[0];
    }

    private static boolean weVerify(Bytes message) {
        try {
            return CoseSign1.decode(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED)
                    .verify(CRYPTO, OracleAlgorithm.ES256.publicKey(), Bytes.EMPTY)
                    .isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static Bytes signed(Bytes protectedHeader, Bytes covered, Bytes unprotected) {
        Bytes payload = Bytes.of(1);
        Bytes toBeSigned = CoseBuckets.covered("Signature1", covered, Bytes.EMPTY, payload);
        return Cbor.tagged(
                18,
                Cbor.array(
                        Cbor.bytes(protectedHeader),
                        unprotected,
                        Cbor.bytes(payload),
                        Cbor.bytes(OracleAlgorithm.ES256.signer().sign(toBeSigned))));
    }

    private final SoftAssertions all = new SoftAssertions();

    private void differ(String input, Bytes message, boolean theirs, boolean ours) {
        all.assertThat(theyVerify(message)).as("the other side: " + input).isEqualTo(theirs);
        all.assertThat(weVerify(message)).as("we: " + input).isEqualTo(ours);
    }

    @Test
    @DisplayName("classes of input on which the two sides differ")
    void differences() throws Exception {
        Bytes none = Cbor.map().encode();
        Bytes alg = Cbor.map().put(1, Cbor.integer(-7)).encode();
        Bytes good = signed(alg, alg, none);
        differ("good", good, true, true);
        differ("alg only in the unprotected header", signed(Bytes.EMPTY, Bytes.EMPTY, alg), true, false);
        differ("a label in both headers", signed(alg, alg, alg), true, false);
        Bytes crit = Cbor.map()
                .put(1, Cbor.integer(-7))
                .put(2, Cbor.array(Cbor.integer(900)))
                .put(900, Cbor.nil())
                .encode();
        differ("a critical label that nobody understands", signed(crit, crit, none), true, false);
        Bytes esp256 = Cbor.map().put(1, Cbor.integer(-9)).encode();
        differ("a fully specified algorithm", signed(esp256, esp256, none), false, true);
        Bytes wide = Bytes.fromHex("a10138" + "06"); // -7 in two bytes
        differ("an algorithm in a longer encoding", signed(wide, wide, none), true, true);
        Bytes twice = Bytes.fromHex("a201260126");
        differ("a label twice", signed(twice, twice, none), false, false);
        differ("bytes behind the message", Bytes.concat(good, Bytes.of(0)), false, false);
        Bytes envelope =
                Cbor.map().put(1, Cbor.integer(-7)).put(258, Cbor.integer(-16)).encode();
        differ("a hash envelope whose payload is no digest", signed(envelope, envelope, none), true, false);
        all.assertAll();
    }
}
