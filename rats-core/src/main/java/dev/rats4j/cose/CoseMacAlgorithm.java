package dev.rats4j.cose;

import dev.rats4j.crypto.MacAlgorithm;
import java.util.Arrays;
import java.util.Optional;

/** Message authentication codes of RFC 9053, 3. */
public enum CoseMacAlgorithm {
    /** HMAC 256/256. */
    HMAC_256(5, MacAlgorithm.HMAC_SHA256),
    /** HMAC 384/384. */
    HMAC_384(6, MacAlgorithm.HMAC_SHA384),
    /** HMAC 512/512. */
    HMAC_512(7, MacAlgorithm.HMAC_SHA512),
    /** HMAC 256/64: read only where a caller asks for short codes. */
    HMAC_256_64(4, MacAlgorithm.HMAC_SHA256_64),
    /** AES-MAC 256/64: read only where a caller asks for short codes. */
    AES_MAC_256_64(15, MacAlgorithm.AES_CBC_MAC_256_64);

    private final int identifier;
    private final MacAlgorithm mac;

    CoseMacAlgorithm(int identifier, MacAlgorithm mac) {
        this.identifier = identifier;
        this.mac = mac;
    }

    /** The number in the header. */
    public int identifier() {
        return identifier;
    }

    /** What it means to {@code crypto}. */
    public MacAlgorithm mac() {
        return mac;
    }

    /** The algorithm with this number; compared at full width. */
    public static Optional<CoseMacAlgorithm> of(long identifier) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.identifier == identifier)
                .findFirst();
    }
}
