package dev.rats4j.dsse;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That somebody checked an artifact against a policy: SLSA verification summary (VSA) v1. Who relies on it compares the signer with the
 * verifier, the subject, the resource, the result and the levels. Unknown members are ignored.
 *
 * @param verifier the URI of who checked
 * @param timeVerified when
 * @param resourceUri what the artifact is, and so where it may be used
 * @param policy what it was checked against
 * @param inputAttestations the attestations that were used, all or none
 * @param passed whether the result is PASSED
 * @param verifiedLevels what was found, for example {@code SLSA_BUILD_LEVEL_3}
 * @param dependencyLevels number of dependencies by level
 * @param slsaVersion of the levels
 */
public record VerificationSummary(
        String verifier,
        Optional<Instant> timeVerified,
        String resourceUri,
        ResourceDescriptor policy,
        List<ResourceDescriptor> inputAttestations,
        boolean passed,
        List<String> verifiedLevels,
        Map<String, Long> dependencyLevels,
        Optional<String> slsaVersion) {

    /** Its predicate type. */
    public static final String PREDICATE_TYPE = "https://slsa.dev/verification_summary/v1";

    private static final String PASSED = "PASSED";
    private static final String FAILED = "FAILED";

    /** Copies the lists and the map; refuses a result that the levels contradict. */
    public VerificationSummary {
        inputAttestations = List.copyOf(inputAttestations);
        verifiedLevels = List.copyOf(verifiedLevels);
        if (contradicts(passed, verifiedLevels)) {
            throw new IllegalArgumentException("the levels say FAILED, and the result says otherwise");
        }
        dependencyLevels = Collections.unmodifiableMap(new LinkedHashMap<>(dependencyLevels));
    }

    /** Reads the predicate of a statement; fails if it is of another type. */
    public static VerificationSummary of(InTotoStatement statement) throws MalformedMessageException {
        statement.expect(PREDICATE_TYPE);
        JsonObject json = statement.predicate();
        List<ResourceDescriptor> inputs = ResourceDescriptor.list(json, "inputAttestations");
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).digest().isEmpty()) {
                throw json.array("inputAttestations").malformed(i, "has no digest");
            }
        }
        List<String> verifiedLevels = json.array("verifiedLevels").strings();
        if (contradicts(passed(json), verifiedLevels)) {
            throw json.malformed("verificationResult", "is PASSED, and the levels say FAILED");
        }
        return new VerificationSummary(
                json.object("verifier").string("id"),
                TimeText.optional(json, "timeVerified"),
                json.string("resourceUri"),
                ResourceDescriptor.of(json.object("policy")),
                inputs,
                passed(json),
                verifiedLevels,
                levels(json),
                json.optionalString("slsaVersion"));
    }

    /** FAILED among the levels means that the policy was not met. */
    private static boolean contradicts(boolean passed, List<String> verifiedLevels) {
        return passed && verifiedLevels.contains(FAILED);
    }

    private static boolean passed(JsonObject json) throws MalformedMessageException {
        return switch (json.string("verificationResult")) {
            case PASSED -> true;
            case FAILED -> false;
            default -> throw json.malformed("verificationResult", "is neither PASSED nor FAILED");
        };
    }

    private static Map<String, Long> levels(JsonObject json) throws MalformedMessageException {
        Map<String, Long> levels = new LinkedHashMap<>();
        Optional<JsonObject> given = json.optionalObject("dependencyLevels");
        if (given.isPresent()) {
            for (String level : given.get().members().keySet()) {
                long count = given.get().integer(level);
                if (count < 0) {
                    throw given.get().malformed(level, "is negative");
                }
                levels.put(level, count);
            }
        }
        return levels;
    }

    /** A statement that says this about some artifacts. */
    public InTotoStatement about(List<ResourceDescriptor> subjects) {
        JsonObject.Builder predicate = JsonObject.builder()
                .put("verifier", JsonObject.builder().put("id", verifier).build());
        timeVerified.ifPresent(time -> predicate.put("timeVerified", time.toString()));
        predicate
                .put("resourceUri", resourceUri)
                .put("policy", policy.toJson())
                .put("inputAttestations", ResourceDescriptor.toJson(inputAttestations))
                .put("verificationResult", passed ? PASSED : FAILED)
                .put("verifiedLevels", JsonArray.ofStrings(new ArrayList<>(verifiedLevels)));
        JsonObject.Builder levels = JsonObject.builder();
        dependencyLevels.forEach((level, count) -> levels.put(level, count));
        predicate.put("dependencyLevels", levels.build());
        slsaVersion.ifPresent(version -> predicate.put("slsaVersion", version));
        return new InTotoStatement(subjects, PREDICATE_TYPE, predicate.build());
    }

    /** The verifier and the result only. */
    @Override
    public String toString() {
        return (passed ? PASSED : FAILED) + " by " + verifier;
    }
}
