package dev.rats4j.cmw;

import dev.rats4j.wire.Bytes;
import java.util.Set;

/**
 * A typed message, RFC 9999, 3.1.
 *
 * @param type what the value is
 * @param value the message itself
 * @param indicators what role it plays; empty if the sender did not say
 */
public record CmwRecord(CmwType type, Bytes value, Set<ConceptualMessage> indicators) implements Cmw {

    /** Copies the set. */
    public CmwRecord {
        indicators = Set.copyOf(indicators);
    }

    /** A message of a media type, without indicators. */
    public static CmwRecord of(String mediaType, Bytes value) {
        return new CmwRecord(new CmwType.MediaType(mediaType), value, Set.of());
    }
}
