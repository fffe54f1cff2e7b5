package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashEnvelopeTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final Bytes PREIMAGE = Bytes.ofUtf8("a large statement");
    private static final Bytes SHA256 = HashAlgorithm.SHA256.digest(PREIMAGE).value();

    private static CoseSign1 decode(Bytes message) throws MalformedMessageException {
        return CoseSign1.decode(message, CoseSign1.Form.TAGGED, CborProfile.DETERMINISTIC);
    }

    private static VerifiedHashEnvelope verified(Bytes message) throws MalformedMessageException {
        return VerifiedHashEnvelope.of(decode(message)
                        .verify(CRYPTO, SIGNER.publicKey(), Bytes.EMPTY)
                        .orElseThrow())
                .orElseThrow();
    }

    private static Bytes signed(CoseHeaders protectedHeaders, CoseHeaders unprotected, Bytes payload) {
        return CoseSign1.sign(CRYPTO, SIGNER, protectedHeaders, unprotected, payload);
    }

    private static CoseHeaders headers(Object... labelsAndItems) {
        CoseHeaders.Builder headers = CoseHeaders.builder();
        for (int i = 0; i < labelsAndItems.length; i += 2) {
            headers.put(CborKey.of((int) labelsAndItems[i]), (Bytes) labelsAndItems[i + 1]);
        }
        return headers.build();
    }

    @ParameterizedTest
    @EnumSource(CoseHashAlgorithm.class)
    @DisplayName("what is enveloped comes back, and opens for its preimage only")
    void roundTrips(CoseHashAlgorithm algorithm) throws Exception {
        for (Optional<ContentType> type : List.<Optional<ContentType>>of(
                Optional.empty(),
                Optional.of(new ContentType.Format(65_535)),
                Optional.of(new ContentType.Media("application/json; a=b")))) {
            HashEnvelope envelope = new HashEnvelope(
                    algorithm.hash().digest(PREIMAGE), type, Optional.of("https://repository.example/statement"));
            VerifiedHashEnvelope read =
                    verified(envelope.sign(CRYPTO, SIGNER, headers(16, Cbor.text("a/b")), CoseHeaders.NONE));
            assertThat(read.envelope()).isEqualTo(envelope);
            assertThat(read.open(PREIMAGE).orElseThrow().content()).isEqualTo(PREIMAGE);
            assertThat(read.open(PREIMAGE).orElseThrow().type()).isEqualTo(type);
            assertThat(read.open(Bytes.EMPTY)).isEmpty();
            assertThat(read.open(envelope.digest().value())).isEmpty();
        }
    }

    @Test
    @DisplayName("the digest may be left away, and is compared with the algorithm's length when it comes")
    void readsDetached() throws Exception {
        HashEnvelope envelope = HashEnvelope.of(new Digest(HashAlgorithm.SHA256, SHA256));
        CoseSign1 message = decode(envelope.signDetached(CRYPTO, SIGNER, CoseHeaders.NONE));
        assertThat(message.untrustedPayload()).isEmpty();
        CoseSign1.Verified verified = message.verifyDetached(CRYPTO, SIGNER.publicKey(), Bytes.EMPTY, SHA256)
                .orElseThrow();
        assertThat(VerifiedHashEnvelope.of(verified).orElseThrow().open(PREIMAGE))
                .isPresent();
        Bytes tooShort = CoseSign1.signDetached(
                CRYPTO, SIGNER, headers(258, Cbor.integer(-16)), SHA256.slice(0, 31), Bytes.EMPTY);
        CoseSign1.Verified cut = decode(tooShort)
                .verifyDetached(CRYPTO, SIGNER.publicKey(), Bytes.EMPTY, SHA256.slice(0, 31))
                .orElseThrow();
        assertThatThrownBy(() -> assertThat(VerifiedHashEnvelope.of(cut)).isEmpty())
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("a message without the algorithm is no envelope; a code makes one too")
    void tellsEnvelopesFromContent() throws Exception {
        Bytes plain = signed(CoseHeaders.NONE, CoseHeaders.NONE, SHA256);
        assertThat(VerifiedHashEnvelope.of(decode(plain)
                        .verify(CRYPTO, SIGNER.publicKey(), Bytes.EMPTY)
                        .orElseThrow()))
                .isEmpty();
        MacKey key = MacKey.of(SHA256);
        Bytes mac = CoseMac0.create(
                CRYPTO,
                key,
                CoseMacAlgorithm.HMAC_256,
                HashEnvelope.of(new Digest(HashAlgorithm.SHA256, SHA256)).headers(CoseHeaders.NONE),
                CoseHeaders.NONE,
                SHA256);
        CoseMac0.Verified verified = CoseMac0.decode(mac, CoseSign1.Form.TAGGED, CborProfile.DETERMINISTIC)
                .verify(CRYPTO, key, Bytes.EMPTY)
                .orElseThrow();
        assertThat(VerifiedHashEnvelope.of(verified).orElseThrow().open(PREIMAGE))
                .isPresent();
    }

    @Test
    @DisplayName(
            "RFC 9995: labels outside the protected header, without algorithm, beside a content type, or of other types")
    void refusesOtherHeaders() {
        CoseHeaders none = CoseHeaders.NONE;
        Bytes alg = Cbor.integer(-16);
        List<Bytes> wrong = new ArrayList<>(List.of(
                signed(none, headers(258, alg), SHA256),
                signed(headers(258, alg), headers(259, Cbor.integer(1)), SHA256),
                signed(headers(258, alg), headers(260, Cbor.text("x")), SHA256),
                signed(headers(258, alg, 3, Cbor.integer(50)), none, SHA256),
                signed(headers(258, alg), headers(3, Cbor.integer(50)), SHA256),
                signed(headers(259, Cbor.integer(50)), none, SHA256),
                signed(headers(260, Cbor.text("x")), none, SHA256),
                signed(headers(258, alg), none, SHA256.slice(0, 31)),
                signed(headers(258, alg), none, Bytes.EMPTY),
                signed(headers(258, Cbor.integer(-43)), none, SHA256),
                signed(headers(258, Cbor.text("sha-256")), none, SHA256)));
        for (long identifier : new long[] {1, -14, -15, -17, -18, -7, (1L << 32) - 16}) {
            wrong.add(signed(headers(258, Cbor.integer(identifier)), none, SHA256));
        }
        for (Bytes type : List.of(
                Cbor.integer(-1),
                Cbor.integer(65_536),
                Cbor.nil(),
                Cbor.text(""),
                Cbor.text("json"),
                Cbor.text("/json"),
                Cbor.text("text/"),
                Cbor.text(" a/b"))) {
            wrong.add(signed(headers(258, alg, 259, type), none, SHA256));
        }
        for (Bytes location : List.of(Cbor.integer(1), Cbor.text(""), Cbor.text("x".repeat(8001)))) {
            wrong.add(signed(headers(258, alg, 260, location), none, SHA256));
        }
        for (Bytes message : wrong) {
            assertThatThrownBy(() -> decode(message))
                    .isInstanceOfSatisfying(
                            MalformedMessageException.class,
                            e -> assertThat(e.field()).startsWith("hash envelope"));
        }
    }

    @Test
    @DisplayName("what is malformed to read is refused to write")
    void writesNothingElse() {
        HashEnvelope envelope = HashEnvelope.of(new Digest(HashAlgorithm.SHA256, SHA256));
        for (int label : new int[] {3, 258, 259, 260}) {
            CoseHeaders twice = headers(label, Cbor.integer(1));
            assertThatThrownBy(() -> assertThat(envelope.sign(CRYPTO, SIGNER, twice, CoseHeaders.NONE)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> assertThat(envelope.sign(CRYPTO, SIGNER, CoseHeaders.NONE, twice)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Digest sha1 = HashAlgorithm.SHA1.digest(PREIMAGE);
        assertThatThrownBy(() -> HashEnvelope.of(sha1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HashEnvelope(envelope.digest(), Optional.empty(), Optional.of("")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContentType.Format(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContentType.Format(65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContentType.Media("json")).isInstanceOf(IllegalArgumentException.class);
        assertThat(CoseHashAlgorithm.of(HashAlgorithm.SHA1)).isEmpty();
        assertThat(CoseHashAlgorithm.of(HashAlgorithm.SHA384)).contains(CoseHashAlgorithm.SHA384);
    }

    @Test
    @DisplayName("S-5 no flipped bit of an envelope leaves it verified")
    void everyBitCounts() throws Exception {
        Bytes message = new HashEnvelope(
                        new Digest(HashAlgorithm.SHA256, SHA256),
                        Optional.of(new ContentType.Format(50)),
                        Optional.of("x:"))
                .sign(CRYPTO, SIGNER, CoseHeaders.NONE, CoseHeaders.NONE);
        assertThat(verified(message).open(PREIMAGE)).isPresent();
        int refused = 0;
        for (int bit = 0; bit < 8 * message.length(); bit++) {
            byte[] flipped = message.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                CoseSign1 decoded = decode(Bytes.copyOf(flipped));
                assertThat(decoded.untrustedPayload().isPresent()
                                && decoded.verify(CRYPTO, SIGNER.publicKey(), Bytes.EMPTY)
                                        .isPresent())
                        .as("bit " + bit)
                        .isFalse();
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
