package dev.rats4j.eat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredComponentTest {

    @Test
    @DisplayName(
            "a component is written as RFC 10013 has it, and is the same in both formats and in each other's claim")
    void written() throws MalformedMessageException {
        MeasuredComponent component = new MeasuredComponent(
                "boot",
                Optional.of(EatVersion.of("1.2", EatVersion.Scheme.SEMVER)),
                new MeasuredComponent.Digested(new NamedDigest(new NamedDigest.ByNumber(1), Bytes.of(0xab))),
                List.of(Bytes.of(1)),
                Optional.of(Bytes.fromHex("0000000000000101")));
        assertThat(component.encode(EatFormat.CBOR).toHex())
                .isEqualTo(
                        "a4" + "018264626f6f748263312e32194000" + "02820141ab" + "03814101" + "04480000000000000101");
        assertThat(component.encode(EatFormat.JSON).utf8())
                .isEqualTo("{\"id\":[\"boot\",[\"1.2\",16384]],\"digested-measurement\":[1,\"qw\"],"
                        + "\"authorities\":[\"AQ\"],\"flags\":\"AAAAAAAAAQE\"}");
        assertThat(component.needsProfile()).isTrue();
        for (EatFormat inner : EatFormat.values()) {
            TypedContent content = TypedContent.of(component, inner);
            assertThat(content.measuredComponent()).contains(component);
            EatClaims claims = EatClaims.builder()
                    .put(EatClaim.MEASUREMENTS, List.of(content))
                    .build();
            for (EatFormat outer : EatFormat.values()) {
                assertThat(EatClaims.decode(claims.encode(outer), outer)).isEqualTo(claims);
            }
        }
        assertThat(new TypedContent(258, Bytes.of(1)).measuredComponent()).isEmpty();
        assertThatThrownBy(() -> new TypedContent(296, Bytes.of(0xff))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TypedContent(65536, Bytes.of(1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(MeasuredComponent.of(
                                "x",
                                Optional.empty(),
                                new MeasuredComponent.Digested(
                                        NamedDigest.of(HashAlgorithm.SHA256.digest(Bytes.EMPTY))))
                        .needsProfile())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a0                           | measured-component          | 0  | lacks id
                    a1018161 61                  | measured-component          | 0  | not exactly one measurement
                    a3018161610282014101054101   | measured-component          | 0  | not exactly one measurement
                    a20180054101                 | measured-component.id       | 2  | has 0 elements
                    a201810105 4101              | measured-component.id       | 3  | is UNSIGNED, not TEXT
                    a2018161610281 01            | measured-component.digested-measurement | 6  | has 1 elements
                    a201816161028201 6161        | measured-component.digested-measurement | 8  | is TEXT, not BYTES
                    a2018161610282f93c004101     | measured-component.digested-measurement | 7 | is FLOAT, not TEXT
                    a201816161056161             | measured-component.raw-measurement | 6 | is TEXT, not BYTES
                    a3018161610380054101         | measured-component.authorities | 6 | has 0 elements
                    a301816161044101054101       | measured-component.flags    | 6  | has 1 bytes
                    a301816161054101 0600        | measured-component.6        | 9  | is no entry
                    a201816161054101 00          | CBOR                        | 8  | 1 bytes after
                    a301816161054101054101       | CBOR                        | 8  | twice
                    a20181626180054101           | CBOR                        | 4  | not UTF-8
                    """)
    @DisplayName("what is no component is refused by name and place: CBOR")
    void refusedCbor(String hex, String field, int offset, String detail) {
        assertThatThrownBy(() -> MeasuredComponent.decode(Bytes.fromHex(hex.replace(" ", "")), EatFormat.CBOR))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
                .satisfies(e -> {
                    assertThat(e.field()).isEqualTo(field);
                    assertThat(e.offset()).isEqualTo(offset);
                    assertThat(e).hasMessageContaining(detail);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                                    | $          | of type array
                    {"id":["a"]}                                          | $          | not exactly one
                    {"id":"a","raw-measurement":"AQ"}                     | $.id       | of type string
                    {"id":["a"],"raw-measurement":"AQ=="}                 | $.raw-measurement | is no base64url
                    {"id":["a"],"raw-measurement":"AQ","flags":"AQ"}      | $.flags    | has 1 bytes
                    {"id":["a"],"raw-measurement":"AQ","x":1}             | $.x        | is no entry
                    {"id":["a"],"digested-measurement":[1.5,"AQ"]}        | $.digested-measurement[0] | of type number
                    """)
    @DisplayName("what is no component is refused by name: JSON")
    void refusedJson(String json, String field, String detail) {
        assertThatThrownBy(() -> MeasuredComponent.decode(Bytes.ofUtf8(json), EatFormat.JSON))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
                .satisfies(e -> {
                    assertThat(e.field()).isEqualTo(field);
                    assertThat(e).hasMessageContaining(detail);
                });
    }
}
