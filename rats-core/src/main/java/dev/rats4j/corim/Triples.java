package dev.rats4j.corim;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A triples-map: what a CoMID says, by kind of triple. At least one is there. */
public final class Triples {

    private final List<ValueTriple> reference;
    private final List<ValueTriple> endorsed;
    private final List<KeyTriple> identity;
    private final List<KeyTriple> attestKey;
    private final List<DomainTriple> dependency;
    private final List<DomainTriple> membership;
    private final List<CoswidTriple> coswid;
    private final List<ConditionalEndorsementSeriesTriple> conditionalEndorsementSeries;
    private final List<ConditionalEndorsementTriple> conditionalEndorsement;
    private final Map<Long, Bytes> extensions;

    private Triples(Builder builder) {
        reference = List.copyOf(builder.reference);
        endorsed = List.copyOf(builder.endorsed);
        identity = List.copyOf(builder.identity);
        attestKey = List.copyOf(builder.attestKey);
        dependency = List.copyOf(builder.dependency);
        membership = List.copyOf(builder.membership);
        coswid = List.copyOf(builder.coswid);
        conditionalEndorsementSeries = List.copyOf(builder.conditionalEndorsementSeries);
        conditionalEndorsement = List.copyOf(builder.conditionalEndorsement);
        extensions = Extensions.copyOf(builder.extensions, -1);
        for (long defined : DEFINED) {
            if (extensions.containsKey(defined)) {
                throw new IllegalArgumentException(defined + " is defined, not an extension");
            }
        }
        if (extensions.isEmpty() && all().stream().allMatch(Collection::isEmpty)) {
            throw new IllegalArgumentException("a triples-map has at least one triple");
        }
    }

    private static final long[] DEFINED = {0, 1, 2, 3, 4, 5, 6, 8, 10};

    /** Starts with nothing. */
    public static Builder builder() {
        return new Builder();
    }

    private List<List<?>> all() {
        return List.of(
                reference,
                endorsed,
                identity,
                attestKey,
                dependency,
                membership,
                coswid,
                conditionalEndorsementSeries,
                conditionalEndorsement);
    }

    /** reference-triples, 0. */
    public List<ValueTriple> reference() {
        return reference;
    }

    /** endorsed-triples, 1. */
    public List<ValueTriple> endorsed() {
        return endorsed;
    }

    /** identity-triples, 2. */
    public List<KeyTriple> identity() {
        return identity;
    }

    /** attest-key-triples, 3. */
    public List<KeyTriple> attestKey() {
        return attestKey;
    }

    /** dependency-triples, 4: what the trust in a domain depends on. */
    public List<DomainTriple> dependency() {
        return dependency;
    }

    /** membership-triples, 5. */
    public List<DomainTriple> membership() {
        return membership;
    }

    /** coswid-triples, 6. */
    public List<CoswidTriple> coswid() {
        return coswid;
    }

    /** conditional-endorsement-series-triples, 8. */
    public List<ConditionalEndorsementSeriesTriple> conditionalEndorsementSeries() {
        return conditionalEndorsementSeries;
    }

    /** conditional-endorsement-triples, 10. */
    public List<ConditionalEndorsementTriple> conditionalEndorsement() {
        return conditionalEndorsement;
    }

    /** Entries that the draft does not define, by number: encoded items. */
    public Map<Long, Bytes> extensions() {
        return extensions;
    }

    /** A builder that holds all of these. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.reference.addAll(reference);
        builder.endorsed.addAll(endorsed);
        builder.identity.addAll(identity);
        builder.attestKey.addAll(attestKey);
        builder.dependency.addAll(dependency);
        builder.membership.addAll(membership);
        builder.coswid.addAll(coswid);
        builder.conditionalEndorsementSeries.addAll(conditionalEndorsementSeries);
        builder.conditionalEndorsement.addAll(conditionalEndorsement);
        builder.extensions.putAll(extensions);
        return builder;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Triples other && all().equals(other.all()) && extensions.equals(other.extensions);
    }

    @Override
    public int hashCode() {
        return 31 * all().hashCode() + extensions.hashCode();
    }

    @Override
    public String toString() {
        return "Triples" + all() + extensions;
    }

    /** Collects triples. Every method adds to what is there. */
    public static final class Builder {
        private final List<ValueTriple> reference = new ArrayList<>();
        private final List<ValueTriple> endorsed = new ArrayList<>();
        private final List<KeyTriple> identity = new ArrayList<>();
        private final List<KeyTriple> attestKey = new ArrayList<>();
        private final List<DomainTriple> dependency = new ArrayList<>();
        private final List<DomainTriple> membership = new ArrayList<>();
        private final List<CoswidTriple> coswid = new ArrayList<>();
        private final List<ConditionalEndorsementSeriesTriple> conditionalEndorsementSeries = new ArrayList<>();
        private final List<ConditionalEndorsementTriple> conditionalEndorsement = new ArrayList<>();
        private final Map<Long, Bytes> extensions = new TreeMap<>();

        private Builder() {}

        /** reference-triples. */
        @CanIgnoreReturnValue
        public Builder reference(Collection<ValueTriple> triples) {
            reference.addAll(triples);
            return this;
        }

        /** endorsed-triples. */
        @CanIgnoreReturnValue
        public Builder endorsed(Collection<ValueTriple> triples) {
            endorsed.addAll(triples);
            return this;
        }

        /** identity-triples. */
        @CanIgnoreReturnValue
        public Builder identity(Collection<KeyTriple> triples) {
            identity.addAll(triples);
            return this;
        }

        /** attest-key-triples. */
        @CanIgnoreReturnValue
        public Builder attestKey(Collection<KeyTriple> triples) {
            attestKey.addAll(triples);
            return this;
        }

        /** dependency-triples. */
        @CanIgnoreReturnValue
        public Builder dependency(Collection<DomainTriple> triples) {
            dependency.addAll(triples);
            return this;
        }

        /** membership-triples. */
        @CanIgnoreReturnValue
        public Builder membership(Collection<DomainTriple> triples) {
            membership.addAll(triples);
            return this;
        }

        /** coswid-triples. */
        @CanIgnoreReturnValue
        public Builder coswid(Collection<CoswidTriple> triples) {
            coswid.addAll(triples);
            return this;
        }

        /** conditional-endorsement-series-triples. */
        @CanIgnoreReturnValue
        public Builder conditionalEndorsementSeries(Collection<ConditionalEndorsementSeriesTriple> triples) {
            conditionalEndorsementSeries.addAll(triples);
            return this;
        }

        /** conditional-endorsement-triples. */
        @CanIgnoreReturnValue
        public Builder conditionalEndorsement(Collection<ConditionalEndorsementTriple> triples) {
            conditionalEndorsement.addAll(triples);
            return this;
        }

        /** Adds an entry that the draft does not define: one encoded item. */
        @CanIgnoreReturnValue
        public Builder extension(long number, Bytes item) {
            extensions.put(number, Extensions.item(item));
            return this;
        }

        /** The triples; there must be one. */
        public Triples build() {
            return new Triples(this);
        }
    }
}
