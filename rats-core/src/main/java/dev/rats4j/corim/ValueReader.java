package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads measurement-values-map. */
final class ValueReader {

    private static final long MASKED_RAW_VALUE = 563;
    private static final long INT_RANGE = 564;
    private static final long SVN = 552;
    private static final long MIN_SVN = 553;

    private final CborCursor in;
    private final TypeChoices choices;
    private final PartReader parts;
    private final KeyReader keys;

    ValueReader(CborCursor in, TypeChoices choices) {
        this.in = in;
        this.choices = choices;
        parts = new PartReader(in);
        keys = new KeyReader(in, choices);
    }

    /** One value, as it stands in the map. */
    static MeasurementValues.Entry one(long number, CborItem item) throws MalformedMessageException {
        MeasurementValues.Builder values = MeasurementValues.builder();
        new ValueReader(CborCursor.of(item), TypeChoices.NONE).value(number, values);
        return values.build().entries().values().iterator().next();
    }

    MeasurementValues read() throws MalformedMessageException {
        int start = in.offset();
        MeasurementValues.Builder values = MeasurementValues.builder();
        Optional<CborItem> rawValue = Optional.empty();
        Optional<CborItem> mask = Optional.empty();
        boolean empty = true;
        in.enterMap("measurement-values-map");
        while (in.more()) {
            empty = false;
            long number = in.key("measurement-values-map");
            if (number == CodePoint.RAW_VALUE.number()) {
                rawValue = Optional.of(in.item());
            } else if (number == CodePoint.DEPRECATED_MASK) {
                mask = Optional.of(in.item());
            } else {
                value(number, values);
            }
        }
        if (empty) {
            throw new MalformedMessageException("measurement-values-map", start, "is empty");
        }
        if (rawValue.isPresent()) {
            rawValue(rawValue.get(), mask, values);
        } else if (mask.isPresent()) {
            throw new MalformedMessageException("measurement-values-map", start, "a mask without a raw value");
        }
        return values.build();
    }

    private void value(long number, MeasurementValues.Builder values) throws MalformedMessageException {
        if (number < 0 || number > CodePoint.INT_RANGE.number()) {
            values.put(CodePoint.encoded(number), Cbor.deterministic(in.item()));
            return;
        }
        switch ((int) number) {
            case 0 -> values.put(CodePoint.VERSION, version());
            case 1 -> values.put(CodePoint.SVN, svn());
            case 2 -> values.put(CodePoint.DIGESTS, digests());
            case 3 -> values.put(CodePoint.FLAGS, flags());
            case 4 -> rawValue(in.item(), Optional.empty(), values);
            case 5 -> throw in.malformed("raw-value-mask", "a mask without a raw value");
            case 6 -> values.put(CodePoint.MAC_ADDR, octets("mac-addr", CodePoint.MacAddress::new));
            case 7 -> values.put(CodePoint.IP_ADDR, octets("ip-addr", CodePoint.IpAddress::new));
            case 8 -> values.put(CodePoint.SERIAL_NUMBER, in.text("serial-number"));
            case 9 -> values.put(CodePoint.UEID, octets("ueid", CodePoint.Ueid::new));
            case 10 -> values.put(CodePoint.UUID, octets("uuid", CodePoint.Uuid::new));
            case 11 -> values.put(CodePoint.NAME, in.text("name"));
            case 13 -> values.put(CodePoint.CRYPTO_KEYS, new CodePoint.CryptoKeys(keys.list()));
            case 14 -> values.put(CodePoint.INTEGRITY_REGISTERS, registers());
            case 15 -> values.put(CodePoint.INT_RANGE, intRange());
            default -> values.put(CodePoint.encoded(number), Cbor.deterministic(in.item()));
        }
    }

    CodePoint.Version version() throws MalformedMessageException {
        int start = in.offset();
        Optional<String> version = Optional.empty();
        Optional<CborKey> scheme = Optional.empty();
        in.enterMap("version-map");
        while (in.more()) {
            long key = in.key("version-map");
            if (key == 0) {
                version = Optional.of(in.text("version-map.version"));
            } else if (key == 1) {
                scheme = Optional.of(
                        in.kind() == CborItem.Kind.TEXT
                                ? CborKey.of(in.text("version-map.version-scheme"))
                                : CborKey.of(in.integer("version-map.version-scheme")));
            } else {
                throw in.malformed("version-map", "unknown key " + key);
            }
        }
        if (version.isEmpty()) {
            throw new MalformedMessageException("version-map", start, "lacks version (0)");
        }
        return new CodePoint.Version(version.get(), scheme);
    }

    private CodePoint.Svn svn() throws MalformedMessageException {
        if (in.takeTag(MIN_SVN)) {
            return new CodePoint.Svn(unsigned(), true);
        }
        boolean tagged = in.takeTag(SVN);
        return new CodePoint.Svn(unsigned(), false, !tagged);
    }

