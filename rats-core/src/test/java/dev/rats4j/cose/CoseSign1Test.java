package dev.rats4j.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import COSE.Attribute;
import COSE.HeaderKeys;
import COSE.Message;
import COSE.MessageTag;
import COSE.OneKey;
import COSE.Sign1Message;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cbor.CollidingKeys;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoseSign1Test {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final Bytes PAYLOAD = Bytes.ofUtf8("payload");
    private static final KeyPair P256 = CRYPTO.generate(EllipticCurve.P256, new SecureRandom());
    private static final Signer SIGNER = signer(CoseAlgorithm.ES256, P256);

    private static Signer signer(CoseAlgorithm algorithm, KeyPair pair) {
        return CRYPTO.signer(pair.getPrivate(), pair.getPublic(), algorithm.signature());
    }

    private static KeyPair keyFor(CoseAlgorithm algorithm) throws Exception {
        return switch (algorithm) {
            case ES256, ESP256 -> P256;
            case ES384, ESP384 -> CRYPTO.generate(EllipticCurve.P384, new SecureRandom());
            case ES512, ESP512 -> CRYPTO.generate(EllipticCurve.P521, new SecureRandom());
            case EDDSA, ED25519 -> CRYPTO.generateEd25519(new SecureRandom());
            case ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
                CRYPTO.generate(PureScheme.of(algorithm.signature().operation()).orElseThrow(), new SecureRandom());
            case PS256, PS384, PS512 -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                yield generator.generateKeyPair();
            }
        };
    }

    private static CoseSign1 decode(Bytes message) throws MalformedMessageException {
        return CoseSign1.decode(message, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
    }

    private static Bytes message(Bytes protectedHeader, Bytes unprotected, Bytes payload, Bytes signature) {
        return Cbor.tagged(18, Cbor.array(protectedHeader, unprotected, payload, signature));
    }

    /** A message that is signed, whatever its headers are. */
    private static Bytes signedWith(Bytes protectedMap, Bytes unprotectedMap) {
        Bytes toBeSigned = Cbor.array(
                Cbor.text("Signature1"), Cbor.bytes(protectedMap), Cbor.bytes(Bytes.EMPTY), Cbor.bytes(PAYLOAD));
        return message(
                Cbor.bytes(protectedMap), unprotectedMap, Cbor.bytes(PAYLOAD), Cbor.bytes(SIGNER.sign(toBeSigned)));
    }

    @ParameterizedTest
    @EnumSource(CoseAlgorithm.class)
    @DisplayName("what is signed verifies with its key only, attached and detached, every byte covered")
    void signsAndVerifies(CoseAlgorithm algorithm) throws Exception {
        KeyPair pair = keyFor(algorithm);
        CoseHeaders alg = CoseHeaders.builder()
                .put(CoseHeaders.ALG, Cbor.integer(algorithm.identifier()))
                .build();
        Bytes message = CoseSign1.sign(CRYPTO, signer(algorithm, pair), alg, CoseHeaders.NONE, PAYLOAD);
        assertThat(decode(message).algorithm()).isEqualTo(algorithm);
        CoseSign1.Verified verified =
                decode(message).verify(CRYPTO, pair.getPublic(), Bytes.EMPTY).orElseThrow();
        assertThat(verified.payload()).isEqualTo(PAYLOAD);
        assertThat(decode(message).verify(CRYPTO, keyFor(CoseAlgorithm.ES384).getPublic(), Bytes.EMPTY))
                .isEmpty();
        assertThat(decode(message).verify(CRYPTO, pair.getPublic(), Bytes.of(1)))
                .isEmpty();
        Bytes detached =
                CoseSign1.signDetached(CRYPTO, signer(algorithm, pair), CoseHeaders.NONE, PAYLOAD, Bytes.of(7));
        assertThat(decode(detached).verifyDetached(CRYPTO, pair.getPublic(), Bytes.of(7), PAYLOAD))
                .isPresent();
        assertThat(decode(detached).verifyDetached(CRYPTO, pair.getPublic(), Bytes.of(7), Bytes.EMPTY))
                .isEmpty();
        assertThatThrownBy(() -> decode(detached)
                        .verify(CRYPTO, pair.getPublic(), Bytes.EMPTY)
                        .isPresent())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("S-5 no flipped bit of a message leaves it verified with other content")
    void everyBitCounts() throws Exception {
        Bytes message = CoseSign1.sign(
                CRYPTO,
                SIGNER,
                CoseHeaders.builder()
                        .put(CoseHeaders.CONTENT_TYPE, Cbor.text("a/b"))
                        .build(),
                CoseHeaders.NONE,
                PAYLOAD);
        int malformed = 0;
        for (int bit = 0; bit < 8 * message.length(); bit++) {
            byte[] flipped = message.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(decode(Bytes.copyOf(flipped)).untrustedPayload().isPresent()
                                && decode(Bytes.copyOf(flipped))
                                        .verify(CRYPTO, P256.getPublic(), Bytes.EMPTY)
                                        .isPresent())
                        .as("bit " + bit)
                        .isFalse();
            } catch (MalformedMessageException e) {
                malformed++;
            }
        }
        assertThat(malformed).isPositive();
    }

    @Test
    @DisplayName("an empty protected header is read as h'' and as h'a0', but alg must be in it")
    void refusesAlgOutsideTheProtectedHeader() {
        Bytes alg = Cbor.map().put(1, Cbor.integer(-7)).encode();
        for (Bytes empty : List.of(Bytes.EMPTY, Cbor.map().encode())) {
            assertThatThrownBy(() -> decode(signedWith(empty, alg))).hasMessageContaining("alg");
            assertThatThrownBy(() -> decode(signedWith(empty, Cbor.map().encode())))
                    .hasMessageContaining("alg");
        }
        assertThatThrownBy(() -> decode(signedWith(alg, alg))).hasMessageContaining("both");
    }

    @Test
    @DisplayName("crit: unknown, empty, absent or unprotected labels are refused, understood ones are read")
    void readsCrit() throws Exception {
        Bytes none = Cbor.map().encode();
        Bytes crit = Cbor.map()
                .put(1, Cbor.integer(-7))
                .put(2, Cbor.array(Cbor.integer(900)))
                .put(900, Cbor.nil())
                .encode();
        assertThatThrownBy(() -> decode(signedWith(crit, none))).hasMessageContaining("900");
        CoseSign1 understood = CoseSign1.decode(
                signedWith(crit, none), CoseSign1.Form.TAGGED, CborProfile.DETERMINISTIC, Set.of(CborKey.of(900)));
        assertThat(understood.verify(CRYPTO, P256.getPublic(), Bytes.EMPTY)).isPresent();
        for (Bytes bad :
                List.of(Cbor.array(), Cbor.array(Cbor.integer(900)), Cbor.integer(900), Cbor.array(Cbor.nil()))) {
            Bytes header = Cbor.map().put(1, Cbor.integer(-7)).put(2, bad).encode();
            assertThatThrownBy(() -> CoseSign1.decode(
                            signedWith(header, none),
                            CoseSign1.Form.TAGGED,
                            CborProfile.WELL_FORMED,
                            Set.of(CborKey.of(900))))
                    .isInstanceOf(MalformedMessageException.class);
        }
        Bytes alg = Cbor.map().put(1, Cbor.integer(-7)).encode();
        assertThatThrownBy(() -> decode(signedWith(
                        alg, Cbor.map().put(2, Cbor.array(Cbor.integer(1))).encode())))
                .hasMessageContaining("crit");
    }

    @Test
    @DisplayName("labels and algorithms are compared at full width")
    void comparesAtFullWidth() {
        for (Bytes map : List.of(
                Cbor.map().put(1, Cbor.integer((1L << 32) - 7)).encode(),
                Cbor.map().put(1, Cbor.integer(-7)).put(1L << 32, Cbor.nil()).encode(),
                Cbor.map().put((1L << 32) + 1, Cbor.integer(-7)).encode(),
                Cbor.map().put("1", Cbor.integer(-7)).encode())) {
            assertThatThrownBy(() -> decode(signedWith(map, Cbor.map().encode())))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @DisplayName("a signature of another length and a key on another curve verify nothing")
    void refusesOtherLengthsAndCurves() throws Exception {
        Bytes header = Cbor.bytes(Cbor.map().put(1, Cbor.integer(-7)).encode());
        Bytes good = CborItem.decode(
                        CoseSign1.sign(CRYPTO, SIGNER, CoseHeaders.NONE, CoseHeaders.NONE, PAYLOAD),
                        CborProfile.DETERMINISTIC)
                .tagged(18, "m")
                .elements(4, 4, "m")[3]
                .bytes("signature");
        for (Bytes bad : List.of(
                Bytes.EMPTY, good.slice(0, 63), Bytes.concat(good, Bytes.of(0)), Bytes.concat(Bytes.of(0, 0), good))) {
            CoseSign1 message = decode(message(header, Cbor.map().encode(), Cbor.bytes(PAYLOAD), Cbor.bytes(bad)));
            assertThat(message.verify(CRYPTO, P256.getPublic(), Bytes.EMPTY)).isEmpty();
        }
        KeyPair p384 = keyFor(CoseAlgorithm.ES384);
        Signer wrong = CRYPTO.signer(
                p384.getPrivate(), p384.getPublic(), new SignatureAlgorithm(Operation.ECDSA, HashAlgorithm.SHA256));
        assertThatThrownBy(() -> CoseSign1.sign(CRYPTO, wrong, CoseHeaders.NONE, CoseHeaders.NONE, PAYLOAD))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("tag and shape are the caller's choice")
    void readsTheFormThatWasAskedFor() throws Exception {
        Bytes tagged = CoseSign1.sign(CRYPTO, SIGNER, CoseHeaders.NONE, CoseHeaders.NONE, PAYLOAD);
        Bytes untagged = tagged.slice(1, tagged.length());
        assertThat(CoseSign1.decode(untagged, CoseSign1.Form.EITHER, CborProfile.DETERMINISTIC)
                        .algorithm())
                .isEqualTo(CoseAlgorithm.ES256);
        assertThatThrownBy(() -> decode(untagged)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CoseSign1.decode(tagged, CoseSign1.Form.UNTAGGED, CborProfile.DETERMINISTIC))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("COSE-java verifies what we sign, and we verify what it signs")
    void agreesWithAnIndependentImplementation() throws Exception {
        for (CoseAlgorithm algorithm : List.of(CoseAlgorithm.ES256, CoseAlgorithm.ES384, CoseAlgorithm.ES512)) {
            KeyPair pair = keyFor(algorithm);
            Bytes ours = CoseSign1.sign(CRYPTO, signer(algorithm, pair), CoseHeaders.NONE, CoseHeaders.NONE, PAYLOAD);
            OneKey key = new OneKey(
                    java.security.KeyFactory.getInstance("EC")
                            .generatePublic(new java.security.spec.X509EncodedKeySpec(
                                    pair.getPublic().getEncoded())),
                    java.security.KeyFactory.getInstance("EC")
                            .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(
                                    pair.getPrivate().getEncoded())));
            Sign1Message read = (Sign1Message) Message.DecodeFromBytes(ours.toByteArray(), MessageTag.Sign1);
            assertThat(read.validate(key)).isTrue();

            Sign1Message theirs = new Sign1Message();
            theirs.SetContent(PAYLOAD.toByteArray());
            theirs.addAttribute(
                    HeaderKeys.Algorithm, CBORObject.FromObject(algorithm.identifier()), Attribute.PROTECTED);
            theirs.setExternal(new byte[] {1, 2});
            theirs.sign(key);
            CoseSign1 decoded = decode(Bytes.copyOf(theirs.EncodeToBytes()));
            assertThat(decoded.verify(CRYPTO, pair.getPublic(), Bytes.of(1, 2))).isPresent();
            assertThat(decoded.verify(CRYPTO, pair.getPublic(), Bytes.EMPTY)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(CoseAlgorithm.class)
    @DisplayName("a key as COSE_Key comes back as the same key")
    void keysRoundTrip(CoseAlgorithm algorithm) throws Exception {
        KeyPair pair = keyFor(algorithm);
        Bytes encoded = CoseKey.encode(pair.getPublic(), CRYPTO).orElseThrow();
        assertThat(CoseKey.decode(CborItem.decode(encoded, CborProfile.DETERMINISTIC), CRYPTO))
                .isEqualTo(pair.getPublic());
    }

    @Test
    @DisplayName("COSE_Key: points off the curve, other lengths, compressed points and private keys are refused")
    void refusesBrokenKeys() throws Exception {
        Bytes good = CoseKey.encode(P256.getPublic(), CRYPTO).orElseThrow();
        CborItem[] parts = {
            CborItem.decode(good, CborProfile.DETERMINISTIC).map("k").required(-2, "x"),
            CborItem.decode(good, CborProfile.DETERMINISTIC).map("k").required(-3, "y")
        };
        Bytes x = parts[0].bytes("x");
        Bytes y = parts[1].bytes("y");
        for (Bytes bad : List.of(
                ec2(1, Cbor.bytes(y), Cbor.bytes(x)),
                ec2(1, Cbor.bytes(x.slice(1, 32)), Cbor.bytes(y)),
                ec2(1, Cbor.bytes(Bytes.concat(Bytes.of(0), x)), Cbor.bytes(y)),
                ec2(2, Cbor.bytes(x), Cbor.bytes(y)),
                ec2(1, Cbor.bytes(x), Cbor.bool(true)),
                Cbor.map().put(1, Cbor.integer(9)).encode(),
                Cbor.map().put(1, Cbor.integer(2)).put(-4, Cbor.bytes(x)).encode())) {
            assertThatThrownBy(() -> CoseKey.decode(CborItem.decode(bad, CborProfile.DETERMINISTIC), CRYPTO))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    private static Bytes ec2(int curve, Bytes x, Bytes y) {
        return Cbor.map()
                .put(1, Cbor.integer(2))
                .put(-1, Cbor.integer(curve))
                .put(-2, x)
                .put(-3, y)
                .encode();
    }

    @Test
    @DisplayName("T-08 an algorithm takes keys of its own kind, curve and least size only")
    void takesKeysThatFit() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair smallRsa = generator.generateKeyPair();
        Map<CoseAlgorithm, PublicKey> keys = new EnumMap<>(CoseAlgorithm.class);
        for (CoseAlgorithm algorithm : CoseAlgorithm.values()) {
            if (algorithm != CoseAlgorithm.PS384 && algorithm != CoseAlgorithm.PS512) { // which have the keys of PS256
                keys.put(algorithm, keyFor(algorithm).getPublic());
            }
        }
        for (CoseAlgorithm algorithm : CoseAlgorithm.values()) {
            assertThat(algorithm.fits(CRYPTO, smallRsa.getPublic())).isFalse();
            keys.forEach((other, key) -> assertThat(algorithm.fits(CRYPTO, key))
                    .as(algorithm + " with a key for " + other)
                    .isEqualTo(other.signature().equals(algorithm.signature()) || (isPss(other) && isPss(algorithm))));
        }
    }

    private static boolean isPss(CoseAlgorithm algorithm) {
        return algorithm.signature().operation() == Operation.RSASSA_PSS;
    }

    @Test
    @DisplayName("what was not verified is called untrusted, and is what was sent")
    void showsWhatIsNotVerified() throws Exception {
        CoseHeaders headers = CoseHeaders.builder()
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(9)))
                .build();
        CoseSign1 message = decode(CoseSign1.sign(CRYPTO, SIGNER, CoseHeaders.NONE, headers, PAYLOAD));
        assertThat(message.untrustedPayload()).contains(PAYLOAD);
        assertThat(message.untrustedProtectedHeaders().labels()).containsExactly(CoseHeaders.ALG);
        assertThat(message.untrustedHeaders()
                        .value(CoseHeaders.KID)
                        .orElseThrow()
                        .bytes("kid"))
                .isEqualTo(Bytes.of(9));
        CoseSign1 detached = decode(CoseSign1.signDetached(CRYPTO, SIGNER, CoseHeaders.NONE, PAYLOAD, Bytes.EMPTY));
        assertThat(detached.untrustedPayload()).isEmpty();
        assertThatThrownBy(() -> message.verifyDetached(CRYPTO, P256.getPublic(), Bytes.EMPTY, PAYLOAD)
                        .isPresent())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("payload is not detached");
    }

    @Test
    @DisplayName("x5chain is one certificate, or an array of at least two")
    void readsX5chain() throws Exception {
        for (int count : new int[] {1, 2, 3}) {
            List<Bytes> chain = java.util.stream.IntStream.range(0, count)
                    .mapToObj(Bytes::of)
                    .toList();
            Bytes message = CoseSign1.sign(
                    CRYPTO,
                    SIGNER,
                    CoseHeaders.NONE,
                    CoseHeaders.builder().x5chain(chain).build(),
                    PAYLOAD);
            assertThat(decode(message).untrustedHeaders().x5chain()).isEqualTo(chain);
        }
        Bytes one = signedWith(
                Cbor.map().put(1, Cbor.integer(-7)).encode(),
                Cbor.map().put(33, Cbor.array(Cbor.bytes(PAYLOAD))).encode());
        assertThatThrownBy(() -> decode(one).untrustedHeaders().x5chain())
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("T-44 labels that were chosen to have one hash code cost no more than others")
    void collidingLabels() {
        int labels = 1 << 17;
        Cbor.MapBuilder unprotected = Cbor.map();
        for (int i = 0; i < labels; i++) {
            unprotected.put(CollidingKeys.text(i), Cbor.integer(0));
        }
        Bytes headers = Cbor.bytes(Cbor.map().put(1, Cbor.integer(-7)).encode());
        Bytes message = Cbor.tagged(18, Cbor.array(headers, unprotected.encode(), Cbor.text(""), Cbor.text("")));
        // where every label is compared with every other one, this takes minutes
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() ->
                                CoseSign1.decode(message, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, Set.of()))
                        .hasMessageContaining("is TEXT, not BYTES"));
    }
}
