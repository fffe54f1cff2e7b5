package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.ObjectIdentifier;
import java.util.List;
import java.util.function.Function;

/** Writes corim-map and what is in it, deterministic encoding; extensions as they came. */
final class CorimWriter {

    private static final long URI = 32;
    private static final long EPOCH_TIME = 1;

    private CorimWriter() {}

    static Bytes write(Corim corim) {
        Cbor.MapBuilder map = Cbor.map().put(0, writeId(corim.id())).put(1, array(corim.tags(), CorimWriter::write));
        putUnlessEmpty(map, 2, corim.dependentRims(), CorimWriter::write);
        corim.profile().ifPresent(profile -> map.put(3, writeProfile(profile)));
        corim.validity().ifPresent(validity -> map.put(4, write(validity)));
        putUnlessEmpty(map, 5, corim.entities(), CorimWriter::write);
        corim.extensions().forEach(map::put);
        return Cbor.tagged(Corim.TAG, map.encode());
    }

    static <T> Bytes array(List<T> values, Function<? super T, Bytes> writer) {
        return Cbor.array(values.stream().map(writer).toList());
    }

    static <T> void putUnlessEmpty(Cbor.MapBuilder map, long key, List<T> values, Function<? super T, Bytes> writer) {
        if (!values.isEmpty()) {
            map.put(key, array(values, writer));
        }
    }

    private static Bytes write(ConciseTag tag) {
        if (tag instanceof EncodedTag encoded) {
            return Cbor.tagged(encoded.tag(), encoded.content());
        }
        if (tag instanceof CoswidTag software) {
            return Cbor.tagged(CoswidTag.TAG, Cbor.bytes(software.coswid().encode()));
        }
        Bytes content = tag instanceof Comid comid ? write(comid) : write((ConciseTagList) tag);
        return Cbor.tagged(tag.tag(), Cbor.bytes(content));
    }

    static Bytes write(ConciseTagList list) {
        return Cbor.map()
                .put(0, write(list.identity()))
                .put(1, array(list.tags(), CorimWriter::write))
                .put(2, write(list.validity()))
                .encode();
    }

    static Bytes write(Comid comid) {
        Cbor.MapBuilder map = Cbor.map().put(1, write(comid.identity())).put(4, TriplesWriter.write(comid.triples()));
        comid.language().ifPresent(language -> map.put(0, Cbor.text(language)));
        putUnlessEmpty(map, 2, comid.entities(), CorimWriter::write);
        putUnlessEmpty(map, 3, comid.linkedTags(), CorimWriter::write);
        comid.extensions().forEach(map::put);
        return map.encode();
    }

    static Bytes write(TagIdentity identity) {
        Cbor.MapBuilder map = Cbor.map().put(0, writeId(identity.id()));
        identity.version().ifPresent(version -> map.put(1, Cbor.integer(version)));
        return map.encode();
    }

    private static Bytes write(LinkedTag link) {
        return Cbor.map()
                .put(0, writeId(link.id()))
                .put(1, Cbor.integer(link.relation().number()))
                .encode();
    }

    private static Bytes write(CorimLocator locator) {
        Cbor.MapBuilder map = Cbor.map().put(0, oneOrMore(locator.hrefs(), CorimWriter::writeUri));
        if (!locator.thumbprints().isEmpty()) {
            map.put(1, oneOrMore(locator.thumbprints(), NamedDigest::encoded));
        }
        return map.encode();
    }

    private static <T> Bytes oneOrMore(List<T> values, Function<? super T, Bytes> writer) {
        return values.size() == 1 ? writer.apply(values.get(0)) : array(values, writer);
    }

    private static Bytes write(CorimEntity entity) {
        Cbor.MapBuilder map = Cbor.map().put(0, Cbor.text(entity.name())).put(2, array(entity.roles(), Cbor::integer));
        entity.registrationId().ifPresent(uri -> map.put(1, writeUri(uri)));
        entity.extensions().forEach(map::put);
        return map.encode();
    }

    static Bytes write(Validity validity) {
        Cbor.MapBuilder map = Cbor.map()
                .put(1, Cbor.tagged(EPOCH_TIME, Cbor.integer(validity.notAfter().getEpochSecond())));
        validity.notBefore()
                .ifPresent(start -> map.put(0, Cbor.tagged(EPOCH_TIME, Cbor.integer(start.getEpochSecond()))));
        return map.encode();
    }

    static Bytes writeId(TagId id) {
        return id instanceof TagId.Text text ? Cbor.text(text.value()) : Cbor.bytes(((TagId.Uuid) id).value());
    }

    static Bytes writeUri(String uri) {
        return Cbor.tagged(URI, Cbor.text(uri));
    }

    private static Bytes writeProfile(String profile) {
        return ObjectIdentifier.parse(profile)
                .map(oid -> Cbor.tagged(TypedId.OID, Cbor.bytes(oid.content())))
                .orElseGet(() -> writeUri(profile));
    }
}
