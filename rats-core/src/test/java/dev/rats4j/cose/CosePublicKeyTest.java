package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CosePublicKeyTest {

    private static final Bytes PAYLOAD = Bytes.ofUtf8("payload");
    private static final Signer P256 = SeededKeys.p256(1);
    private static final Bytes ML_DSA_KEY = PureScheme.ML_DSA_44.bytesOf(
            SeededKeys.pure(PureScheme.ML_DSA_44, 1).publicKey());

    private static CosePublicKey decode(Bytes key) throws MalformedMessageException {
        return CosePublicKey.decode(CborItem.decode(key, CborProfile.WELL_FORMED), CRYPTO);
    }

    /** A key with more members. */
    private static Bytes with(Bytes key, Object... labelsAndItems) throws MalformedMessageException {
        Cbor.MapBuilder map = Cbor.map();
        CborItem.decode(key, CborProfile.WELL_FORMED)
                .map("key")
                .entries()
                .forEach((label, item) -> map.put(label, item.encoded()));
        for (int i = 0; i < labelsAndItems.length; i += 2) {
            map.put((int) labelsAndItems[i], (Bytes) labelsAndItems[i + 1]);
        }
        return map.encode();
    }

    private static Bytes key(Signer signer) {
        return CoseKey.encode(signer.publicKey(), CRYPTO).orElseThrow();
    }

    private static CoseSign1 message(Signer signer, CoseAlgorithm algorithm) throws MalformedMessageException {
        CoseHeaders alg = CoseHeaders.builder()
                .put(CoseHeaders.ALG, Cbor.integer(algorithm.identifier()))
                .build();
        return CoseSign1.decode(
                CoseSign1.sign(CRYPTO, signer, alg, CoseHeaders.NONE, PAYLOAD),
                CoseSign1.Form.TAGGED,
                CborProfile.DETERMINISTIC);
    }

    @Test
    @DisplayName(
            "T-61 a key that names its algorithm verifies that one only, and none of the same operation under another number")
    void keyAndMessageAgree() throws Exception {
        Bytes plain = key(P256);
        CosePublicKey any = decode(plain);
        CosePublicKey es256 = decode(with(plain, 3, Cbor.integer(-7), 2, Cbor.bytes(Bytes.of(1))));
        CosePublicKey esp256 = decode(with(plain, 3, Cbor.integer(-9)));
        assertThat(es256.keyId()).contains(Bytes.of(1));
        for (CoseAlgorithm algorithm : List.of(CoseAlgorithm.ES256, CoseAlgorithm.ESP256)) {
            CoseSign1 message = message(P256, algorithm);
            assertThat(message.verify(CRYPTO, any, Bytes.EMPTY)).isPresent();
            assertThat(message.verify(CRYPTO, es256, Bytes.EMPTY).isPresent())
                    .isEqualTo(algorithm == CoseAlgorithm.ES256);
            assertThat(message.verify(CRYPTO, esp256, Bytes.EMPTY).isPresent())
                    .isEqualTo(algorithm == CoseAlgorithm.ESP256);
        }
    }

    @Test
    @DisplayName("a key whose alg does not go with it, is unknown, or whose key_ops have no verify is refused")
    void refusesKeysThatContradictThemselves() throws Exception {
        Bytes plain = key(P256);
        for (long algorithm : new long[] {-35, -51, -8, -19, -37, -48, 5, -999, (1L << 32) - 7}) {
            assertThatThrownBy(() -> decode(with(plain, 3, Cbor.integer(algorithm))))
                    .isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> decode(with(plain, 3, Cbor.text("ES256")))).hasMessageContaining("alg");
        assertThatThrownBy(() -> decode(with(plain, 3, Cbor.nil()))).hasMessageContaining("alg");
        for (Bytes operations :
                List.of(Cbor.array(), Cbor.array(Cbor.integer(1)), Cbor.array(Cbor.text("sign")), Cbor.integer(2))) {
            assertThatThrownBy(() -> decode(with(plain, 4, operations))).hasMessageContaining("key_ops");
        }
        for (Bytes operations : List.of(
                Cbor.array(Cbor.integer(2)),
                Cbor.array(Cbor.text("verify")),
                Cbor.array(Cbor.integer(1), Cbor.integer(2)))) {
            assertThat(decode(with(plain, 4, operations)).key()).isEqualTo(P256.publicKey());
        }
        assertThatThrownBy(() -> decode(with(plain, 2, Cbor.text("x")))).hasMessageContaining("kid");
    }

    @ParameterizedTest
    @EnumSource(PureScheme.class)
    @DisplayName("OKP and AKP keys come back, verify their messages, and have one thumbprint whatever else they say")
    void pureKeys(PureScheme scheme) throws Exception {
        Signer signer = SeededKeys.pure(scheme, 3);
        CosePublicKey key = decode(key(signer));
        assertThat(key.key()).isEqualTo(signer.publicKey());
        CoseAlgorithm algorithm = CoseAlgorithm.valueOf(scheme.name());
        assertThat(message(signer, algorithm).verify(CRYPTO, key, Bytes.EMPTY)).isPresent();
        assertThat(message(P256, CoseAlgorithm.ES256).verify(CRYPTO, key, Bytes.EMPTY))
                .isEmpty();
        CosePublicKey more = decode(with(key(signer), 2, Cbor.bytes(Bytes.of(9)), 4, Cbor.array(Cbor.integer(2))));
        assertThat(more.thumbprint(CRYPTO)).isEqualTo(key.thumbprint(CRYPTO));
        assertThat(key.algorithm().isPresent()).isEqualTo(scheme.isMlDsa());
    }

    private static Bytes akp(Bytes alg, Bytes pub) {
        return Cbor.map().put(1, Cbor.integer(7)).put(3, alg).put(-1, pub).encode();
    }

    @Test
    @DisplayName("AKP: no alg or one of another kind, another length, and a private part are refused")
    void refusesBrokenAkpKeys() throws Exception {
        Bytes pub = Cbor.bytes(ML_DSA_KEY);
        assertThat(decode(akp(Cbor.integer(-48), pub)).algorithm()).contains(CoseAlgorithm.ML_DSA_44);
        for (Bytes wrong : List.of(
                akp(Cbor.integer(-49), pub),
                akp(Cbor.integer(-7), pub),
                akp(Cbor.integer(-19), pub),
                akp(Cbor.integer(-999), pub),
                akp(Cbor.text("ML-DSA-44"), pub),
                akp(Cbor.integer(-48), Cbor.bytes(ML_DSA_KEY.slice(1, 1312))),
                akp(Cbor.integer(-48), Cbor.text("x")),
                Cbor.map().put(1, Cbor.integer(7)).put(-1, pub).encode(),
                Cbor.map().put(1, Cbor.integer(7)).put(3, Cbor.integer(-48)).encode(),
                with(akp(Cbor.integer(-48), pub), -2, Cbor.bytes(Bytes.copyOf(new byte[32]))))) {
            assertThatThrownBy(() -> decode(wrong)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @DisplayName("RFC 9679, 6: the thumbprint of the example")
    void thumbprintOfTheStandard() throws Exception {
        CosePublicKey key = decode(Cbor.map()
                .put(1, Cbor.integer(2))
                .put(-1, Cbor.integer(1))
                .put(-2, Cbor.bytes(Bytes.fromHex("65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d")))
                .put(-3, Cbor.bytes(Bytes.fromHex("1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c")))
                .encode());
        assertThat(key.thumbprint(CRYPTO).toHex())
                .isEqualTo("496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec");
    }

    @Test
    @DisplayName(
            "a signer's message bears the older of two numbers unless the header names the newer; never another operation")
    void whatIsWritten() throws Exception {
        assertThat(CoseAlgorithm.of(P256, CRYPTO.curveOf(P256.publicKey()))).contains(CoseAlgorithm.ES256);
        Signer ed25519 = SeededKeys.ed25519(1);
        assertThat(CoseAlgorithm.of(ed25519, CRYPTO.curveOf(ed25519.publicKey())))
                .contains(CoseAlgorithm.EDDSA);
        assertThat(message(ed25519, CoseAlgorithm.ED25519).algorithm()).isEqualTo(CoseAlgorithm.ED25519);
        for (CoseAlgorithm wrong : List.of(CoseAlgorithm.ES384, CoseAlgorithm.ESP384, CoseAlgorithm.EDDSA)) {
            assertThatThrownBy(() -> message(P256, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        CoseHeaders text =
                CoseHeaders.builder().put(CoseHeaders.ALG, Cbor.text("ES256")).build();
        assertThatThrownBy(() -> CoseSign1.sign(CRYPTO, P256, text, CoseHeaders.NONE, PAYLOAD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(CRYPTO.curveOf(P256.publicKey())).contains(EllipticCurve.P256);
    }

    @Test
    @DisplayName("RFC 8230, 4: an RSA key with its private exponent is not taken for a public one")
    void privateRsaKey() {
        byte[] modulus = new byte[256];
        Arrays.fill(modulus, (byte) 0xff);
        Bytes secret = Cbor.map()
                .put(1, Cbor.integer(3))
                .put(-1, Cbor.bytes(Bytes.copyOf(modulus)))
                .put(-2, Cbor.bytes(Bytes.of(1, 0, 1)))
                .put(-3, Cbor.bytes(Bytes.copyOf(modulus)))
                .encode();
        assertThatThrownBy(() -> decode(secret))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("COSE_Key.d");
    }
}
