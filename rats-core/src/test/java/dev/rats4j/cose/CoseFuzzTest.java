package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
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
}
