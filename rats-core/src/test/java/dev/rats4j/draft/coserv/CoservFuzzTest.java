package dev.rats4j.draft.coserv;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CoservFuzzTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();

    private static Bytes[] random(int count, Function<Coserv, Bytes> encoder) {
        SplittableRandom random = new SplittableRandom(11);
        return Stream.generate(() -> encoder.apply(CoservValues.next(random)))
                .limit(count)
                .toArray(Bytes[]::new);
    }

    static Stream<byte[]> messages() {
        return AnyBytes.seeds(Coserv::decode, random(12, Coserv::encode));
    }

    @MethodSource("messages")
    @FuzzTest
    void message(byte[] input) {
        AnyBytes.decode(input, Coserv::decode)
                .ifPresent(coserv -> AnyBytes.roundTrip(coserv, Coserv::encode, Coserv::decode));
    }

    private static SignedCoserv decodeSigned(Bytes message) throws MalformedMessageException {
        SignedCoserv signed = SignedCoserv.decode(message);
        signed.untrustedKeyId();
        signed.untrustedCoserv();
        return signed;
    }

    static Stream<byte[]> signed() {
        return AnyBytes.seeds(
                CoservFuzzTest::decodeSigned,
                random(4, coserv -> SignedCoserv.sign(CRYPTO, SIGNER, coserv, Optional.of(Bytes.of(1)))));
    }

    @MethodSource("signed")
    @FuzzTest
    void signed(byte[] input) {
        AnyBytes.decode(input, message -> {
            assertThat(decodeSigned(message).verify(CRYPTO, STRANGER)).isEmpty();
            return message;
        });
    }

    static Stream<byte[]> documents() {
        return AnyBytes.seeds(
                CoservDiscovery::decodeJson,
                Bytes.ofUtf8("{\"version\":\"1.0.0\",\"capabilities\":[{\"media-type\":\"a/b\",\"artifact-support\":"
                        + "[\"source\"]}],\"api-endpoints\":{\"CoSERVRequestResponse\":\"/{query}\"}}"));
    }

    @MethodSource("documents")
    @FuzzTest
    void document(byte[] input) {
        AnyBytes.decode(input, CoservDiscovery::decodeJson)
                .ifPresent(
                        document -> AnyBytes.roundTrip(document, CoservDiscovery::toJson, CoservDiscovery::decodeJson));
        AnyBytes.decode(input, CoservDiscovery::decodeCbor)
                .ifPresent(
                        document -> AnyBytes.roundTrip(document, CoservDiscovery::toCbor, CoservDiscovery::decodeCbor));
    }
}
