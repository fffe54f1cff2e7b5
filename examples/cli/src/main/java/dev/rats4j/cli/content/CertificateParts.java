package dev.rats4j.cli.content;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.List;

/** Reads what stands beside certificates: revocation lists and public keys, PEM or DER. */
public final class CertificateParts {

    private static final String CRL = "X509 CRL";
    private static final String PUBLIC_KEY = "PUBLIC KEY";

    private CertificateParts() {}

    /** A certificate revocation list, RFC 5280, 5: DER, or one block of PEM. */
    public static X509CRL list(Bytes pemOrDer) throws MalformedMessageException {
        return listOfDer(Der.isSequence(pemOrDer) ? pemOrDer : onlyBlock(pemOrDer, CRL));
    }

    static X509CRL listOfDer(Bytes der) throws MalformedMessageException {
        Der.requireSequences(der, false);
        try {
            X509CRL list = (X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der.toByteArray()));
            if (!Bytes.copyOf(list.getEncoded()).equals(der)) {
                throw new MalformedMessageException("CertificateList", 0, "is not in DER");
            }
            return list;
        } catch (GeneralSecurityException e) {
            throw new MalformedMessageException("CertificateList", 0, "does not follow RFC 5280, 5.1");
        }
    }

    /** A public key, SubjectPublicKeyInfo: DER, or one block of PEM. */
    public static PublicKey publicKey(Bytes pemOrDer) throws MalformedMessageException {
        Bytes der = Der.isSequence(pemOrDer) ? pemOrDer : onlyBlock(pemOrDer, PUBLIC_KEY);
        Der.requireSequences(der, false);
        return Crypto.BACKEND.publicKey(der);
    }

    private static Bytes onlyBlock(Bytes pem, String label) throws MalformedMessageException {
        List<Pem.Block> blocks = Pem.blocks(pem);
        if (blocks.size() != 1 || !blocks.get(0).label().equals(label)) {
            throw new MalformedMessageException("PEM", 0, "is not one block " + label);
        }
        return blocks.get(0).content();
    }
}
