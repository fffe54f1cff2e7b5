package dev.rats4j.tpm;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** RSA keys as the generator of CVE-2017-15361 made them: primes k * M + (65537^a mod M), M the product of the first 126 primes. */
public final class WeakPrimes {

    private static final BigInteger E = BigInteger.valueOf(65537);
    private static final int BITS = 1024;
    private static final int LARGEST_PRIME_OF_M = 701;

    private WeakPrimes() {}

    /** 2048 bits. */
    public static KeyPair keys(long seed) {
        SecureRandom random = SimulatedTpms.seeded(seed);
        BigInteger p = prime(random);
        BigInteger q = prime(random);
        BigInteger one = BigInteger.ONE;
        BigInteger d = E.modInverse(p.subtract(one).multiply(q.subtract(one)));
        BigInteger n = p.multiply(q);
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(n, E)),
                    factory.generatePrivate(new RSAPrivateCrtKeySpec(
                            n, E, d, p, q, d.mod(p.subtract(one)), d.mod(q.subtract(one)), q.modInverse(p))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger prime(SecureRandom random) {
        BigInteger m = BigInteger.ONE;
        for (BigInteger p = BigInteger.TWO; p.intValue() <= LARGEST_PRIME_OF_M; p = p.nextProbablePrime()) {
            m = m.multiply(p);
        }
        while (true) {
            BigInteger k = new BigInteger(BITS - m.bitLength() + 1, random);
            BigInteger candidate = k.multiply(m).add(E.modPow(new BigInteger(64, random), m));
            boolean fits = candidate.bitLength() == BITS
                    && candidate.testBit(BITS - 2)
                    && !candidate.mod(E).equals(BigInteger.ONE);
            if (fits && candidate.isProbablePrime(40)) {
                return candidate;
            }
        }
    }
}
