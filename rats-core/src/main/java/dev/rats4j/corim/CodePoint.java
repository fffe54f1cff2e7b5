package dev.rats4j.corim;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A code point of the measurement-values-map together with the Java type of its value.
 *
 * @param number the map key; negative numbers belong to profiles
 * @param name the name in the CDDL
 * @param type the Java type of the value; {@link Bytes} (the encoded item) where nothing better is known
 * @param <T> the same
 */
public record CodePoint<T>(long number, String name, Class<T> type) {

    /** Security version number. */
    public static final CodePoint<Svn> SVN = new CodePoint<>(1, "svn", Svn.class);
    /** Digests, one per algorithm. */
    public static final CodePoint<Digests> DIGESTS = new CodePoint<>(2, "digests", Digests.class);
    /** Bytes, in conditions with an optional mask. */
    public static final CodePoint<RawValue> RAW_VALUE = new CodePoint<>(4, "raw-value", RawValue.class);
    /** A name. */
    public static final CodePoint<String> NAME = new CodePoint<>(11, "name", String.class);
    /** Keys. */
    public static final CodePoint<CryptoKeys> CRYPTO_KEYS = new CodePoint<>(13, "cryptokeys", CryptoKeys.class);
    /** A number, in conditions also a range. */
    public static final CodePoint<IntRange> INT_RANGE = new CodePoint<>(15, "int-range", IntRange.class);

    /** A code point that is kept as its encoded item. */
    public static CodePoint<Bytes> encoded(long number) {
        return new CodePoint<>(number, Long.toString(number), Bytes.class);
    }

    /** A value as people read it: digests as {@code sha-256:} and digits, numbers in decimal, bytes in hexadecimal digits. */
    public String text(T value) {
        return ValueText.of(value);
    }

    /** Security version number, 0 to 2^64-1: exact, or in a condition a minimum. Tags 552 and 553. */
    public record Svn(BigInteger value, boolean minimum) {
        /** Refuses negative numbers and those of more than 64 bits. */
        public Svn {
            if (value.signum() < 0 || value.bitLength() > 64) {
                throw new IllegalArgumentException("not an unsigned number of 64 bits");
            }
        }

        /** A number below 2^63. */
        public Svn(long value, boolean minimum) {
            this(BigInteger.valueOf(value), minimum);
        }
    }

    /** A list of digests; never empty. */
    public record Digests(List<NamedDigest> entries) {
        /** Refuses the empty list. */
        public Digests {
            entries = List.copyOf(entries);
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("digests are never empty");
            }
        }
    }

    /** Bytes with an optional mask (tag 560, or 563 with a mask as long as the value). */
    public record RawValue(Bytes value, Optional<Bytes> mask) {
        /** Refuses a mask of another length. */
        public RawValue {
            if (mask.filter(bits -> bits.length() != value.length()).isPresent()) {
                throw new IllegalArgumentException("a mask is as long as its value");
            }
        }
    }

    /** A list of keys; never empty. */
    public record CryptoKeys(List<CryptoKey> entries) {
        /** Refuses the empty list. */
        public CryptoKeys {
            entries = List.copyOf(entries);
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("keys are never empty");
            }
        }
    }

    /** An exact number (both ends equal) or a range, from -2^64 to 2^64-1; an absent end is unbounded. */
    public record IntRange(Optional<BigInteger> minimum, Optional<BigInteger> maximum) {
        /** Refuses numbers of more than 64 bits and a minimum above the maximum. */
        public IntRange {
            if (!minimum.map(IntRange::isInt).orElse(true)
                    || !maximum.map(IntRange::isInt).orElse(true)) {
                throw new IllegalArgumentException("beyond 64 bits");
            }
            if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
                throw new IllegalArgumentException("minimum is above maximum");
            }
        }

        /** Exactly one number. */
        public static IntRange exactly(long value) {
            Optional<BigInteger> end = Optional.of(BigInteger.valueOf(value));
            return new IntRange(end, end);
        }

        /** Whether a number is an {@code int} of the CDDL: no bignum. */
        static boolean isInt(BigInteger value) {
            return (value.signum() < 0 ? value.not() : value).bitLength() <= 64;
        }
    }
}
