package dev.rats4j.draft.epoch;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cbor.DateTimeText;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An epoch-marker: one of the tagged kinds of the draft. */
public sealed interface EpochMarker {

    /** Claim of a CWT that carries a marker, {@code em}. */
    long CLAIM = 2000;
    /** Most ticks of a list. */
    int MOST_TICKS = 1 << 14;

    /** tdate, tag 0. */
    record DateTime(DateTimeText value) implements EpochMarker {
        @Override
        public Optional<Instant> time() {
            return Optional.of(value.time());
        }

        @Override
        public Bytes encode() {
            return value.encoded();
        }
    }

    /** time, tag 1, whole seconds of 64 bits. */
    record Seconds(long value) implements EpochMarker {
        @Override
        public Optional<Instant> time() {
            return EpochTimes.instant(value, 0);
        }

        @Override
        public Bytes encode() {
            return Cbor.tagged(EpochTimes.POSIX, Cbor.integer(value));
        }
    }

    /** time, tag 1, a floating-point number of seconds, which is finite. */
    record FractionalSeconds(double value) implements EpochMarker {
        /** Refuses infinity and what is no number. */
        public FractionalSeconds {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("seconds are finite");
            }
        }

        @Override
        public Optional<Instant> time() {
            return EpochTimes.instant(value);
        }

        @Override
        public Bytes encode() {
            return Cbor.tagged(EpochTimes.POSIX, Cbor.floating(value));
        }
    }

    /** etime, tag 1001. */
    record Extended(ExtendedTime value) implements EpochMarker {
        @Override
        public Optional<Instant> time() {
            return value.time();
        }

        @Override
        public Bytes encode() {
            return value.encoded();
        }
    }

    /** TSTInfo of RFC 3161, tag 26980. */
    record ClassicTimestamp(Rfc3161TstInfo value) implements EpochMarker {
        static final long TAG = 26980;

        @Override
        public Optional<Instant> time() {
            return Optional.of(value.genTime());
        }

        @Override
        public Bytes encode() {
            return Cbor.tagged(TAG, Cbor.bytes(value.encoded()));
        }
    }

    /** The same in CBOR, tag 26981. */
    record Timestamp(CborTstInfo value) implements EpochMarker {
        static final long TAG = 26981;

        @Override
        public Optional<Instant> time() {
            return value.time().time();
        }

        @Override
        public Bytes encode() {
            return Cbor.tagged(TAG, value.encoded());
        }
    }

    /** epoch-tick, tag 26982: a text, bytes, or an integer of 64 bits; equal or not, without an order. */
    record Tick(CborKey value) implements EpochMarker {
        static final long TAG = 26982;

        @Override
        public Bytes encode() {
            return Cbor.tagged(TAG, value.encoded());
        }
    }

    /** epoch-tick-list, tag 26983; at least one. */
    record TickList(List<CborKey> values) implements EpochMarker {
        static final long TAG = 26983;

        /** Refuses the empty list, and more than {@value #MOST_TICKS} ticks. */
        public TickList {
            values = List.copyOf(values);
            if (values.isEmpty() || values.size() > MOST_TICKS) {
                throw new IllegalArgumentException("a list has 1 to " + MOST_TICKS + " ticks");
            }
        }

        @Override
        public Bytes encode() {
            return Cbor.tagged(
                    TAG, Cbor.array(values.stream().map(CborKey::encoded).toList()));
        }
    }

    /** strictly-monotonic-counter, tag 26984: 0 to 2^64-1; a later epoch has a larger number. */
    record Counter(BigInteger value) implements EpochMarker {
        static final long TAG = 26984;

        /** Refuses other numbers. */
        public Counter {
            if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
                throw new IllegalArgumentException("a counter is unsigned, of 64 bits");
            }
        }

        /** Whether this epoch came after another one of the same distributor. */
        public boolean isAfter(Counter other) {
            return value.compareTo(other.value) > 0;
        }

        @Override
        public Bytes encode() {
            return Cbor.tagged(TAG, Cbor.integer(value));
        }
    }

    /** The instant that the marker names; empty for ticks and counters, and for times on a scale that is not known here. */
    default Optional<Instant> time() {
        return Optional.empty();
    }

    /** The tagged item in deterministic encoding. */
    Bytes encode();

    /**
     * Decodes a marker.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    static EpochMarker decode(Bytes message) throws MalformedMessageException {
        return EpochReader.read(CborItem.decode(message, CborProfile.WELL_FORMED));
    }

    /** The same for an item of a checked message, for example the value of the claim {@value #CLAIM}. */
    static EpochMarker read(CborItem item) throws MalformedMessageException {
        return EpochReader.read(item);
    }
}
