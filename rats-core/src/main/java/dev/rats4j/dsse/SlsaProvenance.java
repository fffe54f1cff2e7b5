package dev.rats4j.dsse;

import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who made an artifact, from what and how: SLSA provenance v1. Unknown members are ignored.
 *
 * @param buildType the URI that says what the parameters mean
 * @param externalParameters what the outside chose; a policy has to look at all of them
 * @param internalParameters what the builder chose
 * @param resolvedDependencies what went in
 * @param builder who built, and so whom the signature has to be of
 * @param run one execution
 */
public record SlsaProvenance(
        String buildType,
        JsonObject externalParameters,
        JsonObject internalParameters,
        List<ResourceDescriptor> resolvedDependencies,
        Builder builder,
        Run run) {

    /** Its predicate type. */
    public static final String PREDICATE_TYPE = "https://slsa.dev/provenance/v1";

    /** Copies the list. */
    public SlsaProvenance {
        resolvedDependencies = List.copyOf(resolvedDependencies);
    }

    /**
     * The build platform.
     *
     * @param id the URI of the platform with its trust boundary
     * @param version of its components, by name
     * @param dependencies what it is made of
     */
    public record Builder(String id, Map<String, String> version, List<ResourceDescriptor> dependencies) {
        /** Copies both. */
        public Builder {
            version = Collections.unmodifiableMap(new LinkedHashMap<>(version));
            dependencies = List.copyOf(dependencies);
        }
    }

    /**
     * One execution.
     *
     * @param invocationId its name at the builder
     * @param startedOn when it began
     * @param finishedOn when it ended
     * @param byproducts what came out beside the subjects
     */
    public record Run(
            Optional<String> invocationId,
            Optional<Instant> startedOn,
            Optional<Instant> finishedOn,
            List<ResourceDescriptor> byproducts) {
        /** Copies the list. */
        public Run {
            byproducts = List.copyOf(byproducts);
        }
    }

    /** Reads the predicate of a statement; fails if it is of another type. */
    public static SlsaProvenance of(InTotoStatement statement) throws MalformedMessageException {
        statement.expect(PREDICATE_TYPE);
        JsonObject definition = statement.predicate().object("buildDefinition");
        JsonObject details = statement.predicate().object("runDetails");
        return new SlsaProvenance(
                definition.string("buildType"),
                definition.object("externalParameters"),
                definition.optionalObject("internalParameters").orElseGet(SlsaProvenance::none),
                ResourceDescriptor.list(definition, "resolvedDependencies"),
                builder(details.object("builder")),
                run(details));
    }

    private static JsonObject none() {
        return JsonObject.builder().build();
    }

    private static Builder builder(JsonObject json) throws MalformedMessageException {
        Map<String, String> version = new LinkedHashMap<>();
        Optional<JsonObject> given = json.optionalObject("version");
        if (given.isPresent()) {
            for (String name : given.get().members().keySet()) {
                version.put(name, given.get().string(name));
            }
        }
        return new Builder(json.string("id"), version, ResourceDescriptor.list(json, "builderDependencies"));
    }

    private static Run run(JsonObject details) throws MalformedMessageException {
        JsonObject metadata = details.optionalObject("metadata").orElseGet(SlsaProvenance::none);
        return new Run(
                metadata.optionalString("invocationId"),
                TimeText.optional(metadata, "startedOn"),
                TimeText.optional(metadata, "finishedOn"),
                ResourceDescriptor.list(details, "byproducts"));
    }

    /** A statement that says this about some artifacts. */
    public InTotoStatement about(List<ResourceDescriptor> subjects) {
        JsonObject definition = JsonObject.builder()
                .put("buildType", buildType)
                .put("externalParameters", externalParameters)
                .put("internalParameters", internalParameters)
                .put("resolvedDependencies", ResourceDescriptor.toJson(resolvedDependencies))
                .build();
        JsonObject predicate = JsonObject.builder()
                .put("buildDefinition", definition)
                .put("runDetails", details())
                .build();
        return new InTotoStatement(subjects, PREDICATE_TYPE, predicate);
    }

    private JsonObject details() {
        JsonObject.Builder version = JsonObject.builder();
        builder.version().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> version.put(entry.getKey(), entry.getValue()));
        JsonObject.Builder metadata = JsonObject.builder();
        run.invocationId().ifPresent(id -> metadata.put("invocationId", id));
        run.startedOn().ifPresent(time -> metadata.put("startedOn", time.toString()));
        run.finishedOn().ifPresent(time -> metadata.put("finishedOn", time.toString()));
        return JsonObject.builder()
                .put(
                        "builder",
                        JsonObject.builder()
                                .put("id", builder.id())
                                .put("version", version.build())
                                .put("builderDependencies", ResourceDescriptor.toJson(builder.dependencies()))
                                .build())
                .put("metadata", metadata.build())
                .put("byproducts", ResourceDescriptor.toJson(run.byproducts()))
                .build();
    }

    /** The builder only. */
    @Override
    public String toString() {
        return "provenance by " + builder.id();
    }
}
