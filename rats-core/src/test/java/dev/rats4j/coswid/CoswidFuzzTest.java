package dev.rats4j.coswid;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CoswidFuzzTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();

    private static Bytes[] random(int count, Function<Coswid, Bytes> encoder) {
        SplittableRandom random = new SplittableRandom(11);
        return Stream.generate(() -> encoder.apply(CoswidValues.next(random)))
                .limit(count)
                .toArray(Bytes[]::new);
    }

    static Stream<byte[]> coswids() {
        return Stream.concat(
                AnyBytes.seeds(Coswid::decode, random(8, Coswid::encode)),
                AnyBytes.seeds(Coswid::decode, random(4, Coswid::encodeTagged)));
    }

    @MethodSource("coswids")
    @FuzzTest
    void coswid(byte[] input) {
        AnyBytes.decode(input, Coswid::decode).ifPresent(coswid -> {
            AnyBytes.roundTrip(coswid, Coswid::encode, Coswid::decode);
            AnyBytes.roundTrip(coswid, Coswid::encodeTagged, Coswid::decode);
        });
    }

    private static SignedCoswid decodeSigned(Bytes message) throws MalformedMessageException {
        SignedCoswid signed = SignedCoswid.decode(message);
        signed.untrustedCertificates();
        signed.untrustedCoswid();
        return signed;
    }

    static Stream<byte[]> signedCoswids() {
        return AnyBytes.seeds(
                CoswidFuzzTest::decodeSigned,
                random(4, coswid -> SignedCoswid.sign(CRYPTO, SIGNER, coswid, List.of(Bytes.of(0x30, 0)))));
    }

    @MethodSource("signedCoswids")
    @FuzzTest
    void signedCoswid(byte[] input) {
        AnyBytes.decode(input, message -> {
            assertThat(decodeSigned(message).verify(CRYPTO, STRANGER)).isEmpty();
            return message;
        });
    }
}
