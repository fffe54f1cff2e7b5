package dev.rats4j.corim;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CorimFuzzTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final PublicKey STRANGER = SeededKeys.p256(2).publicKey();

    private static Bytes[] random(int count, Function<Corim, Bytes> encoder) {
        SplittableRandom random = new SplittableRandom(11);
        return Stream.generate(() -> encoder.apply(CorimValues.next(random)))
                .limit(count)
                .toArray(Bytes[]::new);
    }

    private static Bytes[] printable(int count) {
        SplittableRandom random = new SplittableRandom(12);
        return Stream.generate(() -> CorimTemplate.print(CorimValues.next(random)))
                .limit(count)
                .toArray(Bytes[]::new);
    }

    static Stream<byte[]> corims() {
        return AnyBytes.seeds(Corim::decode, random(12, Corim::encode));
    }

    @MethodSource("corims")
    @FuzzTest
    void corim(byte[] input) {
        AnyBytes.decode(input, Corim::decode).ifPresent(corim -> {
            AnyBytes.roundTrip(corim, Corim::encode, Corim::decode);
            if (CorimTemplate.unprintable(corim).isEmpty()) {
                AnyBytes.roundTrip(corim, CorimTemplate::print, CorimTemplate::compile);
            }
        });
    }

    static Stream<byte[]> templates() {
        return AnyBytes.seeds(CorimTemplate::compile, printable(12));
    }

    @MethodSource("templates")
    @FuzzTest
    void template(byte[] input) {
        AnyBytes.decode(input, CorimTemplate::compile).ifPresent(corim -> {
            AnyBytes.roundTrip(corim, CorimTemplate::print, CorimTemplate::compile);
            AnyBytes.roundTrip(corim, Corim::encode, Corim::decode);
        });
    }

    private static SignedCorim decodeSigned(Bytes message) throws MalformedMessageException {
        SignedCorim signed = SignedCorim.decode(message);
        signed.untrustedCertificates();
        signed.untrustedCorim();
        return signed;
    }

    static Stream<byte[]> signedCorims() {
        Validity validity = new Validity(Optional.of(Instant.ofEpochSecond(1000)), Instant.ofEpochSecond(2000));
        return AnyBytes.seeds(
                CorimFuzzTest::decodeSigned,
                random(
                        4,
                        corim -> SignedCorim.sign(
                                CRYPTO,
                                SIGNER,
                                corim,
                                new SignedCorim.Meta("ACME", Optional.of(validity)),
                                List.of(Bytes.of(0x30, 0)))));
    }

    @MethodSource("signedCorims")
    @FuzzTest
    void signedCorim(byte[] input) {
        AnyBytes.decode(input, message -> {
            assertThat(decodeSigned(message).verify(CRYPTO, STRANGER)).isEmpty();
            return message;
        });
    }
}
