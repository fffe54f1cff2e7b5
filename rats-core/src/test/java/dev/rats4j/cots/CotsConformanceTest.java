package dev.rats4j.cots;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.TokenConformance;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stores of other implementations, with the verdicts of their manifest. */
class CotsConformanceTest {

    @Test
    @DisplayName("vectors of other implementations are accepted and refused as their manifest says, and written alike")
    void conformance() throws IOException, MalformedMessageException {
        TokenConformance.check("cots", (entry, message) -> read(message));
    }

    private static Optional<String> read(Bytes message) throws MalformedMessageException {
        Cots cots = Cots.decode(message);
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        Bytes again = item.isTagged(Cots.TAG) ? cots.encodeTagged() : cots.encode();
        return TokenConformance.alike(again, Cbor.deterministic(item));
    }
}
