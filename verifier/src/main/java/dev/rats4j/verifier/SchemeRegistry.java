package dev.rats4j.verifier;

import dev.rats4j.Evidence;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Enabled schemes, by what they read. */
final class SchemeRegistry {

    private static final Set<String> COLLECTIONS = Set.of("application/cmw+cbor", "application/cmw+json");

    private final List<EvidenceScheme> schemes;
    private final Map<String, EvidenceScheme> byMediaType = new HashMap<>();
    private final Map<String, EvidenceScheme> byCollectionType = new HashMap<>();

    SchemeRegistry(List<EvidenceScheme> schemes) {
        if (schemes.isEmpty()) {
            throw new IllegalArgumentException("a verifier without a scheme understands nothing");
        }
        this.schemes = List.copyOf(new ArrayList<>(schemes));
        for (EvidenceScheme scheme : schemes) {
            scheme.mediaTypes().forEach(type -> put(byMediaType, type, scheme));
            scheme.collectionTypes().forEach(type -> put(byCollectionType, type, scheme));
        }
    }

    private static void put(Map<String, EvidenceScheme> map, String type, EvidenceScheme scheme) {
        EvidenceScheme other = map.put(type, scheme);
        if (other != null) {
            throw new IllegalArgumentException(
                    "schemes " + other.name() + " and " + scheme.name() + " both read " + type);
        }
    }

    List<EvidenceScheme> schemes() {
        return schemes;
    }

    /** The scheme for some evidence; empty if none is enabled. */
    Optional<EvidenceScheme> of(Evidence evidence) throws MalformedMessageException {
        EvidenceScheme byType = byMediaType.get(evidence.mediaType());
        if (byType != null || !COLLECTIONS.contains(evidence.mediaType())) {
            return Optional.ofNullable(byType);
        }
        return Cmw.collectionType(evidence.content()).map(byCollectionType::get);
    }
}
