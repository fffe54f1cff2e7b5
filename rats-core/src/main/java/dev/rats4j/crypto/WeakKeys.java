package dev.rats4j.crypto;

import java.math.BigInteger;

/** Keys that are well formed and known to be breakable. */
public final class WeakKeys {

    /** Modulo each of these, a modulus of the broken generator is a power of 65537. */
    private static final int[] PRIMES = {
        11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157, 163, 167
    };

    private static final BigInteger GENERATOR = BigInteger.valueOf(65_537);

    private WeakKeys() {}

    /**
     * Whether an RSA modulus has the fingerprint of CVE-2017-15361 (ROCA), as chips of one maker with old firmware gave it, TPMs among
     * them. Of other moduli one in many millions has it by chance.
     */
    public static boolean hasRocaFingerprint(BigInteger modulus) {
        for (int prime : PRIMES) {
            if (!isPower(modulus.mod(BigInteger.valueOf(prime)).intValue(), prime)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPower(int residue, int prime) {
        int generator = GENERATOR.mod(BigInteger.valueOf(prime)).intValue();
        int power = 1;
        do {
            if (power == residue) {
                return true;
            }
            power = power * generator % prime;
        } while (power != 1);
        return false;
    }
}
