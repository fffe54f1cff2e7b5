package dev.rats4j.tpm.sim;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.tpm.structures.TpmtSignature.Scheme;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * A key in memory that signs like one of a TPM.
 *
 * @param keys EC on a curve of {@link EllipticCurve} for ECDSA, otherwise RSA
 * @param scheme scheme of its signatures
 * @param hash hash of its signatures
 */
public record SimulatedKey(KeyPair keys, Scheme scheme, HashAlgorithm hash) {

    private static final int RSA = 0x0001;
    private static final int ECC = 0x0023;
    private static final int NULL = 0x0010;
    private static final BigInteger USUAL_EXPONENT = BigInteger.valueOf(65537);

    /** Refuses keys that do not fit the scheme. */
    public SimulatedKey {
        boolean fits = scheme == Scheme.ECDSA
                ? keys.getPublic() instanceof ECPublicKey
                : keys.getPublic() instanceof RSAPublicKey;
        if (!fits) {
            throw new IllegalArgumentException(
                    scheme + " with a key of " + keys.getPublic().getAlgorithm());
        }
    }

    /** A new key; the same state of {@code random} gives the same key. */
    public static SimulatedKey generate(CryptoBackend crypto, AttestationKeyKind kind, SecureRandom random) {
        return switch (kind) {
            case ECDSA_P256 -> ecdsa(crypto.generate(EllipticCurve.P256, random), kind);
            case ECDSA_P384 -> ecdsa(crypto.generate(EllipticCurve.P384, random), kind);
            case ECDSA_P521 -> ecdsa(crypto.generate(EllipticCurve.P521, random), kind);
            case RSASSA_2048 -> new SimulatedKey(rsa(2048, random), Scheme.RSASSA, kind.hash());
            case RSASSA_3072 -> new SimulatedKey(rsa(3072, random), Scheme.RSASSA, kind.hash());
            case RSAPSS_2048 -> new SimulatedKey(rsa(2048, random), Scheme.RSAPSS, kind.hash());
            case RSAPSS_3072 -> new SimulatedKey(rsa(3072, random), Scheme.RSAPSS, kind.hash());
        };
    }

    private static SimulatedKey ecdsa(KeyPair keys, AttestationKeyKind kind) {
        return new SimulatedKey(keys, Scheme.ECDSA, kind.hash());
    }

    static KeyPair rsa(int bits, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
            generator.initialize(bits, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider has RSA of " + bits + " bits", e);
        }
    }

    /** The same key with another hash, for signatures that are weak on purpose. */
    public SimulatedKey with(HashAlgorithm other) {
        return new SimulatedKey(keys, scheme, other);
    }

    /** TPMT_SIGNATURE over any bytes. A restricted key of a real TPM signs only what the TPM made. */
    public Bytes sign(CryptoBackend crypto, Bytes message) {
        Bytes value = crypto.signer(
                        keys.getPrivate(), keys.getPublic(), new SignatureAlgorithm(scheme.operation(), hash))
                .sign(message);
        Bytes head = Bytes.concat(Marshal.u16(scheme.id()), Marshal.u16(TpmHash.id(hash)));
        int half = value.length() / 2;
        return scheme == Scheme.ECDSA
                ? Bytes.concat(
                        head, Marshal.sized(value.slice(0, half)), Marshal.sized(value.slice(half, value.length())))
                : Bytes.concat(head, Marshal.sized(value));
    }

    /** TPMT_PUBLIC with the name algorithm SHA-256 and no policy. */
    Bytes publicArea(CryptoBackend crypto, long attributes) {
        boolean isEc = scheme == Scheme.ECDSA;
        Bytes start = Bytes.concat(
                Marshal.u16(isEc ? ECC : RSA),
                Marshal.u16(TpmHash.SHA256.id()),
                Marshal.u32(attributes),
                Marshal.sized(Bytes.EMPTY),
                Marshal.u16(NULL),
                Marshal.u16(scheme.id()),
                Marshal.u16(TpmHash.id(hash)));
        return Bytes.concat(start, uniquePart(crypto, keys.getPublic()));
    }

    /** What follows the scheme in a TPMT_PUBLIC: size or curve, then the key itself. */
    static Bytes uniquePart(CryptoBackend crypto, PublicKey key) {
        return key instanceof RSAPublicKey rsa ? rsaPart(rsa) : eccPart(crypto, (ECPublicKey) key);
    }

    private static Bytes rsaPart(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        boolean usual = key.getPublicExponent().equals(USUAL_EXPONENT);
        return Bytes.concat(
                Marshal.u16(bits),
                Marshal.u32(usual ? 0 : key.getPublicExponent().longValueExact()),
                Marshal.sized(Marshal.unsigned(key.getModulus(), (bits + 7) / 8)));
    }

    private static Bytes eccPart(CryptoBackend crypto, ECPublicKey key) {
        EllipticCurve curve = crypto.curveOf(key).orElseThrow();
        int id = switch (curve) {
            case P256 -> 0x0003;
            case P384 -> 0x0004;
            case P521 -> 0x0005;
        };
        int length = curve.coordinateLength();
        return Bytes.concat(
                Marshal.u16(id),
                Marshal.u16(NULL),
                Marshal.sized(Marshal.unsigned(key.getW().getAffineX(), length)),
                Marshal.sized(Marshal.unsigned(key.getW().getAffineY(), length)));
    }

    /** The kind only. */
    @Override
    public String toString() {
        return "simulated key, " + scheme + " with " + hash;
    }
}
