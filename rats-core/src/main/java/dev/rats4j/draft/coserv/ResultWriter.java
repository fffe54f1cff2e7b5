package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.corim.CorimItems;
import dev.rats4j.cots.Cots;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.function.Function;

/** Writes results in deterministic encoding. */
final class ResultWriter {

    private ResultWriter() {}

    static Bytes write(CoservResults results) {
        Cbor.MapBuilder map = Cbor.map().put(10, results.expiry().encoded());
        if (results instanceof CoservResults.OfManifests manifests) {
            map.put(
                    5,
                    manifests
                            .manifests()
                            .map(CmwCollection::toCbor)
                            .orElseGet(() -> Cbor.map().encode()));
            return map.encode();
        }
        CoservResults.OfEnvironment found = (CoservResults.OfEnvironment) results;
        found.collected().ifPresent(set -> write(set, map));
        if (!found.sources().isEmpty()) {
            map.put(11, QueryWriter.array(found.sources(), CmwRecord::toCbor));
        }
        return map.encode();
    }

    private static void write(CoservResults.ResultSet set, Cbor.MapBuilder map) {
        if (set instanceof CoservResults.ReferenceValues reference) {
            map.put(0, quads(reference.values(), CorimItems::encoded));
        } else if (set instanceof CoservResults.EndorsedValues endorsed) {
            map.put(1, quads(endorsed.values(), CorimItems::encoded));
            map.put(2, quads(endorsed.conditional(), CorimItems::encoded));
        } else {
            CoservResults.TrustAnchors anchors = (CoservResults.TrustAnchors) set;
            map.put(3, quads(anchors.keys(), CorimItems::encoded));
            map.put(4, quads(anchors.stores(), Cots::encode));
        }
    }

    private static <T> Bytes quads(List<CoservResults.Quad<T>> quads, Function<T, Bytes> writer) {
        return QueryWriter.array(
                quads,
                quad -> Cbor.map()
                        .put(1, CorimItems.encodedKeys(quad.authorities()))
                        .put(2, writer.apply(quad.statement()))
                        .encode());
    }
}
