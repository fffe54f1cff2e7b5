package dev.rats4j.draft.coserv;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignedCoservTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final Coserv COSERV = CoservValues.small();

    @Test
    @DisplayName("a signed message verifies with its key and no other, and answers its query")
    void verifies() throws MalformedMessageException {
        Bytes keyId = Bytes.of(1, 2);
        SignedCoserv signed = SignedCoserv.decode(SignedCoserv.sign(CRYPTO, SIGNER, COSERV, Optional.of(keyId)));
        assertThat(signed.untrustedKeyId()).contains(keyId);
        assertThat(signed.untrustedCoserv()).isEqualTo(COSERV);
        Coserv verified =
                signed.verify(CRYPTO, SIGNER.publicKey()).orElseThrow().coserv();
        assertThat(verified.answerTo(COSERV.withoutResults(), CoservValues.EXPIRY.time()))
                .isEqualTo(COSERV.results());
        assertThat(signed.verify(CRYPTO, SeededKeys.p256(2).publicKey())).isEmpty();
        assertThat(SignedCoserv.decode(SignedCoserv.sign(CRYPTO, SIGNER, COSERV, Optional.empty()))
                        .untrustedKeyId())
                .isEmpty();
    }

    @Test
    @DisplayName("no bit of a signed message can change unnoticed")
    void flippedBits() {
        byte[] signed =
                SignedCoserv.sign(CRYPTO, SIGNER, COSERV, Optional.empty()).toByteArray();
        for (int bit = 0; bit < 8 * signed.length; bit++) {
            byte[] changed = signed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(accepted(Bytes.copyOf(changed))).as("bit %s", bit).isFalse();
        }
    }

    private static boolean accepted(Bytes message) {
        try {
            return SignedCoserv.decode(message)
                    .verify(CRYPTO, SIGNER.publicKey())
                    .isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Test
    @DisplayName(
            "the content type is label 3; label 2 of the draft's CDDL is crit, and refused like any other content type")
    void refused() {
        Bytes mediaType = Cbor.text(Coserv.MEDIA_TYPE);
        refuses("content-type", sign(CborKey.of(3), Cbor.text("application/coserv"), COSERV.encode()));
        refuses("content-type", sign(CborKey.of(3), Cbor.integer(10000), COSERV.encode()));
        refuses("crit", sign(CborKey.of(2), mediaType, COSERV.encode()));
        refuses("coserv", sign(CborKey.of(3), mediaType, Cbor.text("nonsense")));
        CoseHeaders headers =
                CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, mediaType).build();
        refuses("detached", CoseSign1.signDetached(CRYPTO, SIGNER, headers, COSERV.encode(), Bytes.EMPTY));
        refuses("COSE_Sign1", COSERV.encode());
    }

    private static Bytes sign(CborKey label, Bytes value, Bytes payload) {
        CoseHeaders headers = CoseHeaders.builder().put(label, value).build();
        return CoseSign1.sign(CRYPTO, SIGNER, headers, CoseHeaders.NONE, payload);
    }

    private static void refuses(String words, Bytes message) {
        assertThatThrownBy(() -> SignedCoserv.decode(message)
                        .verify(CRYPTO, SIGNER.publicKey())
                        .isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(words);
    }
}
