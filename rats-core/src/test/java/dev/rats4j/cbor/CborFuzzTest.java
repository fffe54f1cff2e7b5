package dev.rats4j.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CborFuzzTest {

    private static final int MOST_LINES = 40;

    private static CborItem wellFormed(Bytes message) throws MalformedMessageException {
        return CborItem.decode(message, CborProfile.WELL_FORMED);
    }

    private static CborItem deterministic(Bytes message) throws MalformedMessageException {
        return CborItem.decode(message, CborProfile.DETERMINISTIC);
    }

    static Stream<byte[]> items() {
        return AnyBytes.seeds(
                CborFuzzTest::wellFormed,
                Cbor.map()
                        .put(1, Cbor.array(Cbor.text("a"), Cbor.nil(), Cbor.bool(true)))
                        .put("key", Cbor.tagged(501, Cbor.bytes(Bytes.of(1, 2, 3))))
                        .encode(),
                Bytes.fromHex("9f1818fb3ff199999999999af97e00ff"),
                Bytes.fromHex("bf61615f42010243030405ff20f7ff"),
                Bytes.fromHex("c249010000000000000000"),
                Bytes.fromHex("3bffffffffffffffff"),
                Cbor.array(Cbor.array(Cbor.array(Cbor.map().encode()))));
    }

    @MethodSource("items")
    @FuzzTest
    void wellFormedItem(byte[] input) {
        AnyBytes.decode(input, CborFuzzTest::wellFormed).ifPresent(item -> {
            assertThat(CborDiagnostics.print(item, MOST_LINES).lines()).hasSizeLessThanOrEqualTo(MOST_LINES + 2);
            Bytes form = Cbor.deterministic(item);
            assertThat(AnyBytes.decode(form.toByteArray(), CborFuzzTest::deterministic)
                            .map(Cbor::deterministic))
                    .contains(form);
        });
    }

    static Stream<byte[]> deterministicItems() {
        return AnyBytes.seeds(
                CborFuzzTest::deterministic,
                Cbor.map().put(-1, Cbor.nil()).put("k", Cbor.integer(300)).encode(),
                Bytes.fromHex("83f93e00fa7f7fffff63e282ac"),
                Cbor.tagged(18, Cbor.array(Cbor.bytes(Bytes.EMPTY), Cbor.map().encode())));
    }

    @MethodSource("deterministicItems")
    @FuzzTest
    void deterministicItem(byte[] input) {
        AnyBytes.decode(input, CborFuzzTest::deterministic)
                .ifPresent(item -> assertThat(Cbor.deterministic(item)).isEqualTo(Bytes.copyOf(input)));
    }
}
