package dev.rats4j.crypto;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys that are well formed and known to be breakable. */
public final class WeakKeys {

    private static final int GENERATOR = 65537;
    /** The largest prime that the generator uses for keys of every size. */
    private static final int LARGEST = 167;

    private static final Map<BigInteger, BitSet> POWERS = powers();

    private WeakKeys() {}

    /**
     * Whether an RSA modulus has the mark of the weak generator of CVE-2017-15361 (ROCA): its primes are powers of 65537 modulo many small
     * primes, and so are their products. Nemec and others, "The Return of Coppersmith's Attack", CCS 2017, 4.1. Of other moduli one in
     * about 2^27 has the mark by chance.
     */
    public static boolean hasRocaFingerprint(BigInteger modulus) {
        return POWERS.entrySet().stream()
                .allMatch(powers ->
                        powers.getValue().get(modulus.mod(powers.getKey()).intValue()));
    }

    /** The powers of the generator modulo each odd prime. */
    private static Map<BigInteger, BitSet> powers() {
        Map<BigInteger, BitSet> all = new LinkedHashMap<>();
        for (BigInteger prime = BigInteger.valueOf(3); prime.intValue() <= LARGEST; prime = prime.nextProbablePrime()) {
            BitSet powers = new BitSet();
            for (int power = 1; !powers.get(power); power = power * (GENERATOR % prime.intValue()) % prime.intValue()) {
                powers.set(power);
            }
            all.put(prime, powers);
        }
        return all;
    }
}
