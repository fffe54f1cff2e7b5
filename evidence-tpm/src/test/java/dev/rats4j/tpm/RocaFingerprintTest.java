package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.WeakKeys;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocaFingerprintTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("T-19 keys of the weak generator are recognised by their modulus")
    void weakKeysHaveTheMark(long seed) {
        KeyPair weak = WeakPrimes.keys(seed);
        assertThat(((RSAPublicKey) weak.getPublic()).getModulus().bitLength()).isEqualTo(2048);
        assertThat(KeyStrength.hasWeakPrimes(weak.getPublic())).isTrue();
    }

    @Test
    void ordinaryKeysDoNotHaveIt() {
        for (int seed = 0; seed < 5; seed++) {
            assertThat(KeyStrength.hasWeakPrimes(SimulatedTpms.rsaKeys(seed).getPublic()))
                    .isFalse();
        }
        SecureRandom random = SimulatedTpms.seeded(1);
        for (int i = 0; i < 10_000; i++) {
            BigInteger odd = new BigInteger(2048, random).setBit(0);
            assertThat(WeakKeys.hasRocaFingerprint(odd)).isFalse();
        }
    }

    /** One prime of the weak generator does not make the product a power of 65537. */
    @Test
    void aWeakModulusTimesSomethingElseDoesNotHaveIt() {
        BigInteger weak = ((RSAPublicKey) WeakPrimes.keys(1).getPublic()).getModulus();
        assertThat(WeakKeys.hasRocaFingerprint(weak.multiply(BigInteger.valueOf(65537))))
                .isTrue();
        assertThat(WeakKeys.hasRocaFingerprint(weak.multiply(BigInteger.TWO))).isFalse();
        assertThat(WeakKeys.hasRocaFingerprint(weak.add(BigInteger.TWO))).isFalse();
        assertThat(WeakKeys.hasRocaFingerprint(BigInteger.ONE)).isTrue();
        assertThat(WeakKeys.hasRocaFingerprint(BigInteger.ZERO)).isFalse();
    }

    @Test
    void keysOfOtherKindsDoNotHaveIt() {
        assertThat(KeyStrength.hasWeakPrimes(SimulatedTpms.CRYPTO
                        .generate(EllipticCurve.P256, SimulatedTpms.seeded(1))
                        .getPublic()))
                .isFalse();
    }
}
