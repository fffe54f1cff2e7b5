package dev.rats4j.verifier.corim;

import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.corim.profile.StandardProfiles;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reference values and endorsements that count: authenticated, understood, indexed. Immutable; a changed store is a new corpus. */
public final class Corpus {

    /** No reference values at all: nothing can be corroborated. */
    public static final Corpus EMPTY = new Corpus(List.of(), List.of(), List.of(), List.of(), List.of());

    private final RelationIndex<Relation.Reference> references;
    private final RelationIndex<Relation.Endorsed> endorsed;
    private final RelationIndex<Relation.AttestKey> attestKeys;
    private final List<Relation.Origin> accepted;
    private final List<RefusedCorim> refused;

    private Corpus(
            List<Relation.Reference> references,
            List<Relation.Endorsed> endorsed,
            List<Relation.AttestKey> attestKeys,
            List<Relation.Origin> accepted,
            List<RefusedCorim> refused) {
        this.references = new RelationIndex<>(references);
        this.endorsed = new RelationIndex<>(endorsed);
        this.attestKeys = new RelationIndex<>(attestKeys);
        this.accepted = List.copyOf(accepted);
        this.refused = List.copyOf(refused);
    }

    /**
     * Starts to collect.
     *
     * @param signers anchors of those whose CoRIMs count: certificates to which a path of the signer leads, or the signer's own keys
     */
    public static Builder builder(CryptoBackend crypto, CertificationPaths paths, TrustAnchors signers) {
        return new Builder(new CorimSigners(crypto, paths, signers));
    }

    /** CoRIMs that were handed in and are not used, with the reason. */
    public List<RefusedCorim> refused() {
        return refused;
    }

    /** Sources of CoRIMs that are used, but not at this instant: they, or their signatures, are not valid then. */
    public List<String> outdated(Instant at) {
        return accepted.stream()
                .filter(origin -> !origin.validity().contains(at))
                .map(Relation.Origin::source)
                .toList();
    }

    /** CoRIMs that are used although nobody signed them: source and reason. */
    public Map<String, String> unsigned() {
        Map<String, String> reasons = new LinkedHashMap<>();
        accepted.forEach(origin -> origin.unsigned().ifPresent(reason -> reasons.put(origin.source(), reason)));
        return Collections.unmodifiableMap(reasons);
    }

    /** Reference triples whose condition names no environment field, so that every appraisal has to look at them. */
    public int broadReferences() {
        return references.broadCount();
    }

    /** Whether any CoRIM gives keys to Attesters. */
    public boolean hasAttestKeys() {
        return !attestKeys.isEmpty();
    }

    RelationIndex<Relation.Reference> references() {
        return references;
    }

    RelationIndex<Relation.Endorsed> endorsed() {
        return endorsed;
    }

    RelationIndex<Relation.AttestKey> attestKeys() {
        return attestKeys;
    }

    /** Collects CoRIMs. Bad ones are refused whole and reported; they never stop the others. */
    public static final class Builder {
        private static final int MOST_VIOLATIONS = 5;

        private final CorimSigners signers;
        private CorimProfiles profiles = CorimProfiles.NONE;
        private final List<Relation.Reference> references = new ArrayList<>();
        private final Map<List<Relation.Named>, List<Relation.Named>> named = new HashMap<>();
        private final List<Relation.Endorsed> endorsed = new ArrayList<>();
        private final List<Relation.AttestKey> attestKeys = new ArrayList<>();
        private final List<Relation.Origin> accepted = new ArrayList<>();
        private final List<RefusedCorim> refused = new ArrayList<>();

        private Builder(CorimSigners signers) {
            this.signers = signers;
        }

        /** Profiles that are understood, with their rules; a CoRIM of any other profile, or that breaks a rule, is refused whole. */
        public Builder profiles(CorimProfiles understood) {
            profiles = profiles.with(understood);
            return this;
        }

        /**
         * Profiles by their identifiers, with the rules of those that were handed in before or are of {@link StandardProfiles}; of
         * others only the identifier is understood.
         */
        public Builder profiles(Set<String> understood) {
            return profiles(CorimProfiles.of(understood.stream()
                    .filter(id -> profiles.find(id).isEmpty())
                    .map(id -> StandardProfiles.all().find(id).orElseGet(() -> CorimProfiles.named(id)))
                    .toList()));
        }

