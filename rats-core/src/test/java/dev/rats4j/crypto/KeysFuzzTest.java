package dev.rats4j.crypto;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class KeysFuzzTest {

    private static Bytes der(Key key) {
        return Bytes.copyOf(key.getEncoded());
    }

    private static Bytes pem(String label, Bytes der) {
        String base64 = Base64.getMimeEncoder().encodeToString(der.toByteArray());
        return Bytes.ofUtf8("-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    private static Stream<Bytes> pairs(Function<KeyPair, Bytes> encoder) {
        try {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(2048, SeededKeys.random(4));
            return Stream.of(
                            CRYPTO.generate(EllipticCurve.P256, SeededKeys.random(1)),
                            CRYPTO.generate(EllipticCurve.P521, SeededKeys.random(2)),
                            CRYPTO.generateEd25519(SeededKeys.random(3)),
                            rsa.generateKeyPair())
                    .map(encoder);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes[] withPem(String label, Stream<Bytes> keys) {
        List<Bytes> all = keys.toList();
        return Stream.concat(all.stream(), all.stream().map(der -> pem(label, der)))
                .toArray(Bytes[]::new);
    }

    static Stream<byte[]> publicKeys() {
        return AnyBytes.seeds(CRYPTO::publicKey, withPem("PUBLIC KEY", pairs(pair -> der(pair.getPublic()))));
    }

    @MethodSource("publicKeys")
    @FuzzTest
    void publicKey(byte[] input) {
        AnyBytes.<PublicKey>decode(input, CRYPTO::publicKey)
                .ifPresent(key -> AnyBytes.roundTrip(key, KeysFuzzTest::der, CRYPTO::publicKey));
    }

    static Stream<byte[]> privateKeys() {
        return AnyBytes.seeds(CRYPTO::keyPair, withPem("PRIVATE KEY", pairs(pair -> der(pair.getPrivate()))));
    }

    @MethodSource("privateKeys")
    @FuzzTest
    void keyPair(byte[] input) {
        AnyBytes.<KeyPair>decode(input, CRYPTO::keyPair).ifPresent(pair -> {
            Bytes encoded = der(pair.getPrivate());
            assertThat(AnyBytes.<PublicKey>decode(
                            encoded.toByteArray(), e -> CRYPTO.keyPair(e).getPublic()))
                    .contains(pair.getPublic());
        });
    }
}
