package dev.rats4j.cots;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CotsFuzzTest {

    static Stream<byte[]> stores() {
        SplittableRandom random = new SplittableRandom(11);
        return AnyBytes.seeds(
                Cots::decode,
                Stream.generate(() -> CotsValues.next(random).encode())
                        .limit(12)
                        .toArray(Bytes[]::new));
    }

    @MethodSource("stores")
    @FuzzTest
    void stores(byte[] input) {
        AnyBytes.decode(input, Cots::decode).ifPresent(cots -> {
            cots.stores().forEach(store -> store.anchors().forEach(TrustAnchor::publicKey));
            AnyBytes.roundTrip(cots, Cots::encode, Cots::decode);
        });
    }
}
