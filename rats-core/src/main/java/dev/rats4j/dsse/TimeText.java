package dev.rats4j.dsse;

import dev.rats4j.cbor.DateTimeText;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Optional;

/** Instants as predicates and the JSON form of protocol buffers have them: texts of RFC 3339, as {@link DateTimeText} reads them. */
public final class TimeText {

    private TimeText() {}

    /** A member, if it is there. */
    public static Optional<Instant> optional(JsonObject json, String name) throws MalformedMessageException {
        return json.has(name) ? Optional.of(required(json, name)) : Optional.empty();
    }

    /** A member that has to be there. */
    public static Instant required(JsonObject json, String name) throws MalformedMessageException {
        try {
            return new DateTimeText(json.string(name)).time();
        } catch (IllegalArgumentException e) {
            throw json.malformed(name, "is no time of RFC 3339");
        }
    }
}
