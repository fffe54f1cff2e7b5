package dev.rats4j.verifier;

import dev.rats4j.Evidence;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.cmw.MediaTypes;
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

    private static final Set<String> COLLECTIONS = Set.of(MediaTypes.CMW_CBOR, MediaTypes.CMW_JSON);

    private final List<EvidenceScheme> schemes;
    private final Map<String, EvidenceScheme> byMediaType = new HashMap<>();
    private final Map<String, EvidenceScheme> byCollectionType = new HashMap<>();

    SchemeRegistry(List<EvidenceScheme> schemes) {
        if (schemes.isEmpty()) {
            throw new IllegalArgumentException("a verifier without a scheme understands nothing");
        }
        this.schemes = List.copyOf(new ArrayList<>(schemes));
        for (EvidenceScheme scheme : schemes) {
            scheme.mediaTypes().forEach(type -> put(byMediaType, bare(type, scheme), scheme));
            scheme.collectionTypes().forEach(type -> put(byCollectionType, type, scheme));
        }
    }

    /** A media type in the one form in which it is looked up. */
    private static String bare(String mediaType, EvidenceScheme scheme) {
        Optional<String> bare =
                CmwType.isMediaType(mediaType) ? new CmwType.MediaType(mediaType).mediaType() : Optional.empty();
        return bare.filter(name -> name.length() == mediaType.length())
                .orElseThrow(() -> new IllegalArgumentException("scheme " + scheme.name() + " reads " + mediaType
                        + ", which is no media type without parameters"));
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

    /** Evidence as schemes get it: its media type in lower case and without parameters. */
    static Evidence plain(Evidence evidence) {
        String name = new CmwType.MediaType(evidence.mediaType()).mediaType().orElseThrow();
        return name.equals(evidence.mediaType()) ? evidence : new Evidence(name, evidence.content());
    }

    /**
     * The scheme for some evidence; empty if none is enabled. Parameters of its media type choose none.
     *
     * @throws MalformedMessageException for a collection that is none, or of another type than the parameter {@code cmwc_t} says
     */
    Optional<EvidenceScheme> of(Evidence evidence) throws MalformedMessageException {
        if (!CmwType.isMediaType(evidence.mediaType())) {
            return Optional.empty();
        }
        CmwType type = new CmwType.MediaType(evidence.mediaType());
        String name = type.mediaType().orElse("");
        if (!COLLECTIONS.contains(name)) {
            return Optional.ofNullable(byMediaType.get(name));
        }
        Optional<String> collectionType = Cmw.collectionType(evidence.content());
        Optional<String> stated = type.parameter(MediaTypes.COLLECTION_TYPE);
        if (stated.isPresent()
                && collectionType.filter(stated.get()::equalsIgnoreCase).isEmpty()) {
            throw new MalformedMessageException("CMW.cmwc_t", 0, "names another type than that of the collection");
        }
        return collectionType.map(byCollectionType::get);
    }
}
