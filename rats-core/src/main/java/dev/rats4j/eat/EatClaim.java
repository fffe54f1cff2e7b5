package dev.rats4j.eat;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwClaim;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A claim: its key in CBOR, its name in JSON, and the type of its value. The constants are the registered ones; profiles and vendors define
 * theirs with {@link #of} and {@link #ofCbor} and tell readers by an {@link EatProfile}.
 *
 * @param <T> the Java type of the value
 */
public final class EatClaim<T> {

    private static final int MOST = 1024;
    private static final int LONGEST = 1 << 20;

    /** Issuer. */
    public static final EatClaim<String> ISS = of(1, "iss", ClaimCodec.of(EatValue::text, (s, f) -> f.text(s)));
    /** Subject. */
    public static final EatClaim<String> SUB = of(2, "sub", ClaimCodec.of(EatValue::text, (s, f) -> f.text(s)));
    /** Audiences; a single one is written as text. */
    public static final EatClaim<List<String>> AUD = of(3, "aud", audience());
    /** Not valid from then on, in whole seconds. */
    public static final EatClaim<Instant> EXP = of(4, "exp", ClaimCodec.seconds());
    /** Not valid before, in whole seconds. */
    public static final EatClaim<Instant> NBF = of(5, "nbf", ClaimCodec.seconds());
    /** When it was made, in whole seconds. */
    public static final EatClaim<Instant> IAT = of(6, "iat", ClaimCodec.seconds());
    /** The identifier of a CWT. */
    public static final EatClaim<Bytes> CTI = ofCbor(7, "cti", ClaimCodec.bytes(0, LONGEST));
    /** The identifier of a JWT. */
    public static final EatClaim<String> JTI =
            new EatClaim<>("jti", Optional.empty(), Optional.of("jti"), ClaimCodec.text());
    /** A key whose possession is to be proved, RFC 8747 and RFC 7800. */
    public static final EatClaim<Confirmation> CNF = of(8, "cnf", Confirmation.CODEC);
    /** Nonces, at least one. */
    public static final EatClaim<List<EatNonce>> NONCE = of(10, "eat_nonce", oneOrMore(EatNonce.CODEC));
    /** The identity of the device. */
    public static final EatClaim<Ueid> UEID = of(256, "ueid", Ueid.CODEC);
    /** Identities that change now and then, by name. */
    public static final EatClaim<Map<String, Ueid>> SUEIDS = of(257, "sueids", sueids());
    /** Who made the hardware. */
    public static final EatClaim<OemId> OEMID = of(258, "oemid", OemId.CODEC);
    /** Model of the hardware, 1 to 32 bytes. */
    public static final EatClaim<Bytes> HWMODEL = of(259, "hwmodel", ClaimCodec.bytes(1, 32));
    /** Version of the hardware. */
    public static final EatClaim<EatVersion> HWVERSION = of(260, "hwversion", EatVersion.CODEC);
    /** Seconds since boot. */
    public static final EatClaim<Long> UPTIME = of(261, "uptime", ClaimCodec.unsigned());
    /** Whether all software that was booted is the maker's. */
    public static final EatClaim<Boolean> OEMBOOT = of(262, "oemboot", ClaimCodec.bool());
    /** Whether debugging is possible. */
    public static final EatClaim<DebugStatus> DBGSTAT = of(263, "dbgstat", DebugStatus.CODEC);
    /** Where the entity is. */
    public static final EatClaim<Location> LOCATION = of(264, "location", Location.CODEC);
    /** The profile that the token follows. */
    public static final EatClaim<ProfileName> PROFILE = of(265, "eat_profile", ProfileName.CODEC);
    /** Submodules by name, at least one. */
    public static final EatClaim<Map<String, Submodule>> SUBMODS = of(266, "submods", SubmoduleCodec.CODEC);
    /** How often the entity has been booted. */
    public static final EatClaim<Long> BOOTCOUNT = of(267, "bootcount", ClaimCodec.unsigned());
    /** A value that is another one after each boot. */
    public static final EatClaim<Bytes> BOOTSEED = of(268, "bootseed", ClaimCodec.bytes(1, LONGEST));
    /** Where certifications are found, at least one. */
    public static final EatClaim<List<Dloa>> DLOAS = of(269, "dloas", ClaimCodec.listOf(Dloa.CODEC, 1, MOST));
    /** Name of the software. */
    public static final EatClaim<String> SWNAME = of(270, "swname", ClaimCodec.of(EatValue::text, (s, f) -> f.text(s)));
    /** Version of the software. */
    public static final EatClaim<EatVersion> SWVERSION = of(271, "swversion", EatVersion.CODEC);
    /** Descriptions of the software by its maker, at least one. */
    public static final EatClaim<List<TypedContent>> MANIFESTS =
            of(272, "manifests", ClaimCodec.listOf(TypedContent.CODEC, 1, MOST));
    /** What was measured, at least one. */
    public static final EatClaim<List<TypedContent>> MEASUREMENTS = of(
            273,
            "measurements",
            ClaimCodec.listOf(ClaimCodec.of(TypedContent::readMeasurement, TypedContent.CODEC::write), 1, MOST));
    /** What the attester found when it compared measurements, at least one. */
    public static final EatClaim<List<MeasurementResults>> MEASRES =
            of(274, "measres", ClaimCodec.listOf(MeasurementResults.CODEC, 1, MOST));
    /** What the token is for. */
    public static final EatClaim<IntendedUse> INTUSE = of(275, "intuse", IntendedUse.CODEC);
    /** A conceptual message, RFC 9999. */
    public static final EatClaim<Cmw> CMW = of(299, "cmw", ClaimCodec.of(EatClaim::readCmw, EatClaim::writeCmw));
    /** An epoch marker, draft-ietf-rats-epoch-markers: the number is the one that the draft suggests. Kept encoded. */
    public static final EatClaim<EatValue> EPOCH_MARKER = of(2000, "em", ClaimCodec.encoded());

    static final List<EatClaim<?>> REGISTERED = List.of(
            ISS,
            SUB,
            AUD,
            EXP,
            NBF,
            IAT,
            CTI,
            JTI,
            CNF,
            NONCE,
            UEID,
            SUEIDS,
            OEMID,
            HWMODEL,
            HWVERSION,
            UPTIME,
            OEMBOOT,
            DBGSTAT,
            LOCATION,
            PROFILE,
            SUBMODS,
            BOOTCOUNT,
            BOOTSEED,
            DLOAS,
            SWNAME,
            SWVERSION,
            MANIFESTS,
            MEASUREMENTS,
            MEASRES,
            INTUSE,
            CMW,
            EPOCH_MARKER);

    private final String name;
    private final Optional<CborKey> key;
    private final Optional<String> jsonName;
    private final ClaimCodec<T> codec;

    private EatClaim(String name, Optional<CborKey> key, Optional<String> jsonName, ClaimCodec<T> codec) {
        this.name = name;
        this.key = key;
        this.jsonName = jsonName;
        this.codec = codec;
    }

    /** A claim with a number in CBOR and a name in JSON. */
    public static <T> EatClaim<T> of(long key, String name, ClaimCodec<T> codec) {
        return new EatClaim<>(name, Optional.of(CborKey.of(key)), Optional.of(name), codec);
    }

    /**
     * A claim that has no form in JSON.
     *
     * @param name for errors and displays only
     */
    public static <T> EatClaim<T> ofCbor(long key, String name, ClaimCodec<T> codec) {
        return new EatClaim<>(name, Optional.of(CborKey.of(key)), Optional.empty(), codec);
    }

    /** A claim that is text in CBOR as in JSON. */
    public static <T> EatClaim<T> of(String name, ClaimCodec<T> codec) {
        return new EatClaim<>(name, Optional.of(CborKey.of(name)), Optional.of(name), codec);
    }

    /** All registered claims, by number. */
    public static List<EatClaim<?>> registered() {
        return REGISTERED;
    }

    /** The name, for people. */
    public String name() {
        return name;
    }

    /** The key in a format, if it has a form there; names of JSON are text keys. */
    public Optional<CborKey> key(EatFormat format) {
        return format == EatFormat.CBOR ? key : jsonName.map(CborKey::of);
    }

    /** Reads and writes the value. */
    public ClaimCodec<T> codec() {
        return codec;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }

    private static ClaimCodec<List<String>> audience() {
        ClaimCodec<String> text = ClaimCodec.of(EatValue::text, (s, format) -> format.text(s));
        ClaimCodec<List<String>> several = ClaimCodec.listOf(text, 1, MOST);
        return ClaimCodec.of(
                value -> value.isList() ? several.read(value) : List.of(value.text()),
                (names, format) -> names.size() == 1 ? format.text(names.get(0)) : several.write(names, format));
    }

    private static <T> ClaimCodec<List<T>> oneOrMore(ClaimCodec<T> codec) {
        ClaimCodec<List<T>> several = ClaimCodec.listOf(codec, 2, MOST);
        return ClaimCodec.of(
                value -> value.isList() ? several.read(value) : List.of(codec.read(value)),
                (all, format) -> all.size() == 1 ? codec.write(all.get(0), format) : several.write(all, format));
    }

    private static ClaimCodec<Map<String, Ueid>> sueids() {
        return ClaimCodec.of(
                value -> {
                    Map<String, Ueid> all = new LinkedHashMap<>();
                    for (Map.Entry<String, EatValue> entry : value.map().named().entrySet()) {
                        all.put(entry.getKey(), Ueid.CODEC.read(entry.getValue()));
                    }
                    if (all.isEmpty()) {
                        throw value.malformed("is empty");
                    }
                    return Collections.unmodifiableMap(all);
                },
                (all, format) -> {
                    EatFormat.MapBuilder map = format.map();
                    all.forEach((label, ueid) -> map.put(label, Ueid.CODEC.write(ueid, format)));
                    return map.build();
                });
    }

    private static Cmw readCmw(EatValue value) throws MalformedMessageException {
        try {
            return value.format() == EatFormat.CBOR
                    ? Cmw.decode(value.cbor())
                    : CmwClaim.of(JsonObject.of(Map.of(CmwClaim.JWT, value.json())))
                            .orElseThrow();
        } catch (MalformedMessageException e) {
            throw value.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static EatValue writeCmw(Cmw cmw, EatFormat format) {
        return format == EatFormat.CBOR ? EatValue.ofCbor(cmw.toCbor()) : EatValue.ofJson(CmwClaim.toJsonValue(cmw));
    }
}
