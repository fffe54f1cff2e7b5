package dev.rats4j.tpm.ek;

import dev.rats4j.freshness.NonceSource;
import java.security.SecureRandom;

/** The given source of randomness for operations of the JDK. */
final class SourceRandom extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final transient NonceSource source;

    SourceRandom(NonceSource source) {
        super(null, null);
        this.source = source;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        source.fill(bytes);
    }

    @Override
    public byte[] generateSeed(int count) {
        byte[] seed = new byte[count];
        source.fill(seed);
        return seed;
    }
}
