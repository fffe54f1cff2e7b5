package dev.rats4j.eat;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One component that was measured, RFC 10013.
 *
 * @param name of the component
 * @param version of the component
 * @param measurement digest or raw value
 * @param authorities who vouches for the component, in the words of a profile
 * @param flags 8 bytes, in the words of a profile
 */
public record MeasuredComponent(
        String name,
        Optional<EatVersion> version,
        Measurement measurement,
        List<Bytes> authorities,
        Optional<Bytes> flags) {

    private static final int FLAGS_LENGTH = 8;
    private static final int MOST_AUTHORITIES = 1024;
    private static final int LARGEST = 1 << 20;
    private static final ClaimCodec<Bytes> FLAGS = ClaimCodec.bytes(FLAGS_LENGTH, FLAGS_LENGTH);
    private static final ClaimCodec<List<Bytes>> AUTHORITIES =
            ClaimCodec.listOf(ClaimCodec.bytes(0, LARGEST), 1, MOST_AUTHORITIES);

    /** Refuses flags of other length than 8. */
    public MeasuredComponent {
        authorities = List.copyOf(authorities);
        if (flags.filter(bytes -> bytes.length() != FLAGS_LENGTH).isPresent()) {
            throw new IllegalArgumentException("flags are 8 bytes");
        }
    }

    /** A component without authorities and flags, so that every profile reads it. */
    public static MeasuredComponent of(String name, Optional<EatVersion> version, Measurement measurement) {
        return new MeasuredComponent(name, version, measurement, List.of(), Optional.empty());
    }

    /** Digest or raw value; one of the two. */
    public sealed interface Measurement {}

    /** A digest under the registry "Named Information Hash Algorithm". */
    public record Digested(NamedDigest digest) implements Measurement {}

    /** The measured value itself. */
    public record Raw(Bytes value) implements Measurement {}

    /** The Content-Format: 295 in CBOR, 296 in JSON. */
    public static int contentFormat(EatFormat format) {
        return format == EatFormat.CBOR ? 295 : 296;
    }

    /** Whether there are authorities or flags, which only a profile gives a meaning. */
    public boolean needsProfile() {
        return !authorities.isEmpty() || flags.isPresent();
    }

    /**
     * Decodes a component.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    public static MeasuredComponent decode(Bytes message, EatFormat format) throws MalformedMessageException {
        if (message.length() > LARGEST) {
            throw new MalformedMessageException("measured-component", LARGEST, "longer than " + LARGEST + " bytes");
        }
        return read(
                format == EatFormat.CBOR
                        ? EatValue.ofCbor("measured-component", CborItem.decode(message, CborProfile.WELL_FORMED))
                        : EatValue.ofJson(Json.parse(message, JsonLimits.STANDARD)));
    }

    /** Deterministic CBOR, or compact JSON. */
    public Bytes encode(EatFormat format) {
        EatValue value = write(format);
        return format == EatFormat.CBOR ? value.cbor() : Json.write(value.json());
    }

    private static MeasuredComponent read(EatValue value) throws MalformedMessageException {
        EatMap map = value.map();
        List<EatValue> id = map.required(1, "id").list(1, 2);
        String name = id.get(0).text();
        Optional<EatVersion> version = id.size() < 2 ? Optional.empty() : Optional.of(EatVersion.CODEC.read(id.get(1)));
        Measurement measurement = readMeasurement(map);
        Optional<EatValue> authorities = map.optional(3, "authorities");
        Optional<EatValue> flags = map.optional(4, "flags");
        map.expectNoOthers();
        return new MeasuredComponent(
                name,
                version,
                measurement,
                authorities.isEmpty() ? List.of() : AUTHORITIES.read(authorities.get()),
                flags.isEmpty() ? Optional.empty() : Optional.of(FLAGS.read(flags.get())));
    }

    private static Measurement readMeasurement(EatMap map) throws MalformedMessageException {
        Optional<EatValue> digested = map.optional(2, "digested-measurement");
        Optional<EatValue> raw = map.optional(5, "raw-measurement");
        if (digested.isPresent() == raw.isPresent()) {
            throw map.value().malformed("has not exactly one measurement");
        }
        if (raw.isPresent()) {
            return new Raw(raw.get().bytes());
        }
        List<EatValue> parts = digested.orElseThrow().list(2, 2);
        EatValue algorithm = parts.get(0);
        return new Digested(new NamedDigest(
                algorithm.isInteger()
                        ? new NamedDigest.ByNumber(algorithm.integer())
                        : new NamedDigest.ByName(algorithm.text()),
                parts.get(1).bytes()));
    }

    private EatValue write(EatFormat format) {
        List<EatValue> id = new ArrayList<>(List.of(format.text(name)));
        version.ifPresent(known -> id.add(EatVersion.CODEC.write(known, format)));
        EatFormat.MapBuilder map = format.map().put(1, "id", format.list(id));
        if (measurement instanceof Raw raw) {
            map.put(5, "raw-measurement", format.bytes(raw.value()));
        } else {
            map.put(2, "digested-measurement", write(((Digested) measurement).digest(), format));
        }
        if (!authorities.isEmpty()) {
            map.put(3, "authorities", AUTHORITIES.write(authorities, format));
        }
        flags.ifPresent(bytes -> map.put(4, "flags", format.bytes(bytes)));
        return map.build();
    }

    private static EatValue write(NamedDigest digest, EatFormat format) {
        EatValue algorithm = digest.algorithm() instanceof NamedDigest.ByNumber number
                ? format.integer(number.number())
                : format.text(((NamedDigest.ByName) digest.algorithm()).name());
        return format.list(algorithm, format.bytes(digest.value()));
    }
}
