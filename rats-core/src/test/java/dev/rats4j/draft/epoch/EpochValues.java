package dev.rats4j.draft.epoch;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.DateTimeText;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Epoch markers for tests, all kinds, the same for the same seed. */
public final class EpochValues {

    /** SEQUENCE { 1, 1.2.3, { { sha256 }, 4 bytes }, 7, 20261125160000.5Z }. */
    static final Bytes TST_INFO = Bytes.fromHex("3034020101" + "06022a03" + "3015" + "300d06096086480165030402010500"
            + "0404deadbeef" + "020107" + "1811" + "32303236313132353136303030302e355a");

    private EpochValues() {}

    /** Any marker. */
    public static EpochMarker next(SplittableRandom random) {
        return switch (random.nextInt(9)) {
            case 0 -> new EpochMarker.DateTime(DateTimeText.of(Instant.ofEpochMilli(random.nextLong(1L << 42))));
            case 1 -> new EpochMarker.Seconds(number(random));
            case 2 -> new EpochMarker.FractionalSeconds(random.nextInt(1 << 30) / 8.0);
            case 3 -> new EpochMarker.Extended(extended(random));
            case 4 -> new EpochMarker.ClassicTimestamp(classic());
            case 5 -> new EpochMarker.Timestamp(timestamp(random));
            case 6 -> new EpochMarker.Tick(tick(random));
            case 7 -> {
                List<CborKey> ticks = new ArrayList<>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    ticks.add(tick(random));
                }
                yield new EpochMarker.TickList(ticks);
            }
            default -> new EpochMarker.Counter(new BigInteger(Long.toUnsignedString(number(random))));
        };
    }

    private static Rfc3161TstInfo classic() {
        try {
            return Rfc3161TstInfo.decode(TST_INFO);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExtendedTime extended(SplittableRandom random) {
        Map<CborKey, Bytes> entries = new LinkedHashMap<>();
        entries.put(CborKey.of(1), Cbor.integer(random.nextInt()));
        if (random.nextBoolean()) {
            entries.put(CborKey.of(-3), Cbor.integer(random.nextInt(1000)));
        }
        if (random.nextBoolean()) {
            entries.put(CborKey.of(-8), Cbor.map().put(1, Cbor.integer(3)).encode());
        }
        if (random.nextInt(4) == 0) {
            entries.put(CborKey.of(-100 - random.nextInt(9)), Cbor.text("more"));
        }
        return new ExtendedTime(entries);
    }

    private static CborTstInfo timestamp(SplittableRandom random) {
        Map<CborKey, Bytes> extensions = random.nextInt(3) == 0 ? Map.of(CborKey.of("x"), Cbor.bool(true)) : Map.of();
        return new CborTstInfo(
                new CborTstInfo.Policy(random.nextBoolean(), Bytes.of(0x2a, 3)),
                -16,
                Bytes.of(1, 2, 3),
                BigInteger.valueOf(number(random)).pow(2),
                extended(random),
                random.nextBoolean() ? Optional.empty() : Optional.of(random.nextBoolean()),
                random.nextBoolean() ? Optional.empty() : Optional.of(BigInteger.valueOf(number(random))),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new CborTstInfo.GeneralName(6, Cbor.text("https://tsa.example"))),
                extensions);
    }

    private static CborKey tick(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> CborKey.of("tick-" + random.nextInt(99));
            case 1 -> new CborKey.Binary(Bytes.of(random.nextInt(256), random.nextInt(256)));
            default -> CborKey.of(number(random));
        };
    }

    private static long number(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(64);
    }
}
