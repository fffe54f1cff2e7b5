package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads and writes environment-map, class-map and key choices. */
final class EnvironmentCodec {

    private static final Set<Long> CLASS_IDS = Set.of(TypedId.OID, TypedId.UUID, TypedId.BYTES);
    private static final Set<Long> INSTANCE_IDS = Set.of(TypedId.UEID, TypedId.UUID, TypedId.BYTES);
    private static final Set<Long> GROUP_IDS = Set.of(TypedId.UUID, TypedId.BYTES);
    private static final Set<Long> TEXT_KEYS = Set.of(554L, 555L, 556L);
    private static final Set<Long> DIGEST_KEYS = Set.of(557L, 559L, 561L);
    private static final Set<Long> PATH_KEYS = Set.of(556L, 561L);
    private static final long COSE_KEY = 558;
    private static final Set<Long> BYTE_KEYS = Set.of(560L, 562L);

    private EnvironmentCodec() {}

    static Environment read(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("environment-map");
        Optional<CborItem> classMap = map.optional(0);
        Optional<CborItem> instance = map.optional(1);
        Optional<CborItem> group = map.optional(2);
        map.expectNoOthers();
        if (map.isEmpty()) {
            throw item.malformed("environment-map", "is empty");
        }
        return new Environment(
                classMap.isPresent() ? Optional.of(readClass(classMap.get())) : Optional.empty(),
                instance.isPresent() ? Optional.of(readInstance(instance.get())) : Optional.empty(),
                group.isPresent()
                        ? Optional.of(readTypedId(group.get(), GROUP_IDS, "environment-map.group"))
                        : Optional.empty());
    }

    private static EnvironmentClass readClass(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("class-map");
        Optional<CborItem> id = map.optional(0);
        Optional<CborItem> vendor = map.optional(1);
        Optional<CborItem> model = map.optional(2);
        Optional<CborItem> layer = map.optional(3);
        Optional<CborItem> index = map.optional(4);
        map.expectNoOthers();
        if (map.isEmpty()) {
            throw item.malformed("class-map", "is empty");
        }
        return new EnvironmentClass(
                id.isPresent() ? Optional.of(readTypedId(id.get(), CLASS_IDS, "class-map.class-id")) : Optional.empty(),
                vendor.isPresent() ? Optional.of(vendor.get().text("class-map.vendor")) : Optional.empty(),
                model.isPresent() ? Optional.of(model.get().text("class-map.model")) : Optional.empty(),
                layer.isPresent() ? OptionalLong.of(layer.get().unsigned("class-map.layer")) : OptionalLong.empty(),
                index.isPresent() ? OptionalLong.of(index.get().unsigned("class-map.index")) : OptionalLong.empty());
    }

    static Environment.CryptoKeyOrId readInstance(CborItem item) throws MalformedMessageException {
        long tag = item.tag("environment-map.instance");
        if (PATH_KEYS.contains(tag)) {
            throw item.malformed("environment-map.instance", "is a path, which names no instance");
        }
        return INSTANCE_IDS.contains(tag)
                ? new Environment.InstanceId(readTypedId(item, INSTANCE_IDS, "environment-map.instance"))
                : new Environment.InstanceKey(readKey(item));
    }

    static TypedId readTypedId(CborItem item, Set<Long> tags, String field) throws MalformedMessageException {
        long tag = item.tag(field);
        if (!tags.contains(tag)) {
            throw item.malformed(field, "tag " + tag + " is not one of its types");
        }
        Bytes value = item.tagContent(field).bytes(field);
        if (!fits(tag, value)) {
            throw item.malformed(field, value.length() + " bytes that are no value of tag " + tag);
        }
        return new TypedId(tag, value);
    }

    private static boolean fits(long tag, Bytes value) {
        if (tag == TypedId.UUID) {
            return value.length() == 16;
        }
        if (tag == TypedId.UEID) {
            return value.length() >= 7 && value.length() <= 33;
        }
        return tag != TypedId.OID || ObjectIdentifier.ofContent(value).isPresent();
    }

    static List<CryptoKey> readKeys(CborItem item) throws MalformedMessageException {
        List<CryptoKey> keys = new ArrayList<>();
        for (CborItem key : item.elements("crypto keys")) {
            keys.add(readKey(key));
        }
        if (keys.isEmpty()) {
            throw item.malformed("crypto keys", "is empty");
        }
        return keys;
    }

    static CryptoKey readKey(CborItem item) throws MalformedMessageException {
        long tag = item.tag("crypto-key-type-choice");
        CborItem content = item.tagContent("crypto-key-type-choice");
        if (TEXT_KEYS.contains(tag)) {
            content.text("crypto-key-type-choice");
        } else if (BYTE_KEYS.contains(tag)) {
            content.bytes("crypto-key-type-choice");
        } else if (DIGEST_KEYS.contains(tag)) {
            MeasurementReader.readDigest(content);
        } else if (tag == COSE_KEY) {
            content.map("COSE_Key");
        } else {
            throw item.malformed("crypto-key-type-choice", "tag " + tag + " is not a key");
        }
        return new CryptoKey(tag, Cbor.deterministic(content));
    }

    static Bytes write(Environment environment) {
        Cbor.MapBuilder map = Cbor.map();
        environment.environmentClass().ifPresent(value -> map.put(0, writeClass(value)));
        environment.instance().ifPresent(value -> map.put(1, writeInstance(value)));
        environment.group().ifPresent(value -> map.put(2, writeTypedId(value)));
        return map.encode();
    }

    private static Bytes writeClass(EnvironmentClass value) {
        Cbor.MapBuilder map = Cbor.map();
        value.id().ifPresent(id -> map.put(0, writeTypedId(id)));
        value.vendor().ifPresent(vendor -> map.put(1, Cbor.text(vendor)));
        value.model().ifPresent(model -> map.put(2, Cbor.text(model)));
        value.layer().ifPresent(layer -> map.put(3, Cbor.integer(layer)));
        value.index().ifPresent(index -> map.put(4, Cbor.integer(index)));
        return map.encode();
    }

    private static Bytes writeInstance(Environment.CryptoKeyOrId instance) {
        return instance instanceof Environment.InstanceId named
                ? writeTypedId(named.id())
                : writeKey(((Environment.InstanceKey) instance).key());
    }

    static Bytes writeTypedId(TypedId id) {
        return Cbor.tagged(id.tag(), Cbor.bytes(id.value()));
    }

    static Bytes writeKey(CryptoKey key) {
        return Cbor.tagged(key.tag(), key.content());
    }

    static Bytes writeKeys(List<CryptoKey> keys) {
        return Cbor.array(keys.stream().map(EnvironmentCodec::writeKey).toList());
    }
}
