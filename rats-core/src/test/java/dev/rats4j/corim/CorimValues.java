package dev.rats4j.corim;

import dev.rats4j.coswid.Coswid;
import dev.rats4j.coswid.CoswidValues;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** CoRIMs of every shape that the model has, out of a seeded generator. */
public final class CorimValues extends MeasurementSamples {

    private CorimValues(RandomGenerator random) {
        super(random);
    }

    /** The next one, of everything that the draft has. */
    public static Corim next(RandomGenerator random) {
        return new CorimValues(random).corim();
    }

    private Corim corim() {
        Corim.Builder corim = Corim.builder(tagId());
        some(1, this::tag).forEach(corim::tag);
        maybe(() -> random.nextBoolean() ? "tag:example.com,2026:" + random.nextInt(9) : "1.3.6.1.4.1." + unsigned())
                .ifPresent(corim::profile);
        maybe(this::validity).ifPresent(corim::validity);
        some(0, () -> entity(1)).forEach(corim::entity);
        some(0, this::locator).forEach(corim::dependentRim);
        maybe(this::extensionNumber).ifPresent(number -> corim.extension(number, anyItem()));
        return corim.build();
    }

    private ConciseTag tag() {
        int kind = random.nextInt(6);
        return switch (kind) {
            case 0 -> new ConciseTagList(identity(), some(1, this::identity), validity());
            case 1 -> new EncodedTag(random.nextBoolean() ? 507 : 600, anyItem());
            case 2 -> new CoswidTag(coswid());
            default -> comid();
        };
    }

    private Coswid coswid() {
        return CoswidValues.next(new SplittableRandom(random.nextLong()));
    }

    private TagIdentity identity() {
        return new TagIdentity(tagId(), random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(unsigned()));
    }

    private CorimLocator locator() {
        return new CorimLocator(some(1, () -> "https://example.com/" + random.nextInt()), some(0, this::digest));
    }

    private CorimEntity entity(long leastRole) {
        TreeMap<Long, Bytes> extensions = new TreeMap<>();
        if (random.nextInt(4) == 0) {
            extensions.put(extensionNumber(), anyItem());
        }
        return new CorimEntity(
                text(),
                maybe(() -> "https://example.com/" + random.nextInt()),
                some(1, () -> random.nextLong(leastRole, 3)),
                extensions);
    }

    private Comid comid() {
        Comid.Builder comid = Comid.builder(identity()).triples(triples());
        some(0, () -> entity(0)).forEach(comid::entity);
        maybe(() -> "en").ifPresent(comid::language);
        some(0, () -> new LinkedTag(tagId(), LinkedTag.Relation.values()[random.nextInt(2)]))
                .forEach(comid::linkedTag);
        maybe(this::extensionNumber).ifPresent(number -> comid.extension(number, anyItem()));
        return comid.build();
    }

    private Triples triples() {
        Triples.Builder triples = Triples.builder();
        int shape = 1 + random.nextInt(1023);
        triples.reference((shape & 1) != 0 ? some(1, this::valueTriple) : List.of());
        triples.endorsed((shape & 2) != 0 ? some(1, this::valueTriple) : List.of());
        triples.identity((shape & 4) != 0 ? some(1, this::keyTriple) : List.of());
        triples.attestKey((shape & 8) != 0 ? some(1, this::keyTriple) : List.of());
        triples.dependency((shape & 16) != 0 ? some(1, this::domain) : List.of());
        triples.membership((shape & 32) != 0 ? some(1, this::domain) : List.of());
        triples.coswid(
                (shape & 64) != 0 ? some(1, () -> new CoswidTriple(environment(), some(1, this::tagId))) : List.of());
        triples.conditionalEndorsementSeries((shape & 128) != 0 ? some(1, this::series) : List.of());
        triples.conditionalEndorsement(
                (shape & 256) != 0
                        ? some(
                                1,
                                () -> new ConditionalEndorsementTriple(
                                        some(1, this::stateful), some(1, this::valueTriple)))
                        : List.of());
        if ((shape & 512) != 0) {
            triples.extension(random.nextBoolean() ? 7 : extensionNumber(), anyItem());
        }
        return triples.build();
    }

    private ConditionalEndorsementSeriesTriple series() {
        return new ConditionalEndorsementSeriesTriple(
                environment(),
                some(0, this::measurement),
                some(0, this::key),
                some(
                        1,
                        () -> new ConditionalEndorsementSeriesTriple.Step(
                                some(1, this::measurement), some(1, this::measurement))));
    }

    private StatefulEnvironment stateful() {
        return new StatefulEnvironment(environment(), some(1, this::measurement));
    }

    private DomainTriple domain() {
        return new DomainTriple(environment(), some(1, this::environment));
    }

    private ValueTriple valueTriple() {
        return new ValueTriple(environment(), some(1, this::measurement));
    }

    private KeyTriple keyTriple() {
        return new KeyTriple(environment(), some(1, this::key), maybe(this::element), some(0, this::key));
    }
}
