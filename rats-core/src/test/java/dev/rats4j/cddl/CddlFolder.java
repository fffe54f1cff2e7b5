package dev.rats4j.cddl;

import static org.assertj.core.api.Assertions.fail;

import dev.rats4j.cddl.Type.Ref;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Definitions of the specifications, read from the folder {@code cddl} beside the vectors, with their {@code ;# import} directives
 * (draft-ietf-cbor-cddl-modules): {@code as} puts a prefix before the names of the imported file.
 */
final class CddlFolder {

    private static final Path FOLDER = Path.of(System.getProperty("rats4j.vectors", "../../shared/vectors"))
            .resolveSibling("cddl");
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^;#\\s*import\\s+(?:(?:\\S+,\\s*)*\\S+\\s+from\\s+)?([-\\w.]+)(?:\\s+as\\s+(\\S+))?\\s*$");

    /** What imports mean where the index does not say: the file, and the prefix where the directive forgets it. */
    private static final Map<String, List<String>> MODULES = Map.of(
            "rfc9711", List.of("eat/rfc9711.cddl", ""),
            "ar4si", List.of("ar4si/ar4si.cddl", ""),
            "cmw", List.of("cmw/derived/rfc9999-joined.cddl", ""),
            "cmw-autogen", List.of("cmw/derived/rfc9999-joined.cddl", "cmw"),
            "comid-autogen", List.of("corim/derived/comid-resolved.cddl", "comid"),
            "corim-autogen", List.of("corim/derived/corim-resolved.cddl", "corim"),
            "rfc9393", List.of("coswid/concise-swid-tag.cddl", ""),
            "rfc9052", List.of("eat/external/cose-stub.cddl", ""),
            "rfc9090", List.of("eat/external/oid-stub.cddl", ""));

    private final UnaryOperator<String> edit;
    private final List<String> ownModules;
    private final Set<String> loaded = new HashSet<>();

    /**
     * A reader of some files.
     *
     * @param ownModules files that imports mean, before {@link #MODULES}
     * @param edit corrects the text of a file before it is read
     */
    private CddlFolder(List<String> ownModules, UnaryOperator<String> edit) {
        this.ownModules = ownModules;
        this.edit = edit;
    }

    /** Skips the test if there is no such folder, or fails it where the vectors are required. */
    static void require() {
        if (!Files.exists(FOLDER.resolve("INDEX.json"))) {
            if ("1".equals(System.getenv("RATS4J_REQUIRE_VECTORS"))) {
                fail("no definitions at " + FOLDER);
            }
            Assumptions.abort("skipped: no definitions at " + FOLDER);
        }
    }

    /** The text of a file. */
    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files with definitions under a folder, or the file itself. */
    static List<String> files(String name) {
        try (Stream<Path> found = Files.walk(FOLDER.resolve(name))) {
            return found.filter(Files::isRegularFile)
                    .map(path -> FOLDER.relativize(path).toString())
                    .filter(path -> path.equals(name) || path.endsWith(".cddl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rules of files that share their names, and of all that they import. Files that are imported are read as imports only. What a
     * file of the first list defines goes before what the second list does.
     */
    static List<Rule> rules(List<String> first, List<String> second, UnaryOperator<String> edit) {
        List<String> files =
                Stream.concat(first.stream(), second.stream()).distinct().toList();
        CddlFolder folder = new CddlFolder(files, edit);
        List<String> own = folder.withoutImported(files);
        List<Rule> rules = new ArrayList<>();
        own.stream().filter(first::contains).forEach(file -> folder.read(file, "", rules));
        Set<String> defined = rules.stream().map(Rule::name).collect(Collectors.toSet());
        List<Rule> others = new ArrayList<>();
        own.stream().filter(file -> !first.contains(file)).forEach(file -> folder.read(file, "", others));
        others.stream()
                .filter(rule -> rule.isAddition() || !defined.contains(rule.name()))
                .forEach(rules::add);
        return rules;
    }

    private List<String> withoutImported(List<String> files) {
        Set<String> imported = new HashSet<>();
        for (String file : files) {
            imports(file).forEach(module -> imported.add(file(module.name())));
        }
        return files.stream().filter(file -> !imported.contains(file)).toList();
    }

    /**
     * Definitions as text.
     *
     * @param schema the files one after another
     * @param modules what they import, by name
     */
    record Texts(String schema, Map<String, String> modules) {}

    /** The same files as text, for other validators: no rule is left out or renamed. */
    static Texts texts(List<String> files, UnaryOperator<String> edit) {
        CddlFolder folder = new CddlFolder(files, edit);
        StringBuilder schema = new StringBuilder();
        Map<String, String> modules = new TreeMap<>();
        for (String file : folder.withoutImported(files)) {
            schema.append("; ")
                    .append(file)
                    .append('\n')
                    .append(folder.withPrefixes(file))
                    .append('\n');
            folder.addModules(file, modules);
        }
        return new Texts(schema.toString(), modules);
    }

    private void addModules(String file, Map<String, String> modules) {
        for (Module module : imports(file)) {
            String found = file(module.name());
            if (!found.isEmpty() && modules.putIfAbsent(module.name(), withPrefixes(found)) == null) {
                addModules(found, modules);
            }
        }
    }

    /** With the prefix in directives that forget it. */
    private String withPrefixes(String file) {
        return IMPORT.matcher(edited(file)).replaceAll(directive -> {
            String prefix =
                    MODULES.getOrDefault(directive.group(1), List.of("", "")).get(1);
            boolean isForgotten = directive.group(2) == null && !prefix.isEmpty();
            return Matcher.quoteReplacement(directive.group().strip() + (isForgotten ? " as " + prefix : "") + "\n");
        });
    }

    private record Module(String name, String prefix) {}

    private List<Module> imports(String file) {
        List<Module> modules = new ArrayList<>();
        Matcher matcher = IMPORT.matcher(edited(file));
        while (matcher.find()) {
            String prefix = matcher.group(2);
            if (prefix == null) {
                prefix = MODULES.getOrDefault(matcher.group(1), List.of("", "")).get(1);
            }
            modules.add(new Module(matcher.group(1), prefix));
        }
        return modules;
    }

    private String file(String module) {
        return ownModules.stream()
                .filter(file -> file.endsWith("/" + module + ".cddl"))
                .findFirst()
                .orElseGet(() -> MODULES.getOrDefault(module, List.of("")).get(0));
    }

    private String edited(String file) {
        return edit.apply(text(file));
    }

    /** Adds the rules of a file, and of what it imports without a prefix, under one prefix; then those with prefixes of their own. */
    private void read(String file, String prefix, List<Rule> target) {
        List<Rule> own = new ArrayList<>();
        List<Module> others = new ArrayList<>();
        readTogether(file, prefix, own, others);
        target.addAll(prefix.isEmpty() ? own : prefixed(own, prefix));
        for (Module module : others) {
            read(file(module.name()), module.prefix(), target);
        }
    }

    private void readTogether(String file, String prefix, List<Rule> own, List<Module> others) {
        if (!loaded.add(prefix + ':' + file)) {
            return;
        }
        own.addAll(Parser.rules(file, edited(file)));
        for (Module module : imports(file)) {
            String found = file(module.name());
            if (found.isEmpty()) {
                continue; // a module that is not in the folder: its names are given by the amendments, or undefined
            }
            if (module.prefix().isEmpty()) {
                readTogether(found, prefix, own, others);
            } else {
                others.add(module);
            }
        }
    }

    private static List<Rule> prefixed(List<Rule> rules, String prefix) {
        Set<String> names = rules.stream().map(Rule::name).collect(Collectors.toSet());
        List<Rule> result = new ArrayList<>();
        for (Rule rule : rules) {
            Rewriting rewriting = new Rewriting(ref -> {
                boolean isOwn = names.contains(ref.name()) && !rule.parameters().contains(ref.name());
                return isOwn ? new Ref(prefix + '.' + ref.name(), ref.arguments()) : ref;
            });
            result.add(new Rule(
                    prefix + '.' + rule.name(),
                    rule.parameters(),
                    rule.alternatives().stream().map(rewriting::entry).toList(),
                    rule.isAddition()));
        }
        return result;
    }
}
