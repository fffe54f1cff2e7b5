package dev.rats4j.ear;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The TEEP extension, EAR draft -04, 4.4: a selection of the claims of RFC 9711. Held as in CBOR, for both encodings. */
final class EarTeep {

    private enum Claim {
        NONCE(10, "eat_nonce"),
        UEID(256, "ueid"),
        OEM_ID(258, "oemid"),
        HARDWARE_MODEL(259, "hwmodel"),
        HARDWARE_VERSION(260, "hwversion"),
        MANIFESTS(272, "manifests");

        private final int key;
        private final String label;

        Claim(int key, String label) {
            this.key = key;
            this.label = label;
        }

        static Optional<Claim> of(CborKey key) {
            for (Claim claim : values()) {
                if (key.equals(CborKey.of(claim.key)) || key.equals(CborKey.of(claim.label))) {
                    return Optional.of(claim);
                }
            }
            return Optional.empty();
        }
    }

    private EarTeep() {}

    /** Refuses known claims of another type or size, and the name of one as text key. */
    static void check(EarClaims claims) {
        claims.values().forEach((key, value) -> {
            Optional<Claim> claim = Claim.of(key);
            if (claim.isPresent() && key instanceof CborKey.Text) {
                throw new IllegalArgumentException("the name of a known claim is not that of another: " + key);
            }
            if (claim.isPresent()) {
                check(claim.get(), value.item());
            }
        });
    }

    private static void check(Claim claim, CborItem item) {
        try {
            switch (claim) {
                case NONCE -> checkLength(item, claim, 8, 64);
                case UEID -> checkLength(item, claim, 7, 33);
                case OEM_ID -> checkOemId(item);
                case HARDWARE_MODEL -> checkLength(item, claim, 1, 32);
                case HARDWARE_VERSION -> checkVersion(item);
                case MANIFESTS -> checkManifests(item);
            }
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException(claim.label + ": " + e.getMessage(), e);
        }
    }

    private static void checkVersion(CborItem item) throws MalformedMessageException {
        CborItem[] parts = item.elements(1, 2, "hwversion");
        boolean isText = parts[0].kind() == CborItem.Kind.TEXT;
        if (!isText || (parts.length == 2 && !isVersionScheme(parts[1]))) {
            throw item.malformed("hwversion", "is no version, or has no version scheme");
        }
    }

    private static boolean isVersionScheme(CborItem item) {
        return switch (item.kind()) {
            case UNSIGNED, NEGATIVE, TEXT -> true;
            default -> false;
        };
    }

    private static void checkLength(CborItem item, Claim claim, int least, int most) throws MalformedMessageException {
        int length = item.bytes(claim.label).length();
        if (length < least || length > most) {
            throw item.malformed(claim.label, length + " bytes, not " + least + " to " + most);
        }
    }

    /** A private enterprise number, three bytes of the IEEE, or sixteen random ones. */
    private static void checkOemId(CborItem item) throws MalformedMessageException {
        switch (item.kind()) {
            case UNSIGNED, NEGATIVE -> {
                // any
            }
            default -> {
                int length = item.bytes("oemid").length();
                if (length != 3 && length != 16) {
                    throw item.malformed("oemid", length + " bytes, not 3 or 16");
                }
            }
        }
    }

    private static void checkManifests(CborItem item) throws MalformedMessageException {
        boolean isEmpty = true;
        for (CborItem manifest : item.elements("manifests")) {
            CborItem[] parts = manifest.elements(2, 2, "manifests");
            long contentFormat = parts[0].unsigned("manifests");
            if (contentFormat > 0xffff || parts[1].bytes("manifests").isEmpty()) {
                throw manifest.malformed("manifests", "is no manifest");
            }
            isEmpty = false;
        }
        if (isEmpty) {
            throw item.malformed("manifests", "is empty");
        }
    }

    /** In JSON by name; byte strings become base64url by themselves. */
    static JsonObject toJson(EarClaims claims) {
        JsonObject.Builder object = JsonObject.builder();
        claims.values()
                .forEach((key, value) -> object.put(
                        Claim.of(key).map(claim -> claim.label).orElse(EarValueForms.name(key)), value.toJson()));
        return object.build();
    }

    /** From JSON: texts that stand for byte strings become some. Whether what results is right, the appraisal says. */
    static EarClaims fromJson(JsonObject object) throws MalformedMessageException {
        Map<CborKey, EarValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            CborKey key = CborKey.of(member.getKey());
            Optional<Claim> claim = Claim.of(key);
            values.put(
                    claim.isEmpty() ? key : CborKey.of(claim.get().key),
                    claim.isEmpty() ? EarValue.of(member.getValue()) : value(claim.get(), member.getValue(), object));
        }
        return new EarClaims(values);
    }

    private static EarValue value(Claim claim, JsonValue value, JsonObject object) throws MalformedMessageException {
        if (claim == Claim.MANIFESTS && value instanceof JsonArray array) {
            List<Bytes> manifests = new ArrayList<>();
            for (JsonValue manifest : array.values()) {
                manifests.add(manifest(manifest, object));
            }
            return EarValue.of(EarValue.read(Cbor.array(manifests)));
        }
        return value instanceof JsonString text && claim != Claim.HARDWARE_VERSION
                ? EarValue.of(EarBase64.decode(object, claim.label, text.value()))
                : EarValue.of(value);
    }

    private static Bytes manifest(JsonValue manifest, JsonObject object) throws MalformedMessageException {
        if (manifest instanceof JsonArray pair
                && pair.values().size() == 2
                && pair.values().get(1) instanceof JsonString content) {
            Bytes format = EarValue.of(pair.values().get(0)).toCbor();
            return Cbor.array(format, Cbor.bytes(EarBase64.decode(object, Claim.MANIFESTS.label, content.value())));
        }
        throw object.malformed(Claim.MANIFESTS.label, "is no manifest");
    }
}
