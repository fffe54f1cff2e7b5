package dev.rats4j.bom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Documents of the specification, with the verdicts of their manifest. */
class CycloneDxConformanceTest {

    @Test
    @DisplayName("documents of the specification are read as their manifest says")
    void conformance() throws IOException, MalformedMessageException {
        List<String> disagreed = new ArrayList<>();
        Map<String, Integer> reasons = new TreeMap<>();
        int run = 0;
        int models = 0;
        for (JsonObject entry : TokenVectors.entries("cyclonedx")) {
            if (entry.string("verdict").equals("companion")) {
                continue;
            }
            if (entry.string("verdict").equals("out-of-scope")) {
                reasons.merge("out-of-scope", 1, Integer::sum);
                continue;
            }
            run++;
            Optional<String> refusal = refusal(entry.string("file"));
            boolean refuse = entry.string("verdict").startsWith("reject")
                    || entry.string("verdict").equals("accept-legacy");
            if (refusal.isPresent() != refuse) {
                disagreed.add(entry.string("file") + ": " + refusal.orElse("accepted"));
            }
            if (refusal.isEmpty()) {
                models += CycloneDxBom.decode(TokenVectors.read(entry.string("file")))
                        .models()
                        .size();
            }
        }
        System.out.println("conformance tokens/cyclonedx run=" + run + " agreed=" + (run - disagreed.size())
                + " disagreed=" + disagreed.size() + " skipped="
                + reasons.values().stream().mapToInt(Integer::intValue).sum() + " " + reasons);
        assertThat(disagreed).isEmpty();
        assertThat(run).isPositive();
        assertThat(models).isPositive();
    }

    private static Optional<String> refusal(String file) throws IOException {
        try {
            CycloneDxBom bom = CycloneDxBom.decode(TokenVectors.read(file));
            assertThat(bom.specVersion()).isIn("1.6", "1.7");
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
