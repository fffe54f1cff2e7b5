package dev.rats4j.cots;

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

/** Stores of other implementations, with the verdicts of their manifest. */
class CotsConformanceTest {

    private final List<String> agreed = new ArrayList<>();
    private final List<String> disagreed = new ArrayList<>();
    private int outOfScope;

    @Test
    @DisplayName("vectors of other implementations are accepted and refused as their manifest says, and written alike")
    void conformance() throws IOException, MalformedMessageException {
        for (JsonObject entry : TokenVectors.entries("cots")) {
            switch (entry.string("verdict")) {
                case "companion" -> {}
                case "out-of-scope" -> outOfScope++;
                case "accept", "parse-only" -> judge(entry, true);
                default -> judge(entry, false);
            }
        }
        System.out.println("conformance tokens/cots run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope + "}");
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isNotEmpty();
    }

    private void judge(JsonObject entry, boolean expected) throws IOException, MalformedMessageException {
        String file = entry.string("file");
        Bytes message = TokenVectors.read(file);
        boolean accepted;
        String outcome;
        try {
            Cots cots = Cots.decode(message);
            CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
            Bytes again = item.isTagged(Cots.TAG) ? cots.encodeTagged() : cots.encode();
            accepted = again.equals(Cbor.deterministic(item));
            outcome = cots.toString();
        } catch (MalformedMessageException e) {
            accepted = false;
            outcome = String.valueOf(e.getMessage());
        }
        (accepted == expected ? agreed : disagreed).add(file + ": " + outcome);
    }
}
