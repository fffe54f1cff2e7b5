package dev.rats4j.coswid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CoswidMalformedTest {

    private static final Bytes TEXT = Cbor.text("t");
    private static final Bytes ONE = Cbor.integer(1);
    private static final Bytes ENTITY = map(31, TEXT, 33, ONE);
    private static final Bytes HASH = Cbor.array(ONE, Cbor.bytes(Bytes.of(1)));

    private static Bytes map(Object... keysAndValues) {
        Cbor.MapBuilder map = Cbor.map();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(((Integer) keysAndValues[i]).longValue(), (Bytes) keysAndValues[i + 1]);
        }
        return map.encode();
    }

    /** A sound tag around one more member. */
    private static Bytes with(long key, Bytes value) {
        return Cbor.map()
                .put(0, TEXT)
                .put(12, ONE)
                .put(1, TEXT)
                .put(2, ENTITY)
                .put(key, value)
                .encode();
    }

    private static Bytes file(Bytes file) {
        return with(6, map(17, file));
    }

    static Stream<Arguments> broken() {
        Bytes[] two = {ENTITY, ENTITY};
        return Stream.of(
                Arguments.of("no map", ONE, "concise-swid-tag", 0),
                Arguments.of("no tag-id", map(1, TEXT, 2, ENTITY, 12, ONE), "concise-swid-tag", 0),
                Arguments.of("no name", map(0, TEXT, 2, ENTITY, 12, ONE), "concise-swid-tag", 0),
                Arguments.of("no entity", map(0, TEXT, 1, TEXT, 12, ONE), "concise-swid-tag", 0),
                Arguments.of("no version", map(0, TEXT, 1, TEXT, 2, ENTITY), "concise-swid-tag", 0),
                Arguments.of(
                        "tag-id of 15 bytes",
                        map(0, Cbor.bytes(Bytes.copyOf(new byte[15]))),
                        "concise-swid-tag.tag-id",
                        2),
                Arguments.of("tag-id is a number", map(0, ONE), "concise-swid-tag.tag-id", 2),
                Arguments.of(
                        "version is a float",
                        map(0, TEXT, 12, Bytes.fromHex("f93c00")),
                        "concise-swid-tag.tag-version",
                        5),
                Arguments.of(
                        "version of 65 bits",
                        map(0, TEXT, 12, Bytes.fromHex("1b8000000000000000")),
                        "concise-swid-tag.tag-version",
                        5),
                Arguments.of(
                        "entity of one in an array", map(0, TEXT, 2, Cbor.array(ENTITY)), "concise-swid-tag.entity", 5),
                Arguments.of("no entity in an array", map(0, TEXT, 2, Cbor.array()), "concise-swid-tag.entity", 5),
                Arguments.of("entity without role", map(0, TEXT, 2, map(31, TEXT)), "concise-swid-tag.entity", 5),
                Arguments.of("entity without name", map(0, TEXT, 2, map(33, ONE)), "concise-swid-tag.entity", 5),
                Arguments.of(
                        "role is null",
                        map(0, TEXT, 2, map(31, TEXT, 33, Cbor.nil())),
                        "concise-swid-tag.entity.role",
                        12),
                Arguments.of(
                        "reg-id under another tag",
                        map(0, TEXT, 2, map(31, TEXT, 32, Cbor.tagged(33, TEXT))),
                        "concise-swid-tag.entity.reg-id",
                        12),
                Arguments.of(
                        "thumbprint by name",
                        map(0, TEXT, 2, map(31, TEXT, 33, ONE, 34, Cbor.array(TEXT, Cbor.bytes(Bytes.EMPTY)))),
                        "concise-swid-tag.entity.thumbprint.alg",
                        15),
                Arguments.of("corpus is a number", with(8, ONE), "concise-swid-tag.corpus", 17),
                Arguments.of(
                        "scheme is bytes", with(14, Cbor.bytes(Bytes.EMPTY)), "concise-swid-tag.version-scheme", 19),
                Arguments.of("language is a number", with(15, ONE), "concise-swid-tag.lang", 19),
                Arguments.of(
                        "a key of bytes",
                        Cbor.map()
                                .put(0, TEXT)
                                .put(12, ONE)
                                .put(1, TEXT)
                                .put(2, ENTITY)
                                .put(new CborKey.Binary(Bytes.of(1)), ONE)
                                .encode(),
                        "concise-swid-tag",
                        0),
                Arguments.of("link without href", with(4, map(40, ONE)), "concise-swid-tag.link", 17),
                Arguments.of("link without rel", with(4, map(38, TEXT)), "concise-swid-tag.link", 17),
                Arguments.of(
                        "rel too high",
                        with(4, map(38, TEXT, 40, Cbor.integer(64437))),
                        "concise-swid-tag.link.rel",
                        24),
                Arguments.of(
                        "rel too low", with(4, map(38, TEXT, 40, Cbor.integer(-257))), "concise-swid-tag.link.rel", 24),
                Arguments.of(
                        "edition is a number", with(5, map(47, ONE)), "concise-swid-tag.software-meta.edition", 20),
                Arguments.of(
                        "generator of one byte",
                        with(5, map(50, Cbor.bytes(Bytes.of(1)))),
                        "concise-swid-tag.software-meta.generator",
                        20),
                Arguments.of("file without name", file(map(20, ONE)), "file-entry", 19),
                Arguments.of("negative size", file(map(24, TEXT, 20, Cbor.integer(-1))), "file-entry.size", 21),
                Arguments.of(
                        "digest of three parts",
                        file(map(24, TEXT, 7, Cbor.array(ONE, Cbor.bytes(Bytes.EMPTY), ONE))),
                        "file-entry.hash",
                        21),
                Arguments.of(
                        "digest is a text", file(map(24, TEXT, 7, Cbor.array(ONE, TEXT))), "file-entry.hash.val", 23),
                Arguments.of(
                        "path elements with more",
                        with(6, map(16, map(24, TEXT, 26, map(18, ONE)))),
                        "directory-entry.path-elements",
                        26),
                Arguments.of("process without name", with(6, map(18, map(28, ONE))), "process-entry", 19),
                Arguments.of("pid is a text", with(6, map(18, map(27, TEXT, 28, TEXT))), "process-entry.pid", 26),
                Arguments.of("resource without type", with(6, map(19, map())), "resource-entry", 19),
                Arguments.of(
                        "date is a float",
                        with(3, map(35, Cbor.tagged(1, Bytes.fromHex("f93c00")))),
                        "evidence-entry.date",
                        21),
                Arguments.of("date has no tag", with(3, map(35, ONE)), "evidence-entry.date", 20),
                Arguments.of(
                        "date beyond all",
                        with(3, map(35, Cbor.tagged(1, Cbor.integer(Long.MAX_VALUE)))),
                        "evidence-entry.date",
                        20),
                Arguments.of(
                        "payload and evidence",
                        map(0, TEXT, 1, TEXT, 2, ENTITY, 12, ONE, 3, map(), 6, map()),
                        "concise-swid-tag",
                        0),
                Arguments.of(
                        "payload type 3",
                        with(58, map(59, Cbor.integer(3))),
                        "reference-measurement-entry.payload-type",
                        23),
                Arguments.of("measurement lacks all", with(58, map()), "reference-measurement-entry", 20),
                Arguments.of(
                        "two entities, one broken",
                        map(0, TEXT, 2, Cbor.array(two[0], ONE)),
                        "concise-swid-tag.entity",
                        14),
                Arguments.of("trailing bytes", Bytes.concat(with(8, Cbor.bool(true)), Bytes.of(0)), "CBOR", 20),
                Arguments.of("a key twice", Bytes.fromHex("a2006174006175"), "CBOR", 4));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refuses(String name, Bytes message, String field, int offset) {
        assertThatThrownBy(() -> Coswid.decode(message))
                .asInstanceOf(type(MalformedMessageException.class))
                .satisfies(
                        e -> assertThat(e.field() + "@" + e.offset()).as(name).isEqualTo(field + "@" + offset));
    }

    @Test
    @DisplayName("the frame of these tests is sound")
    void frame() throws MalformedMessageException {
        assertThat(Coswid.decode(file(map(24, TEXT, 7, HASH)))
                        .content()
                        .payload()
                        .orElseThrow()
                        .resources()
                        .allFiles())
                .hasSize(1);
    }
}
