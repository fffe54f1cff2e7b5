package dev.rats4j.cmw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.wire.Bytes;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Media types, Content-Formats and types of collections. */
class CmwTypeTest {

    private static final CmwRecord DECODED = CmwRecord.of("a/b", Bytes.of(1));

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "A0/z9", "aZ/Z", "a/b;c=d", "a/b ; c=d;e=\"f;\\\"\"", "a!#$&-^_.+/0", "x/y;~=`"})
    @DisplayName("a media type has a type and a subtype, and parameters that are tokens or quoted")
    void acceptsMediaTypes(String text) {
        assertThat(new CmwType.MediaType(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a",
                "a/",
                "/b",
                "a/b/c",
                "a/b/",
                "a b/c",
                "a/b:c",
                "a/b@",
                "a/b[",
                "a/b{",
                "(/b",
                "a/b;\u007f",
                "a/b;\u001f",
                "a/b;é",
                "a/é",
                ";a/b",
                " a/b",
                "a/b ",
                "a*/b",
                "a/.b",
                "a/b;",
                "a/b; ",
                "a/b;c",
                "a/b;c=",
                "a/b;=d",
                "a/b;c=d;",
                "a/b;c=d e=f",
                "a/b;c=d:e",
                "a/b;c=\"",
                "a/b;c=\"d\\",
                "a/b;c=\"d\"e",
                "a/b;c=\"\u007f\"",
                "a/b;c=1;C=2"
            })
    @DisplayName("other texts are no media type")
    void refusesMediaTypes(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CmwType.MediaType(text))
                .withMessage("not a media type");
    }

    @Test
    @DisplayName("names of a media type have at most 127 characters, the whole 4096")
    void capsMediaTypes() {
        String name = "x".repeat(127);
        assertThat(CmwType.isMediaType(name + "/" + name)).isTrue();
        assertThat(CmwType.isMediaType(name + "y/" + name)).isFalse();
        assertThat(CmwType.isMediaType(name + "/y" + name)).isFalse();
        String most = "a/b;c=" + "d".repeat(4096 - 6);
        assertThat(CmwType.isMediaType(most)).isTrue();
        assertThat(CmwType.isMediaType(most + "d")).isFalse();
    }

    @Test
    @DisplayName("parameters are found by their name, without quotation marks")
    void readsParameters() {
        CmwType type = new CmwType.MediaType("a/b; C=d;e=\"f;\\\"g\\\\\"");
        assertThat(type.parameter("c")).contains("d");
        assertThat(type.parameter("e")).contains("f;\"g\\");
        assertThat(type.parameter("g")).isEmpty();
        assertThat(new CmwType.ContentFormat(273).parameter("c")).isEmpty();
        for (String value : new String[] {"", "a", "tag:x,1", "a\"b\\c"}) {
            CmwType written = new CmwType.MediaType("a/b;c=" + MediaTypeText.parameterValue(value));
            assertThat(written.parameter("c")).contains(value);
        }
    }

    @Test
    @DisplayName("the bare media type has no parameters and no upper case")
    void baresMediaTypes() {
        assertThat(new CmwType.MediaType("Application/EAT+cwt ; x=Y").mediaType())
                .contains("application/eat+cwt");
        assertThat(new CmwType.MediaType("A/b").mediaType()).contains("a/b");
        assertThat(new CmwType.ContentFormat(274).mediaType()).contains("application/cmw+json");
        assertThat(new CmwType.ContentFormat(262).mediaType()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:", "a:b", "tag:x,2026:y", "aZ09+-.:~", "0", "2", "1.0", "2.5.29", "1.10.0.203"})
    @DisplayName("a collection's type is a URI with a scheme, or an OID")
    void acceptsCollectionTypes(String type) {
        assertThat(new CmwCollection(Optional.of(type), Map.of(CborKey.of("x"), DECODED)).type())
                .contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                ":",
                ":a",
                "a_b:c",
                "a b:c",
                "a:b c",
                "a:\u007f",
                "a:\u001f",
                "a:é",
                "é:a",
                "3",
                "1.",
                "1.01",
                ".1",
                "1..2",
                "1.a"
            })
    @DisplayName("other texts are no collection's type")
    void refusesCollectionTypes(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CmwCollection(Optional.of(type), Map.of(CborKey.of("x"), DECODED)))
                .withMessage("a collection's type is a URI or an OID");
    }
}
