package dev.rats4j.dsse;

import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How tests of an artifact ended: in-toto test-result v0.1. Unknown members are ignored.
 *
 * @param result of all
 * @param configuration what decided which tests ran and how; a policy compares its digests with those it approves
 * @param url of the run
 * @param passedTests names
 * @param warnedTests names
 * @param failedTests names
 */
public record TestResult(
        Result result,
        List<ResourceDescriptor> configuration,
        Optional<String> url,
        List<String> passedTests,
        List<String> warnedTests,
        List<String> failedTests) {

    /** Its predicate type. */
    public static final String PREDICATE_TYPE = "https://in-toto.io/attestation/test-result/v0.1";

    /** The result of all tests. */
    public enum Result {
        /** All passed. */
        PASSED,
        /** None failed, some warned. */
        WARNED,
        /** Some failed. */
        FAILED
    }

    /** Refuses a result that the list of failed tests contradicts. */
    public TestResult {
        configuration = List.copyOf(configuration);
        passedTests = List.copyOf(passedTests);
        warnedTests = List.copyOf(warnedTests);
        failedTests = List.copyOf(failedTests);
        if (contradicts(result, failedTests)) {
            throw new IllegalArgumentException("tests failed, and the result says otherwise");
        }
    }

    /** Reads the predicate of a statement; fails if it is of another type. */
    public static TestResult of(InTotoStatement statement) throws MalformedMessageException {
        statement.expect(PREDICATE_TYPE);
        JsonObject json = statement.predicate();
        Result result = result(json);
        List<String> failed = names(json, "failedTests");
        if (contradicts(result, failed)) {
            throw json.malformed("result", "is not FAILED, and tests failed");
        }
        if (!json.has("configuration")) {
            throw json.malformed("configuration", "is missing");
        }
        return new TestResult(
                result,
                ResourceDescriptor.list(json, "configuration"),
                json.optionalString("url"),
                names(json, "passedTests"),
                names(json, "warnedTests"),
                failed);
    }

    private static boolean contradicts(Result result, List<String> failed) {
        return result != Result.FAILED && !failed.isEmpty();
    }

    private static Result result(JsonObject json) throws MalformedMessageException {
        String text = json.string("result");
        for (Result result : Result.values()) {
            if (result.name().equals(text)) {
                return result;
            }
        }
        throw json.malformed("result", "is none of PASSED, WARNED, FAILED");
    }

    private static List<String> names(JsonObject json, String member) throws MalformedMessageException {
        Optional<JsonArray> given = json.optionalArray(member);
        return given.isPresent() ? given.get().strings() : List.of();
    }

    /** A statement that says this about some artifacts. */
    public InTotoStatement about(List<ResourceDescriptor> subjects) {
        JsonObject.Builder predicate = JsonObject.builder()
                .put("result", result.name())
                .put("configuration", ResourceDescriptor.toJson(configuration));
        url.ifPresent(text -> predicate.put("url", text));
        predicate
                .put("passedTests", JsonArray.ofStrings(passedTests))
                .put("warnedTests", JsonArray.ofStrings(warnedTests))
                .put("failedTests", JsonArray.ofStrings(failedTests));
        return new InTotoStatement(subjects, PREDICATE_TYPE, predicate.build());
    }

    /** The result only. */
    @Override
    public String toString() {
        return "tests " + result.name().toLowerCase(Locale.ROOT);
    }
}
