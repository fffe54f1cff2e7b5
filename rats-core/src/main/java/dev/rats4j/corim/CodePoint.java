package dev.rats4j.corim;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A code point of the measurement-values-map together with the Java type of its value.
 *
 * @param number the map key; negative numbers belong to profiles
 * @param name the name in the CDDL
 * @param type the Java type of the value; {@link Bytes} (the encoded item) where nothing better is known
 * @param <T> the same
 */
public record CodePoint<T>(long number, String name, Class<T> type) {

    /** Version, with its scheme. */
    public static final CodePoint<Version> VERSION = new CodePoint<>(0, "version", Version.class);
    /** Security version number. */
    public static final CodePoint<Svn> SVN = new CodePoint<>(1, "svn", Svn.class);
    /** Digests, one per algorithm. */
    public static final CodePoint<Digests> DIGESTS = new CodePoint<>(2, "digests", Digests.class);
    /** Flags. */
    public static final CodePoint<Flags> FLAGS = new CodePoint<>(3, "flags", Flags.class);
    /** Bytes, in conditions with an optional mask. */
    public static final CodePoint<RawValue> RAW_VALUE = new CodePoint<>(4, "raw-value", RawValue.class);
    /** MAC address. */
    public static final CodePoint<MacAddress> MAC_ADDR = new CodePoint<>(6, "mac-addr", MacAddress.class);
    /** IP address. */
    public static final CodePoint<IpAddress> IP_ADDR = new CodePoint<>(7, "ip-addr", IpAddress.class);
    /** Serial number. */
    public static final CodePoint<String> SERIAL_NUMBER = new CodePoint<>(8, "serial-number", String.class);
    /** Universal entity id. */
    public static final CodePoint<Ueid> UEID = new CodePoint<>(9, "ueid", Ueid.class);
    /** UUID. */
    public static final CodePoint<Uuid> UUID = new CodePoint<>(10, "uuid", Uuid.class);
    /** A name. */
    public static final CodePoint<String> NAME = new CodePoint<>(11, "name", String.class);
    /** Keys. */
    public static final CodePoint<CryptoKeys> CRYPTO_KEYS = new CodePoint<>(13, "cryptokeys", CryptoKeys.class);
    /** Registers that are extended, each with its digests. */
    public static final CodePoint<IntegrityRegisters> INTEGRITY_REGISTERS =
            new CodePoint<>(14, "integrity-registers", IntegrityRegisters.class);
    /** A number, in conditions also a range. */
    public static final CodePoint<IntRange> INT_RANGE = new CodePoint<>(15, "int-range", IntRange.class);

    private static final Map<Long, CodePoint<?>> TYPED = Stream.of(
                    VERSION,
                    SVN,
                    DIGESTS,
                    FLAGS,
                    RAW_VALUE,
                    MAC_ADDR,
                    IP_ADDR,
                    SERIAL_NUMBER,
                    UEID,
                    UUID,
                    NAME,
                    CRYPTO_KEYS,
                    INTEGRITY_REGISTERS,
                    INT_RANGE)
            .collect(Collectors.toUnmodifiableMap(CodePoint::number, codePoint -> codePoint));

    /** The code point of the draft with this number, if it has a type of its own. */
    public static Optional<CodePoint<?>> typed(long number) {
        return Optional.ofNullable(TYPED.get(number));
    }

    /**
     * A code point that is kept as its encoded item.
     *
     * @throws IllegalArgumentException for those that have a type of their own, and for the old mask (5), which is part of a raw value
     */
    public static CodePoint<Bytes> encoded(long number) {
        if (TYPED.containsKey(number) || number == DEPRECATED_MASK) {
            throw new IllegalArgumentException("code point " + number + " has a type of its own");
        }
        return ofProfile(number);
    }

    static final long DEPRECATED_MASK = 5;

    /** As {@link #encoded}, also for a number of the draft whose type a profile has widened. */
    static CodePoint<Bytes> ofProfile(long number) {
        return new CodePoint<>(number, Long.toString(number), Bytes.class);
    }

    /** A value as people read it: digests as {@code sha-256:} and digits, numbers in decimal, bytes in hexadecimal digits. */
    public String text(T value) {
        return ValueText.of(value);
    }

    /**
     * A version-map.
     *
     * @param version version
     * @param scheme version-scheme of RFC 9393, a number or a text
     */
    public record Version(String version, Optional<CborKey> scheme) {
        /** Refuses a scheme that is a byte string. */
        public Version {
            if (scheme.orElse(CborKey.of(0)) instanceof CborKey.Binary) {
                throw new IllegalArgumentException("a version-scheme is a number or a text");
            }
        }

        /** A version of no known scheme. */
        public static Version of(String version) {
            return new Version(version, Optional.empty());
        }
    }

