package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import java.security.MessageDigest;

/**
 * A secret that makes and checks message authentication codes. It is no {@link java.security.Key}, so that no public key can ever stand
 * in its place, nor the other way round.
 */
public final class MacKey {

    /** Longest secret in bytes: what is longer than a block of the hash is hashed first, and no format has longer ones. */
    public static final int MAX_LENGTH = 1024;

    private final Bytes secret;

    private MacKey(Bytes secret) {
        this.secret = secret;
    }

    /**
     * A key of these bytes.
     *
     * @throws IllegalArgumentException if there are none, or more than {@link #MAX_LENGTH}
     */
    public static MacKey of(Bytes secret) {
        if (secret.isEmpty() || secret.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a MAC key of " + secret.length() + " bytes");
        }
        return new MacKey(secret.compact());
    }

    /** Length in bytes. */
    public int length() {
        return secret.length();
    }

    byte[] secret() {
        return secret.toByteArray();
    }

    /** Whether both hold the same secret; takes as long for any secret of a length. */
    @Override
    public boolean equals(Object object) {
        return object instanceof MacKey other && MessageDigest.isEqual(secret(), other.secret());
    }

    @Override
    public int hashCode() {
        return secret.length(); // tells nothing of the secret
    }

    /** The length only. */
    @Override
    public String toString() {
        return "MAC key of " + secret.length() + " bytes";
    }
}
