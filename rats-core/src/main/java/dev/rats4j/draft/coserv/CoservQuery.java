package dev.rats4j.draft.coserv;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A query: by environment, or by identifiers of manifests. */
public sealed interface CoservQuery {

    /** artifact-type. */
    enum ArtifactType {
        /** Endorsed values. */
        ENDORSED_VALUES(0),
        /** Trust anchors. */
        TRUST_ANCHORS(1),
        /** Reference values. */
        REFERENCE_VALUES(2);

        private final long number;

        ArtifactType(long number) {
            this.number = number;
        }

        long number() {
            return number;
        }
    }

    /** result-type. */
    enum ResultType {
        /** What the producer made of its sources. */
        COLLECTED(0),
        /** The sources themselves. */
        SOURCE(1),
        /** Both. */
        BOTH(2);

        private final long number;

        ResultType(long number) {
            this.number = number;
        }

        long number() {
            return number;
        }
    }

    /**
     * A query by environment.
     *
     * @param artifactType what is asked for
     * @param selector for which environments; any of them
     * @param resultType in which depth
     */
    record ByEnvironment(ArtifactType artifactType, EnvironmentSelector selector, ResultType resultType)
            implements CoservQuery {
        @Override
        public Optional<String> mismatch(CoservResults results) {
            if (!(results instanceof CoservResults.OfEnvironment found)) {
                return Optional.of("manifests for a query by environment");
            }
            if (found.collected().filter(set -> set.type() != artifactType).isPresent()) {
                return Optional.of("artifacts of another type than the query's");
            }
            boolean hasCollected = found.collected().isPresent();
            boolean hasSources = !found.sources().isEmpty();
            return switch (resultType) {
                case COLLECTED ->
                    hasCollected && !hasSources
                            ? Optional.empty()
                            : Optional.of("not the collected artifacts, which were asked for");
                case SOURCE ->
                    hasSources
                                    && found.collected()
                                            .map(CoservResults.ResultSet::isEmpty)
                                            .orElse(true)
                            ? Optional.empty()
                            : Optional.of("not the source artifacts, which were asked for");
                case BOTH ->
                    hasCollected && hasSources
                            ? Optional.empty()
                            : Optional.of("not both kinds of artifacts, which were asked for");
            };
        }
    }

    /**
     * A query by identifiers.
     *
     * @param selectors at least one
     */
    record ByManifest(List<ManifestSelector> selectors) implements CoservQuery {
        /** Copies; refuses none. */
        public ByManifest {
            selectors = List.copyOf(selectors);
            if (selectors.isEmpty()) {
                throw new IllegalArgumentException("a query has at least one identifier");
            }
        }

        @Override
        public Optional<String> mismatch(CoservResults results) {
            if (!(results instanceof CoservResults.OfManifests found)) {
                return Optional.of("artifacts of environments for a query by manifest");
            }
            Set<String> asked = new HashSet<>(); // once, as there may be many of both
            selectors.forEach(selector -> asked.add(selector.id().toString()));
            return found.labels().stream()
                    .filter(label -> !asked.contains(label))
                    .findFirst()
                    .map(label -> "a manifest that was not asked for");
        }
    }

    /** Why results do not fit, if they do not. */
    Optional<String> mismatch(CoservResults results);
}
