package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.DateTimeText;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.corim.ConditionalEndorsementTriple;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.cots.Cots;
import java.util.List;
import java.util.Optional;

/** A results map. */
public sealed interface CoservResults {

    /** The last instant at which anything of it counts. */
    DateTimeText expiry();

    /**
     * A statement with those who stand for it.
     *
     * @param authorities keys of those who say so; at least one
     * @param statement a triple of CoRIM, or stores of anchors
     * @param <T> the type of the statement
     */
    record Quad<T>(List<CryptoKey> authorities, T statement) {
        /** Copies; refuses statements of nobody. */
        public Quad {
            authorities = List.copyOf(authorities);
            if (authorities.isEmpty()) {
                throw new IllegalArgumentException("a statement has at least one authority");
            }
        }
    }

    /** Collected artifacts of one type. */
    sealed interface ResultSet {
        /** The type. */
        CoservQuery.ArtifactType type();

        /** Whether there are none. */
        boolean isEmpty();
    }

    /** rvq. */
    record ReferenceValues(List<Quad<ValueTriple>> values) implements ResultSet {
        /** Copies. */
        public ReferenceValues {
            values = List.copyOf(values);
        }

        @Override
        public CoservQuery.ArtifactType type() {
            return CoservQuery.ArtifactType.REFERENCE_VALUES;
        }

        @Override
        public boolean isEmpty() {
            return values.isEmpty();
        }
    }

    /** evq and ceq. */
    record EndorsedValues(List<Quad<ValueTriple>> values, List<Quad<ConditionalEndorsementTriple>> conditional)
            implements ResultSet {
        /** Copies. */
        public EndorsedValues {
            values = List.copyOf(values);
            conditional = List.copyOf(conditional);
        }

        @Override
        public CoservQuery.ArtifactType type() {
            return CoservQuery.ArtifactType.ENDORSED_VALUES;
        }

        @Override
        public boolean isEmpty() {
            return values.isEmpty() && conditional.isEmpty();
        }
    }

    /** akq and tas. */
    record TrustAnchors(List<Quad<KeyTriple>> keys, List<Quad<Cots>> stores) implements ResultSet {
        /** Copies. */
        public TrustAnchors {
            keys = List.copyOf(keys);
            stores = List.copyOf(stores);
        }

        @Override
        public CoservQuery.ArtifactType type() {
            return CoservQuery.ArtifactType.TRUST_ANCHORS;
        }

        @Override
        public boolean isEmpty() {
            return keys.isEmpty() && stores.isEmpty();
        }
    }

    /**
     * Results of a query by environment.
     *
     * @param collected what the producer made of its sources
     * @param sources the sources; none if they were not asked for
     * @param expiry end of validity
     */
    record OfEnvironment(Optional<ResultSet> collected, List<CmwRecord> sources, DateTimeText expiry)
            implements CoservResults {
        /** Copies; refuses nothing at all. */
        public OfEnvironment {
            sources = List.copyOf(sources);
            if (collected.isEmpty() && sources.isEmpty()) {
                throw new IllegalArgumentException("results have collected or source artifacts");
            }
        }
    }

    /**
     * Results of a query by manifest.
     *
     * @param manifests by identifier; empty if there are none
     * @param expiry end of validity
     */
    record OfManifests(Optional<CmwCollection> manifests, DateTimeText expiry) implements CoservResults {

        /** The identifiers. */
        public List<String> labels() {
            return manifests
                    .map(collection -> collection.items().keySet().stream()
                            .map(label -> label instanceof CborKey.Text text ? text.value() : label.toString())
                            .toList())
                    .orElse(List.of());
        }
    }
}
