package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.ObjectIdentifier;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** CoRIMs of every shape that the model has, out of a seeded generator. */
public final class RandomCorim {

    private static final List<String> TEXTS =
            List.of("", "ACME", "a\"b\\c\n", "\u00e4\u4e2d\ud83d\ude00", "1", "sha-256", "1.3.6.1");

    private final RandomGenerator random;

    private RandomCorim(RandomGenerator random) {
        this.random = random;
    }

    /** The next one. Everything in it is interpreted, so that it can be encoded. */
    public static Corim next(RandomGenerator random) {
        return new RandomCorim(random).corim();
    }

    private interface Source<T> {
        T next();
    }

    private <T> List<T> some(int least, Source<T> source) {
        List<T> list = new ArrayList<>();
        for (int left = least + random.nextInt(3); left > 0; left--) {
            list.add(source.next());
        }
        return list;
    }

    private <T> Optional<T> maybe(Source<T> source) {
        return random.nextBoolean() ? Optional.of(source.next()) : Optional.empty();
    }

    private OptionalLong maybeNumber() {
        return random.nextBoolean() ? OptionalLong.of(unsigned()) : OptionalLong.empty();
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    private String text() {
        return random.nextBoolean()
                ? TEXTS.get(random.nextInt(TEXTS.size()))
                : bytes(random.nextInt(20)).toHex();
    }

    /** Of every length of its encoding. */
    private long unsigned() {
        return random.nextLong() >>> (1 + random.nextInt(63));
    }

    private Corim corim() {
        return new Corim(
                tagId(),
                some(1, this::comid),
                maybe(() -> random.nextBoolean()
                        ? "tag:example.com,2026:" + random.nextInt(9)
                        : "1.3.6.1.4.1." + unsigned()),
                maybe(this::validity),
                some(0, () -> entity(1)),
                List.of());
    }

    private TagId tagId() {
        return random.nextBoolean() ? TagId.of(text()) : new TagId.Uuid(bytes(16));
    }

    private Validity validity() {
        long start = random.nextInt(Integer.MAX_VALUE);
        Instant end = Instant.ofEpochSecond(start + random.nextInt(Integer.MAX_VALUE));
        return new Validity(maybe(() -> Instant.ofEpochSecond(start)), end);
    }

    private CorimEntity entity(long leastRole) {
        return new CorimEntity(
                text(),
                maybe(() -> "https://example.com/" + random.nextInt()),
                some(1, () -> random.nextLong(leastRole, 3)));
    }

    private Comid comid() {
        int shape = 1 + random.nextInt(7); // at least one kind of triple
        return new Comid(
                tagId(),
                random.nextBoolean() ? 0 : unsigned(),
                some(0, () -> entity(0)),
                (shape & 1) != 0 ? some(1, this::valueTriple) : List.of(),
                (shape & 2) != 0 ? some(1, this::valueTriple) : List.of(),
                (shape & 4) != 0 ? some(1, this::keyTriple) : List.of(),
                List.of());
    }

    private ValueTriple valueTriple() {
        return new ValueTriple(environment(), some(1, this::measurement));
    }

    private KeyTriple keyTriple() {
        return new KeyTriple(environment(), some(1, this::key), maybe(this::element), some(0, this::key));
    }

    private Environment environment() {
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

    private CryptoKey key() {
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

    private MeasuredElement element() {
        return switch (random.nextInt(3)) {
            case 0 -> MeasuredElement.of(unsigned());
            case 1 -> MeasuredElement.of(text());
            default -> new MeasuredElement.Id(id(TypedId.OID, TypedId.UUID));
        };
    }

    private Measurement measurement() {
        return new Measurement(maybe(this::element), values(), some(0, this::key));
    }

    private MeasurementValues values() {
        MeasurementValues.Builder values = MeasurementValues.builder();
        int shape = 1 + random.nextInt(127);
        if ((shape & 1) != 0) {
            values.put(
                    CodePoint.SVN,
                    new CodePoint.Svn(new BigInteger(random.nextInt(65), asRandom()), random.nextBoolean()));
        }
        if ((shape & 2) != 0) {
            values.put(CodePoint.DIGESTS, new CodePoint.Digests(some(1, this::digest)));
        }
        if ((shape & 4) != 0) {
            int length = random.nextInt(20);
            values.put(CodePoint.RAW_VALUE, new CodePoint.RawValue(bytes(length), maybe(() -> bytes(length))));
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
            values.put(
                    CodePoint.encoded(3),
                    Cbor.map().put(0, Cbor.bool(random.nextBoolean())).encode());
            values.put(CodePoint.encoded(-1 - unsigned()), Cbor.array(Cbor.text(text()), Cbor.nil()));
        }
        return values.build();
    }

    private java.util.Random asRandom() {
        return new java.util.Random(random.nextLong());
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

    private NamedDigest digest() {
        return switch (random.nextInt(4)) {
            case 0 -> new NamedDigest(new NamedDigest.ByNumber(random.nextInt(14)), bytes(32));
            case 1 -> new NamedDigest(new NamedDigest.ByName(text()), bytes(random.nextInt(70)));
            case 2 -> new NamedDigest(new NamedDigest.ByName("sha-1"), bytes(20));
            default -> new NamedDigest(new NamedDigest.ByNumber(random.nextLong()), bytes(random.nextInt(70)));
        };
    }
}
