package dev.rats4j.verifier.policy;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes policy documents. */
final class PolicyWriter {

    private PolicyWriter() {}

    static Bytes write(AppraisalPolicy policy) {
        return Bytes.ofUtf8(Json.pretty(document(policy, number -> new JsonNumber(new BigDecimal(number)))));
    }

    /** For a digest, not to be read: numbers are texts, for RFC 8785 has no form for those beyond 2^53. */
    static Bytes canonical(AppraisalPolicy policy) {
        try {
            return Json.canonical(document(policy, number -> new JsonString(number.toString())));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a document without numbers has a canonical form", e);
        }
    }

    private static JsonObject document(AppraisalPolicy policy, Function<BigInteger, JsonValue> numbers) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("policy", new JsonString(policy.id()));
        members.put(
                "required-aspects",
                JsonArray.ofStrings(
                        policy.requiredAspects().stream().map(Aspect::label).toList()));
        putUnlessEmpty(
                members,
                "corroborate",
                policy.corroborated().stream()
                        .map(path -> new JsonString(path.name()))
                        .toList());
        putUnlessEmpty(
                members,
                "require",
                policy.requirements().stream()
                        .map(requirement -> requirement(requirement, numbers))
                        .toList());
        List<JsonValue> ignored = new ArrayList<>();
        policy.ignored().forEach((path, reason) -> ignored.add(rule("claim", path.name(), reason)));
        putUnlessEmpty(members, "ignore", ignored);
        putUnlessEmpty(members, "waive", checks(policy.waived()));
        putUnlessEmpty(members, "accept-not-assessed", checks(policy.acceptedUnassessed()));
        policy.weakDigests()
                .ifPresent(reason ->
                        members.put("accept-weak-digests", JsonObject.of(Map.of("reason", new JsonString(reason)))));
        return JsonObject.of(members);
    }

    private static void putUnlessEmpty(Map<String, JsonValue> members, String name, List<? extends JsonValue> values) {
        if (!values.isEmpty()) {
            members.put(name, JsonArray.of(values));
        }
    }

    private static List<JsonValue> checks(Map<Check, String> reasons) {
        List<JsonValue> rules = new ArrayList<>();
        reasons.forEach((check, reason) -> rules.add(rule("check", check.id(), reason)));
        return rules;
    }

    private static JsonObject rule(String what, String name, String reason) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(what, new JsonString(name));
        members.put("reason", new JsonString(reason));
        return JsonObject.of(members);
    }

    private static JsonObject requirement(
            AppraisalPolicy.Requirement<?> requirement, Function<BigInteger, JsonValue> numbers) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("claim", new JsonString(requirement.path().name()));
        Condition<?> condition = requirement.condition();
        if (condition instanceof Condition.AtLeast atLeast) {
            members.put("at-least", numbers.apply(atLeast.floor()));
        } else if (condition instanceof Condition.AtMost atMost) {
            members.put("at-most", numbers.apply(atMost.ceiling()));
        } else if (condition instanceof Condition.SvnAtLeast svn) {
            members.put("at-least", numbers.apply(BigInteger.valueOf(svn.floor())));
        } else if (condition instanceof Condition.DigestIn digests) {
            members.put(
                    "digest-in",
                    JsonArray.ofStrings(
                            digests.allowed().stream().map(PolicyWriter::digest).toList()));
        } else if (condition instanceof Condition.NameEquals name) {
            members.put("equals", new JsonString(name.expected()));
        }
        return JsonObject.of(members);
    }

    private static String digest(NamedDigest digest) {
        String text = digest.toString();
        if (!NamedDigest.parse(text).equals(Optional.of(digest))) {
            throw new IllegalArgumentException("a policy document has no name for " + digest.algorithm());
        }
        return text;
    }
}