    /** All 64 bits: AMD writes versions whose uppermost bit is set. */
    private BigInteger unsigned() throws MalformedMessageException {
        if (in.kind() != CborItem.Kind.UNSIGNED) {
            throw in.malformed("svn", "is " + in.kind() + ", not " + CborItem.Kind.UNSIGNED);
        }
        return in.bigInteger("svn");
    }

    CodePoint.Digests digests() throws MalformedMessageException {
        return new CodePoint.Digests(parts.list("digests", parts::digest));
    }

    private CodePoint.Flags flags() throws MalformedMessageException {
        int start = in.offset();
        Map<Flag, Boolean> values = new TreeMap<>();
        Map<Long, Bytes> extensions = new TreeMap<>();
        in.enterMap("flags-map");
        while (in.more()) {
            long key = in.key("flags-map");
            if (key >= 0 && key <= Flag.HIGHEST) {
                values.put(Flag.of(key), in.bool("flags-map"));
            } else {
                extensions.put(key, in.item().encoded());
            }
        }
        if (values.isEmpty() && extensions.isEmpty()) {
            throw new MalformedMessageException("flags-map", start, "is empty");
        }
        return new CodePoint.Flags(values, extensions);
    }

    private <T> T octets(String field, Function<Bytes, T> type) throws MalformedMessageException {
        int start = in.offset();
        Bytes bytes = in.bytes(field);
        try {
            return type.apply(bytes);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(field, start, String.valueOf(e.getMessage()));
        }
    }

    private CodePoint.IntegrityRegisters registers() throws MalformedMessageException {
        int start = in.offset();
        Map<CborKey, CodePoint.Digests> registers = new LinkedHashMap<>();
        in.enterMap("integrity-registers");
        while (in.more()) {
            CborKey id = in.kind() == CborItem.Kind.TEXT
                    ? CborKey.of(in.text("integrity-registers"))
                    : CborKey.of(in.unsigned("integrity-registers"));
            registers.put(id, digests());
        }
        if (registers.isEmpty()) {
            throw new MalformedMessageException("integrity-registers", start, "is empty");
        }
        return new CodePoint.IntegrityRegisters(registers);
    }

    private void rawValue(CborItem item, Optional<CborItem> oldMask, MeasurementValues.Builder values)
            throws MalformedMessageException {
        if (choices.accepts(TypeChoices.Place.RAW_VALUE, item)) {
            if (oldMask.isPresent()) {
                throw item.malformed("raw-value", "a mask for a value of a profile");
            }
            values.put(CodePoint.ofProfile(CodePoint.RAW_VALUE.number()), Cbor.deterministic(item));
            return;
        }
        values.put(CodePoint.RAW_VALUE, rawValue(item, oldMask));
    }

    static CodePoint.RawValue rawValue(CborItem item, Optional<CborItem> oldMask) throws MalformedMessageException {
        if (item.isTagged(MASKED_RAW_VALUE)) {
            CborItem[] halves = item.tagContent("raw-value").elements(2, 2, "tagged-masked-raw-value");
            if (oldMask.isPresent()) {
                throw item.malformed("raw-value", "two masks");
            }
            return masked(halves[0].bytes("raw-value.value"), halves[1].bytes("raw-value.mask"), false, item);
        }
        Bytes value = item.tagged(TypedId.BYTES, "raw-value").bytes("raw-value");
        return oldMask.isPresent()
                ? masked(value, oldMask.get().bytes("raw-value-mask"), true, item)
                : new CodePoint.RawValue(value, Optional.empty());
    }

    private static CodePoint.RawValue masked(Bytes value, Bytes mask, boolean separate, CborItem item)
            throws MalformedMessageException {
        if (value.length() != mask.length()) {
            throw item.malformed("raw-value", "mask of " + mask.length() + " bytes, value of " + value.length());
        }
        return new CodePoint.RawValue(value, Optional.of(mask), separate);
    }

    private CodePoint.IntRange intRange() throws MalformedMessageException {
        int start = in.offset();
        if (!in.takeTag(INT_RANGE)) {
            Optional<BigInteger> exact = Optional.of(integer());
            return new CodePoint.IntRange(exact, exact);
        }
        in.enterArray(2, 2, "int-range");
        Optional<BigInteger> minimum = end();
        Optional<BigInteger> maximum = end();
        in.leave();
        if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
            throw new MalformedMessageException("int-range", start, "minimum is above maximum");
        }
        return new CodePoint.IntRange(minimum, maximum);
    }

    private Optional<BigInteger> end() throws MalformedMessageException {
        if (in.kind() == CborItem.Kind.NULL) {
            in.skip();
            return Optional.empty();
        }
        return Optional.of(integer());
    }

    /** The int of the CDDL, which is no bignum. */
    private BigInteger integer() throws MalformedMessageException {
        if (in.kind() == CborItem.Kind.TAG) {
            throw in.malformed("int-range", "is tagged, not an integer of 64 bits");
        }
        return in.bigInteger("int-range");
    }
}
