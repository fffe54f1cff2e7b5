package dev.rats4j.ear;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@link NestedEar}. The depth is that of the codecs: 64 levels. */
final class NestedEarReader {

    private static final EarJsonReader JSON = new EarJsonReader(EarDialect.CURRENT);
    private static final EarCborReader CBOR = new EarCborReader(EarDialect.CURRENT);

    private NestedEarReader() {}

    static NestedEar decodeJson(Bytes message) throws MalformedMessageException {
        return read(Json.parseObject(message, JsonLimits.STANDARD));
    }

    private static NestedEar read(JsonObject object) throws MalformedMessageException {
        JsonClaims ear = new JsonClaims(object, new HashSet<>(), EarDialect.CURRENT);
        if (!object.string(ear.name(EarClaim.PROFILE)).equals(Ear.PROFILE)) {
            throw ear.malformed(EarClaim.PROFILE, "is not " + Ear.PROFILE);
        }
        Instant issuedAt = EarJsonReader.time(ear, EarClaim.ISSUED_AT);
        Optional<Instant> expiresAt = EarJsonReader.optionalTime(ear, EarClaim.EXPIRES_AT);
        VerifierId verifierId = EarJsonReader.verifierId(ear);
        Optional<TrustworthinessTier> stated = EarJsonReader.statedStatus(ear);
        Optional<Bytes> nonce = EarJsonReader.nonce(ear);
        Map<String, NestedEar.Submodule> submodules = new LinkedHashMap<>();
        JsonObject modules = object.object(ear.name(EarClaim.SUBMODULES));
        for (Map.Entry<String, JsonValue> module : modules.members().entrySet()) {
            submodules.put(module.getKey(), submodule(modules, module.getKey(), module.getValue()));
        }
        try {
            return new NestedEar(issuedAt, expiresAt, verifierId, stated, nonce, submodules);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(object.path(), 0, String.valueOf(e.getMessage()));
        }
    }

    private static NestedEar.Submodule submodule(JsonObject modules, String name, JsonValue value)
            throws MalformedMessageException {
        if (value instanceof JsonArray pair) {
            if (pair.values().size() == 2
                    && pair.values().get(0) instanceof JsonString type
                    && pair.values().get(1) instanceof JsonString token
                    && (type.value().equals("JWT") || type.value().equals("CBOR"))) {
                return new NestedEar.Token(
                        type.value(),
                        type.value().equals("JWT")
                                ? Bytes.ofUtf8(token.value())
                                : EarBase64.decode(modules, name, token.value()));
            }
            throw modules.malformed(name, "is no nested token");
        }
        JsonObject object = modules.object(name);
        return object.has(EarClaim.SUBMODULES.label())
                ? new NestedEar.Result(read(object))
                : new NestedEar.Appraised(JSON.appraisal(object));
    }

    static NestedEar decodeCbor(Bytes message) throws MalformedMessageException {
        return read(CborItem.decode(message, CborProfile.WELL_FORMED).map("EAR"));
    }

    private static NestedEar read(CborMap map) throws MalformedMessageException {
        CborItem profile = EarCborReader.required(map, EarClaim.PROFILE);
        if (!profile.text(EarClaim.PROFILE.label()).equals(Ear.PROFILE)) {
            throw profile.malformed(EarClaim.PROFILE.label(), "is not " + Ear.PROFILE);
        }
        Instant issuedAt = EarCborReader.time(EarCborReader.required(map, EarClaim.ISSUED_AT), EarClaim.ISSUED_AT);
        Optional<Instant> expiresAt = EarCborReader.optionalTime(map, EarClaim.EXPIRES_AT);
        VerifierId verifierId = EarCborReader.verifierId(EarCborReader.required(map, EarClaim.VERIFIER_ID));
        Optional<TrustworthinessTier> stated = EarCborReader.statedStatus(map);
        Optional<Bytes> nonce = EarCborReader.nonce(map);
        CborItem modules = EarCborReader.required(map, EarClaim.SUBMODULES);
        Map<String, NestedEar.Submodule> submodules = new LinkedHashMap<>();
        for (Map.Entry<CborKey, CborItem> module :
                modules.map(EarClaim.SUBMODULES.label()).entries().entrySet()) {
            if (!(module.getKey() instanceof CborKey.Text name)) {
                throw modules.malformed(EarClaim.SUBMODULES.label(), "a name is not text");
            }
            submodules.put(name.value(), submodule(module.getValue()));
        }
        try {
            return new NestedEar(issuedAt, expiresAt, verifierId, stated, nonce, submodules);
        } catch (IllegalArgumentException e) {
            throw map.item().malformed("EAR", String.valueOf(e.getMessage()));
        }
    }

    /** RFC 9711, 4.2.18.3: in CBOR a token in JSON is a text, one in CBOR a byte string. */
    private static NestedEar.Submodule submodule(CborItem item) throws MalformedMessageException {
        String label = EarClaim.SUBMODULES.label();
        return switch (item.kind()) {
            case TEXT -> new NestedEar.Token("JWT", Bytes.ofUtf8(item.text(label)));
            case BYTES -> new NestedEar.Token("CBOR", item.bytes(label).compact());
            default ->
                EarCborReader.optional(item.map(label), EarClaim.SUBMODULES).isPresent()
                        ? new NestedEar.Result(read(item.map(label)))
                        : new NestedEar.Appraised(CBOR.appraisal(item));
        };
    }
}
