package dev.rats4j.verifier.policy;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is good enough about evidence. Immutable; built here or read from a JSON document. */
public final class AppraisalPolicy {

    private final String id;
    private final Set<Aspect> requiredAspects;
    private final Set<ClaimPath<?>> corroborated;
    private final List<Requirement<?>> requirements;
    private final Map<ClaimPath<?>, String> ignored;
    private final Map<Check, String> waived;
    private final Map<Check, String> acceptedUnassessed;
    private final Optional<String> weakDigests;
    private final String idWithDigest;

    /**
     * A condition on a claim.
     *
     * @param path the claim
     * @param condition what it has to be
     * @param <T> type of its value
     */
    public record Requirement<T>(ClaimPath<T> path, Condition<T> condition) {

        /**
         * Whether a value meets it; an absent one does not.
         *
         * @param weakDigests whether digests without collision resistance count
         */
        public boolean isMetBy(Optional<?> value, boolean weakDigests) {
            return Condition.isMet(condition, path.codePoint().type(), value, weakDigests);
        }
    }

    private AppraisalPolicy(Builder builder) {
        id = builder.id;
        requiredAspects = Collections.unmodifiableSet(EnumSet.copyOf(builder.requiredAspects));
        corroborated = Collections.unmodifiableSet(new LinkedHashSet<>(builder.corroborated));
        requirements = List.copyOf(builder.requirements);
        ignored = Collections.unmodifiableMap(new LinkedHashMap<>(builder.ignored));
        waived = Collections.unmodifiableMap(new LinkedHashMap<>(builder.waived));
        acceptedUnassessed = Collections.unmodifiableMap(new LinkedHashMap<>(builder.acceptedUnassessed));
        weakDigests = builder.weakDigests;
        // here, so that a policy without a document fails when it is made, and not when evidence comes
        idWithDigest = id + "#sha-256:"
                + HashAlgorithm.SHA256
                        .digest(PolicyWriter.canonical(this))
                        .value()
                        .toHex();
    }

    /**
     * Starts a policy. As it is, it wants every critical claim corroborated, and something known about instance-identity and executables.
     *
     * @param id name of the policy, for example {@code acme/tpm/1}; stands in the result with a digest of the content
     */
    public static Builder forEvidence(String id) {
        return new Builder(id);
    }

    /** A policy that begins with the rules of this one. */
    public Builder toBuilder() {
        Builder builder = new Builder(id).requireAspects(requiredAspects);
        builder.corroborated.addAll(corroborated);
        builder.requirements.addAll(requirements);
        builder.ignored.putAll(ignored);
        builder.waived.putAll(waived);
        builder.acceptedUnassessed.putAll(acceptedUnassessed);
        builder.weakDigests = weakDigests;
        return builder;
    }

    /**
     * Reads a policy document.
     *
     * @param schemes whose checks and claims it may name
     * @throws MalformedMessageException with path and reason, also for unknown checks, claims and members
     */
    public static AppraisalPolicy parse(Bytes json, Collection<? extends EvidenceScheme> schemes)
            throws MalformedMessageException {
        return new PolicyReader(schemes).read(json);
    }

    /** The policy as a document. */
    public Bytes toJson() {
        return PolicyWriter.write(this);
    }

