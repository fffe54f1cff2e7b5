package dev.rats4j.coswid;

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

/** CoSWIDs of other implementations, with the verdicts of their manifest. */
class CoswidConformanceTest {

    @Test
    @DisplayName("vectors of other implementations are accepted and refused as their manifest says, and written alike")
    void conformance() throws IOException, MalformedMessageException {
        TokenConformance.check("coswid", (entry, message) -> read(message));
    }

    private static Optional<String> read(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        CborItem inner = item.isTagged(Coswid.TAG) ? item.tagContent("tag") : item;
        if (inner.isTagged(18)) {
            Coswid signed = SignedCoswid.decode(message).untrustedCoswid();
            return TokenConformance.alike(Coswid.decode(signed.encode()).encode(), signed.encode());
        }
        Coswid coswid = Coswid.decode(message);
        Bytes again = item.isTagged(Coswid.TAG) ? coswid.encodeTagged() : coswid.encode();
        return TokenConformance.alike(again, Cbor.deterministic(item));
    }
}
