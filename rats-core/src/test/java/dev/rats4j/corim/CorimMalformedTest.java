package dev.rats4j.corim;

import static dev.rats4j.corim.CorimFrames.BYTES;
import static dev.rats4j.corim.CorimFrames.CLASS;
import static dev.rats4j.corim.CorimFrames.EMPTY_MAP;
import static dev.rats4j.corim.CorimFrames.ID;
import static dev.rats4j.corim.CorimFrames.KEY;
import static dev.rats4j.corim.CorimFrames.NONE;
import static dev.rats4j.corim.CorimFrames.UUID;
import static dev.rats4j.corim.CorimFrames.VALUES;
import static dev.rats4j.corim.CorimFrames.ZERO;
import static dev.rats4j.corim.CorimFrames.comidWith;
import static dev.rats4j.corim.CorimFrames.corim;
import static dev.rats4j.corim.CorimFrames.corimWith;
import static dev.rats4j.corim.CorimFrames.entity;
import static dev.rats4j.corim.CorimFrames.environment;
import static dev.rats4j.corim.CorimFrames.keyTriple;
import static dev.rats4j.corim.CorimFrames.map;
import static dev.rats4j.corim.CorimFrames.measurement;
import static dev.rats4j.corim.CorimFrames.tag;
import static dev.rats4j.corim.CorimFrames.time;
import static dev.rats4j.corim.CorimFrames.triples;
import static dev.rats4j.corim.CorimFrames.value;
import static dev.rats4j.corim.CorimFrames.valueTriple;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One vector for every refusal of the codec; each is a sound CoRIM with one thing changed. */
class CorimMalformedTest {

    static Stream<Arguments> malformed() {
        return Stream.of(corimCases(), comidCases(), environmentCases(), keyCases(), measurementCases(), valueCases())
                .flatMap(cases -> cases);
    }

    private static Arguments bad(String what, Bytes message, String complaint) {
        return Arguments.of(what, message, complaint);
    }

    private static Stream<Arguments> corimCases() {
        return Stream.of(
                bad("no tag 501", map(0, ID, 1, Cbor.array(tag(EMPTY_MAP))), "tag 501 expected"),
                bad("no map", Cbor.tagged(501, NONE), "corim-map"),
                bad("no id", Cbor.tagged(501, map(1, Cbor.array(BYTES))), "lacks id"),
                bad("no tags", Cbor.tagged(501, map(0, ID)), "lacks tags"),
                bad("empty tags", Cbor.tagged(501, map(0, ID, 1, NONE)), "corim-map.tags"),
                bad("id is a number", Cbor.tagged(501, map(0, ZERO, 1, Cbor.array(BYTES))), "corim-map.id"),
                bad("id of 3 bytes", Cbor.tagged(501, map(0, Cbor.bytes(Bytes.of(1, 2, 3)), 1, NONE)), "a UUID has 16"),
                bad("untagged tag", corim(Cbor.bytes(EMPTY_MAP)), "corim-map.tags"),
                bad("CoMID not in a byte string", corim(Cbor.tagged(506, EMPTY_MAP)), "concise-mid-tag"),
                bad("bytes after the CoMID", corim(Cbor.tagged(506, Cbor.bytes(Bytes.of(0xa0, 0)))), "after the item"),
                bad("profile is a number", corimWith(3, ZERO), "uri"),
                bad(
                        "profile is no OID",
                        corimWith(3, Cbor.tagged(111, Cbor.bytes(Bytes.of(0x80)))),
                        "object identifier"),
                bad("no end", corimWith(4, EMPTY_MAP), "lacks not-after"),
                bad("unknown key of validity", corimWith(4, map(1, Cbor.tagged(1, ZERO), 2, ZERO)), "unknown key"),
                bad("time without tag", corimWith(4, map(1, ZERO)), "tag 1 expected"),
                bad("time is text", time(ID), "time"),
                bad("time before 1970", time(Cbor.integer(-1)), "before 1970"),
                bad("time after 9999", time(Cbor.integer(253_402_300_800L)), "after 9999"),
                bad("time is NaN", time(Bytes.of(0xf9, 0x7e, 0)), "before 1970"),
                bad("time is infinite", time(Bytes.of(0xf9, 0x7c, 0)), "before 1970"),
                bad(
                        "end before start",
                        corimWith(4, map(0, Cbor.tagged(1, Cbor.integer(2)), 1, Cbor.tagged(1, Cbor.integer(1)))),
                        "before not-before"),
                bad("empty entities", corimWith(5, NONE), "entities"),
                bad("no name", entity(map(2, Cbor.array(Cbor.integer(1)))), "lacks entity-name"),
                bad("no role", entity(map(0, ID)), "lacks role"),
                bad("empty roles", entity(map(0, ID, 2, NONE)), "entity-map.role"),
                bad("role of a CoMID", entity(map(0, ID, 2, Cbor.array(ZERO))), "0 is not a role here"),
                bad(
                        "regid is a number",
                        entity(Cbor.map()
                                .put(0, ID)
                                .put(1, ZERO)
                                .put(2, Cbor.array(Cbor.integer(1)))
                                .encode()),
                        "uri"));
    }

