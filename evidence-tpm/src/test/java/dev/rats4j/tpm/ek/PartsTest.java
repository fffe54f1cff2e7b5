package dev.rats4j.tpm.ek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.cmw.ConceptualMessage;
import dev.rats4j.tpm.ek.Parts.Part;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartsTest {

    private static final String TYPE = "tag:example.com,2026:parts";
    private static final Part ONE = new Part("one", "application/pkix-cert");
    private static final Part TWO = new Part("two", "application/example");

    private static Parts decode(Bytes message) throws MalformedMessageException {
        return Parts.decode(message, "message", TYPE, List.of(ONE, TWO));
    }

    private static Bytes collection(String type, String label, Cmw item) {
        return new CmwCollection(Optional.of(type), Map.of(CborKey.of(label), item)).toCbor();
    }

    private static CmwRecord record(String type, Set<ConceptualMessage> roles) {
        return new CmwRecord(new CmwType.MediaType(type), Bytes.of(7), roles);
    }

    @Test
    void partsAreFoundUnderTheirLabels() throws Exception {
        Parts parts = decode(collection(TYPE, "one", record("application/pkix-cert", Set.of())));
        assertThat(parts.required(ONE)).isEqualTo(Bytes.of(7));
        assertThat(parts.optional(TWO)).isEmpty();
        assertThatThrownBy(() -> parts.required(TWO))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("lacks two");
    }

    @Test
    void jsonWillDo() throws Exception {
        String json = "{\"__cmwc_t\":\"" + TYPE + "\",\"one\":[\"application/pkix-cert\",\"Bw\"]}";
        assertThat(decode(Bytes.ofUtf8(json)).required(ONE)).isEqualTo(Bytes.of(7));
    }

    @Test
    void everythingElseIsMalformed() {
        CmwRecord good = record("application/pkix-cert", Set.of());
        for (Bytes wrong : List.of(
                collection("tag:example.com,2026:other", "one", good),
                collection(TYPE, "three", good),
                collection(TYPE, "one", record("application/example", Set.of())),
                collection(TYPE, "one", record("application/pkix-cert", Set.of(ConceptualMessage.ENDORSEMENTS))),
                collection(TYPE, "one", new CmwCollection(Optional.of(TYPE), Map.of(CborKey.of("one"), good))))) {
            assertThatThrownBy(() -> decode(wrong)).isInstanceOf(MalformedMessageException.class);
        }
    }
}
