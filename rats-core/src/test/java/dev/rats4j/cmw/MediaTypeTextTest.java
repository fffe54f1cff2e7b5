package dev.rats4j.cmw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTextTest {

    private static MediaTypeText parsed(String text) {
        return MediaTypeText.parse(text).orElseThrow();
    }

    @Test
    void parametersAreTokensOrQuoted() {
        assertThat(parsed("A/b ; C=d; e=\"\"")).isEqualTo(new MediaTypeText("a/b", Map.of("c", "d", "e", "")));
        assertThat(parsed("a/b;c=\" ~\"").parameters()).isEqualTo(Map.of("c", " ~"));
        assertThat(parsed("a/b;c=\"\\\"\\\\\"").parameters()).isEqualTo(Map.of("c", "\"\\"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/",
                "a/",
                "/b",
                "a/b;",
                "a/b;c",
                "a/b;c=",
                "a/b;=d",
                "a/b;c=d;C=e",
                "a/b;c=d e",
                "a/b;c=\"",
                "a/b;c=\"\\",
                "a/b;c=\"\u001f\"",
                "a/b;c=\"\u007f\"",
                "a/b;c=d;",
                "a/b; ",
                "a/b ",
                "a /b",
                "+a/b",
                "a/+b",
                "a/b;c=\"d\"e",
                "a/b/c"
            })
    void everythingElseIsNoMediaType(String text) {
        assertThat(MediaTypeText.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void textsAndNamesHaveALimit() {
        String longest = "a/b;c=" + "d".repeat(MediaTypeText.LONGEST - 6);
        assertThat(parsed(longest).parameters().get("c")).hasSize(MediaTypeText.LONGEST - 6);
        assertThat(MediaTypeText.parse(longest + "d")).isEmpty();
        String name = "n".repeat(127);
        assertThat(parsed(name + "/" + name).name()).isEqualTo(name + "/" + name);
        assertThat(MediaTypeText.parse(name + "n/b")).isEmpty();
        assertThat(MediaTypeText.parse("a/n" + name)).isEmpty();
    }

    @Test
    @DisplayName("items of a collection are handed out unread, if the collection has the type that was asked for")
    void itemsAreHandedOut() throws MalformedMessageException {
        CmwRecord one = CmwRecord.of("a/b", Bytes.of(1));
        CmwRecord two = CmwRecord.of("c/d", Bytes.of(2));
        Bytes message = new CmwCollection(
                        Optional.of("tag:example.com,2026:x"), Map.of(CborKey.of("one"), one, CborKey.of("two"), two))
                .toCbor();
        List<CmwRecord> read = new ArrayList<>();
        Cmw.forEachItem(
                message,
                "tag:example.com,2026:x",
                (label, item) -> read.add(Cmw.record(item, new CmwType.MediaType("a/b"))));
        assertThat(read).containsExactlyInAnyOrder(one, two);
        assertThatThrownBy(() -> Cmw.forEachItem(message, "tag:example.com,2026:y", (label, item) -> {}))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("not a collection of type tag:example.com,2026:y");
        CborItem item = CborItem.decode(Bytes.of(0x80), CborProfile.WELL_FORMED);
        assertThatThrownBy(() -> Cmw.record(item, new CmwType.MediaType("a/b")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("fewer than 2 elements");
    }
}
