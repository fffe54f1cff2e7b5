package dev.rats4j.draft.epoch;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A TST-info-based-on-CBOR-time-tag, version 1.
 *
 * @param policy of the time stamp authority
 * @param hashAlgorithm of the message imprint, a number of the COSE registry
 * @param hashValue of the message imprint
 * @param serialNumber of any size
 * @param time an etime whose keys are numbers and which has a base time
 * @param ordering whether stamps of the authority are ordered by time; absent is false
 * @param nonce of the request
 * @param authority tsa: kind and encoded value of a GeneralName
 * @param extensions other entries; one item each in deterministic encoding
 */
public record CborTstInfo(
        Policy policy,
        long hashAlgorithm,
        Bytes hashValue,
        BigInteger serialNumber,
        ExtendedTime time,
        Optional<Boolean> ordering,
        Optional<BigInteger> nonce,
        Optional<GeneralName> authority,
        Map<CborKey, Bytes> extensions) {

    private static final String NAME = "TST-info";
    private static final long VERSION = 1;
    private static final long LAST_KEY = 7;
    private static final int MOST_EXTENSIONS = 256;
    private static final CborKey BASE_TIME = CborKey.of(1);
    private static final CborKey GUARANTEE = CborKey.of(-8);

    /**
     * An object identifier, absolute (tag 111) or relative (112), RFC 9090.
     *
     * @param relative whether it is relative
     * @param content BER contents
     */
    public record Policy(boolean relative, Bytes content) {
        private static final long ABSOLUTE_TAG = 111;
        private static final long RELATIVE_TAG = 112;
    }

    /**
     * A GeneralName of RFC 5280, 4.2.1.6.
     *
     * @param type the number of its choice
     * @param value one item in deterministic encoding
     */
    public record GeneralName(long type, Bytes value) {}

    /** Refuses times without a base, extensions under the keys of members, and more than 256 of them. */
    public CborTstInfo {
        if (extensions.size() > MOST_EXTENSIONS) {
            throw new IllegalArgumentException("more than " + MOST_EXTENSIONS + " extensions");
        }
        Optional<String> wrong = wrongTime(time);
        if (wrong.isPresent()) {
            throw new IllegalArgumentException("time " + wrong.get());
        }
        TreeMap<CborKey, Bytes> sorted = new TreeMap<>(Comparator.comparing(CborKey::encoded));
        extensions.forEach((key, value) -> {
            if (key instanceof CborKey.Int number && number.value() >= 0 && number.value() <= LAST_KEY) {
                throw new IllegalArgumentException(key + " is a member of its own");
            }
            sorted.put(key, value);
        });
        extensions = Collections.unmodifiableMap(sorted);
    }

    /** What the profile of the draft wants of an etime. */
    private static Optional<String> wrongTime(ExtendedTime time) {
        if (!time.entries().keySet().stream().allMatch(CborKey.Int.class::isInstance)) {
            return Optional.of("has a key that is no number");
        }
        if (!isOf(time.entry(BASE_TIME), CborItem.Kind.UNSIGNED, CborItem.Kind.NEGATIVE, CborItem.Kind.FLOAT)) {
            return Optional.of("lacks a base time (1) that is a number");
        }
        return time.entry(GUARANTEE).isPresent() && !isOf(time.entry(GUARANTEE), CborItem.Kind.MAP)
                ? Optional.of("has a duration (-8) that is no map")
                : Optional.empty();
    }

    private static boolean isOf(Optional<Bytes> encoded, CborItem.Kind... kinds) {
        if (encoded.isEmpty()) {
            return false;
        }
        try {
            CborItem.Kind kind =
                    CborItem.decode(encoded.get(), CborProfile.DETERMINISTIC).kind();
            return java.util.List.of(kinds).contains(kind);
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    static CborTstInfo read(CborItem item) throws MalformedMessageException {
        CborMap map = item.map(NAME);
        CborItem version = map.required(0, "version");
        if (version.integer(NAME + ".version") != VERSION) {
            throw version.malformed(NAME + ".version", "is not 1");
        }
        Policy policy = readPolicy(map.required(1, "policy"));
        CborItem[] imprint = map.required(2, "messageImprint").elements(2, 2, NAME + ".messageImprint");
        BigInteger serialNumber = map.required(3, "serialNumber").bigInteger(NAME + ".serialNumber");
        CborItem eTime = map.required(4, "eTime");
        ExtendedTime time = ExtendedTime.read(eTime, NAME + ".eTime");
        Optional<String> wrong = wrongTime(time);
        if (wrong.isPresent()) {
            throw eTime.malformed(NAME + ".eTime", wrong.get());
        }
        Optional<CborItem> ordering = map.optional(5);
        Optional<CborItem> nonce = map.optional(6);
        Optional<CborItem> authority = map.optional(LAST_KEY);
        Map<CborKey, Bytes> extensions = readExtensions(map);
        return new CborTstInfo(
                policy,
                imprint[0].integer(NAME + ".messageImprint.hashAlg"),
                imprint[1].bytes(NAME + ".messageImprint.hashValue"),
                serialNumber,
                time,
                ordering.isPresent() ? Optional.of(ordering.get().bool(NAME + ".ordering")) : Optional.empty(),
                nonce.isPresent() ? Optional.of(nonce.get().bigInteger(NAME + ".nonce")) : Optional.empty(),
                authority.isPresent() ? Optional.of(readName(authority.get())) : Optional.empty(),
                extensions);
    }

    private static Map<CborKey, Bytes> readExtensions(CborMap map) throws MalformedMessageException {
        if (map.others().size() > MOST_EXTENSIONS) {
            throw map.item().malformed(NAME, "more than " + MOST_EXTENSIONS + " extensions");
        }
        Map<CborKey, Bytes> extensions = new TreeMap<>(Comparator.comparing(CborKey::encoded));
        map.others().forEach((key, value) -> extensions.put(key, Cbor.deterministic(value)));
        return extensions;
    }

    private static Policy readPolicy(CborItem item) throws MalformedMessageException {
        boolean isRelative = item.isTagged(Policy.RELATIVE_TAG);
        CborItem content =
                isRelative ? item.tagContent(NAME + ".policy") : item.tagged(Policy.ABSOLUTE_TAG, NAME + ".policy");
        return new Policy(isRelative, content.bytes(NAME + ".policy"));
    }

    private static GeneralName readName(CborItem item) throws MalformedMessageException {
        CborItem[] parts = item.elements(2, 2, NAME + ".tsa");
        return new GeneralName(parts[0].integer(NAME + ".tsa.type"), Cbor.deterministic(parts[1]));
    }

    Bytes encoded() {
        long tag = policy.relative() ? Policy.RELATIVE_TAG : Policy.ABSOLUTE_TAG;
        Cbor.MapBuilder map = Cbor.map()
                .put(0, Cbor.integer(VERSION))
                .put(1, Cbor.tagged(tag, Cbor.bytes(policy.content())))
                .put(2, Cbor.array(Cbor.integer(hashAlgorithm), Cbor.bytes(hashValue)))
                .put(3, Cbor.integer(serialNumber))
                .put(4, time.encoded());
        ordering.ifPresent(value -> map.put(5, Cbor.bool(value)));
        nonce.ifPresent(value -> map.put(6, Cbor.integer(value)));
        authority.ifPresent(name -> map.put(LAST_KEY, Cbor.array(Cbor.integer(name.type()), name.value())));
        extensions.forEach(map::put);
        return map.encode();
    }
}
