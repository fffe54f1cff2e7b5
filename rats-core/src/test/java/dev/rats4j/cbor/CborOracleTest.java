package dev.rats4j.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items cross over to two other codecs and back. Classes of input on which we differ are those of decision 0020. */
class CborOracleTest {

    private static final CBORFactory JACKSON = CBORFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final SoftAssertions all = new SoftAssertions();

    private static boolean jacksonReads(Bytes item) {
        try (CBORParser parser = JACKSON.createParser(item.toByteArray())) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.VALUE_STRING) {
                    parser.getText();
                } else if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                    parser.getBinaryValue();
                }
                if (depth == 0) {
                    return parser.nextToken() == null;
                }
            }
            return false;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean upokecenterReads(Bytes item) {
        try {
            return CBORObject.DecodeFromBytes(item.toByteArray()) != null;
        } catch (CBORException | IllegalStateException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean weRead(Bytes item, CborProfile profile) {
        try {
            return CborItem.decode(item, profile).offset() == 0;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** In the order of both others, our profile for what others write, our profile for what we write. */
    private void differ(
            String input, String hex, boolean one, boolean other, boolean wellFormed, boolean deterministic) {
        Bytes item = Bytes.fromHex(hex);
        all.assertThat(new boolean[] {
                    jacksonReads(item),
                    upokecenterReads(item),
                    weRead(item, CborProfile.WELL_FORMED),
                    weRead(item, CborProfile.DETERMINISTIC)
                })
                .as(input)
                .containsExactly(one, other, wellFormed, deterministic);
    }

    @Test
    @DisplayName("T-43 T-44 T-52 classes of input on which the codecs differ, and where none may accept")
    void differences() {
        differ("good", "a101420102", true, true, true, true);
        differ("a key twice", "a201000101", false, false, false, false);
        differ("a key twice, the second in a longer encoding", "a20100180101", false, false, false, false);
        differ("a key twice inside of a byte string's neighbour", "82a0a2616101616102", false, false, false, false);
        differ("an integer and a text that look alike", "a20100613101", false, true, true, true);
        differ("a map as key", "a1a000", false, true, false, false);
        differ("a byte string as key", "a1410100", true, true, true, true);
        differ("bytes behind the item", "0000", false, false, false, false);
        differ("an item that ends early", "8201", false, false, false, false);
        differ("a length beyond the input", "5affffffff00", false, false, false, false);
        differ("an array of 2^32 items", "9b0000000100000000", false, false, false, false);
        differ("an integer that is not minimal", "1801", true, true, true, false);
        differ("a length that is not minimal", "580101", true, true, true, false);
        differ("indefinite lengths", "9f5f4101ffff", true, true, true, false);
        differ("chunks of another type", "5f6161ff", false, false, false, false);
        differ("a break outside", "ff", false, false, false, false);
        differ("keys in another order", "a202000100", true, true, true, false);
        differ("overlong UTF-8", "62c080", true, false, false, false);
        differ("a surrogate in UTF-8", "63eda080", true, false, false, false);
        differ("UTF-8 beyond Unicode", "64f4908080", true, false, false, false);
        differ("UTF-8 split over chunks", "7f61c361a9ff", true, false, false, false);
        differ("reserved additional information", "1c", false, false, false, false);
        differ("a simple value below 32 in two bytes", "f818", false, false, false, false);
        differ("an unassigned simple value", "f0", true, true, true, true);
        differ("a float that is not shortest", "fb3ff0000000000000", true, true, true, false);
        differ("a NaN with a payload", "fa7fc00001", true, true, true, false);
        differ("an integer of 65 bits", "3bffffffffffffffff", true, true, true, true);
        differ("a big number with a leading zero", "c2420001", true, true, true, false);
        differ("a big number that fits 64 bits", "c24101", true, true, true, false);
        differ("a tag around nothing", "c1", false, false, false, false);
        differ("a date of another type", "c06100", true, true, true, true);
        differ("100 arrays inside each other", "81".repeat(100) + "00", true, true, false, false);
        differ("2000 tags inside each other", "c6".repeat(2000) + "00", true, false, false, false);
        all.assertAll();
    }

    /** Writes an item with the generator of the other side, token by token. */
    private static void copy(CborItem item, CBORGenerator out) throws IOException, MalformedMessageException {
        switch (item.kind()) {
            case UNSIGNED, NEGATIVE -> out.writeNumber(item.bigInteger("i"));
            case BYTES -> out.writeBinary(item.bytes("b").toByteArray());
            case TEXT -> out.writeString(item.text("t"));
            case BOOLEAN -> out.writeBoolean(item.bool("b"));
            case NULL -> out.writeNull();
            case ARRAY -> {
                out.writeStartArray();
                for (CborItem element : item.elements("a")) {
                    copy(element, out);
                }
                out.writeEndArray();
            }
            case TAG -> {
                out.writeTag((int) item.tag("t"));
                copy(item.tagContent("t"), out);
            }
            case MAP -> {
                out.writeStartObject();
                for (CborKey key : item.map("m").keys()) {
                    if (key instanceof CborKey.Int number) {
                        out.writeFieldId(number.value());
                    } else if (key instanceof CborKey.Text text) {
                        out.writeFieldName(text.value());
                    }
                    copy(item.map("m").optional(key).orElseThrow(), out);
                }
                out.writeEndObject();
            }
            default -> throw new IllegalStateException("no generated item has " + item.kind());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    @DisplayName("generated items are read by both others, and come back from the generator of one as they were")
    void itemsCrossOver(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Bytes ours = CborPropertyTest.randomItem(random, 0);
            assertThat(jacksonReads(ours)).isTrue();
            assertThat(upokecenterReads(ours)).isTrue();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (CBORGenerator out = JACKSON.createGenerator(bytes)) {
                // without it a negative big number is written as its neighbour
                out.enable(CBORGenerator.Feature.ENCODE_USING_STANDARD_NEGATIVE_BIGINT_ENCODING);
                copy(CborItem.decode(ours, CborProfile.DETERMINISTIC), out);
            }
            Bytes theirs = Bytes.copyOf(bytes.toByteArray());
            assertThat(Cbor.deterministic(CborItem.decode(theirs, CborProfile.WELL_FORMED))
                            .toHex())
                    .isEqualTo(ours.toHex());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    @DisplayName("whatever we read of changed items, the codec of objects reads too, and to the same value")
    void nothingIsReadThatAnotherRefuses(long seed) throws Exception {
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] changed = CborPropertyTest.randomItem(random, 0).toByteArray();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Bytes item = Bytes.copyOf(changed);
            if (!weRead(item, CborProfile.WELL_FORMED)) {
                continue;
            }
            read++;
            Bytes form = Cbor.deterministic(CborItem.decode(item, CborProfile.WELL_FORMED));
            boolean hasBigNumber = item.toHex().matches("(..)*c[23].*"); // with leading zeros it stays a tag there
            if (!hasBigNumber && upokecenterReads(item)) {
                assertThat(CBORObject.DecodeFromBytes(item.toByteArray()))
                        .as(item.toHex())
                        .isEqualTo(CBORObject.DecodeFromBytes(form.toByteArray()));
            }
        }
        assertThat(read).isGreaterThan(1000);
    }
}
