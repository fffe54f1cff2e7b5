package dev.rats4j.dsse;

import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/**
 * Which artifacts a registry released under a name and version: in-toto release v0.1. Unknown members are ignored.
 *
 * @param purl the package URL of the release, with a version
 * @param packageId what the registry calls the package, whatever its name becomes
 */
public record Release(String purl, Optional<String> packageId) {

    /** Its predicate type. */
    public static final String PREDICATE_TYPE = "https://in-toto.io/attestation/release/v0.1";

    /** Refuses a package URL without version. */
    public Release {
        if (!hasVersion(purl)) {
            throw new IllegalArgumentException("no package URL with a version");
        }
    }

    /** Reads the predicate of a statement; fails if it is of another type. */
    public static Release of(InTotoStatement statement) throws MalformedMessageException {
        statement.expect(PREDICATE_TYPE);
        JsonObject json = statement.predicate();
        if (!hasVersion(json.string("purl"))) {
            throw json.malformed("purl", "is no package URL with a version");
        }
        return new Release(json.string("purl"), json.optionalString("packageId"));
    }

    /** Whether there is text after an at sign in the last segment of the path; one that begins a segment is part of its name. */
    private static boolean hasVersion(String purl) {
        String path = purl.split("[?#]", 2)[0];
        int name = path.lastIndexOf('/') + 1;
        int version = path.indexOf('@', name + 1);
        return path.startsWith("pkg:") && name > 0 && version > 0 && version < path.length() - 1;
    }

    /** A statement that says this about some artifacts. */
    public InTotoStatement about(List<ResourceDescriptor> subjects) {
        JsonObject.Builder predicate = JsonObject.builder().put("purl", purl);
        packageId.ifPresent(id -> predicate.put("packageId", id));
        return new InTotoStatement(subjects, PREDICATE_TYPE, predicate.build());
    }

    /** The package URL. */
    @Override
    public String toString() {
        return "release of " + purl;
    }
}