        /**
         * Adds a signed CoRIM that is in its message, or reports why it is refused.
         *
         * @param source a name for reports, for example of the file
         * @param at the instant at which certificates have to be valid; the CoRIM's own validity is looked at per appraisal
         */
        public Builder add(String source, Bytes signedCorim, Instant at) {
            return add(source, signedCorim, Optional.empty(), at);
        }

        /**
         * Adds a CoRIM that came beside its signature, or reports why it is refused.
         *
         * @param corim the unsigned CoRIM as it was signed or hashed
         */
        public Builder addDetached(String source, Bytes signedCorim, Bytes corim, Instant at) {
            return add(source, signedCorim, Optional.of(corim), at);
        }

        private Builder add(String source, Bytes signedCorim, Optional<Bytes> content, Instant at) {
            try {
                SignedCorim decoded = SignedCorim.decode(signedCorim, profiles);
                CorimSigners.Answer answer = signers.verify(decoded, content, at);
                if (answer instanceof CorimSigners.Authentic authentic) {
                    accept(source, authentic.verified());
                } else if (answer instanceof CorimSigners.NotAuthentic not) {
                    refused.add(new RefusedCorim(source, not.reason()));
                }
            } catch (MalformedMessageException e) {
                refused.add(new RefusedCorim(source, "malformed: " + e.getMessage()));
            }
            return this;
        }

        /**
         * Adds a CoRIM that nobody signed, on the caller's own word.
         *
         * @param reason why that is all right, for reports and for every result that it is used for
         */
        public Builder insecureAddUnsigned(String source, Corim corim, String reason) {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("say why an unsigned CoRIM is believed");
            }
            Lifetime lifetime = Lifetime.of(corim.validity(), Optional.empty());
            accept(corim, new Relation.Origin(source, List.of(), lifetime, Optional.of(reason)), List.of());
            return this;
        }

        private void accept(String source, SignedCorim.Verified verified) {
            List<CryptoKey> authority =
                    List.of(CryptoKey.thumbprint(verified.proof().key()));
            Lifetime lifetime =
                    Lifetime.of(verified.corim().validity(), verified.meta().validity());
            accept(
                    verified.corim(),
                    new Relation.Origin(source, authority, lifetime, Optional.empty()),
                    UnprocessedParts.of(verified.meta()));
        }

        private void accept(Corim corim, Relation.Origin origin, List<String> unprocessedOfSigner) {
            List<String> unprocessed = new ArrayList<>(UnprocessedParts.of(corim));
            unprocessed.addAll(unprocessedOfSigner);
            if (!unprocessed.isEmpty()) {
                refused.add(new RefusedCorim(origin.source(), "has parts that are not understood: " + unprocessed));
                return;
            }
            if (corim.profile().filter(id -> profiles.find(id).isEmpty()).isPresent()) {
                refused.add(new RefusedCorim(
                        origin.source(), "profile " + corim.profile().get() + " is not understood"));
                return;
            }
            List<CorimProfile.Violation> violations = profiles.check(corim);
            if (!violations.isEmpty()) {
                refused.add(new RefusedCorim(origin.source(), "breaks its profile: " + few(violations)));
                return;
            }
            accepted.add(origin);
            for (Comid comid : corim.comids()) {
                comid.referenceValues().forEach(triple -> references.add(reference(triple, origin)));
                comid.endorsedValues().forEach(triple -> endorsed.add(new Relation.Endorsed(triple, origin)));
                comid.attestKeys().forEach(triple -> attestKeys.add(new Relation.AttestKey(triple, origin)));
            }
        }

        private static String few(List<CorimProfile.Violation> violations) {
            int shown = Math.min(violations.size(), MOST_VIOLATIONS);
            String text = violations.subList(0, shown).stream()
                    .map(CorimProfile.Violation::toString)
                    .collect(Collectors.joining("; "));
            return shown == violations.size() ? text : text + "; and " + (violations.size() - shown) + " more";
        }

        private Relation.Reference reference(ValueTriple triple, Relation.Origin origin) {
            List<Relation.Named> about =
                    triple.measurements().stream().map(Relation.Named::of).toList();
            return new Relation.Reference(triple, origin, named.computeIfAbsent(about, same -> same));
        }

        /** The corpus, possibly without a single relation. */
        public Corpus build() {
            return new Corpus(references, endorsed, attestKeys, accepted, refused);
        }
    }
}
