package dev.rats4j.cose;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * Public keys as COSE_Key, RFC 9052, 7 and RFC 9053, 7: EC2 on P-256, P-384, P-521; OKP Ed25519 and Ed448; RSA (RFC 8230); AKP with
 * ML-DSA (RFC 9964). {@link CosePublicKey} reads what a key says of its use as well.
 */
public final class CoseKey {

    private static final int OKP = 1;
    private static final int EC2 = 2;
    private static final int RSA = 3;
    private static final int AKP = 7;
    private static final int ED25519 = 6;
    private static final int ED448 = 7;

    private CoseKey() {}

    /**
     * The public key in a COSE_Key.
     *
     * @throws MalformedMessageException if coordinates are not of the curve's length, the point is not on it, is compressed, a
     *     private part is there, or {@code alg} is one that the key does not fit
     */
    public static PublicKey decode(CborItem item, CryptoBackend crypto) throws MalformedMessageException {
        CborMap map = item.map("COSE_Key");
        if (map.optional(-4).isPresent()) {
            throw item.malformed("COSE_Key.d", "a private key has no place here");
        }
        int type = map.required(1, "kty").int32("COSE_Key.kty");
        PublicKey key = switch (type) {
            case OKP -> okp(map, crypto);
            case EC2 -> ec2(map, crypto);
            case RSA -> rsa(map, crypto);
            case AKP -> akp(map, crypto);
            default -> throw item.malformed("COSE_Key.kty", type + " is not supported");
        };
        Optional<CoseAlgorithm> algorithm = algorithm(map);
        if (algorithm.isPresent() && !algorithm.get().fits(crypto, key)) {
            throw item.malformed("COSE_Key.alg", algorithm.get() + " does not go with the key");
        }
        return key;
    }

    /** What {@code alg} says, if it is one of ours. */
    static Optional<CoseAlgorithm> algorithm(CborMap map) throws MalformedMessageException {
        Optional<CborItem> alg = map.optional(3);
        return alg.isEmpty() || alg.get().kind() == CborItem.Kind.TEXT
                ? Optional.empty()
                : CoseAlgorithm.of(alg.get().integer("COSE_Key.alg"));
    }

    private static PublicKey rsa(CborMap map, CryptoBackend crypto) throws MalformedMessageException {
        if (map.optional(-3).isPresent()) { // RFC 8230, 4: d; -4 is p
            throw map.item().malformed("COSE_Key.d", "a private key has no place here");
        }
        return crypto.rsaPublicKey(number(map, -1, "COSE_Key.n"), number(map, -2, "COSE_Key.e"));
    }

    private static PublicKey okp(CborMap map, CryptoBackend crypto) throws MalformedMessageException {
        Bytes x = map.required(-2, "x").bytes("COSE_Key.x");
        return switch (map.required(-1, "crv").int32("COSE_Key.crv")) {
            case ED25519 -> crypto.publicKey(PureScheme.ED25519, x);
            case ED448 -> crypto.publicKey(PureScheme.ED448, x);
            default -> throw map.item().malformed("COSE_Key.crv", "of OKP only Ed25519 and Ed448 are supported");
        };
    }

    /** RFC 9964, 3: the algorithm is part of the key. */
    private static PublicKey akp(CborMap map, CryptoBackend crypto) throws MalformedMessageException {
        if (map.optional(-2).isPresent()) {
            throw map.item().malformed("COSE_Key.priv", "a private key has no place here");
        }
        map.required(3, "alg");
        Optional<PureScheme> scheme = algorithm(map)
                .flatMap(algorithm -> PureScheme.of(algorithm.signature().operation()))
                .filter(PureScheme::isMlDsa);
        if (scheme.isEmpty()) {
            throw map.item().malformed("COSE_Key.alg", "of AKP only ML-DSA is supported");
        }
        return crypto.publicKey(scheme.get(), map.required(-1, "pub").bytes("COSE_Key.pub"));
    }

    private static PublicKey ec2(CborMap map, CryptoBackend crypto) throws MalformedMessageException {
        int crv = map.required(-1, "crv").int32("COSE_Key.crv");
        CborItem y = map.required(-3, "y");
        if (y.kind() == CborItem.Kind.BOOLEAN) {
            throw y.malformed("COSE_Key.y", "compressed points are not supported");
        }
        return crypto.ecPublicKey(curve(crv, map), map.required(-2, "x").bytes("COSE_Key.x"), y.bytes("COSE_Key.y"));
    }

    private static EllipticCurve curve(int crv, CborMap map) throws MalformedMessageException {
        return switch (crv) {
            case 1 -> EllipticCurve.P256;
            case 2 -> EllipticCurve.P384;
            case 3 -> EllipticCurve.P521;
            default -> throw map.item().malformed("COSE_Key.crv", crv + " is not supported");
        };
    }

    private static BigInteger number(CborMap map, long label, String field) throws MalformedMessageException {
        return new BigInteger(1, map.required(label, field).bytes(field).toByteArray());
    }

    /** A COSE_Key; empty for a kind of key that this class does not read. */
    public static Optional<Bytes> encode(PublicKey key, CryptoBackend crypto) {
        if (key instanceof ECPublicKey ec) {
            return crypto.curveOf(key).map(curve -> ec2(ec, curve));
        }
        if (key instanceof RSAPublicKey rsa) {
            return Optional.of(Cbor.map()
                    .put(1, Cbor.integer(RSA))
                    .put(-1, Cbor.bytes(unsigned(rsa.getModulus())))
                    .put(-2, Cbor.bytes(unsigned(rsa.getPublicExponent())))
                    .encode());
        }
        return PureScheme.of(key).map(scheme -> pure(scheme, scheme.bytesOf(key)));
    }

    private static Bytes pure(PureScheme scheme, Bytes key) {
        if (scheme.isMlDsa()) {
            return Cbor.map()
                    .put(1, Cbor.integer(AKP))
                    .put(3, Cbor.integer(CoseAlgorithm.valueOf(scheme.name()).identifier()))
                    .put(-1, Cbor.bytes(key))
                    .encode();
        }
        return Cbor.map()
                .put(1, Cbor.integer(OKP))
                .put(-1, Cbor.integer(scheme == PureScheme.ED25519 ? ED25519 : ED448))
                .put(-2, Cbor.bytes(key))
                .encode();
    }

    private static Bytes ec2(ECPublicKey key, EllipticCurve curve) {
        return Cbor.map()
                .put(1, Cbor.integer(EC2))
                .put(-1, Cbor.integer(crv(curve)))
                .put(-2, Cbor.bytes(coordinate(key.getW().getAffineX(), curve)))
                .put(-3, Cbor.bytes(coordinate(key.getW().getAffineY(), curve)))
                .encode();
    }

    private static int crv(EllipticCurve curve) {
        return switch (curve) {
            case P256 -> 1;
            case P384 -> 2;
            case P521 -> 3;
        };
    }

    private static Bytes coordinate(BigInteger value, EllipticCurve curve) {
        Bytes significant = unsigned(value);
        byte[] padded = new byte[curve.coordinateLength()];
        significant.copyTo(padded, padded.length - significant.length());
        return Bytes.copyOf(padded);
    }

    private static Bytes unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 ? Bytes.copyOf(bytes).slice(1, bytes.length) : Bytes.copyOf(bytes);
    }
}
