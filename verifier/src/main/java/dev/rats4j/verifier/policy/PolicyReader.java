package dev.rats4j.verifier.policy;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads policy documents; names are resolved against the enabled schemes. */
final class PolicyReader {

    private static final Set<String> MEMBERS = Set.of(
            "policy",
            "required-aspects",
            "corroborate",
            "require",
            "ignore",
            "waive",
            "accept-not-assessed",
            "accept-weak-digests");

    private final Map<String, Check> checks = new HashMap<>();
    private final Map<String, ClaimPath<?>> claims = new HashMap<>();

    PolicyReader(Collection<? extends EvidenceScheme> schemes) {
        for (EvidenceScheme scheme : schemes) {
            scheme.catalogue().forEach(check -> checks.put(check.id(), check));
            scheme.claimPaths().forEach(path -> claims.put(path.name(), path));
        }
    }

    AppraisalPolicy read(Bytes json) throws MalformedMessageException {
        JsonObject document = Json.parseObject(json, JsonLimits.STANDARD);
        document.expectOnly(MEMBERS);
        AppraisalPolicy.Builder policy = readHead(document);
        if (document.has("required-aspects")) {
            policy.requireAspects(readAspects(document));
        }
        readRules(document, policy);
        return policy.build();
    }

    /** Something that the builder may refuse. */
    private interface Rule {
        void add() throws MalformedMessageException;
    }

    /** What the builder refuses is wrong at this member. */
    private static void at(JsonObject object, String member, Rule rule) throws MalformedMessageException {
        try {
            rule.add();
        } catch (IllegalArgumentException e) {
            throw object.malformed(member, String.valueOf(e.getMessage()));
        }
    }

    private static AppraisalPolicy.Builder readHead(JsonObject document) throws MalformedMessageException {
        String id = document.string("policy");
        if (id.isBlank()) {
            throw document.malformed("policy", "a policy has a name");
        }
        return AppraisalPolicy.forEvidence(id);
    }

    private static Set<Aspect> readAspects(JsonObject document) throws MalformedMessageException {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        for (String label : document.array("required-aspects").strings()) {
            Optional<Aspect> aspect = java.util.Arrays.stream(Aspect.values())
                    .filter(candidate -> candidate.label().equals(label))
                    .findFirst();
            if (aspect.isEmpty()) {
                throw document.malformed("required-aspects", "no aspect is called " + label);
            }
            aspects.add(aspect.get());
        }
        if (aspects.isEmpty()) {
            throw document.malformed("required-aspects", "is empty");
        }
        return aspects;
    }

    private void readRules(JsonObject document, AppraisalPolicy.Builder policy) throws MalformedMessageException {
        if (document.has("corroborate")) {
            for (String name : document.array("corroborate").strings()) {
                ClaimPath<?> path = claim(document, "corroborate", name);
                at(document, "corroborate", () -> policy.corroborate(path));
            }
        }
        for (JsonObject rule : rules(document, "require")) {
            at(rule, "claim", () -> readRequirement(rule, policy));
        }
        for (JsonObject rule : rules(document, "ignore")) {
            rule.expectOnly(Set.of("claim", "reason"));
            at(rule, "claim", () -> policy.ignore(claim(rule, "claim", rule.string("claim")), reason(rule)));
        }
        for (JsonObject rule : rules(document, "waive")) {
            rule.expectOnly(Set.of("check", "reason"));
            at(rule, "check", () -> policy.waive(check(rule), reason(rule)));
        }
        for (JsonObject rule : rules(document, "accept-not-assessed")) {
            rule.expectOnly(Set.of("check", "reason"));
            at(rule, "check", () -> policy.acceptNotAssessed(check(rule), reason(rule)));
        }
        Optional<JsonObject> weak = document.optionalObject("accept-weak-digests");
        if (weak.isPresent()) {
            weak.get().expectOnly(Set.of("reason"));
            policy.acceptWeakDigests(reason(weak.get()));
        }
    }

