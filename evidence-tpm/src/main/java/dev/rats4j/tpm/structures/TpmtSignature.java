package dev.rats4j.tpm.structures;

import dev.rats4j.crypto.EcdsaSignatures;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * TPMT_SIGNATURE, Part 2, 11.3.4, with the schemes that sign quotes for others to verify.
 *
 * @param scheme sigAlg
 * @param hash hash of the scheme
 * @param first RSA: the signature; ECDSA: r, unsigned, possibly shorter than the curve
 * @param second RSA: nothing; ECDSA: s
 */
public record TpmtSignature(Scheme scheme, HashAlgorithm hash, Bytes first, Bytes second) {

    private static final int LARGEST_RSA = 2048;
    private static final int LARGEST_COORDINATE = 128;

    /** TPMI_ALG_SIG_SCHEME of asymmetric schemes without anonymity. */
    public enum Scheme {
        /** RSASSA-PKCS1-v1_5. */
        RSASSA(0x0014, Operation.RSASSA_PKCS1),
        /** RSASSA-PSS; the length of the salt depends on the TPM's revision. */
        RSAPSS(0x0016, Operation.RSASSA_PSS),
        /** ECDSA. */
        ECDSA(0x0018, Operation.ECDSA);

        private final int id;
        private final Operation operation;

        Scheme(int id, Operation operation) {
            this.id = id;
            this.operation = operation;
        }

        /** TPM_ALG_ID. */
        public int id() {
            return id;
        }

        /** What it means to {@code crypto}. */
        public Operation operation() {
            return operation;
        }
    }

    /** Decodes a whole structure. */
    public static TpmtSignature decode(Bytes message) throws MalformedMessageException {
        ByteReader in = new ByteReader(message);
        Scheme scheme = readScheme(in);
        HashAlgorithm hash = TpmHash.read(in, "TPMT_SIGNATURE.hash");
        boolean isEc = scheme == Scheme.ECDSA;
        Bytes first = Tpm2b.read(
                in, isEc ? LARGEST_COORDINATE : LARGEST_RSA, isEc ? "TPMS_SIGNATURE_ECC.r" : "TPMS_SIGNATURE_RSA.sig");
        Bytes second = isEc ? Tpm2b.read(in, LARGEST_COORDINATE, "TPMS_SIGNATURE_ECC.s") : Bytes.EMPTY;
        in.expectEnd("TPMT_SIGNATURE");
        return new TpmtSignature(scheme, hash, first, second);
    }

    private static Scheme readScheme(ByteReader in) throws MalformedMessageException {
        int at = in.position();
        int id = in.u16("TPMT_SIGNATURE.sigAlg");
        for (Scheme scheme : Scheme.values()) {
            if (scheme.id == id) {
                return scheme;
            }
        }
        throw new MalformedMessageException(
                "TPMT_SIGNATURE.sigAlg", at, "0x" + Integer.toHexString(id) + " is not RSASSA, RSAPSS or ECDSA");
    }

    /** The signature as {@code crypto} wants it; empty if it cannot be one of a key on this curve. */
    public Optional<Bytes> value(Optional<EllipticCurve> curve) {
        if (scheme != Scheme.ECDSA) {
            return Optional.of(first);
        }
        return curve.flatMap(c -> EcdsaSignatures.ofHalves(c, first, second));
    }
}
