package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The vectors of others that our reader has to refuse: broken ones, and older profiles. */
class EarVectorsTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final String KEY = "ear/ietf-rats-wg_draft-ietf-rats-ear/ear-signer-public.jwk";

    private static Path folder() {
        Path folder = Path.of(System.getProperty("rats4j.vectors", "../../shared/vectors"), "tokens");
        if (!Files.exists(folder.resolve("MANIFEST.json"))) {
            if ("1".equals(System.getenv("RATS4J_REQUIRE_VECTORS"))) {
                fail("no vectors at " + folder);
            }
            Assumptions.abort("skipped: no vectors at " + folder);
        }
        return folder;
    }

    private static Bytes file(String name) throws IOException {
        return Bytes.copyOf(Files.readAllBytes(folder().resolve(name)));
    }

    private static String refusal(String kind, Bytes content, PublicKey key) {
        try {
            return switch (kind) {
                case "cbor" -> "accepted " + Ear.decodeCbor(content);
                case "json" -> "accepted " + Ear.decodeJson(content);
                default -> EarToken.decode(content).verify(CRYPTO, key).isPresent() ? "accepted" : "signature";
            };
        } catch (MalformedMessageException e) {
            return "malformed " + e.getMessage();
        }
    }

    @Test
    @DisplayName("broken results and those of older profiles are refused, each in its way")
    void refusesBrokenAndOlder() throws Exception {
        JsonArray manifest = (JsonArray) Json.parse(file("MANIFEST.json"), JsonLimits.ofBytes(1 << 25));
        PublicKey key = Jwk.parse(Json.parseObject(file(KEY), JsonLimits.STANDARD), CRYPTO)
                .key();
        List<String> checked = new ArrayList<>();
        for (JsonValue value : manifest.values()) {
            JsonObject entry = (JsonObject) value;
            String verdict = entry.string("verdict");
            if (entry.string("file").startsWith("ear/")
                    && List.of("reject", "accept-legacy", "parse-only").contains(verdict)) {
                String refusal = refusal(entry.string("kind"), file(entry.string("file")), key);
                assertThat(refusal).as(entry.string("file")).doesNotStartWith("accepted");
                checked.add(verdict + " " + entry.string("kind") + " " + entry.string("file") + ": " + refusal);
            }
        }
        assertThat(checked).hasSizeGreaterThan(12);
        assertThat(checked)
                .as("the raw evidence that is no CMW record")
                .anyMatch(line -> line.contains("draft-04/ear-cbor-1.cbor: malformed ear_raw_evidence"))
                .anyMatch(line -> line.contains("draft-04/ear-json-1.json: malformed $.ear_raw_evidence"));
        assertThat(checked)
                .as("the signature verifies, the profile is older")
                .anyMatch(line -> line.contains("token-0.jwt: malformed $.eat_profile"));
    }
}
