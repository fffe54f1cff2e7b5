package dev.rats4j.cmw;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("exhaustive")
class CmwPropertyTest {

    private static final int RUNS = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("wrappers come back from each encoding, from a record of the other one, and from an extension")
    void roundTrips(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < RUNS; i++) {
            Cmw any = RandomCmw.any(random);
            Cmw json = RandomCmw.forJson(random);
            assertThat(Cmw.decode(any.toCbor())).isEqualTo(any);
            assertThat(Cmw.decode(json.toJson())).isEqualTo(json);
            assertThat(Cmw.decode(json.toCbor())).isEqualTo(json);
            CmwRecord cborInJson = (CmwRecord)
                    Cmw.decode(CmwRecord.wrapping(any, CmwEncoding.CBOR).toJson());
            assertThat(cborInJson.wrapped()).contains(any);
            CmwRecord jsonInCbor = (CmwRecord)
                    Cmw.decode(CmwRecord.wrapping(json, CmwEncoding.JSON).toCbor());
            assertThat(jsonInCbor.wrapped()).contains(json);
            for (CmwEncoding encoding : CmwEncoding.values()) {
                CmwExtension extension = CmwExtension.of(json, encoding);
                CmwExtension read = CmwExtension.decode(extension.encode());
                assertThat(read.untrustedCmw()).isEqualTo(json);
                assertThat(read.encoding()).isEqualTo(encoding);
                assertThat(read.content()).isEqualTo(extension.content());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    @DisplayName("what is signed verifies in every form, and comes back from a record")
    void signs(long seed) throws Exception {
        Random random = new Random(seed);
        Signer signer = seed == 5 ? SeededKeys.p256(seed) : SeededKeys.ed25519(seed);
        for (int i = 0; i < 20; i++) {
            Cmw cmw = RandomCmw.forJson(random);
            for (SignedCmw.Form form : SignedCmw.Form.values()) {
                SignedCmw signed = SignedCmw.sign(cmw, signer, CRYPTO, form);
                CmwRecord record =
                        (CmwRecord) Cmw.decode(signed.toRecord(Set.of()).toCbor());
                SignedCmw read = record.wrappedSigned().orElseThrow();
                assertThat(read.form()).isEqualTo(form);
                assertThat(record.wrapped()).isEmpty();
                VerifiedCmw verified = read.verify(CRYPTO, signer.publicKey()).orElseThrow();
                assertThat(verified.cmw()).isEqualTo(cmw);
                assertThat(verified.proof().key()).isEqualTo(signer.publicKey());
            }
        }
    }

    /** The rule {@code cbor-cmw} of RFC 9999, over the tree of an independent decoder. */
    private static void assertShape(CBORObject item) {
        if (item.getType() == CBORType.Array) {
            assertThat(item.size()).isBetween(2, 3);
            CBORObject type = item.get(0);
            if (type.getType() == CBORType.TextString) {
                assertThat(type.AsString()).matches("[A-Za-z0-9]+/[A-Za-z0-9.+-]+( *; *[a-z_]+=([a-z]+|\"[ -~]+\"))*");
            } else {
                assertThat(type.AsInt32Value()).isBetween(0, 0xffff);
            }
            assertThat(item.get(1).getType()).isEqualTo(CBORType.ByteString);
            if (item.size() == 3) {
                assertThat(item.get(2).AsInt32Value()).isBetween(1, 31);
            }
            return;
        }
        assertThat(item.getType()).isEqualTo(CBORType.Map);
        int labels = 0;
        for (CBORObject key : item.getKeys()) {
            if (key.equals(CBORObject.FromObject("__cmwc_t"))) {
                assertThat(item.get(key).AsString()).matches("tag:.*|[0-2](\\.(0|[1-9][0-9]*))*");
            } else {
                assertThat(key.getType()).isIn(CBORType.Integer, CBORType.TextString);
                assertShape(item.get(key));
                labels++;
            }
        }
        assertThat(labels).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    @DisplayName("what we write has the shape of the RFC's CDDL")
    void followsTheCddl(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < RUNS; i++) {
            assertShape(
                    CBORObject.DecodeFromBytes(RandomCmw.any(random).toCbor().toByteArray()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9})
    @DisplayName("every Content-Format below 65025 has a tag, and every tag its format")
    void countsTags(long seed) throws Exception {
        long last = 1668546816L;
        for (int number = 0; number <= 0xffff; number++) {
            CmwType.ContentFormat format = new CmwType.ContentFormat(number);
            Optional<Long> tag = format.tag();
            assertThat(tag.isPresent()).isEqualTo(number <= 65024);
            if (tag.isPresent()) {
                assertThat(tag.get() - last).isEqualTo(number > 0 && number % 255 == 0 ? 2 : 1);
                assertThat(CmwType.ContentFormat.ofTag(tag.get())).contains(format);
                last = tag.get();
            }
        }
        assertThat(last).isEqualTo(1668612095L);
        CmwRecord record = new CmwRecord(new CmwType.ContentFormat((int) seed), Bytes.of(1), Set.of());
        assertThat(Cmw.decode(record.toTag())).isEqualTo(record);
    }
}
