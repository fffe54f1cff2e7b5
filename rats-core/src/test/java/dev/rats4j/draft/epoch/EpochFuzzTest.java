package dev.rats4j.draft.epoch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class EpochFuzzTest {

    static Stream<byte[]> markers() {
        SplittableRandom random = new SplittableRandom(11);
        return AnyBytes.seeds(
                EpochMarker::decode,
                Stream.generate(() -> EpochValues.next(random).encode())
                        .limit(20)
                        .toArray(Bytes[]::new));
    }

    @MethodSource("markers")
    @FuzzTest
    void marker(byte[] input) {
        AnyBytes.decode(input, EpochMarker::decode).ifPresent(marker -> {
            marker.time();
            AnyBytes.roundTrip(marker, EpochMarker::encode, EpochMarker::decode);
        });
    }
}
