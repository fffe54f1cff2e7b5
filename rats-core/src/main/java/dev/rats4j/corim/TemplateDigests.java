package dev.rats4j.corim;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Digests of a template: {@code sha-256:<hex>} for registered algorithms with their length, {@code #<number>:<hex>} for any number,
 * and {@code {"name", "value"}} where the CBOR has the name although there is a number.
 */
final class TemplateDigests {

    private static final String NAMES =
            NamedDigest.REGISTRY.stream().map(NamedDigest.Registered::name).collect(Collectors.joining(", "));
    private static final Pattern NUMBER = Pattern.compile("#(0|-?[1-9][0-9]{0,18})");

    private TemplateDigests() {}

    static NamedDigest read(JsonValue value, TemplateMembers.Place place) throws MalformedMessageException {
        if (value instanceof JsonObject object) {
            TemplateMembers.expectOnly(object, "name", "value");
            return new NamedDigest(new NamedDigest.ByName(object.string("name")), TemplateMembers.hex(object, "value"));
        }
        if (!(value instanceof JsonString text)) {
            throw place.malformed("is a " + value.type() + ", a digest is a string or {\"name\", \"value\"}");
        }
        int colon = text.value().indexOf(':');
        if (colon < 0) {
            throw place.malformed("is not <algorithm>:<hexadecimal digits>");
        }
        String name = text.value().substring(0, colon);
        Bytes digest = TemplateMembers.hex(text.value().substring(colon + 1), place);
        if (name.startsWith("#")) {
            return new NamedDigest(number(name, place), digest);
        }
        Optional<NamedDigest.Registered> known = NamedDigest.REGISTRY.stream()
                .filter(row -> row.name().equals(name))
                .findFirst();
        if (known.isEmpty()) {
            throw place.malformed("the algorithm is none of " + NAMES + " or #<number>");
        }
        if (digest.length() != known.get().length()) {
            throw place.malformed(
                    digest.length() + " bytes, " + name + " has " + known.get().length());
        }
        return new NamedDigest(known.get().algorithm(), digest);
    }

    private static NamedDigest.Algorithm number(String name, TemplateMembers.Place place)
            throws MalformedMessageException {
        if (!NUMBER.matcher(name).matches()) {
            throw place.malformed("the algorithm is not # and an integer");
        }
        BigInteger number = new BigInteger(name.substring(1));
        if (number.bitLength() > 63) {
            throw place.malformed("the algorithm is not an integer of 64 bits");
        }
        return new NamedDigest.ByNumber(number.longValue());
    }

    static JsonValue print(NamedDigest digest) {
        if (digest.algorithm() instanceof NamedDigest.ByName byName
                && !NamedDigest.parse(digest.toString()).equals(Optional.of(digest))) {
            return JsonObject.builder()
                    .put("name", byName.name())
                    .put("value", digest.value().toHex())
                    .build();
        }
        return new JsonString(digest.toString());
    }
}
