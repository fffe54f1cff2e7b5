package dev.rats4j.cmw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CmwTest {

    private static final CmwRecord RECORD = new CmwRecord(
            new CmwType.MediaType("application/eat+cwt"), Bytes.of(1, 2, 3), Set.of(ConceptualMessage.EVIDENCE));

    private static CmwCollection collection() {
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        items.put(CborKey.of("a"), RECORD);
        items.put(
                CborKey.of("b"),
                new CmwCollection(Optional.empty(), Map.of(CborKey.of("c"), CmwRecord.of("a/b;c=d", Bytes.of(9)))));
        return new CmwCollection(Optional.of("tag:example.org,2026:x"), items);
    }

    @Test
    @DisplayName("records and nested collections come back from CBOR and JSON")
    void roundTrips() throws Exception {
        for (Cmw cmw : List.of(RECORD, collection())) {
            assertThat(Cmw.decode(cmw.toCbor())).isEqualTo(cmw);
            assertThat(Cmw.decode(cmw.toJson())).isEqualTo(cmw);
        }
        CmwCollection numbered =
                new CmwCollection(Optional.empty(), Map.of(CborKey.of(1), RECORD, CborKey.of("1"), RECORD));
        assertThat(Cmw.decode(numbered.toCbor())).isEqualTo(numbered);
        assertThatThrownBy(numbered::toJson).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("the type of a collection is read without its items, and is that of the decoded one")
    void readsTheTypeOfACollection() throws Exception {
        CmwCollection untyped = new CmwCollection(Optional.empty(), Map.of(CborKey.of("a"), RECORD));
        for (Bytes message : List.of(collection().toCbor(), collection().toJson())) {
            assertThat(Cmw.collectionType(message)).contains("tag:example.org,2026:x");
        }
        for (Bytes message : List.of(RECORD.toCbor(), RECORD.toJson(), untyped.toCbor(), untyped.toJson())) {
            assertThat(Cmw.collectionType(message)).isEmpty();
        }
        Bytes badItem = Cbor.map()
                .put("__cmwc_t", Cbor.text("a:b"))
                .put("x", Cbor.integer(1))
                .encode();
        assertThat(Cmw.collectionType(badItem)).contains("a:b");
        assertThatThrownBy(() -> Cmw.decode(badItem)).isInstanceOf(MalformedMessageException.class);
        Bytes badType = Cbor.map().put("__cmwc_t", Cbor.text("no type")).encode();
        Bytes cut = collection().toCbor().slice(0, 40);
        for (Bytes message : List.of(Bytes.EMPTY, badType, cut, Bytes.of(0x61, 0x78))) {
            assertThatThrownBy(() -> Cmw.collectionType(message)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @DisplayName("the tag of a Content-Format is a record of that format, RFC 9277")
    void readsTags() throws Exception {
        // RFC 9999, 3.2: TN(273) = 1668547091
        CmwRecord record = (CmwRecord) Cmw.decode(Cbor.tagged(1668547091L, Cbor.bytes(Bytes.of(0xa0))));
        assertThat(record.type()).isEqualTo(new CmwType.ContentFormat(273));
        assertThat(record.type().mediaType()).contains("application/cmw+cbor");
        for (long tag : new long[] {1668546816L, 1668546817L + 255, 1668546817L + 256L * 258, 18}) {
            assertThatThrownBy(() -> Cmw.decode(Cbor.tagged(tag, Cbor.bytes(Bytes.EMPTY))))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @DisplayName("empty collections, ind of zero or with unknown bits, other shapes are malformed")
    void refuses() {
        Bytes type = Cbor.text("a/b");
        Bytes value = Cbor.bytes(Bytes.of(1));
        for (Bytes bad : List.of(
                Bytes.EMPTY,
                Cbor.map().encode(),
                Cbor.map().put("__cmwc_t", Cbor.text("tag:a")).encode(),
                Cbor.map()
                        .put("__cmwc_t", Cbor.text("no uri"))
                        .put("a", Cbor.array(type, value))
                        .encode(),
                Cbor.map()
                        .put("__cmwc_t", Cbor.integer(1))
                        .put("a", Cbor.array(type, value))
                        .encode(),
                Cbor.map()
                        .put(new CborKey.Binary(Bytes.of(1)), Cbor.array(type, value))
                        .encode(),
                Cbor.array(type),
                Cbor.array(type, value, Cbor.integer(0)),
                Cbor.array(type, value, Cbor.integer(32)),
                Cbor.array(type, value, Cbor.integer(4), Cbor.integer(4)),
                Cbor.array(Cbor.integer(0x10000), value),
                Cbor.array(Cbor.text("nonsense"), value),
                Cbor.array(type, Cbor.text("text")),
                Cbor.integer(1),
                Bytes.ofUtf8("{}"),
                Bytes.ofUtf8("[\"a/b\"]"),
                Bytes.ofUtf8("[\"a/b\",\"AA==\"]"),
                Bytes.ofUtf8("[\"a/b\",\"AB\"]"),
                Bytes.ofUtf8("[\"a/b\",\"AA\",0]"),
                Bytes.ofUtf8("[\"a/b\",\"AA\",4.5]"),
                Bytes.ofUtf8("{\"a\":1}"),
                Bytes.ofUtf8("{\"a\":[\"a/b\",\"AA\"],\"a\":[\"a/b\",\"AA\"]}"))) {
            assertThatThrownBy(() -> Cmw.decode(bad)).as(bad.toHex()).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("any mutation of a collection decodes or is malformed")
    void survivesMutations() {
        Random random = new Random(9999);
        for (Bytes good : List.of(collection().toCbor(), collection().toJson())) {
            for (int i = 0; i < 20_000; i++) {
                byte[] mutated = good.toByteArray();
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
                try {
                    assertThat(Cmw.decode(Bytes.copyOf(mutated))).isNotNull();
                } catch (MalformedMessageException e) {
                    assertThat(e.field()).isNotBlank();
                }
            }
        }
    }
}
