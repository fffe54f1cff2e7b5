package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.AssertionFailedError;

/** The vectors of the area {@code tpm}, read from the folder that the system property {@code rats4j.vectors} names. */
public final class TpmVectors {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final List<Entry> entries;

    private TpmVectors(Path folder, List<Entry> entries) {
        this.folder = folder;
        this.entries = entries;
    }

    /** Reads the manifest. Skips the test with a message where there is none, fails if the vectors are required. */
    public static TpmVectors require() {
        Path folder = Path.of(System.getProperty("rats4j.vectors", "../../shared/vectors"), "tpm");
        Path manifest = folder.resolve("MANIFEST.json");
        if (!Files.isRegularFile(manifest)) {
            String message = "no vectors: " + manifest.toAbsolutePath().normalize() + " is absent";
            if ("1".equals(System.getenv("RATS4J_REQUIRE_VECTORS"))) {
                throw new AssertionFailedError(message);
            }
            Assumptions.abort(message);
        }
        List<Entry> entries = new ArrayList<>();
        json(manifest).forEach(node -> entries.add(new Entry(node)));
        assertThat(entries).as("entries of %s", manifest).isNotEmpty();
        return new TpmVectors(folder, List.copyOf(entries));
    }

    /** All entries of some kinds, companions too, in the manifest's order. */
    public List<Entry> entries(String... kinds) {
        return entries.stream().filter(e -> List.of(kinds).contains(e.kind())).toList();
    }

    /** The entry of a file. */
    public Entry entry(String file) {
        return entries.stream().filter(e -> e.file().equals(file)).findFirst().orElseThrow();
    }

    /** Where a path of the manifest is. */
    public Path resolve(String path) {
        return folder.resolve(path);
    }

    /** A file of the manifest. */
    public Bytes read(String path) {
        try {
            return Bytes.copyOf(Files.readAllBytes(resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A {@code pcrs.json}; banks without an algorithm in the JDK are left out. */
    public PcrValues pcrsFile(String path) {
        return pcrs(json(resolve(path)));
    }

    /**
     * The PCR values of an entry: {@code values.pcrs}, or else its {@code pcr-values} files in JSON, all together.
     * Empty where there is neither, or only files of another format.
     */
    public Optional<PcrValues> pcrs(Entry entry) {
        return entry.pcrs().or(() -> quotedPcrs(entry));
    }

    /** The PCR values in the {@code pcr-values} files of an entry, those in JSON, all together. */
    public Optional<PcrValues> quotedPcrs(Entry entry) {
        Map<HashAlgorithm, Map<Integer, Digest>> all = new EnumMap<>(HashAlgorithm.class);
        List<String> files = entry.inputs("pcr-values").stream()
                .filter(path -> path.endsWith(".json"))
                .toList();
        for (String path : files) {
            PcrValues values = pcrsFile(path);
            values.banks()
                    .forEach(bank ->
                            all.computeIfAbsent(bank, b -> new TreeMap<>()).putAll(values.bank(bank)));
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new PcrValues(all));
    }

    private static PcrValues pcrs(JsonNode banks) {
        Map<HashAlgorithm, Map<Integer, Digest>> values = new EnumMap<>(HashAlgorithm.class);
        banks.properties()
                .forEach(bank -> algorithm(bank.getKey()).ifPresent(algorithm -> {
                    Map<Integer, Digest> registers = new TreeMap<>();
                    bank.getValue()
                            .properties()
                            .forEach(register -> registers.put(
                                    Integer.valueOf(register.getKey()),
                                    new Digest(
                                            algorithm,
                                            Bytes.fromHex(register.getValue().asText()))));
                    values.put(algorithm, registers);
                }));
        return new PcrValues(values);
    }

    private static Optional<HashAlgorithm> algorithm(String name) {
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            if (algorithm.name().toLowerCase(java.util.Locale.ROOT).equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One entry of the manifest. */
    public record Entry(JsonNode node) {

        /** Path relative to the folder. */
        public String file() {
            return text("file");
        }

        /** For example {@code quote-negative}. */
        public String kind() {
            return text("kind");
        }

        /** {@code decode}, {@code authenticate}, {@code replay}, {@code appraise} or {@code none}. */
        public String stage() {
            return text("stage");
        }

        /** For example {@code accept}. */
        public String verdict() {
            return text("verdict");
        }

        /** Why the verdict is not plain, or nothing. */
        public String why() {
            return text("why");
        }

        /** {@code open}, or {@code refuse: REASON}. */
        public String appraiseDefault() {
            return text("appraise_default");
        }

        /** Time at which to verify, where it matters. */
        public Optional<Instant> at() {
            return node.hasNonNull("at") ? Optional.of(Instant.parse(text("at"))) : Optional.empty();
        }

        /** Paths of a role, possibly none. */
        public List<String> inputs(String role) {
            List<String> paths = new ArrayList<>();
            node.path("inputs").path(role).forEach(path -> paths.add(path.asText()));
            return paths;
        }

        /** A text among the values, for example {@code nonce}. */
        public Optional<String> value(String name) {
            JsonNode value = node.path("values").path(name);
            return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
        }

        /** {@code values.pcrs}, where it is given. */
        public Optional<PcrValues> pcrs() {
            JsonNode banks = node.path("values").path("pcrs");
            return banks.isObject() ? Optional.of(TpmVectors.pcrs(banks)) : Optional.empty();
        }

        /** {@code values.pcr_selection}: bank names of the manifest with the numbers asked for. */
        public Optional<JsonNode> pcrSelection() {
            JsonNode selection = node.path("values").path("pcr_selection");
            return selection.isMissingNode() || selection.isNull() ? Optional.empty() : Optional.of(selection);
        }

        private String text(String name) {
            return node.path(name).asText("");
        }

        /** The file. */
        @Override
        public String toString() {
            return file();
        }
    }

    /** Counts verdicts and prints the line that a conformance test owes. */
    public static final class Tally {
        private final String area;
        private final List<String> disagreements = new ArrayList<>();
        private int run;
        private int skipped;

        /** Counts for an area, for example {@code tpm/quote}. */
        public Tally(String area) {
            this.area = area;
        }

        /** Counts an entry without a verdict of this test's concern. */
        public void skip() {
            skipped++;
        }

        /** Counts a comparison. */
        public void compare(Entry entry, String expected, String got) {
            run++;
            if (!expected.equals(got)) {
                disagreements.add(entry.file() + ": expected " + expected + ", got " + got);
            }
        }

        /** Prints {@code conformance AREA run=N agreed=N disagreed=N skipped=N}; fails on a disagreement or if nothing was run. */
        public void report() {
            int disagreed = disagreements.size();
            System.out.println("conformance " + area + " run=" + run + " agreed=" + (run - disagreed) + " disagreed="
                    + disagreed + " skipped=" + skipped);
            assertThat(disagreements).as(area).isEmpty();
            assertThat(run).as("entries run of %s", area).isPositive();
        }
    }
}
