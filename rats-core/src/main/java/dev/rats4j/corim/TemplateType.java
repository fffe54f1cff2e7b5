package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Types of {@code {"type", "value"}} in a template, each a CBOR tag. */
enum TemplateType {
    OID("oid", TypedId.OID, Form.OID),
    UUID("uuid", TypedId.UUID, Form.UUID),
    UEID("ueid", TypedId.UEID, Form.HEX),
    BYTES("bytes", TypedId.BYTES, Form.HEX),
    PKIX_KEY("pkix-base64-key", 554, Form.TEXT),
    PKIX_CERTIFICATE("pkix-base64-cert", 555, Form.TEXT),
    PKIX_PATH("pkix-base64-cert-path", 556, Form.TEXT),
    KEY_THUMBPRINT("key-thumbprint", 557, Form.DIGEST),
    COSE_KEY("cose-key", 558, Form.CBOR),
    CERTIFICATE_THUMBPRINT("cert-thumbprint", 559, Form.DIGEST),
    PATH_THUMBPRINT("cert-path-thumbprint", 561, Form.DIGEST),
    DER_CERTIFICATE("pkix-asn1der-cert", 562, Form.HEX);

    /** How the value is written. */
    private enum Form {
        OID,
        UUID,
        HEX,
        TEXT,
        DIGEST,
        CBOR
    }

    static final Set<TemplateType> CLASS_IDS = EnumSet.of(OID, UUID, BYTES);
    static final Set<TemplateType> GROUP_IDS = EnumSet.of(UUID, BYTES);
    static final Set<TemplateType> ELEMENTS = EnumSet.of(OID, UUID);
    static final Set<TemplateType> TAG_IDS = EnumSet.of(UUID);
    static final Set<TemplateType> KEYS = EnumSet.range(BYTES, DER_CERTIFICATE);
    static final Set<TemplateType> INSTANCES = EnumSet.of(
            UUID,
            UEID,
            BYTES,
            PKIX_KEY,
            PKIX_CERTIFICATE,
            KEY_THUMBPRINT,
            COSE_KEY,
            CERTIFICATE_THUMBPRINT,
            DER_CERTIFICATE);

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final String label;
    private final long tag;
    private final Form form;

    TemplateType(String label, long tag, Form form) {
        this.label = label;
        this.tag = tag;
        this.form = form;
    }

    static TypedId readId(JsonObject object, Set<TemplateType> allowed) throws MalformedMessageException {
        CborItem item = read(object, allowed);
        Set<Long> tags = allowed.stream().map(type -> type.tag).collect(Collectors.toSet());
        return checked(object, () -> environments(item).typedId(tags, TypeChoices.Place.CLASS_ID, "value"));
    }

    static CryptoKey readKey(JsonObject object) throws MalformedMessageException {
        CborItem item = read(object, KEYS);
        return checked(object, () -> new KeyReader(CborCursor.of(item), TypeChoices.NONE).read());
    }

    static Environment.CryptoKeyOrId readInstance(JsonObject object) throws MalformedMessageException {
        CborItem item = read(object, INSTANCES);
        return checked(object, () -> environments(item).instance());
    }

    private static EnvironmentReader environments(CborItem item) {
        return new EnvironmentReader(CborCursor.of(item), TypeChoices.NONE);
    }

    static boolean isNamed(long tag) {
        return Arrays.stream(values()).anyMatch(type -> type.tag == tag);
    }

    private interface Reader<T> {
        T read() throws MalformedMessageException;
    }

    /** The reader of CBOR decides what a value is; its complaint gets the path of the template. */
    private static <T> T checked(JsonObject object, Reader<T> reader) throws MalformedMessageException {
        try {
            return reader.read();
        } catch (MalformedMessageException e) {
            throw object.malformed("value", "is no " + object.string("type") + ": " + e.getMessage());
        }
    }

    private static CborItem read(JsonObject object, Set<TemplateType> allowed) throws MalformedMessageException {
        TemplateMembers.expectOnly(object, "type", "value");
        String name = object.string("type");
        Optional<TemplateType> type =
                allowed.stream().filter(one -> one.label.equals(name)).findFirst();
        if (type.isEmpty()) {
            throw object.malformed("type", "is none of " + labels(allowed));
        }
        return CborItem.decode(Cbor.tagged(type.get().tag, type.get().content(object)), CborProfile.WELL_FORMED);
    }

    static String labels(Collection<TemplateType> types) {
        return types.stream().map(type -> type.label).collect(Collectors.joining(", "));
    }

    private Bytes content(JsonObject object) throws MalformedMessageException {
        return switch (form) {
            case OID ->
                Cbor.bytes(ObjectIdentifier.parse(object.string("value"))
                        .map(ObjectIdentifier::content)
                        .orElseThrow(() -> object.malformed("value", "is no object identifier in dotted notation")));
            case UUID -> Cbor.bytes(uuid(object, "value"));
            case HEX -> Cbor.bytes(TemplateMembers.hex(object, "value"));
            case TEXT -> Cbor.text(object.string("value"));
            case DIGEST ->
                TemplateDigests.read(object.value("value"), detail -> object.malformed("value", detail))
                        .encoded();
            case CBOR -> cbor(object, "value");
        };
    }

    static Bytes uuid(JsonObject object, String name) throws MalformedMessageException {
        String text = object.string(name);
        if (!UUID_TEXT.matcher(text).matches()) {
            throw object.malformed(name, "is no UUID of 8-4-4-4-12 hexadecimal digits");
        }
        return Bytes.fromHex(text.replace("-", ""));
    }

    /** One encoded item in hexadecimal digits, made deterministic. */
    static Bytes cbor(JsonObject object, String name) throws MalformedMessageException {
        Bytes encoded = TemplateMembers.hex(object, name);
        try {
            return Cbor.deterministic(CborItem.decode(encoded, CborProfile.WELL_FORMED));
        } catch (MalformedMessageException e) {
            throw object.malformed(name, "is not one CBOR item: " + e.getMessage());
        }
    }

    static JsonObject print(TypedId id) throws MalformedMessageException {
        return print(id.tag(), Cbor.bytes(id.value()));
    }

    static JsonObject print(CryptoKey key) throws MalformedMessageException {
        return print(key.tag(), key.content());
    }

    private static JsonObject print(long tag, Bytes content) throws MalformedMessageException {
        for (TemplateType type : values()) {
            if (type.tag == tag) {
                CborItem item = CborItem.decode(content, CborProfile.WELL_FORMED);
                return JsonObject.builder()
                        .put("type", type.label)
                        .put("value", type.value(item))
                        .build();
            }
        }
        throw new IllegalArgumentException("tag " + tag + " has no name in a template");
    }

    private JsonValue value(CborItem content) throws MalformedMessageException {
        return switch (form) {
            case OID ->
                new JsonString(ObjectIdentifier.ofContent(content.bytes(label))
                        .map(ObjectIdentifier::dotted)
                        .orElseThrow(() -> content.malformed(label, "is no object identifier")));
            case UUID -> new JsonString(new TagId.Uuid(content.bytes(label)).toString());
            case HEX -> new JsonString(content.bytes(label).toHex());
            case TEXT -> new JsonString(content.text(label));
            case DIGEST -> TemplateDigests.print(NamedDigest.read(content, "digest"));
            case CBOR -> new JsonString(content.encoded().toHex());
        };
    }
}
