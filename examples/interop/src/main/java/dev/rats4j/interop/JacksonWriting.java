package dev.rats4j.interop;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import dev.rats4j.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** CBOR by Jackson's generator, driven by hand: integer keys and tags are beyond its data binding. */
final class JacksonWriting {

    /** Writes an item. */
    @FunctionalInterface
    interface Item {
        void write(CBORGenerator to) throws IOException;
    }

    private JacksonWriting() {}

    static Bytes write(Item item) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CBORGenerator generator = JacksonReading.AS_IT_COMES.createGenerator(out)) {
            item.write(generator);
        }
        return Bytes.copyOf(out.toByteArray());
    }

    /** A map of indefinite length, which is what Jackson writes if nobody counts beforehand. */
    static Item map(Item... pairs) {
        return to -> {
            to.writeStartObject();
            for (Item pair : pairs) {
                pair.write(to);
            }
            to.writeEndObject();
        };
    }

    static Item array(Item... items) {
        return to -> {
            to.writeStartArray();
            for (Item item : items) {
                item.write(to);
            }
            to.writeEndArray();
        };
    }

    static Item pair(long key, Item value) {
        return to -> {
            to.writeFieldId(key);
            value.write(to);
        };
    }

    static Item pair(String key, Item value) {
        return to -> {
            to.writeFieldName(key);
            value.write(to);
        };
    }

    static Item tagged(int tag, Item item) {
        return to -> {
            to.writeTag(tag);
            item.write(to);
        };
    }

    static Item text(String value) {
        return to -> to.writeString(value);
    }

    static Item number(long value) {
        return to -> to.writeNumber(value);
    }

    static Item bytes(Bytes value) {
        return to -> to.writeBinary(value.toByteArray());
    }
}
