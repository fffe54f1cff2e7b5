package dev.rats4j.coswid;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("exhaustive")
class CoswidPropertyTest {

    @Test
    @DisplayName("every tag survives its CBOR, which is deterministic, with and without its CBOR tag")
    void roundTrips() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(9393);
        for (int i = 0; i < 2_000; i++) {
            Coswid coswid = i % 2 == 0 ? CoswidValues.next(random) : CoswidValues.nextStandard(random);
            Bytes encoded = coswid.encode();
            CborItem.decode(encoded, CborProfile.DETERMINISTIC);
            assertThat(Coswid.decode(encoded)).isEqualTo(coswid);
            assertThat(Coswid.decode(coswid.encodeTagged())).isEqualTo(coswid);
            assertThat(Coswid.decode(encoded).encode()).isEqualTo(encoded);
        }
    }

    @Test
    @DisplayName("abbreviated tags survive as well")
    void abbreviated() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            AbbreviatedSwid abbreviated = CoswidValues.nextAbbreviated(random);
            CborItem item = CborItem.decode(abbreviated.encoded(), CborProfile.DETERMINISTIC);
            assertThat(AbbreviatedSwid.read(item)).isEqualTo(abbreviated);
        }
    }

    @Test
    @DisplayName("what a writer with other habits makes of a tag is read as the same")
    void otherWriters() throws MalformedMessageException {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 300; i++) {
            Coswid coswid = CoswidValues.next(random);
            CBORObject other =
                    CBORObject.DecodeFromBytes(coswid.encode().toByteArray(), new CBOREncodeOptions("keepkeyorder=1"));
            Bytes loose =
                    Bytes.copyOf(other.EncodeToBytes(new CBOREncodeOptions("useindeflengthstrings=1;keepkeyorder=0")));
            assertThat(Coswid.decode(loose)).isEqualTo(coswid);
        }
    }

    @Test
    @DisplayName("no prefix and no extension of a tag decodes, and nothing but a malformed message comes out")
    void onlyMalformed() {
        SplittableRandom random = new SplittableRandom(17);
        int decoded = 0;
        for (int i = 0; i < 300; i++) {
            Bytes encoded = CoswidValues.next(random).encode();
            assertThat(decodes(encoded.slice(0, random.nextInt(encoded.length()))))
                    .isFalse();
            assertThat(decodes(Bytes.concat(encoded, Bytes.of(random.nextInt(256)))))
                    .isFalse();
            byte[] changed = encoded.toByteArray();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            decoded += decodes(Bytes.copyOf(changed)) ? 1 : 0;
        }
        assertThat(decoded).isPositive();
    }

    private static boolean decodes(Bytes message) {
        try {
            Coswid coswid = Coswid.decode(message);
            assertThat(Coswid.decode(coswid.encode())).isEqualTo(coswid);
            return true;
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, message.length());
            return false;
        }
    }
}
