package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.jose.Jwk;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The vectors of others that our reader has to refuse: broken ones, and older profiles. */
class EarVectorsTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final String KEY = "ear/ietf-rats-wg_draft-ietf-rats-ear/ear-signer-public.jwk";

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
        PublicKey key = Jwk.parse(Json.parseObject(TokenVectors.read(KEY), JsonLimits.STANDARD), CRYPTO)
                .key();
        List<String> checked = new ArrayList<>();
        for (JsonObject entry : TokenVectors.entries("ear")) {
            String verdict = entry.string("verdict");
            if (List.of("reject", "accept-legacy", "parse-only").contains(verdict)) {
                String refusal = refusal(entry.string("kind"), TokenVectors.read(entry.string("file")), key);
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