    private static Stream<Arguments> comidCases() {
        return Stream.of(
                bad("no identity", corim(tag(map(4, valueTriple(CLASS, map(1, VALUES))))), "lacks tag-identity"),
                bad("no tag-id", corim(tag(map(1, EMPTY_MAP, 4, EMPTY_MAP))), "lacks tag-id"),
                bad("unknown key of identity", corim(tag(map(1, map(0, ID, 2, ZERO), 4, EMPTY_MAP))), "unknown key 2"),
                bad(
                        "negative version",
                        corim(tag(map(1, map(0, ID, 1, Cbor.integer(-1)), 4, valueTriple(CLASS, map(1, VALUES))))),
                        "tag-version"),
                bad("language is a number", comidWith(0, ZERO), "language"),
                bad("no triples", corim(tag(map(1, map(0, ID)))), "lacks triples"),
                bad("empty triples", triples(EMPTY_MAP), "triples-map"),
                bad("empty reference values", triples(map(0, NONE)), "reference-triples"),
                bad("empty endorsed values", triples(map(1, NONE)), "endorsed-triples"),
                bad("empty attest keys", triples(map(3, NONE)), "attest-key-triples"),
                bad("triple of one part", triples(map(0, Cbor.array(Cbor.array(CLASS)))), "1 elements, at least 2"),
                bad(
                        "triple of three parts",
                        triples(map(0, Cbor.array(Cbor.array(CLASS, Cbor.array(map(1, VALUES)), ZERO)))),
                        "more than 2"),
                bad("no measurements", triples(map(0, Cbor.array(Cbor.array(CLASS, NONE)))), "measurements"),
                bad("key triple of one part", keyTriple(CLASS), "1 elements, at least 2"),
                bad("key triple of four parts", keyTriple(CLASS, Cbor.array(KEY), map(0, ZERO), ZERO), "more than 3"),
                bad("no keys", keyTriple(CLASS, NONE), "crypto keys"),
                bad("empty conditions", keyTriple(CLASS, Cbor.array(KEY), EMPTY_MAP), "conditions"),
                bad("unknown condition", keyTriple(CLASS, Cbor.array(KEY), map(2, ZERO)), "unknown key 2"),
                bad("no authorizing key", keyTriple(CLASS, Cbor.array(KEY), map(1, NONE)), "crypto keys"),
                bad(
                        "role of a CoRIM only",
                        comidWith(2, Cbor.array(map(0, ID, 2, Cbor.array(Cbor.integer(3))))),
                        "not a role here"));
    }

