package dev.rats4j.verifier.policy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published schema of policy documents. */
final class PolicySchema {

    private static final Schema SCHEMA = read();

    private PolicySchema() {}

    private static Schema read() {
        try {
            String text = Files.readString(
                    Path.of(System.getProperty("rats4j.root", ".."), "docs/schemas/appraisal-policy.schema.json"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Error> complaints(String document) {
        return SCHEMA.validate(document, InputFormat.JSON);
    }
}
