package dev.rats4j.cddl;

import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The formats that have definitions, as {@code INDEX.json} of their folder lists them. */
public final class CddlIndex {

    private static final Map<String, Map<String, Cddl>> KNOWN = new LinkedHashMap<>();

    /**
     * A format, or an older version of one.
     *
     * @param name its name in the index; {@code ear/draft-ietf-rats-ear-03} for an older version
     * @param roots files that define its rules
     * @param imports files and folders that they need
     * @param rules rules of messages
     * @param samples folders of samples
     */
    record Format(String name, List<String> roots, List<String> imports, List<String> rules, List<String> samples) {}

    private CddlIndex() {}

    /** All formats; older and newer versions follow the one that they belong to. Without the folder the test is skipped. */
    static List<Format> formats() {
        CddlFolder.require();
        try {
            JsonArray index = (JsonArray) Json.parse(Bytes.ofUtf8(CddlFolder.text("INDEX.json")), JsonLimits.STANDARD);
            List<Format> formats = new ArrayList<>();
            for (JsonObject entry : index.objects()) {
                addVersions(entry, formats);
            }
            return formats;
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("INDEX.json", e);
        }
    }

    private static void addVersions(JsonObject entry, List<Format> formats) throws MalformedMessageException {
        String name = entry.string("format");
        List<String> samples = strings(entry, "samples");
        formats.add(format(name, entry, samples));
        for (String member : List.of("older", "newer")) {
            Optional<JsonArray> versions = entry.optionalArray(member);
            if (versions.isPresent()) {
                for (JsonObject version : versions.get().objects()) {
                    formats.add(format(name + '/' + version.string("version"), version, samples));
                }
            }
        }
        // derived files have their imports in them and a start rule of their own
        strings(entry, "also").stream()
                .filter(file -> file.contains("/derived/"))
                .map(file -> new Format(
                        name + '/' + file.replaceAll(".*/|-resolved.cddl", ""),
                        List.of(file),
                        List.of(),
                        List.of("start"),
                        samples))
                .forEach(formats::add);
    }

    private static Format format(String name, JsonObject entry, List<String> samples) throws MalformedMessageException {
        List<String> imports = new ArrayList<>(strings(entry, "imports"));
        if (entry.has("extends")) {
            imports.add("corim/derived/" + entry.string("extends") + "-resolved.cddl");
        }
        return new Format(name, strings(entry, "root"), imports, strings(entry, "rules"), samples);
    }

    private static List<String> strings(JsonObject entry, String member) throws MalformedMessageException {
        Optional<JsonArray> found = entry.optionalArray(member);
        return found.isPresent() ? found.get().strings() : List.of();
    }

    /** The definitions of a rule of a format, with our amendments. */
    public static synchronized Cddl of(String format, String rule) {
        Map<String, Cddl> rules = KNOWN.get(format);
        if (rules == null) {
            rules = definitions(named(format));
            KNOWN.put(format, rules);
        }
        return Optional.ofNullable(rules.get(rule))
                .orElseThrow(() -> new IllegalArgumentException(format + " has no rule " + rule));
    }

    private static Format named(String format) {
        return formats().stream()
                .filter(candidate -> candidate.name().equals(format))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format " + format));
    }

    /** By rule. Where every rule has a root of its own, what this root defines goes before what the others do. */
    static Map<String, Cddl> definitions(Format format) {
        Amendments amendments = Amendments.of(format.name());
        Map<String, Cddl> definitions = new LinkedHashMap<>();
        List<String> rules = new ArrayList<>(format.rules());
        rules.addAll(amendments.rules());
        for (String rule : rules) {
            definitions.put(rule, new Cddl(rules(format, amendments, rule)));
        }
        return definitions;
    }

    private static List<Rule> rules(Format format, Amendments amendments, String rule) {
        List<String> roots = files(roots(format, rule), amendments, rule);
        List<String> others = files(others(format, amendments), amendments, rule);
        List<Rule> all = new ArrayList<>(Parser.rules("amendments", amendments.supplement()));
        all.addAll(CddlFolder.rules(roots, others, amendments::edit));
        return all;
    }

    /** The definitions of a rule of a format with more definitions, which may fill sockets. */
    static Cddl extended(String format, String rule, String more) {
        List<Rule> all = rules(named(format), Amendments.of(format), rule);
        all.addAll(Parser.rules("extension", more));
        return new Cddl(all);
    }

    private static List<String> roots(Format format, String rule) {
        int index = format.rules().indexOf(rule);
        boolean isPaired = format.roots().size() == format.rules().size();
        return isPaired && index >= 0 ? List.of(format.roots().get(index)) : format.roots();
    }

    private static List<String> others(Format format, Amendments amendments) {
        List<String> others = new ArrayList<>(format.imports());
        others.addAll(amendments.files());
        others.addAll(format.roots());
        return others;
    }

    /** The text of the definitions of a rule, as far as files of other roots are not needed. */
    static CddlFolder.Texts texts(String format, String rule) {
        Format found = named(format);
        Amendments amendments = Amendments.of(format);
        List<String> names = new ArrayList<>(roots(found, rule));
        names.addAll(found.imports());
        names.addAll(amendments.files());
        CddlFolder.Texts texts = CddlFolder.texts(files(names, amendments, rule), amendments::edit);
        Map<String, String> modules = new LinkedHashMap<>();
        texts.modules().forEach((name, text) -> modules.put(name, withoutJoinedTypes(text)));
        return new CddlFolder.Texts(withoutJoinedTypes(texts.schema()) + amendments.supplement(), modules);
    }

    /** What RFC 9999 does with {@code .cat} and {@code .b64u}, which take values and bytes and not texts, only we follow. */
    private static String withoutJoinedTypes(String text) {
        return text.replaceAll("jws-compact =\\s+\\(.*", "jws-compact = text")
                .replaceAll("\\.b64u \\(text \\.json [-a-z]+\\)", ".b64u bytes");
    }

    private static List<String> files(List<String> names, Amendments amendments, String rule) {
        return names.stream()
                .flatMap(name -> CddlFolder.files(name).stream())
                .filter(file -> !amendments.isDropped(file, rule))
                .distinct()
                .toList();
    }
}
