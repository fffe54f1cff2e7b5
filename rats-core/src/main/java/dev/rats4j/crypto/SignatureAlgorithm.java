package dev.rats4j.crypto;

import com.google.errorprone.annotations.Immutable;

/**
 * What a signature needs beside key and message: the operation and its hash. Each format maps its own identifiers to this.
 *
 * @param operation the signature scheme
 * @param hash the hash of the message; for a {@link PureScheme} what stands for the one inside: SHA-512 of Ed25519, SHA3-512 for the
 *     SHAKE256 of Ed448 and ML-DSA
 */
@Immutable
public record SignatureAlgorithm(Operation operation, HashAlgorithm hash) {

    /** Signature schemes. */
    public enum Operation {
        /** RFC 8017, 8.2. */
        RSASSA_PKCS1,
        /** RFC 8017, 8.1, MGF1 with the same hash; the salt is as long as the digest. */
        RSASSA_PSS,
        /** RFC 8017, 8.1, with the longest salt that the key allows: what TPMs did before revision 1.16. */
        RSASSA_PSS_MAX_SALT,
        /** FIPS 186-5, 6; signatures are r and s as fixed-length big-endian halves (IEEE P1363). */
        ECDSA,
        /** RFC 8032, Ed25519. */
        ED25519,
        /** RFC 8032, Ed448. */
        ED448,
        /** FIPS 204, ML-DSA-44, pure. */
        ML_DSA_44,
        /** FIPS 204, ML-DSA-65, pure. */
        ML_DSA_65,
        /** FIPS 204, ML-DSA-87, pure. */
        ML_DSA_87
    }
}
