package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.ObjectIdentifier;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Environments, keys and measurements of every shape; the lower half of {@link CorimValues}. */
class MeasurementSamples {

    private static final List<String> TEXTS =
            List.of("", "ACME", "a\"b\\c\n", "\u00e4\u4e2d\ud83d\ude00", "1", "sha-256", "1.3.6.1");

    final RandomGenerator random;

    MeasurementSamples(RandomGenerator random) {
        this.random = random;
    }

    interface Source<T> {
        T next();
    }

    final <T> List<T> some(int least, Source<T> source) {
        List<T> list = new ArrayList<>();
        for (int left = least + random.nextInt(3); left > 0; left--) {
            list.add(source.next());
        }
        return list;
    }

    final <T> Optional<T> maybe(Source<T> source) {
        return random.nextBoolean() ? Optional.of(source.next()) : Optional.empty();
    }

    private OptionalLong maybeNumber() {
        return random.nextBoolean() ? OptionalLong.of(unsigned()) : OptionalLong.empty();
    }

    final Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    final String text() {
        return random.nextBoolean()
                ? TEXTS.get(random.nextInt(TEXTS.size()))
                : bytes(random.nextInt(20)).toHex();
    }

    /** Of every length of its encoding. */
    final long unsigned() {
        return random.nextLong() >>> (1 + random.nextInt(63));
    }

    /** A number that no map of the draft defines. */
    final long extensionNumber() {
        return random.nextBoolean()
                ? -1 - unsigned()
                : 101 + random.nextInt(1000); // 100 is the certification number of PSA
    }

    final Bytes anyItem() {
        return switch (random.nextInt(4)) {
            case 0 -> Cbor.array(Cbor.text(text()), Cbor.nil());
            case 1 -> Cbor.map().put(text(), Cbor.integer(random.nextLong())).encode();
            case 2 -> Cbor.tagged(900, Cbor.bytes(bytes(5)));
            default -> Cbor.bool(random.nextBoolean());
        };
    }

    final TagId tagId() {
        return random.nextBoolean() ? TagId.of(text()) : new TagId.Uuid(bytes(16));
    }

    final Validity validity() {
        long start = random.nextInt(Integer.MAX_VALUE);
        Instant end = Instant.ofEpochSecond(start + random.nextInt(Integer.MAX_VALUE));
        return new Validity(maybe(() -> Instant.ofEpochSecond(start)), end);
    }

    final Environment environment() {
        Optional<TypedId> group = maybe(() -> id(TypedId.UUID, TypedId.BYTES));
        Optional<Environment.CryptoKeyOrId> instance = maybe(this::instance);
        return group.isEmpty() && instance.isEmpty()
                ? Environment.ofClass(environmentClass())
                : new Environment(maybe(this::environmentClass), instance, group);
    }

    private EnvironmentClass environmentClass() {
        Optional<TypedId> id = maybe(() -> id(TypedId.OID, TypedId.UUID, TypedId.BYTES));
        Optional<String> vendor = id.isEmpty() ? Optional.of(text()) : maybe(this::text);
        return new EnvironmentClass(id, vendor, maybe(this::text), maybeNumber(), maybeNumber());
    }

    private TypedId id(long... tags) {
        long tag = tags[random.nextInt(tags.length)];
        if (tag == TypedId.OID) {
            return new TypedId(
                    tag,
                    ObjectIdentifier.parse("2." + unsigned() + '.' + unsigned())
                            .map(ObjectIdentifier::content)
                            .orElseThrow());
        }
        int length = tag == TypedId.UUID ? 16 : tag == TypedId.UEID ? 7 + random.nextInt(27) : random.nextInt(40);
        return new TypedId(tag, bytes(length));
    }

    private Environment.CryptoKeyOrId instance() {
        if (random.nextBoolean()) {
            return new Environment.InstanceId(id(TypedId.UEID, TypedId.UUID, TypedId.BYTES));
        }
        return new Environment.InstanceKey(key(554, 555, 557, 558, 559, 562));
    }

    final CryptoKey key() {
        return key(554, 555, 556, 557, 558, 559, 560, 561, 562);
    }

    private CryptoKey key(long... tags) {
        long tag = tags[random.nextInt(tags.length)];
        if (tag <= 556) {
            return new CryptoKey(tag, Cbor.text(text()));
        }
        if (tag == 558) {
            Bytes key = Cbor.map()
                    .put(1, Cbor.integer(1))
                    .put(-1, Cbor.integer(6))
                    .put(-2, Cbor.bytes(bytes(32)))
                    .encode();
            return new CryptoKey(tag, key);
        }
        boolean isBytes = tag == 560 || tag == 562;
        return new CryptoKey(tag, isBytes ? Cbor.bytes(bytes(random.nextInt(40))) : digest().encoded());
    }

    final MeasuredElement element() {
        return switch (random.nextInt(3)) {
            case 0 -> MeasuredElement.of(unsigned());
            case 1 -> MeasuredElement.of(text());
            default -> new MeasuredElement.Id(id(TypedId.OID, TypedId.UUID));
        };
    }

    final Measurement measurement() {
        return new Measurement(maybe(this::element), values(), some(0, this::key));
    }

