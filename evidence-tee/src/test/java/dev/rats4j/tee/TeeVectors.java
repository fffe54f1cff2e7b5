package dev.rats4j.tee;

import static org.assertj.core.api.Assertions.fail;

import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Samples that others made, with what their manifest says of them.
 *
 * @param folder {@code tokens} or {@code tee}
 * @param json the entry
 */
public record TeeVectors(String folder, JsonObject json) {

    private static final Path ROOT = Path.of(System.getProperty("rats4j.vectors", "../../shared/vectors"));

    /** The entries of a kind, for example {@code psa}, that are no companions; without the vectors the test is skipped. */
    public static List<TeeVectors> entries(String folder, String kind) throws IOException, MalformedMessageException {
        Path manifest = ROOT.resolve(folder).resolve("MANIFEST.json");
        if (!Files.exists(manifest)) {
            if ("1".equals(System.getenv("RATS4J_REQUIRE_VECTORS"))) {
                fail("no vectors at " + manifest);
            }
            Assumptions.abort("skipped: no vectors at " + manifest);
        }
        JsonArray all = (JsonArray) Json.parse(Bytes.copyOf(Files.readAllBytes(manifest)), JsonLimits.ofBytes(1 << 26));
        List<TeeVectors> entries = new ArrayList<>();
        for (JsonObject entry : all.objects()) {
            if (entry.string("file").startsWith(kind + "/")
                    && !entry.string("verdict").equals("companion")) {
                entries.add(new TeeVectors(folder, entry));
            }
        }
        return entries;
    }

    /** The bytes of a file in a folder of samples. */
    public static Bytes read(String folder, String file) {
        try {
            return Bytes.copyOf(Files.readAllBytes(ROOT.resolve(folder).resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file, without the folder. */
    public String file() throws MalformedMessageException {
        return json.string("file");
    }

    /** The sample. */
    public Bytes bytes() throws MalformedMessageException {
        return read(folder, file());
    }

    /** What to think of it. */
    public String verdict() throws MalformedMessageException {
        return json.string("verdict");
    }

    /** Whether it is to be verified. */
    public boolean isSigned() throws MalformedMessageException {
        return json.string("stage").equals("authenticate");
    }

    /** The files of keys that the manifest names. */
    public List<Bytes> keys() throws MalformedMessageException {
        Optional<JsonArray> keys =
                json.has("inputs") ? json.object("inputs").optionalArray("verification-key") : Optional.empty();
        List<Bytes> files = new ArrayList<>();
        if (keys.isPresent()) {
            for (String key : keys.get().strings()) {
                files.add(read(folder, key));
            }
        }
        return files;
    }
}
