package dev.rats4j.corim;

import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Map;
import java.util.Set;

/**
 * Shapes of the draft's internal representation (intrep-*.cddl): what a Verifier holds between its phases, written down. No message, so it
 * is read in tests only; environments and identifiers go through the reader of CoRIM. The samples of relations come out of a generator
 * that writes digests as JSON has them (text) and masks of any length, so values are looked at as the CDDL does, not by their sense.
 */
final class InternalRepresentation {

    private static final Set<String> ITEM = Set.of("condition", "addition", "series");

    private InternalRepresentation() {}

    /** An accepted claims set, or one relation. */
    static void check(CborItem item) throws MalformedMessageException {
        if (item.kind() == CborItem.Kind.ARRAY) {
            checkTuples(item);
            return;
        }
        CborMap map = item.map("relation");
        for (Map.Entry<CborKey, CborItem> entry : map.entries().entrySet()) {
            String name = name(entry.getKey(), item);
            if (!ITEM.contains(name)) {
                throw item.malformed("relation", name + " is not a member");
            }
            if (name.equals("series")) {
                for (CborItem step : entry.getValue().elements("series")) {
                    CborItem[] parts = step.elements(2, 2, "series-item");
                    checkTuples(parts[0]);
                    checkTuples(parts[1]);
                }
            } else if (entry.getValue().kind() == CborItem.Kind.ARRAY) {
                checkTuples(entry.getValue());
            } else {
                checkTuple(entry.getValue());
            }
        }
        if (map.isEmpty()) {
            throw item.malformed("relation", "is empty");
        }
    }

    private static String name(CborKey key, CborItem at) throws MalformedMessageException {
        if (key instanceof CborKey.Text text) {
            return text.value();
        }
        throw at.malformed("ECT", "key " + key + " is not a name");
    }

    private static void checkTuples(CborItem item) throws MalformedMessageException {
        boolean empty = true;
        for (CborItem tuple : item.elements("ECT")) {
            checkTuple(tuple);
            empty = false;
        }
        if (empty) {
            throw item.malformed("ECT", "is empty");
        }
    }

    private static void checkTuple(CborItem item) throws MalformedMessageException {
        for (Map.Entry<CborKey, CborItem> entry : item.map("ECT").entries().entrySet()) {
            CborItem value = entry.getValue();
            switch (name(entry.getKey(), item)) {
                case "environment" -> checkEnvironment(value);
                case "members", "trustees" -> eachEnvironment(value);
                case "authority", "key-list" -> checkKeys(value);
                case "profile" -> new PartReader(CborCursor.of(value)).profile();
                case "element-list" -> checkElements(value);
                case "cmtype" -> requireBelow(value, 3);
                case "key-type" -> requireBelow(value, 2);
                case "key-id" -> checkElementId(value);
                default -> throw item.malformed("ECT", entry.getKey() + " is not a member");
            }
        }
    }

    private static void requireBelow(CborItem item, long limit) throws MalformedMessageException {
        if (item.unsigned("ECT") >= limit) {
            throw item.malformed("ECT", "is too large");
        }
    }

    private static void checkEnvironment(CborItem item) throws MalformedMessageException {
        new EnvironmentReader(CborCursor.of(item), TypeChoices.NONE).read();
    }

    private static void eachEnvironment(CborItem list) throws MalformedMessageException {
        for (CborItem environment : list.elements("environments")) {
            checkEnvironment(environment);
        }
    }

    private static void checkElementId(CborItem item) throws MalformedMessageException {
        new MeasurementReader(CborCursor.of(item), TypeChoices.NONE).element();
    }

    private static void checkElements(CborItem list) throws MalformedMessageException {
        for (CborItem element : list.elements("element-list")) {
            CborMap map = element.map("element-map");
            for (CborKey key : map.keys()) {
                if (!key.equals(CborKey.of("element-id")) && !key.equals(CborKey.of("element-claims"))) {
                    throw element.malformed("element-map", key + " is not a member");
                }
            }
            var id = map.optional(CborKey.of("element-id"));
            if (id.isPresent()) {
                checkElementId(id.get());
            }
            checkClaims(map.required(CborKey.of("element-claims"), "element-claims"));
        }
    }

    private static void checkClaims(CborItem claims) throws MalformedMessageException {
        for (Map.Entry<CborKey, CborItem> claim :
                claims.map("element-claims").entries().entrySet()) {
            CborItem value = claim.getValue();
            if (claim.getKey().equals(CborKey.of(2))) {
                checkDigests(value);
            } else if (claim.getKey().equals(CborKey.of(13))) {
                checkKeys(value);
            } else if (claim.getKey().equals(CborKey.of(14))) {
                for (CborItem digests :
                        value.map("integrity-registers").entries().values()) {
                    checkDigests(digests);
                }
            } else if (!(claim.getKey() instanceof CborKey.Int)) {
                throw claims.malformed("element-claims", claim.getKey() + " is not a number");
            }
        }
    }

    private static void checkDigests(CborItem list) throws MalformedMessageException {
        for (CborItem digest : list.elements("digests")) {
            checkDigest(digest);
        }
    }

    private static void checkDigest(CborItem item) throws MalformedMessageException {
        CborItem[] parts = item.elements(2, 2, "digest");
        if (parts[0].kind() != CborItem.Kind.TEXT) {
            parts[0].integer("digest.alg");
        }
        if (parts[1].kind() != CborItem.Kind.TEXT) {
            parts[1].bytes("digest.val");
        }
    }

    private static void checkKeys(CborItem list) throws MalformedMessageException {
        for (CborItem key : list.elements("keys")) {
            long tag = key.tag("key");
            if (tag == 557 || tag == 559 || tag == 561) {
                checkDigest(key.tagContent("key"));
            } else {
                new KeyReader(CborCursor.of(key), TypeChoices.NONE).read();
            }
        }
    }
}
