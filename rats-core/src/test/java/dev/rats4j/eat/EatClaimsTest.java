package dev.rats4j.eat;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EatClaimsTest {

    private static EatClaims.Mistyped mistyped(Bytes message, EatFormat format) throws MalformedMessageException {
        EatClaims claims = EatClaims.decode(message, format);
        assertThat(claims.mistyped()).hasSize(1);
        EatClaims.Mistyped wrong = claims.mistyped().values().iterator().next();
        assertThat(claims.get(wrong.claim())).isEmpty();
        assertThat(EatClaims.decode(claims.encode(format), format)).isEqualTo(claims);
        assertThatThrownBy(claims::expectTyped)
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
                .satisfies(e -> assertThat(e.field()).isEqualTo(wrong.field()));
        return wrong;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1    | 01                       | iss          | is UNSIGNED, not TEXT
                    2    | 41ff                     | sub          | is BYTES, not TEXT
                    3    | 80                       | aud          | has 0 elements
                    3    | 8101                     | aud          | is UNSIGNED, not TEXT
                    4    | f93c00                   | exp          | is FLOAT, not UNSIGNED
                    5    | 20                       | nbf          | is -1, not 0 to
                    6    | fb41d8000000000000       | iat          | is FLOAT, not UNSIGNED
                    6    | c11a5afd322e             | iat          | is TAG, not UNSIGNED
                    6    | 1b7fffffffffffffff       | iat          | not 0 to 253402300799
                    6    | 1bffffffffffffffff       | iat          | integer beyond 64 bits
                    7    | 6161                     | cti          | is TEXT, not BYTES
                    8    | a0                       | cnf          | is empty
                    8    | a201a00283404040         | cnf          | more than one key
                    8    | a10301                   | cnf.kid      | is UNSIGNED, not BYTES
                    8    | a10101                   | cnf.jwk      | is UNSIGNED, not MAP
                    10   | 4701020304050607         | eat_nonce    | 7 bytes, not 8 to 64
                    10   | 81480102030405060708     | eat_nonce    | has 1 elements
                    10   | 683132333435363738       | eat_nonce    | is TEXT, not BYTES
                    256  | 46010203040506           | ueid         | has 6 bytes
                    257  | a0                       | sueids       | is empty
                    257  | a10147010203040506070a   | CBOR         |
                    257  | a10147010203040506 07    | sueids.1     | a key that is no text
                    258  | 4401020304               | oemid        | neither 3 nor 16
                    258  | 20                       | oemid        | is negative
                    259  | 40                       | hwmodel      | has 0 bytes
                    260  | 63312e31                 | hwversion    | is TEXT, not ARRAY
                    260  | 80                       | hwversion    | has 0 elements
                    260  | 826131f4                 | hwversion    | is BOOLEAN, not TEXT
                    261  | 20                       | uptime       | is -1
                    262  | 01                       | oemboot      | is UNSIGNED, not BOOLEAN
                    263  | 05                       | dbgstat      | is no debug status
                    263  | 67656e61626c6564         | dbgstat      | is TEXT, not UNSIGNED
                    264  | a10101                   | location     | lacks longitude
                    264  | a20118640200             | location     | out of its range
                    264  | a201f97e000200           | location.latitude | is not a finite number
                    264  | a3010002000a00           | location.10  | is no entry
                    264  | a30100020008f93c00       | location.timestamp | is FLOAT
                    264  | a301000200 1863 00       | location.99  | is no entry
                    265  | 6161                     | eat_profile  | is neither a URI
                    265  | 65322e392e39             | eat_profile  | is neither a URI
                    265  | 4180                     | eat_profile  | is no object identifier
                    266  | a0                       | submods      | is empty
                    266  | a1614101                 | submods.A    | is UNSIGNED, not BYTES
                    267  | 20                       | bootcount    | is -1
                    268  | 40                       | bootseed     | has 0 bytes
                    269  | 80                       | dloas        | has 0 elements
                    269  | 8182616161 62            | dloas        | is no URI
                    270  | 01                       | swname       | is UNSIGNED, not TEXT
                    271  | 67466f6f2e617070         | swversion    | is TEXT, not ARRAY
                    272  | 818219010240             | manifests    | is empty
                    272  | 81821a000100004101       | manifests    | is no Content-Format
                    272  | 81821901026161           | manifests    | is TEXT, not BYTES
                    273  | 81821901274101           | measurements | measured component
                    273  | 818219012861 7b          | measurements | measured component
                    274  | 80                       | measres      | has 0 elements
                    274  | 8182616180               | measres      | has 0 elements
                    274  | 81826161818261 6205      | measres      | is no result
                    275  | 6161                     | intuse       | is TEXT
                    299  | 01                       | cmw          | is UNSIGNED, not an array
                    """)
    @DisplayName("a claim of another type is kept, named with its place, and not given: CBOR")
    void cbor(long key, String value, String field, String detail) throws MalformedMessageException {
        Bytes item = Bytes.fromHex(value.replace(" ", ""));
        Bytes head = Cbor.integer(key);
        Bytes message = Bytes.concat(Bytes.of(0xa1), head, item);
        if (field.equals("CBOR")) {
            assertThatThrownBy(() -> EatClaims.decode(message, EatFormat.CBOR))
                    .isInstanceOf(MalformedMessageException.class);
            return;
        }
        EatClaims.Mistyped wrong = mistyped(message, EatFormat.CBOR);
        assertThat(wrong.field()).isEqualTo("Claims-Set." + field);
        assertThat(wrong.detail()).contains(detail);
        assertThat(wrong.offset()).isBetween(head.length() + 1, message.length() - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    iss         | 1                         | of type number, not string
                    aud         | []                        | has 0 elements
                    exp         | 1.5                       | is not an integer
                    nbf         | null                      | of type null
                    iat         | "1"                       | of type string, not number
                    jti         | ""                        | is empty
                    cnf         | {"jwk":{},"jwe":"x"}      | more than one key
                    eat_nonce   | "1234567"                 | 7 characters, not 8 to 88
                    eat_nonce   | ["12345678"]              | has 1 elements
                    ueid        | "AQIDBAUGBw=="            | is no base64url
                    ueid        | "AQIDBAUGBx"              | unused bits
                    oemid       | "AQ"                      | neither 3 nor 16
                    oemid       | 1.5                       | of type number, not string
                    hwmodel     | ""                        | has 0 bytes
                    swversion   | "3.1.4"                   | of type string, not array
                    uptime      | -1                        | is -1
                    oemboot     | "true"                    | of type string, not boolean
                    dbgstat     | 1                         | of type number, not string
                    dbgstat     | "Enabled"                 | is no debug status
                    location    | {"latitude":1}            | lacks longitude
                    location    | {"latitude":1,"longitude":1e399} | beyond the range
                    location    | {"latitude":1,"longitude":1,"x":1} | is no entry
                    eat_profile | "x"                       | is neither a URI
                    submods     | {"a":["DIGEST"]}          | has 1 elements
                    submods     | {"a":["X",""]}            | is no selector
                    submods     | {"a":["JWT","é"]}         | is no JWT
                    submods     | {"a":["CBOR","AQ"]}       | is no tagged token
                    submods     | {"a":["UJCS",[]]}         | of type array, not object
                    submods     | {"a":["BUNDLE",[]]}       | has 0 elements
                    submods     | {"a":["DIGEST",[-16,"AQ"]]} | a digest of 1 bytes
                    measres     | [["a",[["b","SUCCESS"]]]] | is no result
                    intuse      | 1                         | of type number, not string
                    cmw         | "x"                       | not an array or an object
                    measurements| [[295,"AQ"]]              | measured component
                    measurements| [[296,"{}"]]              | lacks id
                    """)
    @DisplayName("a claim of another type is kept, named with its place, and not given: JSON")
    void json(String name, String value, String detail) throws MalformedMessageException {
        Bytes message = Bytes.ofUtf8("{\"" + name + "\":" + value + "}");
        EatClaims.Mistyped wrong = mistyped(message, EatFormat.JSON);
        assertThat(wrong.field()).startsWith("$." + name);
        assertThat(wrong.detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a20a4801020304050607080a480102030405060708 | 11 | key is there twice
                    a20101180100                               |  3 | key is there twice
                    a1016180                                   |  3 | text is not UTF-8
                    a10162c080                                 |  3 | text is not UTF-8
                    a1410101                                   |  3 | a claim under a byte string
                    a1f400                                     |  1 | a map key is
                    a000                                       |  1 | 1 bytes after the item
                    bb7fffffffffffffff                         |  9 | more elements than bytes
                    a10a5b7fffffffffffffff                     |  2 | string goes beyond the end
                    80                                         |  0 | is ARRAY, not MAP
                    d90259a0                                   |  0 | is TAG, not MAP
                    """)
    @DisplayName("T-52 what is no claims set is refused: duplicates, text that is not UTF-8, lengths, what follows")
    void refused(String hex, int offset, String detail) {
        assertThatThrownBy(() -> EatClaims.decode(Bytes.fromHex(hex), EatFormat.CBOR))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
                .satisfies(e -> {
                    assertThat(e.offset()).isEqualTo(offset);
                    assertThat(e).hasMessageContaining(detail);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"iat\":1,\"iat\":1}", "[]", "{} x", "{\"iat\":1,}", "{\"iss\":\"\\ud800\"}"})
    @DisplayName("T-61 what is no object is refused: duplicates, lone surrogates, what follows")
    void refusedJson(String text) {
        assertThatThrownBy(() -> EatClaims.decode(Bytes.ofUtf8(text), EatFormat.JSON))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("claims that nobody defined keep their bytes, and have no form in the other format")
    void others() throws MalformedMessageException {
        Bytes message =
                Bytes.fromHex("a2" + "3a0001387f" + "1b0000000000000001" + "616b" + "c102"); // longer than need be
        EatClaims claims = EatClaims.decode(message, EatFormat.CBOR);
        assertThat(claims.others()).containsOnlyKeys(CborKey.of(-80000), CborKey.of("k"));
        assertThat(claims.encode(EatFormat.CBOR)).isEqualTo(message);
        assertThatThrownBy(() -> claims.encode(EatFormat.JSON)).isInstanceOf(IllegalArgumentException.class);
        EatClaims json = EatClaims.decode(Bytes.ofUtf8("{\"10\":1,\"ueid \":null}"), EatFormat.JSON);
        assertThat(json.others()).hasSize(2);
        assertThat(json.encode(EatFormat.JSON).utf8()).isEqualTo("{\"10\":1,\"ueid \":null}");
        assertThatThrownBy(() -> json.encode(EatFormat.CBOR)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("builders refuse what readers would refuse, and keys that have a meaning")
    void builder() {
        EatClaims.Builder claims = EatClaims.builder().put(EatClaim.UPTIME, 1L);
        assertThatThrownBy(() -> claims.put(EatClaim.UPTIME, 1L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims.put(EatClaim.HWMODEL, Bytes.copyOf(new byte[33])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims.put(EatClaim.NONCE, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims.put(EatClaim.SUBMODS, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims.putOther(CborKey.of(10), EatValue.ofCbor(Cbor.nil())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims.putOther(CborKey.of("ueid"), EatFormat.JSON.bool(true)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(claims.putOther(CborKey.of("ueid"), EatFormat.CBOR.bool(true))
                        .build()
                        .others())
                .hasSize(1);
        assertThatThrownBy(() -> EatNonce.of(Bytes.of(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ueid.ofRandom(Bytes.copyOf(new byte[15])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ueid.ofImei("1234567890123x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("eight levels of claims are read and written, nine are not")
    void levels() throws MalformedMessageException {
        EatClaims claims = EatClaims.builder().put(EatClaim.SWNAME, "x").build();
        for (int level = 2; level <= EatClaims.MOST_LEVELS; level++) {
            claims = EatClaims.builder()
                    .putSubmodule("s", new Submodule.Plain(claims))
                    .build();
        }
        EatClaims eight = claims;
        for (EatFormat format : EatFormat.values()) {
            assertThat(EatClaims.decode(eight.encode(format), format)).isEqualTo(eight);
            eight.expectTyped();
            Bytes nine = format == EatFormat.CBOR
                    ? Cbor.map()
                            .put(266, Cbor.map().put("s", eight.encode(format)).encode())
                            .encode()
                    : Bytes.ofUtf8("{\"submods\":{\"s\":" + eight.encode(format).utf8() + "}}");
            EatClaims deep = EatClaims.decode(nine, format);
            assertThatThrownBy(deep::expectTyped)
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("more than 8 levels");
        }
        EatClaims.Builder deeper = EatClaims.builder().putSubmodule("s", new Submodule.Plain(eight));
        assertThatThrownBy(deeper::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("nonces of text, audiences, numbers of JSON: one value, whatever its spelling")
    void spellings() throws MalformedMessageException {
        EatClaims json = EatClaims.decode(
                Bytes.ofUtf8("{\"eat_nonce\":\"not base64url!\",\"aud\":[\"a\"],\"uptime\":1.0,\"oemid\":7}"),
                EatFormat.JSON);
        assertThat(json.nonces()).containsExactly(EatNonce.of("not base64url!"));
        assertThat(json.nonces().get(0).bytes()).isEmpty();
        assertThat(json.get(EatClaim.AUD)).contains(List.of("a"));
        assertThat(json.get(EatClaim.UPTIME)).contains(1L);
        assertThat(json.get(EatClaim.OEMID)).contains(new OemId.Pen(7));
        assertThatThrownBy(() -> json.encode(EatFormat.CBOR)).isInstanceOf(IllegalArgumentException.class);
        Bytes challenge = Bytes.fromHex("0102030405060708");
        assertThat(EatNonce.of("AQIDBAUGBwg")).isEqualTo(EatNonce.of(challenge));
        assertThat(EatNonce.of("AQIDBAUGBwg").matches(challenge)).isTrue();
        assertThat(EatNonce.of("AQIDBAUGBwk").matches(challenge)).isFalse();
    }

    @Test
    @DisplayName("keys to be confirmed are read as COSE_Key and as JWK")
    void confirmation() throws MalformedMessageException {
        for (EatFormat format : EatFormat.values()) {
            Confirmation key = Confirmation.of(SeededKeys.p256(3).publicKey(), CRYPTO, format);
            assertThat(key.publicKey(CRYPTO)).contains(SeededKeys.p256(3).publicKey());
            assertThat(key.keyId()).isEmpty();
            Confirmation id = Confirmation.ofKeyId(Bytes.ofUtf8("k1"), format);
            assertThat(id.keyId()).contains(Bytes.ofUtf8("k1"));
            assertThat(id.publicKey(CRYPTO)).isEmpty();
            assertThat(id.encryptedKey()).isEmpty();
        }
        EatClaims claims = EatClaims.builder()
                .put(EatClaim.CNF, Confirmation.ofKeyId(Bytes.of(1), EatFormat.CBOR))
                .build();
        assertThatThrownBy(() -> claims.encode(EatFormat.JSON)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("times are judged by the clock of the caller, to the second")
    void times() throws MalformedMessageException {
        Instant noon = Instant.parse("2026-11-25T12:00:00Z");
        EatClaims claims = EatClaims.builder()
                .put(EatClaim.NBF, noon)
                .put(EatClaim.IAT, noon)
                .put(EatClaim.EXP, noon.plusSeconds(10))
                .build();
        assertThat(claims.timeProblems(noon, Duration.ZERO)).isEmpty();
        assertThat(claims.timeProblems(noon.plusSeconds(9), Duration.ZERO)).isEmpty();
        assertThat(claims.timeProblems(noon.plusSeconds(10), Duration.ZERO)).containsExactly(TimeProblem.EXPIRED);
        assertThat(claims.timeProblems(noon.plusSeconds(10), Duration.ofSeconds(1)))
                .isEmpty();
        assertThat(claims.timeProblems(noon.minusSeconds(1), Duration.ZERO))
                .containsExactly(TimeProblem.NOT_YET_VALID, TimeProblem.ISSUED_IN_THE_FUTURE);
        assertThat(claims.timeProblems(noon.minusSeconds(1), Duration.ofSeconds(1)))
                .isEmpty();
        assertThatThrownBy(() -> claims.timeProblems(noon, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        EatClaims unreadable = EatClaims.decode(Bytes.fromHex("a104f93c00"), EatFormat.CBOR);
        assertThat(unreadable.timeProblems(noon, Duration.ZERO)).containsExactly(TimeProblem.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000.0", "1.7e9", "17e8", "1700000000.5"})
    @DisplayName("RFC 9711, 4.3.1: a time in floating-point form is none, also where its value is an integer")
    void floatingTimes(String time) throws MalformedMessageException {
        for (String name : List.of("iat", "exp", "nbf")) {
            EatClaims claims = EatClaims.decode(Bytes.ofUtf8("{\"" + name + "\":" + time + "}"), EatFormat.JSON);
            assertThat(claims.claims()).isEmpty();
            assertThat(claims.mistyped().get(CborKey.of(name)).detail()).contains("floating-point");
            assertThat(claims.timeProblems(Instant.EPOCH, Duration.ZERO)).containsExactly(TimeProblem.UNREADABLE);
        }
    }
}
