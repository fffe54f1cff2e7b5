package dev.rats4j.dsse;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsseEnvelopeTest {

    private static final Signer ONE = SeededKeys.p256(1);
    private static final Signer TWO = SeededKeys.ed25519(2);
    private static final Signer OTHER = SeededKeys.p256(3);
    private static final String TYPE = "application/vnd.example+json";
    private static final Bytes PAYLOAD = Bytes.ofUtf8("{\"a\":1}");

    private static DsseKey key(Signer signer) {
        return DsseKey.of(signer.publicKey(), CRYPTO);
    }

    private static DsseEnvelope signed() {
        return DsseEnvelope.sign(TYPE, PAYLOAD, List.of(ONE, TWO));
    }

    @Test
    @DisplayName("the pre-authentication encoding and the signature of the protocol page")
    void protocolPage() throws MalformedMessageException {
        assertThat(DsseEnvelope.preAuthenticationEncoding("http://example.com/HelloWorld", Bytes.ofUtf8("hello world"))
                        .utf8())
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
        assertThat(DsseEnvelope.preAuthenticationEncoding("\u00e9", Bytes.EMPTY).utf8())
                .isEqualTo("DSSEv1 2 \u00e9 0 ");
        // the test key of the page, which signs in fixed-length halves
        PublicKey key = CRYPTO.ecPublicKey(
                EllipticCurve.P256,
                number("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
                number("5640078356564379163099075877009565129882514886557779369047442380624545832820"));
        DsseEnvelope envelope = DsseEnvelope.decode(Bytes.ofUtf8("{\"payload\": \"aGVsbG8gd29ybGQ=\","
                + "\"payloadType\": \"http://example.com/HelloWorld\",\"signatures\": [{\"sig\":"
                + "\"A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==\"}]}"));
        assertThat(envelope.verify(CRYPTO, DsseKey.of(key, CRYPTO))
                        .orElseThrow()
                        .payload())
                .isEqualTo(Bytes.ofUtf8("hello world"));
    }

    private static Bytes number(String decimal) {
        byte[] signed = new BigInteger(decimal).toByteArray();
        Bytes bytes = Bytes.copyOf(signed);
        return bytes.length() > 32
                ? bytes.slice(1, 33)
                : Bytes.concat(Bytes.copyOf(new byte[32 - bytes.length()]), bytes);
    }

    @Test
    void signsAndVerifies() throws MalformedMessageException {
        DsseEnvelope envelope = DsseEnvelope.decode(signed().encode());
        assertThat(envelope).isEqualTo(signed()).hasSameHashCodeAs(signed());
        VerifiedDsse verified = envelope.verify(CRYPTO, key(ONE)).orElseThrow();
        assertThat(verified.payload()).isEqualTo(PAYLOAD);
        assertThat(verified.payloadType()).isEqualTo(TYPE);
        assertThat(verified.proofs()).hasSize(1);
        assertThat(verified.proofs().get(0).key()).isEqualTo(ONE.publicKey());
        assertThat(envelope.verify(CRYPTO, key(TWO))).isPresent();
        assertThat(envelope.verify(CRYPTO, key(OTHER))).isEmpty();
        assertThatThrownBy(verified::statement)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("payloadType");
        assertThat(envelope).hasToString("envelope of 7 bytes with 2 signatures");
    }

    @Test
    @DisplayName("T-94 a threshold counts keys, whatever their signatures are called")
    void thresholdCountsKeysNotSignatures() {
        DsseEnvelope envelope = signed();
        assertThat(envelope.verify(CRYPTO, List.of(key(ONE), key(TWO)), 2))
                .hasValueSatisfying(verified -> assertThat(verified.proofs()).hasSize(2));
        assertThat(envelope.verify(CRYPTO, List.of(key(ONE), key(OTHER)), 2)).isEmpty();
        assertThat(envelope.verify(CRYPTO, List.of(key(ONE), key(ONE).named("again")), 2))
                .isEmpty();
        DsseEnvelope twice = DsseEnvelope.sign(TYPE, PAYLOAD, List.of(ONE, ONE));
        assertThat(twice.verify(CRYPTO, List.of(key(ONE)), 2)).isEmpty();
        assertThat(envelope.verify(CRYPTO, List.of(), 1)).isEmpty();
        assertThatThrownBy(() -> envelope.verify(CRYPTO, List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keyIdIsAHintOnly() throws MalformedMessageException {
        String good = Base64Text.encode(signed().signatures().get(0).signature());
        String text = "{\"payload\":\"" + Base64Text.encode(PAYLOAD) + "\",\"payloadType\":\"" + TYPE
                + "\",\"signatures\":[{\"keyid\":\"one\",\"sig\":\"AAAA\"},{\"keyid\":\"two\",\"sig\":\"" + good
                + "\",\"more\":1}],\"more\":[]}";
        DsseEnvelope envelope = DsseEnvelope.decode(Bytes.ofUtf8(text));
        assertThat(envelope.signatures().get(0).keyId()).contains("one");
        assertThat(envelope.verify(CRYPTO, key(ONE).named("one"))).isPresent();
        assertThat(envelope.verify(CRYPTO, key(ONE).named("two"))).isPresent();
        assertThat(envelope.verify(CRYPTO, key(OTHER).named("two"))).isEmpty();
        DsseEnvelope absent =
                DsseEnvelope.decode(Bytes.ofUtf8(text.replace("\"one\"", "null").replace("\"two\"", "\"\"")));
        assertThat(absent.signatures()).extracting(DsseSignature::keyId).containsOnly(Optional.empty());
    }

    @Test
    @DisplayName("T-94 a signature over the payload alone, or under another type, is none")
    void aSignatureOverThePayloadAloneIsNone() {
        DsseEnvelope envelope = signed();
        assertThat(key(TWO).verify(CRYPTO, PAYLOAD, envelope.signatures().get(1).signature()))
                .isEmpty();
        // the type is signed with the payload
        DsseEnvelope swapped = DsseEnvelope.sign("other", PAYLOAD, List.of(ONE));
        assertThat(key(ONE).verify(
                                CRYPTO,
                                swapped.preAuthenticationEncoding(),
                                envelope.signatures().get(0).signature()))
                .isEmpty();
    }

    @Test
    void bothSpellingsOfEcdsa() {
        Bytes halves = ONE.sign(signed().preAuthenticationEncoding());
        assertThat(key(ONE).verify(CRYPTO, signed().preAuthenticationEncoding(), halves))
                .isPresent();
        assertThat(key(ONE).verify(CRYPTO, signed().preAuthenticationEncoding(), halves.slice(0, 63)))
                .isEmpty();
    }

    @Test
    void bothAlphabetsWithPadding() throws MalformedMessageException {
        String text = signed().encode().utf8();
        String urlSafe = text.replace("application/vnd.example+json", "TYPE")
                .replace('+', '-')
                .replace('/', '_')
                .replace("TYPE", TYPE);
        assertThat(DsseEnvelope.decode(Bytes.ofUtf8(urlSafe))).isEqualTo(signed());
    }

    @Test
    @DisplayName("no flipped bit of an envelope verifies to anything but what was signed")
    void flips() {
        byte[] bytes = signed().encode().toByteArray();
        int decoded = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Optional<DsseEnvelope> envelope = AnyBytes.decode(flipped, DsseEnvelope::decode);
            if (envelope.isPresent()) {
                decoded++;
                envelope.get().verify(CRYPTO, List.of(key(ONE), key(TWO)), 1).ifPresent(verified -> {
                    assertThat(verified.payload()).isEqualTo(PAYLOAD);
                    assertThat(verified.payloadType()).isEqualTo(TYPE);
                });
            }
        }
        assertThat(decoded).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"payload\":`,`\"payloadX\":`,$.payload",
                "`\"payload\":\"`,`\"payload\":\"=`,$.payload",
                "`eyJhIjoxfQ==`,`eyJhIjoxfQ`,$.payload",
                "`eyJhIjoxfQ==`,`eyJhIjoxfR==`,$.payload",
                "`eyJhIjoxfQ==`,`ey+h_joxfQ==`,$.payload",
                "`eyJhIjoxfQ==`,`eyJh\\nIjox`,$.payload",
                "`\"payloadType\":`,`\"payloadtype\":`,$.payloadType",
                "`application/vnd.example+json`,``,$.payloadType",
                "`\"signatures\":[`,`\"signatures\":[7,`,$.signatures[0]",
                "`\"signatures\":[`,`\"signatures\":[{\"sig\":\"\"},`,$.signatures[0].sig",
                "`\"signatures\":[`,`\"signatures\":[{\"sig\":\"AA==\",\"keyid\":7},`,$.signatures[0].keyid",
                "`\"signatures\":[`,`\"signatures\":[],\"other\":[`,$.signatures",
                "`{\"payload\":`,`{\"payload\":\"\",\"payload\":`,$.payload",
            })
    void refusesWhatIsWrong(String found, String put, String field) {
        String text = signed().encode().utf8();
        String broken = text.replace(found, put);
        assertThat(broken).isNotEqualTo(text);
        assertThatThrownBy(() -> DsseEnvelope.decode(Bytes.ofUtf8(broken)))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    @DisplayName("a long payload has few signatures, as each of them costs a pass over it")
    void refusesTooMuchWork() {
        String payload = "AAAA".repeat((5 << 20) / 3);
        String signatures = "{\"sig\":\"AAAA\"}" + ",{\"sig\":\"AAAA\"}".repeat(DsseEnvelope.MAX_SIGNATURES - 1);
        String text = "{\"payload\":\"" + payload + "\",\"payloadType\":\"t\",\"signatures\":[" + signatures + "]}";
        assertThatThrownBy(() -> DsseEnvelope.decode(Bytes.ofUtf8(text)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("too many for so long a payload");
        assertThatThrownBy(() -> DsseEnvelope.sign(
                        TYPE, Bytes.copyOf(new byte[5 << 20]), Collections.nCopies(DsseEnvelope.MAX_SIGNATURES, ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTooManySignatures() {
        String many = "{\"sig\":\"AAAA\"},".repeat(DsseEnvelope.MAX_SIGNATURES);
        String text = signed().encode().utf8().replace("\"signatures\":[", "\"signatures\":[" + many);
        assertThatThrownBy(() -> DsseEnvelope.decode(Bytes.ofUtf8(text)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("more than 64");
        assertThatThrownBy(() -> DsseEnvelope.sign("", PAYLOAD, List.of(ONE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DsseEnvelope.sign(TYPE, PAYLOAD, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
