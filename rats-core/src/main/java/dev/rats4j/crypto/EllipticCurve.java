package dev.rats4j.crypto;

/** Curves of FIPS 186-5 that occur in evidence, with the length of a coordinate. */
public enum EllipticCurve {
    /** NIST P-256, secp256r1. */
    P256("secp256r1", 32),
    /** NIST P-384, secp384r1. */
    P384("secp384r1", 48),
    /** NIST P-521, secp521r1. */
    P521("secp521r1", 66);

    private final String jcaName;
    private final int coordinateLength;

    EllipticCurve(String jcaName, int coordinateLength) {
        this.jcaName = jcaName;
        this.coordinateLength = coordinateLength;
    }

    /** The standard name, for example {@code secp256r1}. */
    public String jcaName() {
        return jcaName;
    }

    /** Length of a coordinate, and of each half of a signature, in bytes. */
    public int coordinateLength() {
        return coordinateLength;
    }
}
