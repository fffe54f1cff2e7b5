package dev.rats4j.corim;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The maps of RFC 9393, with the names of its CDDL. */
final class TemplateCoswidShapes {

    static final String TAG = "concise-swid-tag";

    /** What a member is, and how a template has it. */
    enum Kind {
        TEXT,
        BOOL,
        INTEGER,
        /** Seconds under tag 1, as a number. */
        TIME,
        /** A number or a text. */
        TERM,
        /** A text or a UUID. */
        TAG_ID,
        /** A text under tag 32, or {@code {"untagged"}}. */
        URI,
        HASH,
        HEX,
        MAP
    }

    /**
     * A member of a map.
     *
     * @param key its number
     * @param name its name
     * @param kind what it is
     * @param many whether there may be several: an array in a template
     * @param shape which map it is, or empty
     */
    record Member(long key, String name, Kind kind, boolean many, String shape) {}

    private static final Member LANGUAGE = of(15, "lang", Kind.TEXT);
    private static final Member HASH = of(7, "hash", Kind.HASH);
    private static final List<Member> PATHS = List.of(maps(16, "directory"), maps(17, "file"));
    private static final List<Member> RESOURCES = join(PATHS, maps(18, "process"), maps(19, "resource"));
    private static final List<Member> FILE_SYSTEM = List.of(
            of(24, "fs-name", Kind.TEXT),
            of(22, "key", Kind.BOOL),
            of(23, "location", Kind.TEXT),
            of(25, "root", Kind.TEXT));

    private static final Map<String, List<Member>> SHAPES = Map.ofEntries(
            Map.entry(
                    TAG,
                    List.of(
                            of(0, "tag-id", Kind.TAG_ID),
                            of(12, "tag-version", Kind.INTEGER),
                            of(8, "corpus", Kind.BOOL),
                            of(9, "patch", Kind.BOOL),
                            of(11, "supplemental", Kind.BOOL),
                            of(1, "software-name", Kind.TEXT),
                            of(13, "software-version", Kind.TEXT),
                            of(14, "version-scheme", Kind.TERM),
                            of(10, "media", Kind.TEXT),
                            maps(5, "software-meta"),
                            maps(2, "entity"),
                            maps(4, "link"),
                            map(6, "payload"),
                            map(3, "evidence"),
                            map(58, "reference-measurement"),
                            LANGUAGE)),
            Map.entry(
                    "entity",
                    List.of(
                            of(31, "entity-name", Kind.TEXT),
                            of(32, "reg-id", Kind.URI),
                            new Member(33, "role", Kind.TERM, true, ""),
                            of(34, "thumbprint", Kind.HASH),
                            LANGUAGE)),
            Map.entry(
                    "link",
                    List.of(
                            of(37, "artifact", Kind.TEXT),
                            of(38, "href", Kind.URI),
                            of(10, "media", Kind.TEXT),
                            of(39, "ownership", Kind.TERM),
                            of(40, "rel", Kind.TERM),
                            of(41, "media-type", Kind.TEXT),
                            of(42, "use", Kind.TERM),
                            LANGUAGE)),
            Map.entry("software-meta", softwareMeta()),
            Map.entry("path-elements", PATHS),
            Map.entry("directory", join(FILE_SYSTEM, map(26, "path-elements"), HASH, LANGUAGE)),
            Map.entry(
                    "file",
                    join(FILE_SYSTEM, of(20, "size", Kind.INTEGER), of(21, "file-version", Kind.TEXT), HASH, LANGUAGE)),
            Map.entry(
                    "process", List.of(of(27, "process-name", Kind.TEXT), of(28, "pid", Kind.INTEGER), HASH, LANGUAGE)),
            Map.entry("resource", List.of(of(29, "type", Kind.TEXT), HASH, LANGUAGE)),
            Map.entry("payload", join(RESOURCES, LANGUAGE)),
            Map.entry(
                    "evidence",
                    join(
                            RESOURCES,
                            of(35, "date", Kind.TIME),
                            of(36, "device-id", Kind.TEXT),
                            of(23, "location", Kind.TEXT),
                            LANGUAGE)),
            Map.entry("reference-measurement", referenceMeasurement()));

    private TemplateCoswidShapes() {}

    private static List<Member> softwareMeta() {
        return List.of(
                of(43, "activation-status", Kind.TEXT),
                of(44, "channel-type", Kind.TEXT),
                of(45, "colloquial-version", Kind.TEXT),
                of(46, "description", Kind.TEXT),
                of(47, "edition", Kind.TEXT),
                of(48, "entitlement-data-required", Kind.BOOL),
                of(49, "entitlement-key", Kind.TEXT),
                of(50, "generator", Kind.TAG_ID),
                of(51, "persistent-id", Kind.TEXT),
                of(52, "product", Kind.TEXT),
                of(53, "product-family", Kind.TEXT),
                of(54, "revision", Kind.TEXT),
                of(55, "summary", Kind.TEXT),
                of(56, "unspsc-code", Kind.TEXT),
                of(57, "unspsc-version", Kind.TEXT),
                LANGUAGE);
    }

    private static List<Member> referenceMeasurement() {
        return List.of(
                of(59, "payload-type", Kind.INTEGER),
                of(60, "platform-configuration-uri-global", Kind.URI),
                of(61, "platform-configuration-uri-local", Kind.URI),
                of(62, "binding-spec-name", Kind.TEXT),
                of(63, "binding-spec-version", Kind.TEXT),
                of(64, "platform-manufacturer-id", Kind.INTEGER),
                of(65, "platform-manufacturer-name", Kind.TEXT),
                of(66, "platform-model-name", Kind.TEXT),
                of(67, "platform-version", Kind.INTEGER),
                of(68, "firmware-manufacturer-id", Kind.INTEGER),
                of(69, "firmware-manufacturer-name", Kind.TEXT),
                of(70, "firmware-model-name", Kind.TEXT),
                of(71, "firmware-version", Kind.INTEGER),
                of(72, "rim-link-hash", Kind.HEX));
    }

    private static Member of(long key, String name, Kind kind) {
        return new Member(key, name, kind, false, "");
    }

    private static Member map(long key, String name) {
        return new Member(key, name, Kind.MAP, false, name);
    }

    private static Member maps(long key, String name) {
        return new Member(key, name, Kind.MAP, true, name);
    }

    private static List<Member> join(List<Member> first, Member... more) {
        return Stream.concat(first.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableList());
    }

    /** The members of a map, in the order in which they are printed. */
    static List<Member> of(String shape) {
        return Objects.requireNonNull(SHAPES.get(shape));
    }

    /** All maps by name. */
    static Map<String, List<Member>> all() {
        return SHAPES;
    }
}
