package dev.rats4j.cli.input;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** A file with the certificate of one key. */
public final class KeyCertificate {

    private final String name;
    private final X509Certificate certificate;

    private KeyCertificate(String name, X509Certificate certificate) {
        this.name = name;
        this.certificate = certificate;
    }

    /** Reads one certificate, PEM or DER. */
    public static KeyCertificate read(Path path) throws InputException {
        return of(InputFile.read(path), "give one, that of the key.");
    }

    static KeyCertificate of(InputFile file, String advice) throws InputException {
        if (file.kind() != ContentKind.CERTIFICATES) {
            throw file.unfit("a certificate is wanted, in PEM or DER.");
        }
        List<X509Certificate> certificates = AnchorFiles.certificates(file);
        if (certificates.size() != 1) {
            throw new InputException(file.name() + " holds " + certificates.size() + " certificates; " + advice);
        }
        return new KeyCertificate(file.name(), certificates.get(0));
    }

    /** As it travels, DER. */
    public Bytes der() throws InputException {
        try {
            return Bytes.copyOf(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new InputException(name + " holds a certificate that cannot be encoded.");
        }
    }

    /**
     * Refuses a certificate of another key.
     *
     * @param area TPMT_PUBLIC of the key
     */
    public void requireFor(Bytes area, CryptoBackend crypto) throws InputException {
        try {
            Bytes ofTpm = CanonicalKey.encode(TpmtPublic.decode(area).publicKey(crypto));
            if (ofTpm.equals(CanonicalKey.encode(certificate.getPublicKey()))) {
                return;
            }
        } catch (MalformedMessageException e) {
            throw new InputException("The TPM's key cannot be compared with " + name + ": " + e.getMessage() + ".");
        }
        throw new InputException(name + " is the certificate of another key than the one that signs.");
    }
}