    private MeasurementValues values() {
        MeasurementValues.Builder values = MeasurementValues.builder();
        int shape = 1 + random.nextInt(127);
        if ((shape & 1) != 0) {
            boolean minimum = random.nextBoolean();
            values.put(
                    CodePoint.SVN,
                    new CodePoint.Svn(
                            new BigInteger(random.nextInt(65), asRandom()), minimum, !minimum && random.nextBoolean()));
        }
        if ((shape & 2) != 0) {
            values.put(CodePoint.DIGESTS, new CodePoint.Digests(some(1, this::digest)));
        }
        if ((shape & 4) != 0) {
            values.put(CodePoint.RAW_VALUE, rawValue());
        }
        if ((shape & 8) != 0) {
            values.put(CodePoint.NAME, text());
        }
        if ((shape & 16) != 0) {
            values.put(CodePoint.CRYPTO_KEYS, new CodePoint.CryptoKeys(some(1, this::key)));
        }
        if ((shape & 32) != 0) {
            values.put(CodePoint.INT_RANGE, range());
        }
        if ((shape & 64) != 0) {
            putRare(values);
        }
        return values.build();
    }

    private void putRare(MeasurementValues.Builder values) {
        int shape = 1 + random.nextInt(511);
        if ((shape & 1) != 0) {
            values.put(CodePoint.VERSION, version());
        }
        if ((shape & 2) != 0) {
            values.put(CodePoint.FLAGS, flags());
        }
        if ((shape & 4) != 0) {
            values.put(CodePoint.MAC_ADDR, new CodePoint.MacAddress(bytes(random.nextBoolean() ? 6 : 8)));
        }
        if ((shape & 8) != 0) {
            values.put(CodePoint.IP_ADDR, new CodePoint.IpAddress(bytes(random.nextBoolean() ? 4 : 16)));
        }
        if ((shape & 16) != 0) {
            values.put(CodePoint.SERIAL_NUMBER, text());
        }
        if ((shape & 32) != 0) {
            values.put(CodePoint.UEID, new CodePoint.Ueid(bytes(7 + random.nextInt(27))));
        }
        if ((shape & 64) != 0) {
            values.put(CodePoint.UUID, new CodePoint.Uuid(bytes(16)));
        }
        if ((shape & 128) != 0) {
            values.put(CodePoint.INTEGRITY_REGISTERS, registers());
        }
        if ((shape & 256) != 0) {
            values.put(CodePoint.encoded(-1 - unsigned()), anyItem());
            values.put(CodePoint.encoded(101 + random.nextInt(50)), anyItem());
        }
    }

    private CodePoint.RawValue rawValue() {
        int length = random.nextInt(20);
        Optional<Bytes> mask = maybe(() -> bytes(length));
        return new CodePoint.RawValue(bytes(length), mask, mask.isPresent() && random.nextBoolean());
    }

    private CodePoint.Version version() {
        return new CodePoint.Version(
                text(), maybe(() -> random.nextBoolean() ? CborKey.of(random.nextLong()) : CborKey.of(text())));
    }

    private CodePoint.Flags flags() {
        Map<Flag, Boolean> values = new EnumMap<>(Flag.class);
        some(1, () -> Flag.values()[random.nextInt(Flag.values().length)])
                .forEach(flag -> values.put(flag, random.nextBoolean()));
        Map<Long, Bytes> extensions = new TreeMap<>();
        maybe(this::extensionNumber).ifPresent(number -> extensions.put(number, Cbor.bool(true)));
        return new CodePoint.Flags(values, extensions);
    }

    private CodePoint.IntegrityRegisters registers() {
        Map<CborKey, CodePoint.Digests> registers = new HashMap<>();
        some(1, () -> random.nextBoolean() ? CborKey.of(unsigned()) : CborKey.of(text()))
                .forEach(id -> registers.put(id, new CodePoint.Digests(some(1, this::digest))));
        return new CodePoint.IntegrityRegisters(registers);
    }

    private Random asRandom() {
        return new Random(random.nextLong());
    }

    private CodePoint.IntRange range() {
        BigInteger one = new BigInteger(random.nextInt(65), asRandom());
        BigInteger other = new BigInteger(random.nextInt(65), asRandom()).not();
        return switch (random.nextInt(4)) {
            case 0 -> new CodePoint.IntRange(Optional.of(other), Optional.of(one));
            case 1 -> new CodePoint.IntRange(Optional.of(one), Optional.empty());
            case 2 -> new CodePoint.IntRange(Optional.empty(), maybe(() -> other));
            default -> CodePoint.IntRange.exactly(random.nextLong());
        };
    }

    final NamedDigest digest() {
        return switch (random.nextInt(4)) {
            case 0 -> new NamedDigest(new NamedDigest.ByNumber(random.nextInt(14)), bytes(32));
            case 1 -> new NamedDigest(new NamedDigest.ByName(text()), bytes(random.nextInt(70)));
            case 2 -> new NamedDigest(new NamedDigest.ByName("sha-1"), bytes(20));
            default -> new NamedDigest(new NamedDigest.ByNumber(random.nextLong()), bytes(random.nextInt(70)));
        };
    }
}
