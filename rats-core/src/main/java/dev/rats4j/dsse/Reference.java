package dev.rats4j.dsse;

import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/**
 * Documents about artifacts that are elsewhere, such as a bill of materials: in-toto reference v0.1. They are about all subjects together.
 * Unknown members are ignored.
 *
 * @param attester the URI of what made the documents
 * @param references where they are, each with its media type; only those with digests can be told from others
 */
public record Reference(String attester, List<ResourceDescriptor> references) {

    /** Its predicate type. */
    public static final String PREDICATE_TYPE = "https://in-toto.io/attestation/reference/v0.1";

    /** Copies the list, and refuses references without location or media type. */
    public Reference {
        references = List.copyOf(references);
        if (!references.stream().allMatch(Reference::isComplete)) {
            throw new IllegalArgumentException("a reference without location or media type");
        }
    }

    /** Reads the predicate of a statement; fails if it is of another type. */
    public static Reference of(InTotoStatement statement) throws MalformedMessageException {
        statement.expect(PREDICATE_TYPE);
        JsonObject json = statement.predicate();
        String attester = json.object("attester").string("id");
        if (!json.has("references")) {
            throw json.malformed("references", "is missing");
        }
        List<ResourceDescriptor> references = ResourceDescriptor.list(json, "references");
        for (int i = 0; i < references.size(); i++) {
            if (!isComplete(references.get(i))) {
                throw json.array("references").malformed(i, "has no downloadLocation or no mediaType");
            }
        }
        return new Reference(attester, references);
    }

    private static boolean isComplete(ResourceDescriptor reference) {
        return reference.downloadLocation().isPresent() && reference.mediaType().isPresent();
    }

    /** A statement that says this about some artifacts. */
    public InTotoStatement about(List<ResourceDescriptor> subjects) {
        JsonObject predicate = JsonObject.builder()
                .put("attester", JsonObject.builder().put("id", attester).build())
                .put("references", ResourceDescriptor.toJson(references))
                .build();
        return new InTotoStatement(subjects, PREDICATE_TYPE, predicate);
    }

    /** The attester only. */
    @Override
    public String toString() {
        return "references of " + attester;
    }
}
