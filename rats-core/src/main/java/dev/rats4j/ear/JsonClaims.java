package dev.rats4j.ear;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of claims that remembers which were asked for.
 *
 * @param read names so far; it grows
 */
record JsonClaims(JsonObject object, Set<String> read, EarDialect dialect) {

    /** The name of a claim, asked for from now on. */
    String name(EarClaim claim) {
        String name = dialect.label(claim);
        read.add(name);
        return name;
    }

    boolean has(EarClaim claim) {
        return object.has(name(claim));
    }

    Optional<JsonValue> get(EarClaim claim) {
        return object.get(name(claim));
    }

    /** An object with at least one member, if it is there. */
    Optional<JsonObject> optionalObject(EarClaim claim) throws MalformedMessageException {
        Optional<JsonObject> value = object.optionalObject(name(claim));
        if (value.isPresent() && value.get().members().isEmpty()) {
            throw malformed(claim, "is empty");
        }
        return value;
    }

    MalformedMessageException malformed(EarClaim claim, String detail) {
        return object.malformed(dialect.label(claim), detail);
    }

    /** Whatever was not asked for. */
    EarClaims others() {
        Map<String, JsonValue> others = new LinkedHashMap<>(object.members());
        others.keySet().removeAll(read);
        return kept(others);
    }

    /** Members as they are. */
    static EarClaims kept(Map<String, JsonValue> members) {
        Map<CborKey, EarValue> values = new LinkedHashMap<>();
        members.forEach((name, value) -> values.put(CborKey.of(name), EarValue.of(value)));
        return new EarClaims(values);
    }
}
