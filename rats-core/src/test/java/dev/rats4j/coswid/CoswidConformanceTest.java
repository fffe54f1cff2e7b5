package dev.rats4j.coswid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** CoSWIDs of other implementations, with the verdicts of their manifest. */
class CoswidConformanceTest {

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private int outOfScope;

    @Test
    @DisplayName("vectors of other implementations are accepted and refused as their manifest says, and written alike")
    void conformance() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("coswid")) {
            switch (entry.string("verdict")) {
                case "companion" -> {}
                case "out-of-scope" -> outOfScope++;
                case "accept", "parse-only" -> judge(entry, true);
                default -> judge(entry, false);
            }
        }
        System.out.println("conformance tokens/coswid run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope + "}");
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isNotEmpty();
    }

    private void judge(JsonObject entry, boolean expected) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        String outcome;
        boolean accepted;
        try {
            outcome = read(TokenVectors.read(file));
            accepted = true;
        } catch (MalformedMessageException e) {
            outcome = String.valueOf(e.getMessage());
            accepted = false;
        }
        (accepted == expected ? agreed : disagreed).add(file + ": " + outcome);
    }

    private static String read(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        CborItem inner = item.isTagged(Coswid.TAG) ? item.tagContent("tag") : item;
        if (inner.isTagged(18)) {
            return SignedCoswid.decode(message).untrustedCoswid().softwareName();
        }
        Coswid coswid = Coswid.decode(message);
        Bytes again = item.isTagged(Coswid.TAG) ? coswid.encodeTagged() : coswid.encode();
        assertThat(again).isEqualTo(Cbor.deterministic(item));
        return coswid.softwareName();
    }
}
