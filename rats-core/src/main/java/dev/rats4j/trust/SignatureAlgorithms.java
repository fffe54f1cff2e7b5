package dev.rats4j.trust;

import dev.rats4j.wire.Bytes;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Signature algorithms of certificates whose hash resists collisions. A list of what is accepted, so that the unknown is not. */
final class SignatureAlgorithms {

    private static final Set<ASN1ObjectIdentifier> HASHES = Set.of(
            NISTObjectIdentifiers.id_sha256,
            NISTObjectIdentifiers.id_sha384,
            NISTObjectIdentifiers.id_sha512,
            NISTObjectIdentifiers.id_sha3_256,
            NISTObjectIdentifiers.id_sha3_384,
            NISTObjectIdentifiers.id_sha3_512);

    private static final Set<ASN1ObjectIdentifier> ALGORITHMS = Set.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512,
            NISTObjectIdentifiers.id_ecdsa_with_sha3_256,
            NISTObjectIdentifiers.id_ecdsa_with_sha3_384,
            NISTObjectIdentifiers.id_ecdsa_with_sha3_512,
            NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_256,
            NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_384,
            NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_512,
            EdECObjectIdentifiers.id_Ed25519);

    private SignatureAlgorithms() {}

    static boolean isAccepted(Bytes certificate) {
        try {
            AlgorithmIdentifier algorithm =
                    Certificate.getInstance(certificate.toByteArray()).getSignatureAlgorithm();
            if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
                return ALGORITHMS.contains(algorithm.getAlgorithm());
            }
            RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
            return parameters != null
                    && HASHES.contains(parameters.getHashAlgorithm().getAlgorithm())
                    && HASHES.contains(AlgorithmIdentifier.getInstance(
                                    parameters.getMaskGenAlgorithm().getParameters())
                            .getAlgorithm());
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return false;
        }
    }
}
