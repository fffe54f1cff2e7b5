package dev.rats4j.draft.coserv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
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

/** Queries, results and discovery documents of the draft and of other implementations, with the verdicts of their manifest. */
class CoservConformanceTest {

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private int outOfScope;

    @Test
    @DisplayName("vectors of other implementations are accepted and refused as their manifest says, and written alike")
    void conformance() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("coserv")) {
            switch (entry.string("verdict")) {
                case "companion" -> {}
                case "out-of-scope" -> outOfScope++;
                case "accept", "parse-only" -> judge(entry, true);
                default -> judge(entry, false);
            }
        }
        System.out.println("conformance tokens/coserv run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope + "}");
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isNotEmpty();
    }

    private void judge(JsonObject entry, boolean expected) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        boolean accepted;
        String outcome;
        try {
            Bytes message = TokenVectors.read(file);
            outcome = entry.string("kind").equals("json") ? readJson(message) : readCbor(message);
            accepted = outcome.isEmpty();
        } catch (MalformedMessageException e) {
            accepted = false;
            outcome = String.valueOf(e.getMessage());
        }
        (accepted == expected ? agreed : disagreed).add(file + ": " + outcome);
    }

    private static String readJson(Bytes message) throws MalformedMessageException {
        CoservDiscovery document = CoservDiscovery.decodeJson(message);
        return CoservDiscovery.decodeJson(document.toJson()).equals(document) ? "" : "is not written alike";
    }

    /** A discovery document begins with key 1, its version; a message of CoSERV has a profile under key 0. */
    private static String readCbor(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        Bytes again;
        if (item.isTagged(18)) {
            SignedCoserv.decode(message).untrustedCoserv();
            return "";
        }
        if (item.map("CoSERV").keys().contains(CborKey.of(0))) {
            Coserv coserv = Coserv.decode(message);
            again = coserv.encode();
            if (!Coserv.ofPathSegment(coserv.toPathSegment()).equals(coserv.withoutResults())) {
                return "is another query in a path";
            }
        } else {
            again = CoservDiscovery.decodeCbor(message).toCbor();
        }
        return again.equals(Cbor.deterministic(item)) ? "" : "is not written alike";
    }
}
