package dev.rats4j.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cli.content.Samples;
import dev.rats4j.cli.output.Printable;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.tpm.eventlog.EventLogWriter;
import dev.rats4j.tpm.eventlog.TcgEventType;
import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that would like to write to the terminal themselves, or to be endless. */
class HostileContentTest {

    private static final String ESCAPES =
            "\u001b[2J\u001b]0;title\u0007\u009b31m\r\n\b\u202e\u2066\u2069\u200f\u2028\u2029\u0085\ufeff\u00ad";

    @Test
    void nothingMovesTheCursor() throws Exception {
        Bytes json = Json.write(JsonObject.builder().put(ESCAPES, ESCAPES).build());
        Bytes record = new CmwCollection(
                        Optional.of("tag:a"),
                        Map.of(
                                CborKey.of(ESCAPES),
                                CmwRecord.of("text/plain; x=\"" + "y" + "\"", Bytes.ofUtf8(ESCAPES))))
                .toCbor();
        Bytes cbor = Cbor.array(
                Cbor.text(ESCAPES), Cbor.map().put(ESCAPES, Cbor.integer(1)).encode());
        Bytes corim = Bytes.ofUtf8(Samples.TEMPLATE.replace("ACME", "\\u001b[2J\\u202e"));
        Bytes log = new EventLogWriter(List.of(HashAlgorithm.SHA256))
                .event(4, TcgEventType.EV_EFI_ACTION, Bytes.ofUtf8(ESCAPES))
                .event(4, TcgEventType.EV_IPL, Bytes.ofUtf8("bare text\u001b[2J"))
                .toBytes();
        for (Bytes content : List.of(json, record, cbor, corim, log, Bytes.ofUtf8(ESCAPES))) {
            InspectionTest.check(content);
            assertThat(Inspection.of(content).toText()).doesNotContain("\u001b", "\u202e", "\u009b", "\u2066", "\r");
        }
        assertThat(Inspection.of(json).toText())
                .contains("\\u001b[2J\\u001b]0;title\\u0007\\u009b31m\\u000d\\u000a\\u0008\\u202e");
        assertThat(Inspection.of(corim).toText()).contains("vendor: \\u001b[2J\\u202e");
    }

    @Test
    void escapesEachByItself() {
        assertThat(Printable.of("a\tb\u007f\u2067\ue000\ud800\udb40\udc41"))
                .isEqualTo("a\\u0009b\\u007f\\u2067\\ue000\\ud800\\udb40\\udc41");
        assertThat(Printable.of("Grüße 中 \\ é")).isEqualTo("Grüße 中 \\ é");
    }

    @Test
    void everyValueIsCut() {
        String text = Inspection.of(Bytes.ofUtf8("{\"" + "n".repeat(9000) + "\":\"" + "v".repeat(12345) + "\"}"))
                .toText();
        assertThat(text).contains("n".repeat(100) + "… 9000 characters: " + "v".repeat(400) + "… 12345 characters\n");
        assertThat(Visible.cut("a\ud83d\ude00b", 2)).isEqualTo("a… 4 characters");
        assertThat(Visible.hex(Bytes.copyOf(new byte[65]))).isEqualTo("00".repeat(64) + "… 65 bytes");
        assertThat(Visible.hex(Bytes.EMPTY)).isEqualTo("(empty)");
    }

    @Test
    void manyEventsAreCounted() throws Exception {
        EventLogWriter writer = new EventLogWriter(List.of(HashAlgorithm.SHA256));
        for (int i = 0; i < 1500; i++) {
            writer.separator(i % 8);
        }
        String text = Inspection.of(writer.toBytes()).toText();
        assertThat(text)
                .contains("events: 1501")
                .contains("… 501 more")
                .contains("#999 ")
                .doesNotContain("#1000 ");
    }

    @Test
    void longListsAreCounted() {
        assertThat(Inspection.of(Bytes.ofUtf8("[" + "1,".repeat(4999) + "1]")).toText())
                .contains("… 3000 more");
        Bytes[] numbers = new Bytes[5000];
        java.util.Arrays.fill(numbers, Cbor.integer(1));
        assertThat(Inspection.of(Cbor.array(numbers)).toText())
                .contains("[1999]: 1\n")
                .contains("… more")
                .doesNotContain("[2000]");
    }

    @Test
    void depthIsBounded() {
        Bytes cmw = Bytes.of(1);
        Bytes text = Bytes.of(1);
        Bytes embedded = Cbor.integer(1);
        for (int i = 0; i < 40; i++) {
            cmw = CmwRecord.of("a/b", cmw).toCbor();
            text = i < 25 ? CmwRecord.of("a/b", text).toJson() : text;
            embedded = Cbor.tagged(24, Cbor.bytes(embedded));
        }
        for (Bytes content : List.of(
                cmw,
                text,
                Cbor.array(embedded),
                Bytes.ofUtf8("[".repeat(60) + "]".repeat(60)),
                Bytes.ofUtf8("{\"a\":".repeat(60) + "1" + "}".repeat(60)))) {
            InspectionTest.check(content);
        }
        assertThat(Inspection.of(cmw).toText()).contains("too deep to be looked into");
        assertThat(Inspection.of(Bytes.ofUtf8("[".repeat(60) + "]".repeat(60))).toText())
                .contains("too deep to be shown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1],", "\"\u001b\",", "{\"a\":{\"b\":{}}},", "\"-----BEGIN X-----\","})
    void timeAndOutputAreLinear(String unit) {
        Bytes content = Bytes.ofUtf8("[" + unit.repeat((2 << 20) / unit.length()) + "1]");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> InspectionTest.check(content), unit);
    }

    @Test
    void secretsInsideOfOtherThingsAreWithheld() {
        JsonObject jwk = JsonObject.builder()
                .put("kty", "EC")
                .put("d", "c2VjcmV0LXNjYWxhcg")
                .build();
        JsonObject header = JsonObject.builder().put("epk", jwk).build();
        String token = dev.rats4j.jose.CompactJws.sign(header, Json.write(jwk), Samples.signer())
                .text();
        String text = Inspection.of(Bytes.ofUtf8(token)).toText();
        assertThat(text).contains("d: not shown", "payload: private key").doesNotContain("c2VjcmV0");
    }
}
