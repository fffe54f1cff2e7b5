package dev.rats4j.crypto;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddPointsTest {

    private static boolean verifies(PureScheme scheme, Bytes key, Bytes signature) {
        try {
            PublicKey made = CRYPTO.publicKey(scheme, key);
            return CRYPTO.verify(made, scheme.algorithm(), Bytes.ofUtf8("any message"), signature)
                            .isPresent()
                    || CRYPTO.verify(made, scheme.algorithm(), Bytes.ofUtf8("another"), signature)
                            .isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    @DisplayName(
            "T-62 with a point of low order, or an encoding that is not canonical, no signature is good for every message")
    void lowOrderPoints(String key) {
        Bytes point = Bytes.fromHex(key);
        Bytes zero = Bytes.copyOf(new byte[32]);
        for (Bytes r : new Bytes[] {point, Bytes.concat(Bytes.of(1), zero.slice(1, 32)), zero}) {
            assertThat(verifies(PureScheme.ED25519, point, Bytes.concat(r, zero)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "00", "fe"})
    @DisplayName("T-62 the same of Ed448")
    void lowOrderPointsOfEd448(String first) {
        byte[] point = new byte[57];
        point[0] = (byte) Integer.parseInt(first, 16);
        Bytes key = Bytes.copyOf(point);
        Bytes zero = Bytes.copyOf(new byte[57]);
        assertThat(verifies(PureScheme.ED448, key, Bytes.concat(key, zero))).isFalse();
        assertThat(verifies(PureScheme.ED448, key, Bytes.concat(zero, zero))).isFalse();
    }
}
