package dev.rats4j.tpm.structures;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * TPMT_PUBLIC of an asymmetric key, Part 2, 12.2.4.
 *
 * @param nameAlg hash of the Name
 * @param objectAttributes attributes
 * @param aesBits length of the AES key with which a storage key protects others in CFB mode; empty for no or other symmetric algorithms
 * @param unique the key itself
 * @param encoded the structure as received, without size prefix
 */
public record TpmtPublic(
        HashAlgorithm nameAlg, TpmaObject objectAttributes, Optional<Integer> aesBits, Unique unique, Bytes encoded) {

    private static final int RSA = 0x0001;
    private static final int ECC = 0x0023;
    private static final int NULL = 0x0010;
    private static final int AES = 0x0006;
    private static final int CFB = 0x0043;
    private static final Set<Integer> AES_KEYS = Set.of(128, 192, 256);
    private static final int LARGEST_MODULUS = 2048;
    private static final int LARGEST_COORDINATE = 128;

    /** The key of one of two types. */
    public sealed interface Unique {}

    /**
     * TPMS_RSA_PARMS and TPM2B_PUBLIC_KEY_RSA.
     *
     * @param keyBits size in bits
     * @param exponent unsigned; 0 was read as 65537
     * @param modulus big-endian
     */
    public record RsaKey(int keyBits, long exponent, Bytes modulus) implements Unique {}

    /**
     * TPMS_ECC_PARMS and TPMS_ECC_POINT.
     *
     * @param curve curve
     * @param x big-endian, possibly shorter than the curve
     * @param y likewise
     */
    public record EccKey(EllipticCurve curve, Bytes x, Bytes y) implements Unique {}

    /** Decodes TPMT_PUBLIC, or TPM2B_PUBLIC if the first two bytes are the length of the rest. */
    public static TpmtPublic decode(Bytes message) throws MalformedMessageException {
        ByteReader in = new ByteReader(message);
        if (message.length() > 2 && (message.at(0) << 8 | message.at(1)) == message.length() - 2) {
            in.u16("TPM2B_PUBLIC.size");
        }
        int start = in.position();
        int typeAt = in.position();
        int type = in.u16("TPMT_PUBLIC.type");
        if (type != RSA && type != ECC) {
            throw new MalformedMessageException("TPMT_PUBLIC.type", typeAt, "neither RSA nor ECC");
        }
        HashAlgorithm nameAlg = TpmHash.read(in, "TPMT_PUBLIC.nameAlg");
        TpmaObject attributes = readAttributes(in);
        Tpm2b.read(in, TpmsQuoteInfo.LARGEST_DIGEST, "TPMT_PUBLIC.authPolicy");
        Optional<Integer> aesBits = readSymmetric(in);
        readScheme(in, "TPMT_PUBLIC.scheme");
        Unique unique = type == RSA ? readRsa(in) : readEcc(in);
        in.expectEnd("TPMT_PUBLIC");
        return new TpmtPublic(nameAlg, attributes, aesBits, unique, in.since(start));
    }

    private static TpmaObject readAttributes(ByteReader in) throws MalformedMessageException {
        int at = in.position();
        long bits = in.u32("TPMT_PUBLIC.objectAttributes");
        if ((bits & TpmaObject.RESERVED) != 0) {
            throw new MalformedMessageException("TPMT_PUBLIC.objectAttributes", at, "a reserved bit is set");
        }
        return new TpmaObject(bits);
    }

    /** TPMT_SYM_DEF_OBJECT, Part 2, 11.1.7. */
    private static Optional<Integer> readSymmetric(ByteReader in) throws MalformedMessageException {
        int algorithm = in.u16("TPMT_PUBLIC.symmetric");
        if (algorithm == NULL) {
            return Optional.empty();
        }
        int bits = in.u16("TPMT_PUBLIC.symmetric.keyBits");
        int mode = in.u16("TPMT_PUBLIC.symmetric.mode");
        return algorithm == AES && mode == CFB && AES_KEYS.contains(bits) ? Optional.of(bits) : Optional.empty();
    }

    /** TPMT_ASYM_SCHEME, Part 2, 11.2.3.6: no details for NULL and RSAES, a counter for ECDAA, else a hash. */
    private static void readScheme(ByteReader in, String field) throws MalformedMessageException {
        int at = in.position();
        int scheme = in.u16(field);
        switch (scheme) {
            case NULL, 0x0015 -> {} // TPM_ALG_NULL, TPM_ALG_RSAES
            case 0x0014, 0x0016, 0x0017, 0x0018, 0x0019, 0x001b, 0x001c, 0x001d -> TpmHash.read(in, field + ".hash");
            case 0x001a -> { // TPM_ALG_ECDAA
                TpmHash.read(in, field + ".hash");
                in.u16(field + ".count");
            }
            default -> throw new MalformedMessageException(field, at, "0x" + Integer.toHexString(scheme));
        }
    }

    private static RsaKey readRsa(ByteReader in) throws MalformedMessageException {
        int keyBits = in.u16("TPMS_RSA_PARMS.keyBits");
        long exponent = in.u32("TPMS_RSA_PARMS.exponent");
        int at = in.position();
        Bytes modulus = Tpm2b.read(in, LARGEST_MODULUS, "TPM2B_PUBLIC_KEY_RSA");
        if (8 * modulus.length() != keyBits) {
            throw new MalformedMessageException(
                    "TPM2B_PUBLIC_KEY_RSA", at, modulus.length() + " bytes for a key of " + keyBits + " bits");
        }
        return new RsaKey(keyBits, exponent == 0 ? 65537 : exponent, modulus);
    }

    private static EccKey readEcc(ByteReader in) throws MalformedMessageException {
        int at = in.position();
        int curveId = in.u16("TPMS_ECC_PARMS.curveID");
        EllipticCurve curve = switch (curveId) {
            case 0x0003 -> EllipticCurve.P256;
            case 0x0004 -> EllipticCurve.P384;
            case 0x0005 -> EllipticCurve.P521;
            default ->
                throw new MalformedMessageException(
                        "TPMS_ECC_PARMS.curveID", at, "0x" + Integer.toHexString(curveId) + " is not supported");
        };
        readScheme(in, "TPMS_ECC_PARMS.kdf");
        Bytes x = Tpm2b.read(in, LARGEST_COORDINATE, "TPMS_ECC_POINT.x");
        return new EccKey(curve, x, Tpm2b.read(in, LARGEST_COORDINATE, "TPMS_ECC_POINT.y"));
    }

    /** Name: TPM_ALG_ID of the hash and the digest of the structure, Part 1, 16. */
    public Bytes name() {
        int id = TpmHash.id(nameAlg);
        return Bytes.concat(
                Bytes.of(id >> 8, id & 0xff), nameAlg.digest(encoded).value());
    }

    /**
     * The key for {@code crypto}.
     *
     * @throws MalformedMessageException if the modulus or the point is none
     */
    public PublicKey publicKey(CryptoBackend crypto) throws MalformedMessageException {
        if (unique instanceof RsaKey rsa) {
            return crypto.rsaPublicKey(
                    new BigInteger(1, rsa.modulus().toByteArray()), BigInteger.valueOf(rsa.exponent()));
        }
        EccKey ecc = (EccKey) unique;
        return crypto.ecPublicKey(ecc.curve(), padded(ecc.x(), ecc.curve()), padded(ecc.y(), ecc.curve()));
    }

    private static Bytes padded(Bytes coordinate, EllipticCurve curve) throws MalformedMessageException {
        int missing = curve.coordinateLength() - coordinate.length();
        if (missing < 0) {
            throw new MalformedMessageException("TPMS_ECC_POINT", 0, "coordinate is longer than the curve's");
        }
        return Bytes.concat(Bytes.copyOf(new byte[missing]), coordinate);
    }
}
