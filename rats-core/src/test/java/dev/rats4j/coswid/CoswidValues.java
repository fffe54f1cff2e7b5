package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** CoSWIDs for tests, every part of the model, the same for the same seed. */
public final class CoswidValues {

    private final SplittableRandom random;
    private final boolean standard;

    private CoswidValues(SplittableRandom random, boolean standard) {
        this.random = random;
        this.standard = standard;
    }

    /** Any tag. */
    public static Coswid next(SplittableRandom random) {
        return new CoswidValues(random, false).coswid();
    }

    /** A tag as the CDDL of RFC 9393 has it: uris are tagged, extensions are any-attributes, no reference integrity. */
    public static Coswid nextStandard(SplittableRandom random) {
        return new CoswidValues(random, true).coswid();
    }

    /** An abbreviated tag: any member, or none. */
    public static AbbreviatedSwid nextAbbreviated(SplittableRandom random) {
        CoswidValues values = new CoswidValues(random, false);
        return new AbbreviatedSwid(
                values.maybe(values::tagId),
                random.nextInt(4) == 0 ? SwidContent.builder().build() : values.content());
    }

    private Coswid coswid() {
        return new Coswid(tagId(), content());
    }

    private SwidContent content() {
        SwidContent.Builder builder = SwidContent.builder()
                .tagVersion(number())
                .softwareName(text())
                .entities(atLeastOne(this::entity))
                .links(some(this::link))
                .softwareMeta(some(this::meta))
                .attributes(attributes());
        maybe(random::nextInt).ifPresent(bits -> builder.corpus(bits > 0).patch((bits & 1) == 1));
        maybe(() -> random.nextInt() < 0).ifPresent(builder::supplemental);
        maybe(this::text).ifPresent(builder::softwareVersion);
        maybe(this::term).ifPresent(builder::versionScheme);
        maybe(this::text).ifPresent(builder::media);
        switch (random.nextInt(3)) {
            case 0 -> builder.payload(new SwidPayload(resources(), attributes()));
            case 1 ->
                builder.evidence(new SwidEvidence(
                        resources(),
                        maybe(() -> Instant.ofEpochSecond(random.nextLong(-1L << 32, 1L << 34))),
                        maybe(this::text),
                        maybe(this::text),
                        attributes()));
            default -> {
                // neither
            }
        }
        if (!standard && random.nextInt(3) == 0) {
            builder.referenceMeasurement(measurement());
        }
        return builder.build();
    }

    private ReferenceMeasurement measurement() {
        ReferenceMeasurement.PayloadType[] types = ReferenceMeasurement.PayloadType.values();
        return new ReferenceMeasurement(
                maybe(() -> types[random.nextInt(types.length)]),
                maybe(this::uri),
                maybe(this::uri),
                text(),
                text(),
                new ReferenceMeasurement.Platform(unsigned(), text(), text(), unsigned()),
                new ReferenceMeasurement.Firmware(unsigned(), maybe(this::text), maybe(this::text), unsigned()),
                bytes(random.nextInt(40)));
    }

    private ResourceCollection resources() {
        return new ResourceCollection(
                paths(0),
                some(() -> new ProcessEntry(text(), maybeNumber(), extensionHash(), attributes())),
                some(() -> new ResourceEntry(text(), extensionHash(), attributes())));
    }

    private PathElements paths(int depth) {
        return new PathElements(depth > 2 ? List.of() : some(() -> directory(depth)), some(this::file));
    }

    private DirectoryEntry directory(int depth) {
        return new DirectoryEntry(item(), maybe(() -> paths(depth + 1)), extensionHash(), attributes());
    }

    private FileEntry file() {
        return new FileEntry(item(), unsigned(), maybe(this::text), maybe(this::hash), attributes());
    }

    private FileSystemItem item() {
        return new FileSystemItem(text(), maybe(() -> random.nextInt() < 0), maybe(this::text), maybe(this::text));
    }

    private SwidEntity entity() {
        return new SwidEntity(text(), maybe(this::uri), atLeastOne(this::term), maybe(this::hash), attributes());
    }

    private SwidLink link() {
        SwidTerm rel = random.nextInt(3) == 0 ? SwidTerm.of(text()) : SwidTerm.of(random.nextLong(-256, 64437));
        return new SwidLink(
                maybe(this::text),
                uri(),
                maybe(this::text),
                maybe(this::term),
                rel,
                maybe(this::text),
                maybe(this::term),
                attributes());
    }

    private SoftwareMeta meta() {
        EnumMap<SoftwareMeta.Member, String> texts = new EnumMap<>(SoftwareMeta.Member.class);
        for (SoftwareMeta.Member member : SoftwareMeta.Member.values()) {
            if (random.nextInt(3) == 0) {
                texts.put(member, text());
            }
        }
        return new SoftwareMeta(texts, maybe(() -> random.nextInt() < 0), maybe(this::tagId), attributes());
    }

    private SwidAttributes attributes() {
        Map<CborKey, Bytes> others = new LinkedHashMap<>();
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            CborKey key = random.nextBoolean() ? CborKey.of(text()) : CborKey.of(100 + random.nextInt(1000));
            others.put(key, attribute());
        }
        return new SwidAttributes(maybe(() -> "de-AT"), others);
    }

    private Bytes attribute() {
        return switch (random.nextInt(standard ? 4 : 6)) {
            case 0 -> Cbor.text(text());
            case 1 -> Cbor.integer(number());
            case 2 -> Cbor.array(Cbor.text(text()), Cbor.text(text()));
            case 3 -> Cbor.array(Cbor.integer(number()), Cbor.integer(number()), Cbor.integer(number()));
            case 4 -> Cbor.map().put(number(), Cbor.bytes(bytes(3))).encode();
            default -> Cbor.bool(random.nextBoolean());
        };
    }

    private SwidUri uri() {
        String uri = "https://example.com/" + random.nextInt(100);
        return standard || random.nextBoolean() ? SwidUri.of(uri) : new SwidUri(uri, false);
    }

    private SwidTerm term() {
        return random.nextInt(3) == 0 ? SwidTerm.of(text()) : SwidTerm.of(number());
    }

    private SwidTagId tagId() {
        return random.nextBoolean() ? SwidTagId.of(text()) : new SwidTagId.Uuid(bytes(16));
    }

    private Optional<NamedDigest> extensionHash() {
        return standard ? Optional.empty() : maybe(this::hash);
    }

    private NamedDigest hash() {
        return new NamedDigest(new NamedDigest.ByNumber(random.nextInt(13)), bytes(random.nextInt(65)));
    }

    private OptionalLong unsigned() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong() >>> 1);
    }

    private OptionalLong maybeNumber() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(number());
    }

    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private String text() {
        return random.nextInt(20) == 0 ? "" : "text-é-" + random.nextInt(1000);
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
    }

    private <T> List<T> some(Supplier<T> value) {
        return random.nextBoolean() ? List.of() : atLeastOne(value);
    }

    private <T> List<T> atLeastOne(Supplier<T> value) {
        List<T> values = new ArrayList<>();
        do {
            values.add(value.get());
        } while (random.nextInt(3) == 0);
        return values;
    }
}
