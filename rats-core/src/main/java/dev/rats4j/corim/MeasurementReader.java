package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads measurement-map and measurement-values-map. */
final class MeasurementReader {

    private static final long RAW_VALUE_MASK = 5;
    private static final long MASKED_RAW_VALUE = 563;
    private static final long INT_RANGE = 564;
    private static final long SVN = 552;
    private static final long MIN_SVN = 553;

    private MeasurementReader() {}

    static List<Measurement> readList(CborItem item) throws MalformedMessageException {
        List<Measurement> measurements = new ArrayList<>();
        for (CborItem measurement : item.elements("measurements")) {
            measurements.add(read(measurement));
        }
        if (measurements.isEmpty()) {
            throw item.malformed("measurements", "is empty");
        }
        return measurements;
    }

    private static Measurement read(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("measurement-map");
        Optional<CborItem> key = map.optional(0);
        CborItem values = map.required(1, "mval");
        Optional<CborItem> authorizedBy = map.optional(2);
        map.expectNoOthers();
        return new Measurement(
                key.isPresent() ? Optional.of(readKey(key.get())) : Optional.empty(),
                readValues(values),
                authorizedBy.isPresent() ? EnvironmentCodec.readKeys(authorizedBy.get()) : List.of());
    }

    static MeasuredElement readKey(CborItem item) throws MalformedMessageException {
        return switch (item.kind()) {
            case UNSIGNED -> MeasuredElement.of(item.unsigned("mkey"));
            case TEXT -> MeasuredElement.of(item.text("mkey"));
            case TAG ->
                new MeasuredElement.Id(EnvironmentCodec.readTypedId(item, Set.of(TypedId.OID, TypedId.UUID), "mkey"));
            default -> throw item.malformed("mkey", "is " + item.kind() + ", not a number, text, OID or UUID");
        };
    }

    private static MeasurementValues readValues(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("measurement-values-map");
        MeasurementValues.Builder values = MeasurementValues.builder();
        Optional<CborItem> mask = map.optional(RAW_VALUE_MASK);
        for (Map.Entry<CborKey, CborItem> entry : map.entries().entrySet()) {
            if (!(entry.getKey() instanceof CborKey.Int number)) {
                throw item.malformed("measurement-values-map", "key " + entry.getKey() + " is not a number");
            }
            if (number.value() != RAW_VALUE_MASK) {
                readValue(number.value(), entry.getValue(), mask, values);
            }
        }
        boolean hasRawValue = map.keys().contains(CborKey.of(CodePoint.RAW_VALUE.number()));
        if (mask.isPresent() && !hasRawValue) {
            throw item.malformed("measurement-values-map", "a mask without a raw value");
        }
        if (map.isEmpty()) {
            throw item.malformed("measurement-values-map", "is empty");
        }
        return values.build();
    }

    private static void readValue(long number, CborItem item, Optional<CborItem> mask, MeasurementValues.Builder values)
            throws MalformedMessageException {
        if (number == CodePoint.SVN.number()) {
            values.put(CodePoint.SVN, readSvn(item));
        } else if (number == CodePoint.DIGESTS.number()) {
            values.put(CodePoint.DIGESTS, readDigests(item));
        } else if (number == CodePoint.RAW_VALUE.number()) {
            values.put(CodePoint.RAW_VALUE, readRawValue(item, mask));
        } else if (number == CodePoint.NAME.number()) {
            values.put(CodePoint.NAME, item.text("name"));
        } else if (number == CodePoint.CRYPTO_KEYS.number()) {
            values.put(CodePoint.CRYPTO_KEYS, new CodePoint.CryptoKeys(EnvironmentCodec.readKeys(item)));
        } else if (number == CodePoint.INT_RANGE.number()) {
            values.put(CodePoint.INT_RANGE, readIntRange(item));
        } else {
            values.put(CodePoint.encoded(number), Cbor.deterministic(item));
        }
    }

    private static CodePoint.Svn readSvn(CborItem item) throws MalformedMessageException {
        if (item.isTagged(MIN_SVN)) {
            return new CodePoint.Svn(readUnsigned(item.tagContent("svn")), true);
        }
        CborItem plain = item.isTagged(SVN) ? item.tagContent("svn") : item;
        return new CodePoint.Svn(readUnsigned(plain), false);
    }

    /** All 64 bits: AMD writes versions whose uppermost bit is set. */
    private static BigInteger readUnsigned(CborItem item) throws MalformedMessageException {
        if (item.kind() != CborItem.Kind.UNSIGNED) {
            throw item.malformed("svn", "is " + item.kind() + ", not " + CborItem.Kind.UNSIGNED);
        }
        return item.bigInteger("svn");
    }

    private static CodePoint.Digests readDigests(CborItem item) throws MalformedMessageException {
        List<NamedDigest> digests = new ArrayList<>();
        for (CborItem digest : item.elements("digests")) {
            digests.add(readDigest(digest));
        }
        if (digests.isEmpty()) {
            throw item.malformed("digests", "is empty");
        }
        return new CodePoint.Digests(digests);
    }

    static NamedDigest readDigest(CborItem item) throws MalformedMessageException {
        return NamedDigest.read(item, "digest");
    }

    private static CodePoint.RawValue readRawValue(CborItem item, Optional<CborItem> oldMask)
            throws MalformedMessageException {
        if (item.isTagged(MASKED_RAW_VALUE)) {
            CborItem[] parts = item.tagContent("raw-value").elements(2, 2, "tagged-masked-raw-value");
            if (oldMask.isPresent()) {
                throw item.malformed("raw-value", "two masks");
            }
            return masked(parts[0].bytes("raw-value.value"), parts[1].bytes("raw-value.mask"), item);
        }
        Bytes value = item.tagged(TypedId.BYTES, "raw-value").bytes("raw-value");
        return oldMask.isPresent()
                ? masked(value, oldMask.get().bytes("raw-value-mask"), item)
                : new CodePoint.RawValue(value, Optional.empty());
    }

    private static CodePoint.RawValue masked(Bytes value, Bytes mask, CborItem item) throws MalformedMessageException {
        if (value.length() != mask.length()) {
            throw item.malformed("raw-value", "mask of " + mask.length() + " bytes, value of " + value.length());
        }
        return new CodePoint.RawValue(value, Optional.of(mask));
    }

    private static CodePoint.IntRange readIntRange(CborItem item) throws MalformedMessageException {
        if (!item.isTagged(INT_RANGE)) {
            Optional<BigInteger> exact = Optional.of(readInt(item));
            return new CodePoint.IntRange(exact, exact);
        }
        CborItem[] ends = item.tagContent("int-range").elements(2, 2, "int-range");
        Optional<BigInteger> minimum = readEnd(ends[0]);
        Optional<BigInteger> maximum = readEnd(ends[1]);
        if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
            throw item.malformed("int-range", "minimum is above maximum");
        }
        return new CodePoint.IntRange(minimum, maximum);
    }

    private static Optional<BigInteger> readEnd(CborItem item) throws MalformedMessageException {
        return item.isNull() ? Optional.empty() : Optional.of(readInt(item));
    }

    /** The int of the CDDL, which is no bignum. */
    private static BigInteger readInt(CborItem item) throws MalformedMessageException {
        if (item.kind() == CborItem.Kind.TAG) {
            throw item.malformed("int-range", "is tagged, not an integer of 64 bits");
        }
        return item.bigInteger("int-range");
    }
}
