package dev.rats4j.verifier.corim;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Claims;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.verifier.corim.Corroboration.Place;
import dev.rats4j.verifier.corim.Corroboration.Strength;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Phases 2 to 4 for one piece of evidence. Not for use by several threads. */
public final class CorimProcessor {

    private final List<VerifiedSignature> proofs;
    private final Corpus corpus;
    private final Instant at;
    private final List<Claims> accepted = new ArrayList<>();
    private final Map<Place, Strength> matched = new HashMap<>();
    private final Map<Environment, Set<Slot>> named = new HashMap<>();
    private final Set<String> ownSigner = new LinkedHashSet<>();
    private final Map<String, String> unsigned = new LinkedHashMap<>();
    private List<CryptoKey> ownKeys = List.of();

    private record Slot(Optional<MeasuredElement> key, long codePoint) {}

    private CorimProcessor(List<VerifiedSignature> proofs, Corpus corpus, Instant at) {
        this.proofs = proofs;
        this.corpus = corpus;
        this.at = at;
    }

    /**
     * Processes authenticated claims.
     *
     * @param at CoRIMs that are not valid at this instant do not count
     */
    public static Corroboration process(AuthenticatedEvidence authentic, Corpus corpus, Instant at) {
        List<Claims> evidence = authentic.claims();
        CorimProcessor processor = new CorimProcessor(authentic.proofs(), corpus, at);
        processor.accepted.addAll(evidence); // phase 2
        for (Claims claims : evidence) {
            processor.matchReferences(claims); // phase 3
        }
        Map<Environment, Set<Slot>> filled = processor.dropAmbiguous(evidence);
        for (Claims claims : evidence) {
            processor.addEndorsements(claims); // phase 4
        }
        return new Corroboration(
                processor.accepted,
                processor.matched,
                processor.absent(filled),
                List.copyOf(processor.ownSigner),
                processor.unsigned);
    }

