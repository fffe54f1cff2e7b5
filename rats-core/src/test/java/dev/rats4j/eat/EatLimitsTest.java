package dev.rats4j.eat;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cose.CoseMacAlgorithm;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EatLimitsTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final int MOST = 1024;

    /** What is done with a message of which one bit was changed. */
    @FunctionalInterface
    private interface Opening {
        Optional<?> open(Bytes message) throws MalformedMessageException;
    }

    private static void noBitCounts(Bytes message, Opening opening) {
        byte[] original = message.toByteArray();
        for (int bit = 0; bit < 8 * original.length; bit++) {
            byte[] changed = original.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertThat(opening.open(Bytes.copyOf(changed))).as("bit " + bit).isEmpty();
            } catch (MalformedMessageException e) {
                assertThat(e.field()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T-83 no bit of a bundle can be changed")
    void bundleBits(EatFormat format) {
        EatClaims claims = EatClaims.builder().put(EatClaim.UPTIME, 5L).build();
        EatBundle bundle = EatBundle.sign(claims, Map.of("a", claims), SIGNER, CRYPTO, format);
        noBitCounts(bundle.bytes(), message -> EatBundle.decode(message).verify(CRYPTO, SIGNER.publicKey()));
    }

    @Test
    @DisplayName("no bit of a token with a code can be changed")
    void macBits() {
        MacKey key = MacKey.of(Bytes.copyOf(new byte[32]));
        EatClaims claims = EatClaims.builder().put(EatClaim.UPTIME, 5L).build();
        EatToken token = EatToken.mac(claims, key, CoseMacAlgorithm.HMAC_256, CRYPTO);
        noBitCounts(token.bytes(), message -> EatToken.decode(message).verifyMac(CRYPTO, key));
    }

    private static EatClaims.Builder submodules(int count) {
        Map<String, Submodule> all = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            all.put("s" + i, new Submodule.Detached(DetachedDigest.of(Bytes.EMPTY)));
        }
        return EatClaims.builder().put(EatClaim.SUBMODS, all);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("1024 submodules are read and written, 1025 are not")
    void submodules(EatFormat format) throws MalformedMessageException {
        EatClaims most = submodules(MOST).build();
        assertThat(EatClaims.decode(most.encode(format), format)).isEqualTo(most);
        assertThatThrownBy(() -> submodules(MOST + 1).build()).isInstanceOf(IllegalArgumentException.class);
        EatFormat.MapBuilder map = format.map();
        for (int i = 0; i <= MOST; i++) {
            map.put("s" + i, format.map().build());
        }
        Bytes message = Bytes.concat(
                format == EatFormat.CBOR ? Bytes.fromHex("a119010a") : Bytes.ofUtf8("{\"submods\":"),
                format == EatFormat.CBOR
                        ? map.build().cbor()
                        : dev.rats4j.json.Json.write(map.build().json()),
                format == EatFormat.CBOR ? Bytes.EMPTY : Bytes.ofUtf8("}"));
        assertThat(EatClaims.decode(message, format).mistyped().values())
                .singleElement()
                .satisfies(wrong -> assertThat(wrong.detail()).contains("more than 1024 submodules"));
    }

    @Test
    @DisplayName("messages beyond 1 MiB are refused before they are read, as are beyond 1024 claims sets")
    void lengths() {
        Bytes large = Bytes.copyOf(new byte[EatClaims.LARGEST + 1]);
        for (EatFormat format : EatFormat.values()) {
            refuses(() -> EatClaims.decode(large, format).isEmpty());
            refuses(() -> MeasuredComponent.decode(large, format).needsProfile());
        }
        refuses(() -> UnsignedEat.decode(large).format());
        refuses(() -> EatBundle.decode(large).format());
        refuses(() -> EatToken.decode(large).format());
        Map<String, Bytes> sets = new LinkedHashMap<>();
        for (int i = 0; i <= MOST; i++) {
            sets.put("s" + i, Bytes.of(0xa0));
        }
        NestedToken main = new NestedToken(NestedToken.Kind.UCCS, Cbor.tagged(601, Bytes.of(0xa0)));
        assertThatThrownBy(() -> EatBundle.of(main, sets, EatFormat.CBOR).format())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable decoding) {
        assertThatThrownBy(decoding)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("1048576");
    }
}
