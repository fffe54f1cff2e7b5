package dev.rats4j.dsse;

import dev.rats4j.crypto.Signer;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement about artifacts, in-toto Statement v1. By itself nobody answers for it; {@link VerifiedDsse#statement} is one with a
 * signature. Unknown members are ignored.
 *
 * @param subjects what it is about, at least one, each with digests
 * @param predicateType the URI that says what the predicate is
 * @param predicate what it says; empty if the text has none
 */
public record InTotoStatement(List<ResourceDescriptor> subjects, String predicateType, JsonObject predicate) {

    /** The type of a statement. */
    public static final String TYPE = "https://in-toto.io/Statement/v1";
    /** The type of an envelope's payload that is a statement. */
    public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private static final JsonLimits LIMITS = new JsonLimits(DsseEnvelope.MAX_LENGTH, 48, 1 << 24, 1 << 21);
    private static final int MAX_TYPE = 1024;

    /** Refuses no subject, one without digests, and a predicate type that is empty or longer than 1024 characters. */
    public InTotoStatement {
        subjects = List.copyOf(subjects);
        if (subjects.isEmpty()
                || subjects.stream().anyMatch(subject -> subject.digest().isEmpty())) {
            throw new IllegalArgumentException("no subject, or one without digests");
        }
        if (predicateType.isEmpty() || predicateType.length() > MAX_TYPE) {
            throw new IllegalArgumentException("a predicate type that is empty or too long");
        }
    }

    /**
     * Reads a statement.
     *
     * @throws MalformedMessageException for anything else, also for older versions of the statement
     */
    public static InTotoStatement decode(Bytes json) throws MalformedMessageException {
        JsonObject statement = Json.parseObject(json, LIMITS);
        if (!statement.string("_type").equals(TYPE)) {
            throw statement.malformed("_type", "is not " + TYPE);
        }
        List<ResourceDescriptor> subjects = subjects(statement);
        String predicateType = statement.string("predicateType");
        if (predicateType.isEmpty() || predicateType.length() > MAX_TYPE) {
            throw statement.malformed("predicateType", "is empty, or longer than " + MAX_TYPE + " characters");
        }
        JsonObject predicate = statement
                .optionalObject("predicate")
                .orElseGet(() -> JsonObject.builder().build());
        return new InTotoStatement(subjects, predicateType, predicate);
    }

    private static List<ResourceDescriptor> subjects(JsonObject statement) throws MalformedMessageException {
        if (statement.array("subject").values().isEmpty()) {
            throw statement.malformed("subject", "is empty");
        }
        List<ResourceDescriptor> subjects = ResourceDescriptor.list(statement, "subject");
        for (int i = 0; i < subjects.size(); i++) {
            if (subjects.get(i).digest().isEmpty()) {
                throw statement.array("subject").malformed(i, "has no digest");
            }
        }
        return subjects;
    }

    /** The first subject with the digests of this content; names decide nothing. */
    public Optional<ResourceDescriptor> subjectOf(Bytes content) {
        Set<String> algorithms = new HashSet<>();
        subjects.forEach(subject ->
                algorithms.addAll(subject.digest().orElseThrow().values().keySet()));
        return DigestSet.of(content, algorithms).flatMap(this::subjectOf); // each algorithm once, however many subjects
    }

    /** The first subject with these digests; names decide nothing. */
    public Optional<ResourceDescriptor> subjectOf(DigestSet digests) {
        return subjects.stream()
                .filter(subject -> subject.digest().orElseThrow().match(digests) instanceof DigestMatch.Same)
                .findFirst();
    }

    /** Fails unless the predicate is of this type. */
    void expect(String type) throws MalformedMessageException {
        if (!predicateType.equals(type)) {
            throw new MalformedMessageException("$.predicateType", 0, "is not " + type);
        }
    }

    /** The statement as JSON. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("_type", TYPE)
                .put("subject", ResourceDescriptor.toJson(subjects))
                .put("predicateType", predicateType)
                .put("predicate", predicate)
                .build();
    }

    /** The statement in UTF-8. */
    public Bytes encode() {
        return Json.write(toJson());
    }

    /** An envelope over this statement. */
    public DsseEnvelope sign(Signer signer) {
        return DsseEnvelope.sign(PAYLOAD_TYPE, encode(), List.of(signer));
    }

    /** The predicate type and sizes only. */
    @Override
    public String toString() {
        return "statement " + predicateType + " about " + subjects.size() + " subjects";
    }
}
