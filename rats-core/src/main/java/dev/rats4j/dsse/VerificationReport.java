package dev.rats4j.dsse;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.List;

/**
 * Properties that a verifier found of an artifact: in-toto simple verification result (SVR) v0.2. Unknown members are ignored.
 *
 * @param verifier the URI of who checked
 * @param policies what was checked against
 * @param timeCreated when
 * @param properties what was found; what is not listed was not found
 */
public record VerificationReport(
        String verifier, List<ResourceDescriptor> policies, Instant timeCreated, List<String> properties) {

    /** Its predicate type. */
    public static final String PREDICATE_TYPE = "https://in-toto.io/attestation/svr/v0.2";

    /** Copies the lists. */
    public VerificationReport {
        policies = List.copyOf(policies);
        properties = List.copyOf(properties);
    }

    /** Reads the predicate of a statement; fails if it is of another type. */
    public static VerificationReport of(InTotoStatement statement) throws MalformedMessageException {
        statement.expect(PREDICATE_TYPE);
        JsonObject json = statement.predicate();
        JsonObject verifier = json.object("verifier");
        return new VerificationReport(
                verifier.string("id"),
                ResourceDescriptor.list(verifier, "policies"),
                TimeText.required(json, "timeCreated"),
                json.array("properties").strings());
    }

    /** A statement that says this about some artifacts. */
    public InTotoStatement about(List<ResourceDescriptor> subjects) {
        JsonObject predicate = JsonObject.builder()
                .put(
                        "verifier",
                        JsonObject.builder()
                                .put("id", verifier)
                                .put("policies", ResourceDescriptor.toJson(policies))
                                .build())
                .put("timeCreated", timeCreated.toString())
                .put("properties", JsonArray.ofStrings(properties))
                .build();
        return new InTotoStatement(subjects, PREDICATE_TYPE, predicate);
    }

    /** The verifier only. */
    @Override
    public String toString() {
        return "report by " + verifier;
    }
}
