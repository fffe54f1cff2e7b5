package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CoseSignTest {

    private static final Bytes PAYLOAD = Bytes.ofUtf8("payload");
    private static final Signer P256 = SeededKeys.p256(1);
    private static final Signer ED25519 = SeededKeys.ed25519(2);
    private static final Signer ML_DSA = SeededKeys.pure(PureScheme.ML_DSA_44, 3);
    private static final Bytes NO_HEADERS = Cbor.map().encode();

    /** A message with a signature of each. */
    static Bytes message(CoseHeaders body, Bytes payload, Signer... signers) {
        Bytes bodyHeaders = body.labels().isEmpty() ? Bytes.EMPTY : body.encoded();
        List<Bytes> signatures = new ArrayList<>();
        for (Signer signer : signers) {
            signatures.add(signature(bodyHeaders, payload, signer));
        }
        return message(Cbor.bytes(bodyHeaders), NO_HEADERS, Cbor.bytes(payload), Cbor.array(signatures));
    }

    private static Bytes signature(Bytes bodyHeaders, Bytes payload, Signer signer) {
        int algorithm = CoseAlgorithm.of(signer, CRYPTO.curveOf(signer.publicKey()))
                .orElseThrow()
                .identifier();
        Bytes headers = Cbor.map().put(1, Cbor.integer(algorithm)).encode();
        Bytes covered = CoseBuckets.covered("Signature", bodyHeaders, headers, Bytes.EMPTY, payload);
        return Cbor.array(Cbor.bytes(headers), NO_HEADERS, Cbor.bytes(signer.sign(covered)));
    }

    private static Bytes message(Bytes... parts) {
        return Cbor.tagged(98, Cbor.array(parts));
    }

    private static CoseSign decode(Bytes message) throws MalformedMessageException {
        return CoseSign.decode(message, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, Set.of());
    }

    private static void assertRefused(Bytes message, String field) {
        assertThatThrownBy(() -> decode(message))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    @DisplayName("each signature verifies on its own, with its own key, and says nothing of the others")
    void everySignatureStandsForItself() throws Exception {
        CoseSign message = decode(message(CoseHeaders.NONE, PAYLOAD, P256, ED25519, ML_DSA));
        List<Signer> signers = List.of(P256, ED25519, ML_DSA);
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                assertThat(message.signatures()
                                .get(i)
                                .verify(CRYPTO, signers.get(k).publicKey(), Bytes.EMPTY)
                                .isPresent())
                        .isEqualTo(i == k);
            }
        }
        CoseSign.Signature first = message.signatures().get(0);
        CoseSign.Verified verified =
                first.verify(CRYPTO, P256.publicKey(), Bytes.EMPTY).orElseThrow();
        assertThat(verified.payload()).isEqualTo(PAYLOAD);
        assertThat(verified.signerHeaders().labels()).containsExactly(CoseHeaders.ALG);
        assertThat(verified.protectedHeaders().labels()).isEmpty();
        assertThat(first.algorithm()).isEqualTo(CoseAlgorithm.ES256);
        assertThat(first.untrustedProtectedHeaders().labels()).containsExactly(CoseHeaders.ALG);
        assertThat(first.untrustedHeaders().labels()).isEmpty();
        assertThat(message.untrustedHeaders().labels()).isEmpty();
        assertThat(first.verify(CRYPTO, P256.publicKey(), Bytes.of(1))).isEmpty();
        assertThatThrownBy(() -> assertThat(first.verifyDetached(CRYPTO, P256.publicKey(), Bytes.EMPTY, PAYLOAD)))
                .isInstanceOf(IllegalStateException.class);
        CosePublicKey wrong = new CosePublicKey(
                P256.publicKey(), java.util.Optional.empty(), java.util.Optional.of(CoseAlgorithm.ESP256));
        assertThat(first.verify(CRYPTO, wrong, Bytes.EMPTY)).isEmpty();
    }

    @Test
    @DisplayName("a detached payload is given, and a signature of COSE_Sign1 is none of COSE_Sign")
    void detachedAndOtherContexts() throws Exception {
        Bytes signature = signature(Bytes.EMPTY, PAYLOAD, P256);
        CoseSign detached = decode(message(Cbor.bytes(Bytes.EMPTY), NO_HEADERS, Cbor.nil(), Cbor.array(signature)));
        CoseSign.Signature only = detached.signatures().get(0);
        assertThat(detached.untrustedPayload()).isEmpty();
        assertThat(only.verifyDetached(CRYPTO, P256.publicKey(), Bytes.EMPTY, PAYLOAD))
                .isPresent();
        assertThat(only.verifyDetached(CRYPTO, P256.publicKey(), Bytes.EMPTY, Bytes.EMPTY))
                .isEmpty();
        assertThatThrownBy(() -> assertThat(only.verify(CRYPTO, P256.publicKey(), Bytes.EMPTY)))
                .isInstanceOf(IllegalStateException.class);

        CborItem[] sign1 = CborItem.decode(
                        CoseSign1.sign(CRYPTO, P256, CoseHeaders.NONE, CoseHeaders.NONE, PAYLOAD),
                        CborProfile.DETERMINISTIC)
                .tagged(18, "m")
                .elements(4, 4, "m");
        Bytes borrowed = Cbor.array(sign1[0].encoded(), NO_HEADERS, sign1[3].encoded());
        CoseSign mixed =
                decode(message(Cbor.bytes(Bytes.EMPTY), NO_HEADERS, Cbor.bytes(PAYLOAD), Cbor.array(borrowed)));
        assertThat(mixed.signatures().get(0).verify(CRYPTO, P256.publicKey(), Bytes.EMPTY))
                .isEmpty();
    }

    @Test
    @DisplayName("an empty body header is signed as the empty string, sent as h'' or as h'a0'")
    void emptyHeadersAreSignedAlike() throws Exception {
        Bytes signature = signature(Bytes.EMPTY, PAYLOAD, P256);
        for (Bytes empty : List.of(Bytes.EMPTY, NO_HEADERS)) {
            CoseSign message =
                    decode(message(Cbor.bytes(empty), NO_HEADERS, Cbor.bytes(PAYLOAD), Cbor.array(signature)));
            assertThat(message.signatures().get(0).verify(CRYPTO, P256.publicKey(), Bytes.EMPTY))
                    .isPresent();
        }
        Bytes asSent = signature(NO_HEADERS, PAYLOAD, P256);
        CoseSign other = decode(message(Cbor.bytes(NO_HEADERS), NO_HEADERS, Cbor.bytes(PAYLOAD), Cbor.array(asSent)));
        assertThat(other.signatures().get(0).verify(CRYPTO, P256.publicKey(), Bytes.EMPTY))
                .isEmpty();
    }

    @Test
    @DisplayName("S-5 no flipped bit of a message leaves the flipped signature verified")
    void everyBitCounts() throws Exception {
        Bytes message = message(
                CoseHeaders.builder()
                        .put(CoseHeaders.CONTENT_TYPE, Cbor.text("a/b"))
                        .build(),
                PAYLOAD,
                P256);
        assertThat(decode(message).signatures().get(0).verify(CRYPTO, P256.publicKey(), Bytes.EMPTY))
                .isPresent();
        int refused = 0;
        for (int bit = 0; bit < 8 * message.length(); bit++) {
            byte[] flipped = message.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                CoseSign decoded = decode(Bytes.copyOf(flipped));
                assertThat(decoded.untrustedPayload().isPresent()
                                && decoded.signatures()
                                        .get(0)
                                        .verify(CRYPTO, P256.publicKey(), Bytes.EMPTY)
                                        .isPresent())
                        .as("bit " + bit)
                        .isFalse();
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    @DisplayName(
            "T-61 alg of the message, alg unprotected, unknown or missing; T-52 labels twice; T-44 too many signatures")
    void refusesOtherHeaders() {
        Bytes none = Cbor.bytes(Bytes.EMPTY);
        Bytes payload = Cbor.bytes(PAYLOAD);
        Bytes alg = Cbor.map().put(1, Cbor.integer(-7)).encode();
        Bytes good = signature(Bytes.EMPTY, PAYLOAD, P256);
        assertRefused(message(Cbor.bytes(alg), NO_HEADERS, payload, Cbor.array(good)), "COSE_Sign.alg");
        assertRefused(message(none, alg, payload, Cbor.array(good)), "COSE_Sign.alg");
        Bytes value = Cbor.bytes(Bytes.copyOf(new byte[64]));
        for (Bytes bad : List.of(
                Cbor.array(none, alg, value),
                Cbor.array(none, NO_HEADERS, value),
                Cbor.array(Cbor.bytes(Cbor.map().put(1, Cbor.integer(5)).encode()), NO_HEADERS, value),
                Cbor.array(Cbor.bytes(Cbor.map().put(1, Cbor.text("unknown")).encode()), NO_HEADERS, value))) {
            assertRefused(message(none, NO_HEADERS, payload, Cbor.array(good, bad)), "COSE_Signature.alg");
        }
        Bytes envelope =
                Cbor.map().put(1, Cbor.integer(-7)).put(258, Cbor.integer(-16)).encode();
        assertRefused(
                message(none, NO_HEADERS, payload, Cbor.array(Cbor.array(Cbor.bytes(envelope), NO_HEADERS, value))),
                "hash envelope");
        Bytes critical = Cbor.map()
                .put(1, Cbor.integer(-7))
                .put(2, Cbor.array(Cbor.integer(9)))
                .put(9, Cbor.nil())
                .encode();
        assertRefused(
                message(none, NO_HEADERS, payload, Cbor.array(Cbor.array(Cbor.bytes(critical), NO_HEADERS, value))),
                "COSE_Signature.crit");
        assertRefused(
                message(
                        Cbor.bytes(Cbor.map()
                                .put(2, Cbor.array(Cbor.integer(9)))
                                .put(9, Cbor.nil())
                                .encode()),
                        NO_HEADERS,
                        payload,
                        Cbor.array(good)),
                "COSE_Sign.crit");
        assertThatThrownBy(() -> decode(message(
                        none,
                        NO_HEADERS,
                        payload,
                        Cbor.array(Cbor.array(Cbor.bytes(Bytes.fromHex("a201260126")), NO_HEADERS, value)))))
                .isInstanceOf(MalformedMessageException.class);
        assertRefused(message(none, NO_HEADERS, payload, Cbor.array()), "COSE_Sign.signatures");
        assertRefused(
                message(none, NO_HEADERS, payload, Cbor.array(Collections.nCopies(17, good))), "COSE_Sign.signatures");
        assertRefused(message(none, NO_HEADERS, payload, Cbor.array(Cbor.array(none))), "COSE_Signature");
    }

    @Test
    @DisplayName("crit names what the caller understands, of the message and of a signature")
    void readsCrit() throws Exception {
        CoseHeaders body = CoseHeaders.builder()
                .put(CoseHeaders.CRIT, Cbor.array(Cbor.integer(9)))
                .put(CborKey.of(9), Cbor.nil())
                .build();
        CoseSign message = CoseSign.decode(
                message(body, PAYLOAD, P256), CoseSign1.Form.EITHER, CborProfile.DETERMINISTIC, Set.of(CborKey.of(9)));
        assertThat(message.untrustedProtectedHeaders().labels()).contains(CborKey.of(9));
        assertThat(message.signatures().get(0).verify(CRYPTO, P256.publicKey(), Bytes.EMPTY))
                .isPresent();
    }

    @Test
    @DisplayName("a hash envelope may have several signatures")
    void readsHashEnvelopes() throws Exception {
        Digest digest = HashAlgorithm.SHA256.digest(PAYLOAD);
        CoseSign message =
                decode(message(HashEnvelope.of(digest).headers(CoseHeaders.NONE), digest.value(), P256, ED25519));
        CoseSign.Verified verified = message.signatures()
                .get(1)
                .verify(CRYPTO, ED25519.publicKey(), Bytes.EMPTY)
                .orElseThrow();
        assertThat(VerifiedHashEnvelope.of(verified).orElseThrow().open(PAYLOAD))
                .isPresent();
    }
}
