package dev.rats4j.cddl;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** CBOR of a value; maps keep their order, so that what was changed stays as it is otherwise. */
final class Encoding {

    private Encoding() {}

    static Bytes cbor(Value value) {
        if (value instanceof Value.Int number) {
            return Cbor.integer(number.value());
        }
        if (value instanceof Value.Real real) {
            return Bytes.concat(
                    Bytes.of(0xfb),
                    Bytes.copyOf(ByteBuffer.allocate(Double.BYTES)
                            .putDouble(real.value())
                            .array()));
        }
        if (value instanceof Value.Binary bytes) {
            return Cbor.bytes(bytes.value());
        }
        if (value instanceof Value.Text text) {
            return Cbor.text(text.value());
        }
        if (value instanceof Value.Tag tag) {
            return Cbor.tagged(((Value.Int) tag.number()).value().longValueExact(), cbor(tag.content()));
        }
        if (value instanceof Value.Simple simple) {
            return simple.number() < 24 ? Bytes.of(0xe0 + simple.number()) : Bytes.of(0xf8, simple.number());
        }
        return value instanceof Value.Table table
                ? table(table)
                : Cbor.array(((Value.Sequence) value)
                        .elements().stream().map(Encoding::cbor).toList());
    }

    /** An array has the same head as the map, but for the major type. */
    private static Bytes table(Value.Table table) {
        List<Bytes> parts = new ArrayList<>();
        table.pairs().forEach(pair -> parts.add(Bytes.concat(cbor(pair.key()), cbor(pair.value()))));
        Bytes array = Cbor.array(parts);
        return Bytes.concat(Bytes.of(array.at(0) + 0x20), array.slice(1, array.length()));
    }
}