    private void matchReferences(Claims evidence) {
        // by identity: what thousands of references are about is one object
        Set<List<Relation.Named>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Relation.Reference reference : corpus.references().candidates(evidence.environment())) {
            if (!Comparison.matches(reference.environment(), evidence.environment())) {
                continue;
            }
            if (!seen.contains(reference.named()) && isInTime(reference) && !isByTheAttester(reference, evidence)) {
                seen.add(reference.named());
                name(reference.named(), evidence);
            }
            List<Measurement> partners = partners(reference, evidence);
            if (partners.isEmpty() || !counts(reference, evidence)) {
                continue;
            }
            reference
                    .origin()
                    .unsigned()
                    .ifPresent(reason -> unsigned.put(reference.origin().source(), reason));
            for (int i = 0; i < partners.size(); i++) {
                record(evidence, reference.measurements().get(i), partners.get(i));
            }
            accepted.add(new Claims(
                    evidence.environment(),
                    evidence.elements(),
                    reference.origin().authority(),
                    Claims.Type.REFERENCE_VALUES,
                    evidence.profile()));
        }
    }

    /** The evidence's measurement for each one of a condition about its environment; empty unless all match. */
    private List<Measurement> partners(Relation.Reference reference, Claims evidence) {
        List<Measurement> partners = new ArrayList<>(reference.measurements().size());
        for (Measurement condition : reference.measurements()) {
            Optional<Measurement> partner = partner(condition, evidence);
            if (partner.isEmpty()) {
                return List.of();
            }
            partners.add(partner.get());
        }
        return partners;
    }

    private static Optional<Measurement> partner(Measurement condition, Claims evidence) {
        if (!Comparison.matchesAuthority(condition.authorizedBy(), evidence.authority())) {
            return Optional.empty();
        }
        for (Measurement element : evidence.elements()) {
            if (condition.key().equals(element.key()) && Comparison.matches(condition.values(), element.values())) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** What is expected of the environment, whether the value there is the expected one or not. */
    private void name(List<Relation.Named> about, Claims evidence) {
        Set<Slot> slots = named.computeIfAbsent(evidence.environment(), environment -> new LinkedHashSet<>());
        for (Relation.Named one : about) {
            if (Comparison.matchesAuthority(one.authorizedBy(), evidence.authority())) {
                one.codePoints().forEach(codePoint -> slots.add(new Slot(one.key(), codePoint)));
            }
        }
    }

    private Set<Place> absent(Map<Environment, Set<Slot>> filled) {
        Set<Place> absent = new LinkedHashSet<>();
        named.forEach((environment, slots) -> {
            Set<Slot> there = filled.getOrDefault(environment, Set.of());
            for (Slot slot : slots) {
                if (!there.contains(slot)) {
                    absent.add(new Place(environment, slot.key(), slot.codePoint()));
                }
            }
        });
        return absent;
    }

    /** In time, and not the Attester's own word about itself. */
    private boolean counts(Relation relation, Claims evidence) {
        if (!isInTime(relation)) {
            return false;
        }
        if (isByTheAttester(relation, evidence)) {
            ownSigner.add(relation.origin().source());
            return false;
        }
        return true;
    }

    private boolean isInTime(Relation relation) {
        return relation.origin().validity().contains(at);
    }

    private boolean isByTheAttester(Relation relation, Claims evidence) {
        return relation.origin().authority().stream()
                .anyMatch(key -> evidence.authority().contains(key) || ownKeys().contains(key));
    }

    /** Keys that signed the evidence, whatever way the scheme names its authority. */
    private List<CryptoKey> ownKeys() {
        if (ownKeys.isEmpty()) {
            ownKeys = proofs.stream()
                    .map(proof -> CryptoKey.thumbprint(proof.key()))
                    .toList();
        }
        return ownKeys;
    }

    /**
     * A place that the evidence fills twice is not corroborated: one value that matches must not speak for another one.
     *
     * @return places that the evidence fills
     */
    private Map<Environment, Set<Slot>> dropAmbiguous(List<Claims> evidence) {
        Map<Environment, Set<Slot>> filled = new HashMap<>();
        for (Claims claims : evidence) {
            Set<Slot> slots = filled.computeIfAbsent(claims.environment(), environment -> new HashSet<>());
            for (Measurement element : claims.elements()) {
                for (Long codePoint : element.values().entries().keySet()) {
                    if (!slots.add(new Slot(element.key(), codePoint))) {
                        matched.remove(new Place(claims.environment(), element.key(), codePoint));
                    }
                }
            }
        }
        return filled;
    }

    private void record(Claims evidence, Measurement condition, Measurement partner) {
        for (Map.Entry<Long, MeasurementValues.Entry> entry :
                condition.values().entries().entrySet()) {
            Strength strength = strength(condition, partner, entry.getKey());
            matched.merge(
                    new Place(evidence.environment(), condition.key(), entry.getKey()),
                    strength,
                    (one, other) -> one == Strength.STRONG ? one : other);
        }
    }

    private static Strength strength(Measurement condition, Measurement partner, long codePoint) {
        if (codePoint == CodePoint.INTEGRITY_REGISTERS.number()) {
            return registerStrength(condition, partner);
        }
        if (codePoint != CodePoint.DIGESTS.number()) {
            return Strength.STRONG;
        }
        return strength(
                condition.values().get(CodePoint.DIGESTS).orElseThrow(),
                partner.values().get(CodePoint.DIGESTS).orElseThrow());
    }

    /** As weak as the weakest register. */
    private static Strength registerStrength(Measurement condition, Measurement partner) {
        Map<CborKey, CodePoint.Digests> other = partner.values()
                .get(CodePoint.INTEGRITY_REGISTERS)
                .orElseThrow()
                .registers();
        boolean strong =
                condition.values().get(CodePoint.INTEGRITY_REGISTERS).orElseThrow().registers().entrySet().stream()
                        .allMatch(register ->
                                strength(register.getValue(), Objects.requireNonNull(other.get(register.getKey())))
                                        == Strength.STRONG);
        return strong ? Strength.STRONG : Strength.WEAK;
    }

    private static Strength strength(CodePoint.Digests condition, CodePoint.Digests partner) {
        Set<NamedDigest.Algorithm> common = Comparison.commonAlgorithms(condition, partner);
        return common.stream().anyMatch(NamedDigest::isCollisionResistant) ? Strength.STRONG : Strength.WEAK;
    }

    private void addEndorsements(Claims evidence) {
        for (Relation.Endorsed endorsed : corpus.endorsed().candidates(evidence.environment())) {
            if (Comparison.matches(endorsed.environment(), evidence.environment()) && counts(endorsed, evidence)) {
                accepted.add(new Claims(
                        evidence.environment(),
                        endorsed.triple().measurements(),
                        endorsed.origin().authority(),
                        Claims.Type.ENDORSEMENTS,
                        evidence.profile()));
            }
        }
    }
}