    private static List<JsonObject> rules(JsonObject document, String name) throws MalformedMessageException {
        return document.has(name) ? document.array(name).objects() : List.of();
    }

    private static String reason(JsonObject rule) throws MalformedMessageException {
        String reason = rule.string("reason");
        if (reason.isBlank()) {
            throw rule.malformed("reason", "an exemption has a reason");
        }
        return reason;
    }

    private ClaimPath<?> claim(JsonObject at, String member, String name) throws MalformedMessageException {
        ClaimPath<?> path = claims.get(name);
        if (path == null) {
            throw at.malformed(member, "no enabled scheme has a claim " + name);
        }
        return path;
    }

    private Check check(JsonObject rule) throws MalformedMessageException {
        Check check = checks.get(rule.string("check"));
        if (check == null) {
            throw rule.malformed("check", "no enabled scheme has a check " + rule.string("check"));
        }
        return check;
    }

    private void readRequirement(JsonObject rule, AppraisalPolicy.Builder policy) throws MalformedMessageException {
        rule.expectOnly(Set.of("claim", "at-least", "at-most", "digest-in", "equals"));
        ClaimPath<?> path = claim(rule, "claim", rule.string("claim"));
        if (rule.members().size() != 2) {
            throw rule.malformed("claim", "a requirement has exactly one condition");
        }
        Class<?> type = path.codePoint().type();
        if (type == CodePoint.IntRange.class && rule.has("at-least")) {
            policy.require(as(path, CodePoint.IntRange.class), new Condition.AtLeast(integer(rule, "at-least")));
        } else if (type == CodePoint.IntRange.class && rule.has("at-most")) {
            policy.require(as(path, CodePoint.IntRange.class), new Condition.AtMost(integer(rule, "at-most")));
        } else if (type == CodePoint.Svn.class && rule.has("at-least")) {
            policy.require(as(path, CodePoint.Svn.class), new Condition.SvnAtLeast(rule.integer("at-least")));
        } else if (type == CodePoint.Digests.class && rule.has("digest-in")) {
            policy.require(as(path, CodePoint.Digests.class), new Condition.DigestIn(readDigests(rule)));
        } else if (type == String.class && rule.has("equals")) {
            policy.require(as(path, String.class), new Condition.NameEquals(rule.string("equals")));
        } else {
            throw rule.malformed(
                    "claim", "this condition does not fit " + path.codePoint().name());
        }
    }

    @SuppressWarnings("unchecked") // the type was compared by the caller
    private static <T> ClaimPath<T> as(ClaimPath<?> path, Class<T> type) {
        if (path.codePoint().type() != type) {
            throw new IllegalStateException(path.name() + " is no " + type);
        }
        return (ClaimPath<T>) path;
    }

    /** What an int-range can hold: -2^64 to 2^64-1. */
    private static BigInteger integer(JsonObject rule, String member) throws MalformedMessageException {
        try {
            BigInteger number = rule.number(member).value().toBigIntegerExact();
            if ((number.signum() < 0 ? number.not() : number).bitLength() <= 64) {
                return number;
            }
        } catch (ArithmeticException e) {
            throw rule.malformed(member, "is not an integer");
        }
        throw rule.malformed(member, "is beyond 64 bits");
    }

    private static List<NamedDigest> readDigests(JsonObject rule) throws MalformedMessageException {
        List<NamedDigest> digests = new ArrayList<>();
        for (String text : rule.array("digest-in").strings()) {
            Optional<NamedDigest> digest = NamedDigest.parse(text);
            if (digest.isEmpty()) {
                throw rule.malformed("digest-in", "not of the form sha-256:<64 hexadecimal digits>");
            }
            digests.add(digest.get());
        }
        if (digests.isEmpty()) {
            throw rule.malformed("digest-in", "is empty");
        }
        return digests;
    }
}
