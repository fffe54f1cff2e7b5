package dev.rats4j.cli.content;

import dev.rats4j.cmw.Cmw;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.jose.Jwk;
import dev.rats4j.jose.JwkSet;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Kinds of content in JSON, told by the members of the outermost object. */
final class JsonRecognition {

    /** Longer texts are not read: nothing that we take is that long. */
    static final JsonLimits LIMITS = JsonLimits.ofBytes(16 << 20);
    /** Neither are texts of more values: each takes a hundred times as much memory as text. */
    private static final int MOST_VALUES = 1 << 19;

    private static final List<String> BANKS = List.of("sha1", "sha256", "sha384", "sha512");
    private static final List<String> SECRETS = List.of("d", "k", "p", "q", "dp", "dq", "qi", "oth", "priv", "seed");

    private static final String COLLECTION_TYPE = "__cmwc_t";
    /** How the types of most records begin, RFC 9999. */
    private static final String MEDIA_TYPE = "\"application/";

    private static final String SIGSTORE = "\"application/vnd.dev.sigstore.bundle";

    private static final int BEGINNING = 4096;

    private JsonRecognition() {}

    /** Whether content begins like an object or an array, and like nothing else. */
    static boolean applies(Bytes content) {
        return TextRecognition.beginsLikeJson(content) && !PemMarks.hasPrivateKey(content);
    }

    static Recognised of(Bytes content) {
        if (content.length() > LIMITS.bytes() || hasManyValues(content)) {
            return Recognised.plainly(text(content));
        }
        try {
            return of(content, Json.parse(content, LIMITS));
        } catch (MalformedMessageException e) {
            return broken(content, e);
        }
    }

    /** At most as many values as commas and brackets, whatever stands in texts. */
    private static boolean hasManyValues(Bytes content) {
        int values = 0;
        for (int at = 0; at < content.length() && values <= MOST_VALUES; at++) {
            int c = content.at(at);
            values += c == ',' || c == '[' || c == '{' ? 1 : 0;
        }
        return values > MOST_VALUES;
    }

    private static ContentKind text(Bytes content) {
        return ByteText.isText(content) ? ContentKind.TEXT : ContentKind.UNKNOWN;
    }

    /** A wrapper is told by its beginning: a defect behind it does not make it something that nobody knows. */
    private static Recognised broken(Bytes content, MalformedMessageException reason) {
        if (mentions(content, SIGSTORE)) {
            return new Recognised(text(content), Optional.of(new Likeness(ContentKind.SIGSTORE_BUNDLE, reason)));
        }
        boolean isWrapper = mentions(content, '"' + COLLECTION_TYPE + '"') || mentions(content, MEDIA_TYPE);
        ContentKind meant = isWrapper ? ContentKind.CMW : ContentKind.JSON;
        return new Recognised(text(content), Optional.of(new Likeness(meant, reason)));
    }

    private static boolean mentions(Bytes content, String text) {
        return ByteText.find(content, text, 0, BEGINNING) >= 0;
    }

    private static Recognised of(Bytes content, JsonValue value) {
        if (hasSecret(value)) {
            return Recognised.plainly(ContentKind.PRIVATE_KEY);
        }
        return value instanceof JsonObject object ? object(content, object) : array(content, (JsonArray) value);
    }

    private static Recognised array(Bytes content, JsonArray array) {
        if (isTyped(array)) {
            return as(ContentKind.CMW, Cmw::decode, content);
        }
        Optional<Recognised> known = JsonFormats.of(content, array);
        return known.orElseGet(
                () -> isLikeRecord(array) ? plainIfRefused(content) : Recognised.plainly(ContentKind.JSON));
    }

    /** A record of one of the usual types, sound or not. */
    private static boolean isTyped(JsonValue value) {
        return value instanceof JsonArray array
                && !array.values().isEmpty()
                && array.values().get(0) instanceof JsonString type
                && type.value().startsWith(MEDIA_TYPE.substring(1));
    }

    /** Two or three elements, the first a text. */
    private static boolean isLikeRecord(JsonValue value) {
        return value instanceof JsonArray array
                && array.values().size() >= 2
                && array.values().size() <= 3
                && array.values().get(0) instanceof JsonString;
    }

    private static Recognised object(Bytes content, JsonObject object) {
        if (object.get("kty").filter(JsonString.class::isInstance).isPresent()) {
            return as(ContentKind.JWK, c -> Jwk.parse(object, Crypto.BACKEND), content);
        }
        if (isKeySet(object)) {
            return as(ContentKind.JWK_SET, c -> JwkSet.parse(object, Crypto.BACKEND), content);
        }
        if (object.has("corim-id")) {
            return as(ContentKind.CORIM_TEMPLATE, CorimTemplate::compile, content);
        }
        if (object.get("policy").filter(JsonString.class::isInstance).isPresent()) {
            return as(ContentKind.POLICY, c -> AppraisalPolicy.parse(c, Schemes.all()), content);
        }
        if (BANKS.stream().anyMatch(bank -> isObject(object, bank))) {
            return as(ContentKind.PCR_VALUES, c -> TpmParts.pcrValues(object), content);
        }
        if (object.has(COLLECTION_TYPE)) {
            return as(ContentKind.CMW, Cmw::decode, content);
        }
        return JsonFormats.of(content, object)
                .orElseGet(() -> mayBeCollection(content, object.members().values()));
    }

    /** A collection without a type has nothing but records and collections in it. */
    private static Recognised mayBeCollection(Bytes content, Collection<JsonValue> members) {
        boolean hasOnlyContainers =
                members.stream().allMatch(member -> member instanceof JsonArray || member instanceof JsonObject);
        if (hasOnlyContainers && members.stream().anyMatch(JsonRecognition::isTyped)) {
            return as(ContentKind.CMW, Cmw::decode, content);
        }
        return members.stream().allMatch(member -> isLikeRecord(member) || member instanceof JsonObject)
                ? plainIfRefused(content)
                : Recognised.plainly(ContentKind.JSON);
    }

    private static Recognised as(ContentKind kind, Recognition.Decoder decoder, Bytes content) {
        return Recognised.as(kind, decoder, content, ContentKind.JSON);
    }

    /** A wrapper without marks that only wrappers have. */
    private static Recognised plainIfRefused(Bytes content) {
        return Recognised.plainly(Recognition.accepts(Cmw::decode, content) ? ContentKind.CMW : ContentKind.JSON);
    }

    private static boolean isObject(JsonObject object, String name) {
        return object.get(name).filter(JsonObject.class::isInstance).isPresent();
    }

    private static boolean isKeySet(JsonObject object) {
        return object.get("keys")
                .filter(keys -> keys instanceof JsonArray array
                        && array.values().stream()
                                .anyMatch(key -> key instanceof JsonObject member && member.has("kty")))
                .isPresent();
    }

    /** Whether a JWK with a private or secret part is in it, at any depth. */
    static boolean hasSecret(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.values().stream().anyMatch(JsonRecognition::hasSecret);
        }
        return value instanceof JsonObject object
                && ((object.has("kty") && SECRETS.stream().anyMatch(object::has))
                        || object.members().values().stream().anyMatch(JsonRecognition::hasSecret));
    }
}
