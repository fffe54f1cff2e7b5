package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/** The two spellings of an ECDSA signature: fixed-length halves (IEEE P1363, COSE, JOSE) and Ecdsa-Sig-Value in DER (RFC 3279, 2.2.3). */
public final class EcdsaSignatures {

    private EcdsaSignatures() {}

    /**
     * Fixed-length halves from two unsigned numbers, as a TPM gives them.
     *
     * @return empty if a number needs more bytes than the curve allows
     */
    public static Optional<Bytes> ofHalves(EllipticCurve curve, Bytes r, Bytes s) {
        int length = curve.coordinateLength();
        byte[] halves = new byte[2 * length];
        return place(r, halves, length) && place(s, halves, 2 * length)
                ? Optional.of(Bytes.copyOf(halves))
                : Optional.empty();
    }

    /** Fixed-length halves from Ecdsa-Sig-Value; empty unless it is exactly that, in DER, and both numbers fit the curve. */
    public static Optional<Bytes> ofDer(EllipticCurve curve, Bytes der) {
        if (der.isEmpty()) {
            return Optional.empty(); // for which the parser has null
        }
        try {
            byte[] encoded = der.toByteArray();
            ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(encoded));
            if (sequence.size() != 2
                    || !Bytes.copyOf(sequence.getEncoded(ASN1Encoding.DER)).equals(der)) {
                return Optional.empty();
            }
            BigInteger r = ASN1Integer.getInstance(sequence.getObjectAt(0)).getValue();
            BigInteger s = ASN1Integer.getInstance(sequence.getObjectAt(1)).getValue();
            return r.signum() < 0 || s.signum() < 0
                    ? Optional.empty()
                    : ofHalves(curve, Bytes.copyOf(r.toByteArray()), Bytes.copyOf(s.toByteArray()));
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** Ecdsa-Sig-Value of fixed-length halves. Refuses an odd number of bytes, and none. */
    public static Bytes toDer(Bytes halves) {
        int length = halves.length() / 2;
        if (halves.isEmpty() || halves.length() % 2 != 0) {
            throw new IllegalArgumentException("no two halves of one length");
        }
        return Bytes.copyOf(toDer(
                new BigInteger(1, halves.slice(0, length).toByteArray()),
                new BigInteger(1, halves.slice(length, 2 * length).toByteArray())));
    }

    /** Ecdsa-Sig-Value of two numbers. */
    static byte[] toDer(BigInteger r, BigInteger s) {
        try {
            return new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)}).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("two numbers have an encoding", e);
        }
    }

    private static boolean place(Bytes number, byte[] target, int end) {
        int start = 0;
        while (start < number.length() && number.at(start) == 0) {
            start++;
        }
        int significant = number.length() - start;
        int half = target.length / 2;
        if (significant > half) {
            return false;
        }
        number.slice(start, number.length()).copyTo(target, end - significant);
        return true;
    }
}