    /** Its id, and the SHA-256 of its document in canonical form: two policies under one name are told apart. */
    public String idWithDigest() {
        return idWithDigest;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** Aspects about which something has to be known. */
    public Set<Aspect> requiredAspects() {
        return requiredAspects;
    }

    /** Claims that a reference value has to match, critical or not. */
    public Set<ClaimPath<?>> corroborated() {
        return corroborated;
    }

    /** Conditions on claims. */
    public List<Requirement<?>> requirements() {
        return requirements;
    }

    /** Claims that may be anything, with the reason. */
    public Map<ClaimPath<?>, String> ignored() {
        return ignored;
    }

    /** Checks that may fail, with the reason. */
    public Map<Check, String> waived() {
        return waived;
    }

    /** Checks that need not have been done, with the reason. */
    public Map<Check, String> acceptedUnassessed() {
        return acceptedUnassessed;
    }

    /** Why digests without collision resistance corroborate and meet conditions; empty if they do not. */
    public Optional<String> weakDigests() {
        return weakDigests;
    }

    /** Collects rules. Each claim and check is named once. */
    public static final class Builder {
        private final String id;
        private final Set<Aspect> requiredAspects = EnumSet.of(Aspect.INSTANCE_IDENTITY, Aspect.EXECUTABLES);
        private final Set<ClaimPath<?>> corroborated = new LinkedHashSet<>();
        private final List<Requirement<?>> requirements = new java.util.ArrayList<>();
        private final Map<ClaimPath<?>, String> ignored = new LinkedHashMap<>();
        private final Map<Check, String> waived = new LinkedHashMap<>();
        private final Map<Check, String> acceptedUnassessed = new LinkedHashMap<>();
        private Optional<String> weakDigests = Optional.empty();

        private Builder(String id) {
            if (id.isBlank()) {
                throw new IllegalArgumentException("a policy has a name");
            }
            this.id = id;
        }

        /** Replaces the aspects about which something has to be known; at least one. */
        public Builder requireAspects(Set<Aspect> aspects) {
            if (aspects.isEmpty()) {
                throw new IllegalArgumentException("a policy that wants to know nothing accepts anything");
            }
            requiredAspects.clear();
            requiredAspects.addAll(aspects);
            return this;
        }

        /** Some reference value must match. */
        public Builder corroborate(ClaimPath<?> path) {
            requireUnnamed(path);
            corroborated.add(path);
            return this;
        }

        /** The claim must be there and meet a condition; reference values are not needed then. */
        public <T> Builder require(ClaimPath<T> path, Condition<T> condition) {
            requireNotIn(ignored.keySet(), path);
            requireNotIn(corroborated, path);
            requirements.add(new Requirement<>(path, condition));
            return this;
        }

        /** The claim may be anything. */
        public Builder ignore(ClaimPath<?> path, String reason) {
            requireUnnamed(path);
            ignored.put(path, reasonable(reason));
            return this;
        }

        /**
         * The check may fail.
         *
         * @throws IllegalArgumentException if it is cryptographic
         */
        public Builder waive(Check check, String reason) {
            if (check.definition().kind() == Check.Kind.CRYPTOGRAPHIC) {
                throw new IllegalArgumentException(check.id() + " is cryptographic and cannot be waived");
            }
            if (waived.put(check, reasonable(reason)) != null) {
                throw new IllegalArgumentException(check.id() + " twice");
            }
            return this;
        }

        /**
         * The check need not have been done; if it was done and failed, that counts.
         *
         * @throws IllegalArgumentException if it {@linkplain Check#mayBeLeftOut() may not be left out}
         */
        public Builder acceptNotAssessed(Check check, String reason) {
            if (!check.mayBeLeftOut()) {
                throw new IllegalArgumentException(check.id() + " can never be left out");
            }
            if (acceptedUnassessed.put(check, reasonable(reason)) != null) {
                throw new IllegalArgumentException(check.id() + " twice");
            }
            return this;
        }

        /** Digests without collision resistance (SHA-1) corroborate and meet conditions, too. */
        public Builder acceptWeakDigests(String reason) {
            weakDigests = Optional.of(reasonable(reason));
            return this;
        }

        private static String reasonable(String reason) {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("an exemption has a reason");
            }
            return reason;
        }

        private void requireUnnamed(ClaimPath<?> path) {
            requireNotIn(ignored.keySet(), path);
            requireNotIn(corroborated, path);
            requirements.forEach(requirement -> requireNotIn(Set.of(requirement.path()), path));
        }

        private static void requireNotIn(Set<ClaimPath<?>> named, ClaimPath<?> path) {
            if (named.contains(path)) {
                throw new IllegalArgumentException(path.name() + " is named by another rule");
            }
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException if a condition names a digest of an algorithm that documents have no name for
         */
        public AppraisalPolicy build() {
            return new AppraisalPolicy(this);
        }
    }
}
