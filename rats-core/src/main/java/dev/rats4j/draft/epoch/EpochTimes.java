package dev.rats4j.draft.epoch;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/** Seconds since 1970 as instants. */
final class EpochTimes {

    /** Tag of seconds since 1970. */
    static final long POSIX = 1;

    private static final int DOUBLE = 0xfb;

    private EpochTimes() {}

    /** Empty beyond the instants that Java has. */
    static Optional<Instant> instant(long seconds, long nanoseconds) {
        return seconds < Instant.MIN.getEpochSecond() || seconds >= Instant.MAX.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds, nanoseconds));
    }

    /** The same for a finite number; what is below nanoseconds is dropped. */
    static Optional<Instant> instant(double seconds) {
        if (Math.abs(seconds) >= Instant.MAX.getEpochSecond()) {
            return Optional.empty();
        }
        BigDecimal exact = new BigDecimal(seconds);
        BigDecimal whole = exact.setScale(0, RoundingMode.FLOOR);
        return instant(
                whole.longValueExact(), exact.subtract(whole).movePointRight(9).longValue());
    }

    /** A floating-point number in its shortest form. */
    static Bytes floating(double value) {
        long bits = Double.doubleToLongBits(value);
        int[] encoded = new int[1 + Long.BYTES];
        encoded[0] = DOUBLE;
        for (int i = 0; i < Long.BYTES; i++) {
            encoded[1 + i] = (int) (bits >>> (Long.SIZE - Byte.SIZE * (i + 1))) & 0xff;
        }
        try {
            return Cbor.deterministic(CborItem.decode(Bytes.of(encoded), CborProfile.WELL_FORMED));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("written here", e);
        }
    }
}
