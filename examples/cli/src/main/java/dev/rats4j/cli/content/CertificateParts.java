package dev.rats4j.cli.content;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.Pem;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;

/** Reads what stands beside certificates: revocation lists, PEM or DER. */
public final class CertificateParts {

    private static final String CRL = "X509 CRL";

    private CertificateParts() {}

    /** A certificate revocation list, RFC 5280, 5: DER, or one block of PEM. */
    public static X509CRL list(Bytes pemOrDer) throws MalformedMessageException {
        return listOfDer(Der.isSequence(pemOrDer) ? pemOrDer : Pem.onlyBlock(pemOrDer, CRL));
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
}
