package dev.rats4j.dsse;

import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Instants in texts, RFC 3339, as predicates have them. */
final class StatementTimes {

    private static final int MAX_LENGTH = 64;

    private StatementTimes() {}

    static Optional<Instant> optional(JsonObject json, String name) throws MalformedMessageException {
        return json.has(name) ? Optional.of(required(json, name)) : Optional.empty();
    }

    static Instant required(JsonObject json, String name) throws MalformedMessageException {
        String text = json.string(name);
        try {
            if (text.length() <= MAX_LENGTH) {
                return Instant.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw json.malformed(name, "is no time of RFC 3339");
        }
        throw json.malformed(name, "is no time of RFC 3339");
    }
}