    private static Stream<Arguments> environmentCases() {
        return Stream.of(
                bad("empty environment", environment(EMPTY_MAP), "environment-map"),
                bad("unknown key of environment", environment(map(0, map(1, ID), 3, ZERO)), "unknown key 3"),
                bad("empty class", environment(map(0, EMPTY_MAP)), "class-map"),
                bad("unknown key of class", environment(map(0, map(5, ZERO))), "unknown key 5"),
                bad("class id without tag", environment(map(0, map(0, UUID))), "class-map.class-id"),
                bad(
                        "class id is a UEID",
                        environment(map(0, map(0, Cbor.tagged(550, UUID)))),
                        "tag 550 is not one of its types"),
                bad(
                        "private class id",
                        environment(map(0, map(0, Cbor.tagged(600, UUID)))),
                        "tag 600 is not one of its types"),
                bad("class id is text", environment(map(0, map(0, Cbor.tagged(560, ID)))), "class-map.class-id"),
                bad(
                        "class id is no OID",
                        environment(map(0, map(0, Cbor.tagged(111, Cbor.bytes(Bytes.of(0x2b, 0x81)))))),
                        "no value of tag 111"),
                bad(
                        "UUID of 15 bytes",
                        environment(map(0, map(0, Cbor.tagged(37, Cbor.bytes(Bytes.copyOf(new byte[15])))))),
                        "no value of tag 37"),
                bad("vendor is bytes", environment(map(0, map(1, UUID))), "class-map.vendor"),
                bad("model is bytes", environment(map(0, map(2, UUID))), "class-map.model"),
                bad("negative layer", environment(map(0, map(3, Cbor.integer(-1)))), "class-map.layer"),
                bad("negative index", environment(map(0, map(4, Cbor.integer(-1)))), "class-map.index"),
                bad(
                        "UEID of 6 bytes",
                        environment(map(1, Cbor.tagged(550, Cbor.bytes(Bytes.copyOf(new byte[6]))))),
                        "no value of tag 550"),
                bad(
                        "UEID of 34 bytes",
                        environment(map(1, Cbor.tagged(550, Cbor.bytes(Bytes.copyOf(new byte[34]))))),
                        "no value of tag 550"),
                bad("instance is untagged", environment(map(1, UUID)), "environment-map.instance"),
                bad("instance is a path", environment(map(1, Cbor.tagged(556, ID))), "is a path"),
                bad(
                        "instance is a path's thumbprint",
                        environment(map(1, Cbor.tagged(561, Cbor.array(ZERO, UUID)))),
                        "is a path"),
                bad(
                        "instance is an OID",
                        environment(map(1, Cbor.tagged(111, Cbor.bytes(Bytes.of(0x2b))))),
                        "tag 111 is not a key"),
                bad("group is a UEID", environment(map(2, Cbor.tagged(550, UUID))), "tag 550 is not one of its types"));
    }

    private static Stream<Arguments> keyCases() {
        return Stream.of(
                bad("untagged key", keyTriple(CLASS, Cbor.array(ID)), "crypto-key-type-choice"),
                bad("unknown tag", keyTriple(CLASS, Cbor.array(Cbor.tagged(553, ID))), "tag 553 is not a key"),
                bad("key is no text", keyTriple(CLASS, Cbor.array(Cbor.tagged(554, UUID))), "is BYTES, not TEXT"),
                bad(
                        "certificate is no text",
                        keyTriple(CLASS, Cbor.array(Cbor.tagged(555, UUID))),
                        "is BYTES, not TEXT"),
                bad("path is no text", keyTriple(CLASS, Cbor.array(Cbor.tagged(556, UUID))), "is BYTES, not TEXT"),
                bad("thumbprint is no digest", keyTriple(CLASS, Cbor.array(Cbor.tagged(557, UUID))), "digest"),
                bad("COSE_Key is no map", keyTriple(CLASS, Cbor.array(Cbor.tagged(558, UUID))), "COSE_Key"),
                bad(
                        "thumbprint of one part",
                        keyTriple(CLASS, Cbor.array(Cbor.tagged(559, Cbor.array(ZERO)))),
                        "digest"),
                bad("bytes are text", keyTriple(CLASS, Cbor.array(Cbor.tagged(560, ID))), "is TEXT, not BYTES"),
                bad("DER is text", keyTriple(CLASS, Cbor.array(Cbor.tagged(562, ID))), "is TEXT, not BYTES"));
    }

