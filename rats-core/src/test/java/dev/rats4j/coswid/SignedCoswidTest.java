package dev.rats4j.coswid;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignedCoswidTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final Coswid COSWID = CoswidValues.next(new SplittableRandom(5));

    @Test
    @DisplayName("a signed tag verifies with its key, also under the tag of CoSWID, and with no other key")
    void verifies() throws MalformedMessageException {
        Bytes chain = Bytes.of(0x30, 0);
        Bytes signed = SignedCoswid.sign(CRYPTO, SIGNER, COSWID, List.of(chain));
        for (Bytes message : List.of(signed, Cbor.tagged(Coswid.TAG, signed))) {
            SignedCoswid decoded = SignedCoswid.decode(message);
            assertThat(decoded.untrustedCoswid()).isEqualTo(COSWID);
            assertThat(decoded.untrustedCertificates()).containsExactly(chain);
            assertThat(decoded.verify(CRYPTO, SIGNER.publicKey()).orElseThrow().coswid())
                    .isEqualTo(COSWID);
            assertThat(decoded.verify(CRYPTO, SeededKeys.p256(2).publicKey())).isEmpty();
            assertThat(decoded.verify(CRYPTO, SeededKeys.ed25519(2).publicKey()))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("no bit of a signed tag can change unnoticed")
    void flippedBits() {
        Coswid small = new Coswid(
                SwidTagId.of("id"),
                SwidContent.builder()
                        .tagVersion(1)
                        .softwareName("n")
                        .entities(List.of(SwidEntity.of("e", SwidEntity.TAG_CREATOR)))
                        .build());
        byte[] signed = SignedCoswid.sign(CRYPTO, SIGNER, small, List.of()).toByteArray();
        for (int bit = 0; bit < 8 * signed.length; bit++) {
            byte[] changed = signed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(accepted(Bytes.copyOf(changed))).as("bit %s", bit).isFalse();
        }
    }

    private static boolean accepted(Bytes message) {
        try {
            return SignedCoswid.decode(message)
                    .verify(CRYPTO, SIGNER.publicKey())
                    .isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Test
    @DisplayName("another content type, none, a detached payload and a bare envelope are refused")
    void refused() {
        CoseHeaders right = headers(Cbor.text(Coswid.MEDIA_TYPE));
        refuses("content-type", sign(headers(Cbor.text("application/swid")), COSWID.encode()));
        refuses("content-type", sign(headers(Cbor.integer(258)), COSWID.encode()));
        refuses("content-type", sign(CoseHeaders.NONE, COSWID.encode()));
        refuses("detached", CoseSign1.signDetached(CRYPTO, SIGNER, right, COSWID.encode(), Bytes.EMPTY));
        refuses("COSE_Sign1", COSWID.encode());
        Bytes tagged = sign(right, COSWID.encode());
        refuses("COSE_Sign1", tagged.slice(1, tagged.length()));
    }

    @Test
    @DisplayName("signed content that is no tag is malformed, and only after the signature was verified")
    void signedNonsense() throws MalformedMessageException {
        SignedCoswid signed = SignedCoswid.decode(sign(headers(Cbor.text(Coswid.MEDIA_TYPE)), Cbor.text("nonsense")));
        assertThat(signed.verify(CRYPTO, SeededKeys.p256(2).publicKey())).isEmpty();
        assertThatThrownBy(() -> signed.verify(CRYPTO, SIGNER.publicKey()).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("concise-swid-tag");
    }

    private static CoseHeaders headers(Bytes contentType) {
        return CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, contentType).build();
    }

    private static Bytes sign(CoseHeaders headers, Bytes payload) {
        return CoseSign1.sign(CRYPTO, SIGNER, headers, CoseHeaders.NONE, payload);
    }

    private static void refuses(String words, Bytes message) {
        assertThatThrownBy(() -> SignedCoswid.decode(message).untrustedCoswid())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(words);
    }
}
