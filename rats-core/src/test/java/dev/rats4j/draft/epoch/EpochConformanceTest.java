package dev.rats4j.draft.epoch;

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

/** The example of the draft, with the verdict of its manifest. */
class EpochConformanceTest {

    @Test
    @DisplayName("vectors of other implementations are accepted and refused as their manifest says, and written alike")
    void conformance() throws IOException, MalformedMessageException {
        TokenConformance.check("epoch-markers", (entry, message) -> read(message));
    }

    private static Optional<String> read(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        return TokenConformance.alike(EpochMarker.decode(message).encode(), Cbor.deterministic(item));
    }
}