    private static Stream<Arguments> measurementCases() {
        return Stream.of(
                bad("no values", measurement(map(0, ID)), "lacks mval"),
                bad("unknown key of measurement", measurement(map(1, VALUES, 3, ZERO)), "unknown key 3"),
                bad("negative mkey", measurement(map(0, Cbor.integer(-1), 1, VALUES)), "mkey"),
                bad("mkey is bytes", measurement(map(0, UUID, 1, VALUES)), "is BYTES, not a number"),
                bad("mkey is tagged bytes", measurement(map(0, BYTES, 1, VALUES)), "tag 560 is not one of its types"),
                bad("empty authority", measurement(map(1, VALUES, 2, NONE)), "crypto keys"),
                bad("empty values", measurement(map(1, EMPTY_MAP)), "measurement-values-map"),
                bad(
                        "key of values is text",
                        measurement(map(1, Cbor.map().put("svn", ZERO).encode())),
                        "is not a number"),
                bad("mask without value", value(5, UUID), "a mask without a raw value"));
    }

    private static Stream<Arguments> valueCases() {
        return Stream.of(
                bad("svn is text", value(1, ID), "svn"),
                bad("svn is negative", value(1, Cbor.integer(-1)), "is NEGATIVE"),
                bad("svn is a bignum", value(1, Cbor.tagged(2, Cbor.bytes(Bytes.of(1)))), "svn"),
                bad("tagged svn is negative", value(1, Cbor.tagged(552, Cbor.integer(-1))), "is NEGATIVE"),
                bad("minimum is negative", value(1, Cbor.tagged(553, Cbor.integer(-1))), "is NEGATIVE"),
                bad("no digests", value(2, NONE), "digests"),
                bad("digest of three parts", value(2, Cbor.array(Cbor.array(ZERO, UUID, ZERO))), "digest"),
                bad("algorithm is bytes", value(2, Cbor.array(Cbor.array(UUID, UUID))), "digest.alg"),
                bad("digest is text", value(2, Cbor.array(Cbor.array(ZERO, ID))), "digest.val"),
                bad("raw value without tag", value(4, UUID), "tag 560 expected"),
                bad("raw value is text", value(4, Cbor.tagged(560, ID)), "raw-value"),
                bad(
                        "masked value of one part",
                        value(4, Cbor.tagged(563, Cbor.array(UUID))),
                        "tagged-masked-raw-value"),
                bad(
                        "short mask",
                        value(4, Cbor.tagged(563, Cbor.array(UUID, Cbor.bytes(Bytes.of(1))))),
                        "mask of 1 bytes"),
                bad(
                        "short old mask",
                        measurement(map(1, map(4, BYTES, 5, Cbor.bytes(Bytes.of(1))))),
                        "mask of 1 bytes"),
                bad("old mask is tagged", measurement(map(1, map(4, BYTES, 5, BYTES))), "raw-value-mask"),
                bad(
                        "two masks",
                        measurement(map(1, map(4, Cbor.tagged(563, Cbor.array(UUID, UUID)), 5, UUID))),
                        "two masks"),
                bad("name is bytes", value(11, UUID), "name"),
                bad("no keys", value(13, NONE), "crypto keys"),
                bad("range is text", value(15, ID), "int-range"),
                bad("number is a bignum", value(15, Cbor.tagged(2, Cbor.bytes(Bytes.of(1)))), "is tagged"),
                bad("range of one end", value(15, Cbor.tagged(564, Cbor.array(ZERO))), "int-range"),
                bad(
                        "end is a bignum",
                        value(15, Cbor.tagged(564, Cbor.array(Cbor.nil(), Cbor.tagged(3, UUID)))),
                        "is tagged"),
                bad(
                        "range upside down",
                        value(15, Cbor.tagged(564, Cbor.array(Cbor.integer(2), Cbor.integer(1)))),
                        "minimum is above maximum"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    @DisplayName("each malformed part is refused for its own reason")
    void refuses(String what, Bytes message, String complaint) {
        assertThatThrownBy(() -> Corim.decode(message))
                .as(what)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(complaint);
    }
}
