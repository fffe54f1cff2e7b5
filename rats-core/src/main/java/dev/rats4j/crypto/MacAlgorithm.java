package dev.rats4j.crypto;

/** Message authentication codes that occur in tokens. */
public enum MacAlgorithm {
    /** HMAC with SHA-256, RFC 2104, all 256 bits. */
    HMAC_SHA256("HmacSHA256", 32, 32),
    /** HMAC with SHA-384, all 384 bits. */
    HMAC_SHA384("HmacSHA384", 48, 48),
    /** HMAC with SHA-512, all 512 bits. */
    HMAC_SHA512("HmacSHA512", 64, 64),
    /** HMAC with SHA-256, the first 64 bits: one guess in 2^64 is right. */
    HMAC_SHA256_64("HmacSHA256", 32, 8),
    /** AES-CBC-MAC with a key of 256 bits, the first 64 bits, RFC 9053, 3.2: safe only if all messages of a key have one length. */
    AES_CBC_MAC_256_64("AES/CBC/NoPadding", 32, 8);

    private final String jcaName;
    private final int leastKeyLength;
    private final int length;

    MacAlgorithm(String jcaName, int leastKeyLength, int length) {
        this.jcaName = jcaName;
        this.leastKeyLength = leastKeyLength;
        this.length = length;
    }

    String jcaName() {
        return jcaName;
    }

    /** Length of the code in bytes. */
    public int length() {
        return length;
    }

    /** Whether it is so short that no reader takes it unless its caller says so. */
    public boolean isShort() {
        return length < 16;
    }

    /** Whether a key is long enough: as long as the hash, RFC 7518, 3.2 and RFC 9053, 3.1; exactly 256 bits for AES. */
    public boolean fits(MacKey key) {
        return this == AES_CBC_MAC_256_64 ? key.length() == leastKeyLength : key.length() >= leastKeyLength;
    }
}
