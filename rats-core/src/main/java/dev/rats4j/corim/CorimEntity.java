package dev.rats4j.corim;

import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entity-map: who had a hand in a CoRIM or a CoMID.
 *
 * @param name name
 * @param registrationId URI, if there is one
 * @param roles role numbers: CoRIM 1 manifest-creator, 2 manifest-signer; CoMID 0 tag-creator, 1 creator, 2 maintainer
 * @param extensions what else is said of it, by number
 */
public record CorimEntity(String name, Optional<String> registrationId, List<Long> roles, Map<Long, Bytes> extensions) {

    /** Copies the list; refuses an entity without a role. */
    public CorimEntity {
        roles = List.copyOf(roles);
        extensions = Extensions.copyOf(extensions, 2);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("an entity has a role");
        }
    }

    /** An entity without extensions. */
    public CorimEntity(String name, Optional<String> registrationId, List<Long> roles) {
        this(name, registrationId, roles, Map.of());
    }
}
