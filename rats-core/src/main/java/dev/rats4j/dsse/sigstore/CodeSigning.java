package dev.rats4j.dsse.sigstore;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Whether a certificate is one of somebody who signs artifacts. */
public final class CodeSigning {

    private static final String PURPOSE = "1.3.6.1.5.5.7.3.3";

    private CodeSigning() {}

    /** Why it is none: without the extended key usage codeSigning, RFC 5280, 4.2.1.12. */
    public static Optional<String> refusal(X509Certificate certificate) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            if (uses == null || !uses.contains(PURPOSE)) {
                return Optional.of("the certificate is not for code signing");
            }
            return Optional.empty();
        } catch (CertificateParsingException e) {
            return Optional.of("the certificate has an extended key usage that cannot be read");
        }
    }
}
