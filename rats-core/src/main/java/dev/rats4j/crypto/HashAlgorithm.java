package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash functions that occur in evidence, under the name that the JDK gives them. */
public enum HashAlgorithm {
    /** FIPS 180-4; read where old formats carry it, never enough for a decision unless a policy says so. */
    SHA1("SHA-1", 20),
    /** FIPS 180-4. */
    SHA256("SHA-256", 32),
    /** FIPS 180-4. */
    SHA384("SHA-384", 48),
    /** FIPS 180-4. */
    SHA512("SHA-512", 64),
    /** FIPS 202. */
    SHA3_256("SHA3-256", 32),
    /** FIPS 202. */
    SHA3_384("SHA3-384", 48),
    /** FIPS 202. */
    SHA3_512("SHA3-512", 64);

    private final String jcaName;
    private final int length;

    HashAlgorithm(String jcaName, int length) {
        this.jcaName = jcaName;
        this.length = length;
    }

    /** The standard name of the JDK, for example {@code SHA-256}. */
    public String jcaName() {
        return jcaName;
    }

    /** Length of a digest in bytes. */
    public int length() {
        return length;
    }

    /** Whether collisions cost at least 2^128 steps. */
    public boolean isCollisionResistant() {
        return this != SHA1;
    }

    /** The digest of some parts, one after another. */
    public Digest digest(Bytes... parts) {
        MessageDigest function = DigestFunctions.of(this);
        for (Bytes part : parts) {
            part.digestInto(function);
        }
        return new Digest(this, Bytes.copyOf(function.digest()));
    }

    /** A fresh function object of the JDK, for callers that hash piece by piece. */
    public MessageDigest newFunction() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 9 has " + jcaName, e);
        }
    }
}
