package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CoseFuzzTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();

    private static CoseSign1 decodeMessage(Bytes message) throws MalformedMessageException {
        CoseSign1 decoded = CoseSign1.decode(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED);
        decoded.untrustedProtectedHeaders().x5chain();
        decoded.untrustedHeaders().x5chain();
        return decoded;
    }

    static Stream<byte[]> messages() {
        CoseHeaders chain = CoseHeaders.builder()
                .x5chain(List.of(Bytes.of(0x30, 0), Bytes.of(0x30, 1)))
                .build();
        CoseHeaders contentType = CoseHeaders.builder()
                .put(CoseHeaders.CONTENT_TYPE, Cbor.text("a/b"))
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(7)))
                .build();
        return AnyBytes.seeds(
                CoseFuzzTest::decodeMessage,
                CoseSign1.sign(CRYPTO, SIGNER, contentType, chain, Bytes.of(1, 2, 3)),
                CoseSign1.sign(CRYPTO, SIGNER, chain, CoseHeaders.NONE, Bytes.EMPTY),
                CoseSign1.signDetached(CRYPTO, SeededKeys.ed25519(3), contentType, Bytes.of(1), Bytes.EMPTY));
    }

    @MethodSource("messages")
    @FuzzTest
    void sign1(byte[] input) {
        AnyBytes.decode(input, CoseFuzzTest::decodeMessage)
                .ifPresent(message -> assertThat(
                                message.untrustedPayload().isPresent()
                                        ? message.verify(CRYPTO, STRANGER, Bytes.EMPTY)
                                        : message.verifyDetached(CRYPTO, STRANGER, Bytes.of(1), Bytes.EMPTY))
                        .isEmpty());
    }

    private static PublicKey decodeKey(Bytes message) throws MalformedMessageException {
        return CoseKey.decode(CborItem.decode(message, CborProfile.WELL_FORMED), CRYPTO);
    }

    private static Bytes encodeKey(PublicKey key) {
        return CoseKey.encode(key, CRYPTO).orElseThrow();
    }

    static Stream<byte[]> keys() {
        return AnyBytes.seeds(
                CoseFuzzTest::decodeKey,
                encodeKey(STRANGER),
                encodeKey(CRYPTO.generate(EllipticCurve.P521, SeededKeys.random(4))
                        .getPublic()),
                encodeKey(SeededKeys.ed25519(5).publicKey()),
                encodeKey(SeededKeys.pure(PureScheme.ED448, 6).publicKey()),
                encodeKey(SeededKeys.pure(PureScheme.ML_DSA_44, 7).publicKey()),
                encodeKey(SeededKeys.pure(PureScheme.ML_DSA_87, 8).publicKey()),
                Cbor.map()
                        .put(1, Cbor.integer(3))
                        .put(-1, Cbor.bytes(Bytes.fromHex("c1" + "5b".repeat(255))))
                        .put(-2, Cbor.bytes(Bytes.of(1, 0, 1)))
                        .encode());
    }

    @MethodSource("keys")
    @FuzzTest
    void key(byte[] input) {
        AnyBytes.decode(input, CoseFuzzTest::decodeKey)
                .ifPresent(key -> AnyBytes.roundTrip(key, CoseFuzzTest::encodeKey, CoseFuzzTest::decodeKey));
    }

    private static final MacKey SECRET = MacKey.of(Bytes.fromHex("5a".repeat(64)));
    private static final MacKey OTHER_SECRET = MacKey.of(Bytes.fromHex("5b".repeat(64)));

    private static CoseMac0 decodeMac0(Bytes message) throws MalformedMessageException {
        return CoseMac0.decodeAlsoShort(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED, Set.of());
    }

    static Stream<byte[]> codes() {
        return AnyBytes.seeds(
                CoseFuzzTest::decodeMac0,
                CoseMac0.create(
                        CRYPTO, SECRET, CoseMacAlgorithm.HMAC_256, CoseHeaders.NONE, CoseHeaders.NONE, Bytes.of(1)),
                CoseMac0.createDetached(
                        CRYPTO, SECRET, CoseMacAlgorithm.HMAC_512, CoseHeaders.NONE, Bytes.of(1), Bytes.EMPTY));
    }

    @MethodSource("codes")
    @FuzzTest
    void mac0(byte[] input) {
        AnyBytes.decode(input, CoseFuzzTest::decodeMac0)
                .ifPresent(message -> assertThat(
                                message.untrustedPayload().isPresent()
                                        ? message.verify(CRYPTO, OTHER_SECRET, Bytes.EMPTY)
                                        : message.verifyDetached(CRYPTO, OTHER_SECRET, Bytes.of(1), Bytes.EMPTY))
                        .isEmpty());
    }

    private static CoseMac0 decodeMac(Bytes message) throws MalformedMessageException {
        return CoseMac0.decodeMac(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED, Set.of());
    }

    static Stream<byte[]> macs() {
        Bytes none = Cbor.bytes(Bytes.EMPTY);
        Bytes direct = Cbor.map().put(1, Cbor.integer(-6)).encode();
        return AnyBytes.seeds(
                CoseFuzzTest::decodeMac,
                Cbor.tagged(
                        CoseMac0.MAC_TAG,
                        Cbor.array(
                                Cbor.bytes(Cbor.map().put(1, Cbor.integer(5)).encode()),
                                Cbor.map().encode(),
                                none,
                                Cbor.bytes(Bytes.copyOf(new byte[32])),
                                Cbor.array(Cbor.array(none, direct, none)))));
    }

    @MethodSource("macs")
    @FuzzTest
    void mac(byte[] input) {
        AnyBytes.decode(input, CoseFuzzTest::decodeMac)
                .filter(message -> message.untrustedPayload().isPresent())
                .ifPresent(message -> assertThat(message.verify(CRYPTO, OTHER_SECRET, Bytes.EMPTY))
                        .isEmpty());
    }

    private static CoseSign decodeSigned(Bytes message) throws MalformedMessageException {
        return CoseSign.decode(message, CoseSign1.Form.EITHER, CborProfile.WELL_FORMED, Set.of());
    }

    static Stream<byte[]> signedMessages() {
        return AnyBytes.seeds(
                CoseFuzzTest::decodeSigned,
                CoseSignTest.message(CoseHeaders.NONE, Bytes.of(1), SIGNER, SeededKeys.ed25519(3)),
                CoseSignTest.message(
                        CoseHeaders.builder()
                                .put(CoseHeaders.CONTENT_TYPE, Cbor.integer(50))
                                .build(),
                        Bytes.EMPTY,
                        SIGNER));
    }

    @MethodSource("signedMessages")
    @FuzzTest
    void sign(byte[] input) {
        AnyBytes.decode(input, CoseFuzzTest::decodeSigned).ifPresent(message -> {
            for (CoseSign.Signature signature : message.signatures()) {
                assertThat(
                                message.untrustedPayload().isPresent()
                                        ? signature.verify(CRYPTO, STRANGER, Bytes.EMPTY)
                                        : signature.verifyDetached(CRYPTO, STRANGER, Bytes.of(1), Bytes.EMPTY))
                        .isEmpty();
            }
        });
    }

    private static HashEnvelope decodeEnvelope(Bytes headers) throws MalformedMessageException {
        CborItem item = CborItem.decode(headers, CborProfile.DETERMINISTIC);
        CborItem[] parts = item.elements(2, 2, "envelope");
        return HashEnvelope.read(CoseHeaders.of(parts[0].map("headers")), parts[1].bytes("payload"))
                .orElseThrow(() -> item.malformed("envelope", "has no algorithm"));
    }

    private static Bytes encodeEnvelope(HashEnvelope envelope) {
        return Cbor.array(
                envelope.headers(CoseHeaders.NONE).encoded(),
                Cbor.bytes(envelope.digest().value()));
    }

    static Stream<byte[]> envelopes() {
        HashEnvelope plain = HashEnvelope.of(HashAlgorithm.SHA256.digest(Bytes.EMPTY));
        return AnyBytes.seeds(
                CoseFuzzTest::decodeEnvelope,
                encodeEnvelope(plain),
                encodeEnvelope(new HashEnvelope(
                        HashAlgorithm.SHA512.digest(Bytes.EMPTY),
                        Optional.of(new ContentType.Media("a/b")),
                        Optional.of("x:"))),
                encodeEnvelope(
                        new HashEnvelope(plain.digest(), Optional.of(new ContentType.Format(50)), Optional.empty())));
    }

    @MethodSource("envelopes")
    @FuzzTest
    void hashEnvelope(byte[] input) {
        AnyBytes.decode(input, CoseFuzzTest::decodeEnvelope)
                .ifPresent(envelope ->
                        AnyBytes.roundTrip(envelope, CoseFuzzTest::encodeEnvelope, CoseFuzzTest::decodeEnvelope));
    }
}
