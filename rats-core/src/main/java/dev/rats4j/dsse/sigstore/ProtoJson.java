package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.dsse.Base64Text;
import dev.rats4j.dsse.TimeText;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonNull;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The JSON form of protocol buffers: 64-bit numbers as texts, bytes in base64, null for absent. */
final class ProtoJson {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");

    private ProtoJson() {}

    /** Whether a member has a value; null is none. */
    static boolean isPresent(JsonObject json, String name) {
        return json.get(name).filter(value -> value != JsonNull.NULL).isPresent();
    }

    static Optional<JsonObject> object(JsonObject json, String name) throws MalformedMessageException {
        return isPresent(json, name) ? Optional.of(json.object(name)) : Optional.empty();
    }

    static Optional<String> string(JsonObject json, String name) throws MalformedMessageException {
        return isPresent(json, name) ? Optional.of(json.string(name)) : Optional.empty();
    }

    static List<JsonObject> objects(JsonObject json, String name, int most) throws MalformedMessageException {
        if (!isPresent(json, name)) {
            return List.of();
        }
        JsonArray array = json.array(name);
        if (array.values().size() > most) {
            throw json.malformed(name, "has more than " + most + " entries");
        }
        return array.objects();
    }

    /** A number from 0 to 2^63 - 1, as a text or a number; zero if it is absent, as its writers leave out zeros. */
    static long unsigned(JsonObject json, String name) throws MalformedMessageException {
        if (!isPresent(json, name)) {
            return 0;
        }
        JsonValue value = json.value(name);
        if (value instanceof JsonNumber) {
            long number = json.integer(name);
            if (number >= 0) {
                return number;
            }
        } else if (value instanceof JsonString text
                && NUMBER.matcher(text.value()).matches()) {
            try {
                return Long.parseLong(text.value());
            } catch (NumberFormatException e) {
                throw json.malformed(name, "is over 2^63 - 1");
            }
        }
        throw json.malformed(name, "is not a number from 0");
    }

    static Bytes bytes(JsonObject json, String name) throws MalformedMessageException {
        Bytes bytes = Base64Text.lenient(json, name);
        if (bytes.isEmpty()) {
            throw json.malformed(name, "is empty");
        }
        return bytes;
    }

    static List<Bytes> allBytes(JsonObject json, String name, int most) throws MalformedMessageException {
        if (!isPresent(json, name)) {
            return List.of();
        }
        JsonArray array = json.array(name);
        if (array.values().size() > most) {
            throw json.malformed(name, "has more than " + most + " entries");
        }
        List<Bytes> all = new ArrayList<>();
        for (String text : array.strings()) {
            // a member of its own, so that one reader of base64 serves all
            JsonObject element = JsonObject.builder().put(name, text).build();
            try {
                all.add(Base64Text.lenient(element, name));
            } catch (MalformedMessageException e) {
                throw array.malformed(all.size(), "is not base64");
            }
        }
        return all;
    }

    static Optional<Instant> time(JsonObject json, String name) throws MalformedMessageException {
        return isPresent(json, name) ? Optional.of(TimeText.required(json, name)) : Optional.empty();
    }

    /** sigstore_common.proto, HashOutput. */
    static Digest digest(JsonObject json) throws MalformedMessageException {
        HashAlgorithm algorithm = hash(json, "algorithm");
        Bytes value = bytes(json, "digest");
        if (value.length() != algorithm.length()) {
            throw json.malformed("digest", "has " + value.length() + " bytes");
        }
        return new Digest(algorithm, value);
    }

    private static HashAlgorithm hash(JsonObject json, String name) throws MalformedMessageException {
        return switch (json.string(name)) {
            case "SHA2_256" -> HashAlgorithm.SHA256;
            case "SHA2_384" -> HashAlgorithm.SHA384;
            case "SHA2_512" -> HashAlgorithm.SHA512;
            case "SHA3_256" -> HashAlgorithm.SHA3_256;
            case "SHA3_384" -> HashAlgorithm.SHA3_384;
            default -> throw json.malformed(name, "is no hash algorithm of the format");
        };
    }
}
