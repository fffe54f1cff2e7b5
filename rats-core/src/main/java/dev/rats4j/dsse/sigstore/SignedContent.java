package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.dsse.DsseKey;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What a bundle says was signed, and by whom: what entries of logs are compared with.
 *
 * @param message that the signature covers: the artifact, or the pre-authentication encoding of the envelope
 * @param signature as received
 * @param envelope if there is one
 * @param certificate of the signer, if there is one
 * @param key of the signer
 */
record SignedContent(
        Bytes message,
        Bytes signature,
        Optional<DsseEnvelope> envelope,
        Optional<X509Certificate> certificate,
        DsseKey key) {

    /** Whether this is the signer's certificate, in DER. */
    boolean isSigner(Bytes certificateDer) {
        try {
            return certificate.isPresent()
                    && Bytes.copyOf(certificate.get().getEncoded()).equals(certificateDer);
        } catch (CertificateEncodingException e) {
            return false;
        }
    }

    /** Whether this is the signer's key, and the signer has no certificate. */
    boolean isSigner(PublicKey other) {
        return certificate.isEmpty() && CanonicalKey.encode(other).equals(CanonicalKey.encode(key.key()));
    }
}
