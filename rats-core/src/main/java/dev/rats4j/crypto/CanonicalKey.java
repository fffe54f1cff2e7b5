package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** One encoding per key. Keys have several: who compares encodings takes one key for two. */
public final class CanonicalKey {

    private static final byte UNCOMPRESSED = 4;

    private CanonicalKey() {}

    /**
     * SubjectPublicKeyInfo in DER: RSA keys as rsaEncryption with NULL (RFC 3279, 2.3.1), those on a curve of {@link EllipticCurve}
     * with the curve's name and uncompressed point (RFC 5480, 2), others as they encode themselves.
     *
     * @throws IllegalArgumentException if it is another key, and has no encoding
     */
    public static Bytes encode(PublicKey key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("a key without an encoding"));
    }

    /** The same; empty for a key that has no encoding. */
    public static Optional<Bytes> find(PublicKey key) {
        try {
            if (key instanceof RSAPublicKey rsa) {
                return Optional.of(encode(rsa));
            }
            Optional<EllipticCurve> curve = KeyFactories.curveOf(key);
            return key instanceof ECPublicKey ec && curve.isPresent()
                    ? Optional.of(encode(ec, curve.get()))
                    : Optional.ofNullable(key.getEncoded()).map(Bytes::copyOf);
        } catch (IOException e) {
            throw new IllegalStateException("a key that has no DER", e);
        }
    }

    private static Bytes encode(RSAPublicKey key) throws IOException {
        ASN1Encodable content = new org.bouncycastle.asn1.pkcs.RSAPublicKey(key.getModulus(), key.getPublicExponent());
        return Bytes.copyOf(new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), content)
                .getEncoded());
    }

    private static Bytes encode(ECPublicKey key, EllipticCurve curve) throws IOException {
        Bytes point = Bytes.concat(
                Bytes.of(UNCOMPRESSED),
                coordinate(key.getW().getAffineX(), curve),
                coordinate(key.getW().getAffineY(), curve));
        AlgorithmIdentifier algorithm =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getOID(curve.jcaName()));
        return Bytes.copyOf(new SubjectPublicKeyInfo(algorithm, point.toByteArray()).getEncoded());
    }

    /** Big-endian, as long as the curve wants it. */
    private static Bytes coordinate(BigInteger value, EllipticCurve curve) {
        byte[] signed = value.toByteArray();
        byte[] whole = new byte[curve.coordinateLength()];
        int length = Math.min(signed.length, whole.length); // one more if the sign needs a byte
        System.arraycopy(signed, signed.length - length, whole, whole.length - length, length);
        return Bytes.copyOf(whole);
    }
}
