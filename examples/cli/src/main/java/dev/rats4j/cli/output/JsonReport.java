package dev.rats4j.cli.output;

import dev.rats4j.Finding;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonNull;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as JSON. */
public final class JsonReport {

    private JsonReport() {}

    /** {@code verdict, scheme, at, claims, findings, notes} and, if there is a result, {@code ear}. */
    public static JsonObject of(Report report) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("verdict", new JsonString(report.verdict()));
        members.put("scheme", report.scheme().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL));
        members.put("at", new JsonString(report.at().toString()));
        Map<String, JsonValue> claims = new LinkedHashMap<>();
        report.claims().forEach((name, value) -> claims.put(name, new JsonString(value)));
        members.put("claims", JsonObject.of(claims));
        members.put("findings", findings(report.findings()));
        members.put("notes", JsonArray.ofStrings(report.notes()));
        report.ear().ifPresent(ear -> members.put("ear", ear));
        return JsonObject.of(members);
    }

    private static JsonArray findings(List<Finding> findings) {
        return JsonArray.of(findings.stream()
                .map(finding -> JsonObject.builder()
                        .put("check", finding.check().id())
                        .put("outcome", outcome(finding))
                        .put("reason", finding.reason())
                        .put("spec", finding.check().definition().clause())
                        .build())
                .toList());
    }

    private static String outcome(Finding finding) {
        return finding.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
