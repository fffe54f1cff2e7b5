package dev.rats4j.cli.demo;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.crypto.Digest;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.tpm.TpmClaims;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reference values for a TPM as people write them: a CoRIM template. */
public final class GoldenTemplate {

    private GoldenTemplate() {}

    /**
     * A template that corroborates exactly these values.
     *
     * @param name of the tag
     */
    public static Bytes of(String name, PcrValues values) {
        List<JsonValue> measurements = new ArrayList<>();
        byIndex(values).forEach((index, digests) -> measurements.add(measurement(index, digests)));
        JsonObject environmentClass = JsonObject.builder()
                .put("vendor", TpmClaims.CLASS.vendor().orElseThrow())
                .put("model", TpmClaims.CLASS.model().orElseThrow())
                .build();
        JsonObject triple = JsonObject.builder()
                .put("environment", JsonObject.of(Map.of("class", environmentClass)))
                .put("measurements", JsonArray.of(measurements))
                .build();
        JsonObject tag = JsonObject.builder()
                .put("tag-identity", JsonObject.builder().put("id", name).build())
                .put("triples", JsonObject.of(Map.of("reference-values", JsonArray.of(List.of(triple)))))
                .build();
        JsonObject template = JsonObject.builder()
                .put("corim-id", name)
                .put("profile", TpmClaims.PROFILE)
                .put("tags", JsonArray.of(List.of(tag)))
                .build();
        return Bytes.ofUtf8(Json.pretty(template));
    }

    private static SortedMap<Integer, List<String>> byIndex(PcrValues values) {
        SortedMap<Integer, List<String>> byIndex = new TreeMap<>();
        values.banks()
                .forEach(bank -> values.bank(bank)
                        .forEach((index, digest) -> byIndex.computeIfAbsent(index, i -> new ArrayList<>())
                                .add(text(digest))));
        return byIndex;
    }

    private static String text(Digest digest) {
        return NamedDigest.of(digest).toString();
    }

    private static JsonObject measurement(int index, List<String> digests) {
        return JsonObject.builder()
                .put("key", index)
                .put("value", JsonObject.of(Map.of("digests", JsonArray.ofStrings(digests))))
                .build();
    }
}
