package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenConformance;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Queries, results and discovery documents of the draft and of other implementations, with the verdicts of their manifest. */
class CoservConformanceTest {

    @Test
    @DisplayName("vectors of other implementations are accepted and refused as their manifest says, and written alike")
    void conformance() throws IOException, MalformedMessageException {
        TokenConformance.check("coserv", CoservConformanceTest::read);
    }

    private static Optional<String> read(JsonObject entry, Bytes message) throws MalformedMessageException {
        return entry.string("kind").equals("json") ? readJson(message) : readCbor(message);
    }

    private static Optional<String> readJson(Bytes message) throws MalformedMessageException {
        CoservDiscovery document = CoservDiscovery.decodeJson(message);
        return CoservDiscovery.decodeJson(document.toJson()).equals(document)
                ? Optional.empty()
                : Optional.of("is not written alike");
    }

    /** A discovery document begins with key 1, its version; a message of CoSERV has a profile under key 0. */
    private static Optional<String> readCbor(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        if (item.isTagged(18)) {
            Coserv signed = SignedCoserv.decode(message).untrustedCoserv();
            return TokenConformance.alike(Coserv.decode(signed.encode()).encode(), signed.encode());
        }
        if (!item.map("CoSERV").keys().contains(CborKey.of(0))) {
            return TokenConformance.alike(CoservDiscovery.decodeCbor(message).toCbor(), Cbor.deterministic(item));
        }
        Coserv coserv = Coserv.decode(message);
        return Coserv.ofPathSegment(coserv.toPathSegment()).equals(coserv.withoutResults())
                ? TokenConformance.alike(coserv.encode(), Cbor.deterministic(item))
                : Optional.of("is another query in a path");
    }
}
