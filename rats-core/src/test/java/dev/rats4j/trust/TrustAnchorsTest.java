package dev.rats4j.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TrustAnchorsTest {

    private static final PublicKey ROUTER = SeededKeys.ed25519(1).publicKey();
    private static final PublicKey OTHER = SeededKeys.p256(2).publicKey();

    /** A key that its module does not give away. */
    private static final PublicKey OPAQUE = new PublicKey() {
        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        @SuppressWarnings("NullAway") // as java.security.Key has it
        public byte[] getEncoded() {
            return null;
        }
    };

    @Test
    @DisplayName("a pinned key is found by itself or by its digest, also behind a key that has no encoding")
    void pinned() {
        TrustAnchors anchors =
                TrustAnchors.builder().key(OPAQUE).key(OTHER).key(ROUTER).build();
        Bytes encoded = CanonicalKey.encode(ROUTER);
        Bytes id = HashAlgorithm.SHA256.digest(encoded).value();
        assertThat(anchors.pinned(encoded::equals)).containsSame(ROUTER);
        assertThat(anchors.pinned(
                        key -> HashAlgorithm.SHA256.digest(key).value().equals(id)))
                .containsSame(ROUTER);
        assertThat(anchors.pinned(key -> true)).containsSame(OTHER);
        assertThat(anchors.pinned(Bytes::isEmpty)).isEmpty();
        assertThat(TrustAnchors.builder().schemeKey(encoded).build().pinned(key -> true))
                .isEmpty();
    }

    @Test
    @DisplayName("a key that has no encoding has no canonical one")
    void opaque() {
        assertThat(CanonicalKey.find(OPAQUE)).isEmpty();
        assertThat(CanonicalKey.find(OTHER)).contains(CanonicalKey.encode(OTHER));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalKey.encode(OPAQUE));
    }
}
