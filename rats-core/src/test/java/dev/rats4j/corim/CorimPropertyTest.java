package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("exhaustive")
class CorimPropertyTest {

    private static boolean decodes(Bytes message) {
        try {
            return Corim.decode(message) != null;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Test
    @DisplayName("every CoRIM survives its CBOR, which is deterministic, and its template")
    void roundTrips() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(20261125);
        for (int i = 0; i < 300; i++) {
            Corim whole = CorimValues.next(random);
            CborItem.decode(whole.encode(), CborProfile.DETERMINISTIC);
            assertThat(Corim.decode(whole.encode())).isEqualTo(whole);
            assertThat(Corim.decode(whole.encode()).encode()).isEqualTo(whole.encode());
            assertThat(whole.toBuilder().build()).isEqualTo(whole);
            Corim corim = CorimValues.next(random);
            Bytes encoded = corim.encode();
            assertThat(Corim.decode(encoded)).isEqualTo(corim);
            Bytes template = CorimTemplate.print(corim);
            Corim compiled = CorimTemplate.compile(template);
            assertThat(compiled.encode()).isEqualTo(encoded);
            assertThat(CorimTemplate.print(compiled)).isEqualTo(template);
        }
    }

    @Test
    @DisplayName("no prefix and no extension of a CoRIM decodes")
    void noPrefixDecodes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 4; i++) {
            Bytes encoded = CorimValues.next(random).encode();
            for (int length = 0; length < encoded.length(); length++) {
                assertThat(decodes(encoded.slice(0, length))).isFalse();
            }
            for (int next = 0; next < 256; next++) {
                assertThat(decodes(Bytes.concat(encoded, Bytes.of(next)))).isFalse();
            }
        }
    }

    @Test
    @DisplayName(
            "no other implementation is needed to read our CBOR: upokecenter reads it without loss and writes it alike")
    void otherReaderAgrees() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 500; i++) {
            Corim corim = CorimValues.next(random);
            Bytes encoded = corim.encode();
            CBORObject other =
                    CBORObject.DecodeFromBytes(encoded.toByteArray(), new CBOREncodeOptions("keepkeyorder=1"));
            assertThat(Bytes.copyOf(other.EncodeToBytes())).isEqualTo(encoded);
            // what a writer with other habits makes of it is read as the same
            Bytes loose =
                    Bytes.copyOf(other.EncodeToBytes(new CBOREncodeOptions("useindeflengthstrings=1;keepkeyorder=0")));
            assertThat(Corim.decode(loose)).isEqualTo(corim);
        }
    }

    @Test
    @DisplayName("Jackson's token stream reads our CBOR to its last byte")
    void tokenStreamAgrees() throws IOException {
        SplittableRandom random = new SplittableRandom(13);
        CBORFactory factory = new CBORFactory();
        for (int i = 0; i < 200; i++) {
            Bytes encoded = CorimValues.next(random).encode();
            try (JsonParser parser = factory.createParser(encoded.toByteArray())) {
                parser.nextToken();
                parser.skipChildren();
                assertThat(parser.currentLocation().getByteOffset()).isEqualTo(encoded.length());
                assertThat(parser.nextToken()).isNull();
            }
        }
    }

    @Test
    @DisplayName("whatever the bytes are, nothing but a malformed message comes out")
    void onlyMalformed() {
        SplittableRandom random = new SplittableRandom(17);
        int decoded = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = i % 4 == 0
                    ? new byte[random.nextInt(60)]
                    : CorimValues.next(random).encode().toByteArray();
            if (i % 4 == 0) {
                random.nextBytes(bytes);
            } else {
                for (int change = random.nextInt(1, 4); change > 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            decoded += survives(Bytes.copyOf(bytes)) ? 1 : 0;
            signedSurvives(Bytes.copyOf(bytes));
        }
        assertThat(decoded).isGreaterThan(50); // most changes hit texts and digests
    }

    /** What decodes can be shown, and written again unless that would lose something. */
    private static boolean survives(Bytes bytes) {
        try {
            Corim corim = Corim.decode(bytes);
            assertThat(Corim.decode(corim.encode())).isEqualTo(corim);
            if (CorimTemplate.unprintable(corim).isEmpty()) {
                assertThat(CorimTemplate.compile(CorimTemplate.print(corim))).isEqualTo(corim);
            } else {
                assertThatThrownBy(() -> CorimTemplate.print(corim)).isInstanceOf(IllegalStateException.class);
            }
            return true;
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isNotNegative();
            return false;
        }
    }

    private static void signedSurvives(Bytes payload) {
        Bytes headers = Cbor.map().put(1, Cbor.integer(-7)).encode();
        for (Bytes message : new Bytes[] {
            payload,
            Cbor.tagged(18, payload),
            Cbor.tagged(18, Cbor.array(Cbor.bytes(headers), payload, Cbor.nil(), Cbor.bytes(payload)))
        }) {
            try {
                assertThat(SignedCorim.decode(message).untrustedMeta()).isNotNull();
            } catch (MalformedMessageException e) {
                assertThat(e.offset()).isNotNegative();
            }
        }
    }

    @Test
    @DisplayName("a template of any characters compiles or is malformed")
    void onlyMalformedTemplates() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(19);
        int compiled = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] text = CorimTemplate.print(CorimValues.next(random)).toByteArray();
            for (int change = random.nextInt(1, 3); change > 0; change--) {
                text[random.nextInt(text.length)] = (byte) " \"{}[]:,0123456789abcdef-T#".charAt(random.nextInt(27));
            }
            try {
                Corim corim = CorimTemplate.compile(Bytes.copyOf(text));
                assertThat(Corim.decode(corim.encode())).isEqualTo(corim);
                compiled++;
            } catch (MalformedMessageException e) {
                assertThat(e.field()).isNotEmpty();
            }
        }
        assertThat(compiled).isBetween(50, 950);
    }
}