    /**
     * Security version number, 0 to 2^64-1: exact, or in a condition a minimum (tag 553).
     *
     * @param value the number
     * @param minimum whether it is a minimum
     * @param untagged whether an exact number is written without tag 552; this does not make it another one
     */
    public record Svn(BigInteger value, boolean minimum, boolean untagged) {
        /** Refuses negative numbers, those of more than 64 bits, and a minimum without tag. */
        public Svn {
            if (value.signum() < 0 || value.bitLength() > 64) {
                throw new IllegalArgumentException("not an unsigned number of 64 bits");
            }
            if (minimum && untagged) {
                throw new IllegalArgumentException("a minimum has a tag");
            }
        }

        /** A number that is written with its tag. */
        public Svn(BigInteger value, boolean minimum) {
            this(value, minimum, false);
        }

        /** A number below 2^63. */
        public Svn(long value, boolean minimum) {
            this(BigInteger.valueOf(value), minimum);
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof Svn other && minimum == other.minimum && value.equals(other.value);
        }

        @Override
        public int hashCode() {
            return 2 * value.hashCode() + (minimum ? 1 : 0);
        }
    }

    /**
     * A flags-map; flags that are absent are neither true nor false.
     *
     * @param values flags of the draft
     * @param extensions other entries by number: encoded items
     */
    public record Flags(Map<Flag, Boolean> values, Map<Long, Bytes> extensions) {
        /** Copies the maps; refuses the empty flags-map. */
        public Flags {
            values = Map.copyOf(values);
            extensions = Extensions.copyOf(extensions, Flag.HIGHEST);
            if (values.isEmpty() && extensions.isEmpty()) {
                throw new IllegalArgumentException("a flags-map has at least one flag");
            }
        }

        /** Flags of the draft. */
        public static Flags of(Map<Flag, Boolean> values) {
            return new Flags(values, Map.of());
        }
    }

    /** A MAC address: EUI-48 or EUI-64. */
    public record MacAddress(Bytes value) {
        /** Refuses another length. */
        public MacAddress {
            requireLength(value.length() == 6 || value.length() == 8, "a MAC address has 6 or 8 bytes");
        }
    }

    /** An IP address of version 4 or 6. */
    public record IpAddress(Bytes value) {
        /** Refuses another length. */
        public IpAddress {
            requireLength(value.length() == 4 || value.length() == 16, "an IP address has 4 or 16 bytes");
        }
    }

    /** A UEID, 7 to 33 bytes. */
    public record Ueid(Bytes value) {
        /** Refuses another length. */
        public Ueid {
            requireLength(value.length() >= 7 && value.length() <= 33, "a UEID has 7 to 33 bytes");
        }
    }

    /** A UUID, 16 bytes. */
    public record Uuid(Bytes value) {
        /** Refuses another length. */
        public Uuid {
            requireLength(value.length() == 16, "a UUID has 16 bytes");
        }
    }

    private static void requireLength(boolean right, String rule) {
        if (!right) {
            throw new IllegalArgumentException(rule);
        }
    }

    /**
     * Registers, each with its digests.
     *
     * @param registers by number or name; at least one
     */
    public record IntegrityRegisters(Map<CborKey, Digests> registers) {
        /** Copies the map; refuses the empty one, and ids that are negative or bytes. */
        public IntegrityRegisters {
            registers = Collections.unmodifiableMap(new LinkedHashMap<>(registers)); // see CborKey
            if (registers.isEmpty()) {
                throw new IllegalArgumentException("at least one register");
            }
            for (CborKey id : registers.keySet()) {
                if (id instanceof CborKey.Binary || (id instanceof CborKey.Int number && number.value() < 0)) {
                    throw new IllegalArgumentException("a register is named by an unsigned number or a text");
                }
            }
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

    /**
     * Bytes (tag 560), or bytes with a mask as long as they are (tag 563).
     *
     * @param value the bytes
     * @param mask bits that count
     * @param separateMask whether the mask is written at its old place, code point 5; this does not make it another one
     */
    public record RawValue(Bytes value, Optional<Bytes> mask, boolean separateMask) {
        /** Refuses a mask of another length, and a place for no mask. */
        public RawValue {
            if (mask.filter(bits -> bits.length() != value.length()).isPresent()) {
                throw new IllegalArgumentException("a mask is as long as its value");
            }
            if (separateMask && mask.isEmpty()) {
                throw new IllegalArgumentException("no mask");
            }
        }

        /** A value as it is written today. */
        public RawValue(Bytes value, Optional<Bytes> mask) {
            this(value, mask, false);
        }

        @Override
        public boolean equals(Object object) {
            return object instanceof RawValue other && value.equals(other.value) && mask.equals(other.mask);
        }

        @Override
        public int hashCode() {
            return 31 * value.hashCode() + mask.hashCode();
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
