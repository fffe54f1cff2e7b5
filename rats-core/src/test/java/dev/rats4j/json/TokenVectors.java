package dev.rats4j.json;

import static org.assertj.core.api.Assertions.fail;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Tokens that others made, with the manifest that says what to think of them. */
public final class TokenVectors {

    private static final Path FOLDER = Path.of(System.getProperty("rats4j.vectors", "../../shared/vectors"))
            .resolve("tokens");
    private static final String MANIFEST = "MANIFEST.json";

    private TokenVectors() {}

    /** What the manifest says of one kind of token, for example {@code cmw}; without the vectors the test is skipped. */
    public static List<JsonObject> entries(String kind) throws IOException, MalformedMessageException {
        return entries().stream()
                .filter(entry -> file(entry).startsWith(kind + "/"))
                .toList();
    }

    /** The whole manifest; without the vectors the test is skipped. */
    public static List<JsonObject> entries() throws IOException, MalformedMessageException {
        if (!Files.exists(FOLDER.resolve(MANIFEST))) {
            if ("1".equals(System.getenv("RATS4J_REQUIRE_VECTORS"))) {
                fail("no vectors at " + FOLDER);
            }
            Assumptions.abort("skipped: no vectors at " + FOLDER);
        }
        JsonArray all = (JsonArray) Json.parse(read(MANIFEST), JsonLimits.ofBytes(1 << 26));
        return all.values().stream().map(JsonObject.class::cast).toList();
    }

    private static String file(JsonObject entry) {
        try {
            return entry.string("file");
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("an entry without a file", e);
        }
    }

    /** The bytes of a file that an entry names. */
    public static Bytes read(String file) throws IOException {
        return Bytes.copyOf(Files.readAllBytes(FOLDER.resolve(file)));
    }
}
