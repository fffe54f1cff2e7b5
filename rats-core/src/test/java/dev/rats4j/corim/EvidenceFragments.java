package dev.rats4j.corim;

import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Map;
import java.util.Set;

/**
 * Shapes beside CoRIM that are written with its types: TCG concise evidence (571) and its table of contents (570), and the triples that
 * the first PSA draft put under numbers which mean something else today. Read in tests only, to show that the parts are read.
 */
final class EvidenceFragments {

    private static final long TABLE_OF_CONTENTS = 570;
    private static final long EVIDENCE = 571;

    private EvidenceFragments() {}

    /** Whether it is concise evidence; a CoMID has its identity under 1 and triples under 4. */
    static boolean isEvidence(CborItem item) throws MalformedMessageException {
        return item.isTagged(TABLE_OF_CONTENTS)
                || item.isTagged(EVIDENCE)
                || (item.kind() == CborItem.Kind.MAP
                        && item.map("item").keys().equals(Set.of(CborKey.of(0)))
                        && item.map("item").required(0, "triples").map("triples").keys().stream()
                                .noneMatch(key -> key.equals(CborKey.of(4))));
    }

    static void check(CborItem item) throws MalformedMessageException {
        if (item.isTagged(TABLE_OF_CONTENTS)) {
            CborMap map = item.tagContent("spdm-toc").map("spdm-toc");
            for (CborItem evidence : map.required(0, "tagged-evidence").elements("tagged-evidence")) {
                checkEvidence(evidence.tagged(EVIDENCE, "tagged-evidence"));
            }
        } else {
            checkEvidence(item.isTagged(EVIDENCE) ? item.tagContent("evidence") : item);
        }
    }

    private static void checkEvidence(CborItem item) throws MalformedMessageException {
        CborItem triples = item.map("concise-evidence-map").required(0, "ev-triples");
        for (Map.Entry<CborKey, CborItem> entry :
                triples.map("ev-triples").entries().entrySet()) {
            for (CborItem triple : entry.getValue().elements("triples")) {
                checkTriple(entry.getKey(), triple);
            }
        }
    }

    private static void checkTriple(CborKey kind, CborItem triple) throws MalformedMessageException {
        TriplesReader reader = new TriplesReader(CborCursor.of(triple), TypeChoices.NONE);
        if (kind.equals(CborKey.of(0))) {
            reader.valueTriple();
        } else if (kind.equals(CborKey.of(1)) || kind.equals(CborKey.of(5))) {
            reader.keyTriple("key triple");
        } else if (kind.equals(CborKey.of(4))) {
            reader.coswid();
        } else {
            reader.domain("domain triple");
        }
    }

    /** A CoMID of the first PSA draft: its identity as today, and triples that are arrays of two. */
    static void checkOldPsa(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("concise-mid-tag");
        new PartReader(CborCursor.of(map.required(1, "tag-identity"))).identity();
        for (CborItem kind : map.required(4, "triples").map("triples").entries().values()) {
            for (CborItem triple : kind.elements("triples")) {
                CborItem[] parts = triple.elements(2, 2, "triple");
                parts[0].map("environment");
            }
        }
    }
}
