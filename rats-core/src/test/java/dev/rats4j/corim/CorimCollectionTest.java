package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwEncoding;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CorimCollectionTest {

    private static final Optional<String> TYPE = Optional.of("tag:example.com,2026:corim");
    private static final CborKey LABEL = CborKey.of("x");

    private static void refused(Cmw cmw, String complaint) {
        assertThatThrownBy(() -> CorimCollection.of(cmw))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    @DisplayName("CoRIMs, signed or not, survive a collection, in both encodings")
    void roundTrips() throws MalformedMessageException {
        Bytes corim = CorimValues.next(new SplittableRandom(1)).encode();
        Map<CborKey, CorimCollection.Item> items = new LinkedHashMap<>();
        items.put(CborKey.of("b"), CorimCollection.Item.of(Corim.MEDIA_TYPE, corim));
        items.put(
                CborKey.of("a"),
                new CorimCollection.Item(SignedCorim.MEDIA_TYPE, Optional.of("tag:acme.example,2026:p"), Bytes.of(1)));
        for (Optional<String> type : java.util.List.of(TYPE, Optional.<String>empty())) {
            CorimCollection collection = new CorimCollection(type, items);
            for (CmwEncoding encoding : CmwEncoding.values()) {
                Cmw cmw = encoding.decode(encoding.encode(collection.toCmw()));
                assertThat(CorimCollection.of(cmw)).isEqualTo(collection);
            }
            assertThat(Corim.decode(collection.corims().get(0).content()).encode())
                    .isEqualTo(corim);
        }
    }

    @Test
    @DisplayName("a single record is read as one CoRIM, under the older names of its media type too")
    void single() throws MalformedMessageException {
        CorimCollection one = CorimCollection.of(CmwRecord.of("application/corim-unsigned+cbor", Bytes.of(1)));
        assertThat(one.corims()).containsExactly(CorimCollection.Item.of(Corim.MEDIA_TYPE, Bytes.of(1)));
        assertThat(one.type()).isEmpty();
    }

    @Test
    @DisplayName("other content, nested collections and other types are refused")
    void refuses() {
        CmwRecord corim = CmwRecord.of(Corim.MEDIA_TYPE, Bytes.of(1));
        refused(CmwRecord.of("application/eat+cwt", Bytes.of(1)), "is application/eat+cwt, not a CoRIM");
        refused(new CmwCollection(Optional.of("tag:example.com,2026:other"), Map.of(LABEL, corim)), "__cmwc_t");
        refused(
                new CmwCollection(TYPE, Map.of(LABEL, new CmwCollection(TYPE, Map.of(LABEL, corim)))),
                "is a collection, not a CoRIM");
        refused(CmwRecord.of("application/rim+cbor; profile=\"a b\"", Bytes.of(1)), "has a profile");
        assertThatThrownBy(() -> new CorimCollection(Optional.of("tag:x"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CorimCollection.Item("application/cbor", Optional.empty(), Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CorimCollection.Item(Corim.MEDIA_TYPE, Optional.of("a\"b"), Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
