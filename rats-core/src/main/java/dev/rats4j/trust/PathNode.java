package dev.rats4j.trust;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * A certificate of a path.
 *
 * @param given what the caller gave
 * @param parsed the same bytes, read by Bouncy Castle
 * @param der the bytes, which are its identity
 * @param key its key if it is one that we accept
 */
record PathNode(X509Certificate given, X509Certificate parsed, Bytes der, Optional<PublicKey> key) {

    /** Empty if the certificate cannot be read. */
    static Optional<PathNode> of(X509Certificate given, CryptoBackend crypto) {
        return of(given, crypto::publicKey);
    }

    /** The certificate of a key to which secrets are encrypted. Empty if the certificate cannot be read. */
    static Optional<PathNode> ofEncryptionKey(X509Certificate given, CryptoBackend crypto) {
        return of(given, crypto::encryptionKey);
    }

    private static Optional<PathNode> of(X509Certificate given, KeyReader reader) {
        try {
            Bytes der = Bytes.copyOf(given.getEncoded());
            return Optional.of(new PathNode(given, Certificates.bouncyCastle(der), der, key(given, reader)));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    /** Reads SubjectPublicKeyInfo. */
    @FunctionalInterface
    private interface KeyReader {
        PublicKey read(Bytes subjectPublicKeyInfo) throws MalformedMessageException;
    }

    private static Optional<PublicKey> key(X509Certificate certificate, KeyReader reader) {
        try {
            return Optional.of(
                    reader.read(Bytes.copyOf(certificate.getPublicKey().getEncoded())));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    Instant notBefore() {
        return given.getNotBefore().toInstant();
    }

    Instant notAfter() {
        return given.getNotAfter().toInstant();
    }

    boolean isIssuedInTheNameOf(PathNode issuer) {
        return given.getIssuerX500Principal().equals(issuer.given.getSubjectX500Principal());
    }

    boolean isSelfIssued() {
        return isIssuedInTheNameOf(this);
    }

    boolean isSameEntity(PathNode other) {
        return given.getSubjectX500Principal().equals(other.given.getSubjectX500Principal())
                && given.getPublicKey().equals(other.given.getPublicKey());
    }

    /** Whether the issuer's key made the signature. With a key that we do not accept nothing verifies. */
    boolean isSignedBy(PathNode issuer) {
        if (issuer.key.isEmpty()) {
            return false;
        }
        try {
            parsed.verify(issuer.key.get(), Certificates.BOUNCY_CASTLE);
            return true;
        } catch (GeneralSecurityException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | ClassCastException e) {
            return false;
        }
    }

    /** Whether the key identifiers agree: a hint about which of several issuers of one name to try first. */
    boolean namesKeyOf(PathNode issuer) {
        try {
            byte[] authority = given.getExtensionValue(Extension.authorityKeyIdentifier.getId());
            byte[] subject = issuer.given.getExtensionValue(Extension.subjectKeyIdentifier.getId());
            if (authority == null || subject == null) {
                return false;
            }
            byte[] wanted = AuthorityKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(authority))
                    .getKeyIdentifierOctets();
            byte[] offered = SubjectKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(subject))
                    .getKeyIdentifier();
            return wanted != null && Bytes.copyOf(wanted).equals(Bytes.copyOf(offered));
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return false; // an unreadable hint is none
        }
    }
}
