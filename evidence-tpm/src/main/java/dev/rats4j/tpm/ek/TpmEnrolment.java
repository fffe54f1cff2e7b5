package dev.rats4j.tpm.ek;

import dev.rats4j.Check;
import dev.rats4j.spi.EnrolmentRequest;
import dev.rats4j.spi.EnrolmentScheme;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Enrolment of attestation keys by the endorsement key of their TPM: its certificate leads to a manufacturer, and credential activation
 * shows that one TPM holds both keys. TPM 2.0 Part 1, 24. The challenge is a {@link Credential}, the answer its secret.
 */
public final class TpmEnrolment implements EnrolmentScheme {

    static final List<Check> CATALOGUE = catalogueOf();

    /** Several times what a TPM can store: reading certificates is dear. */
    private static final int MOST_CERTIFICATE_BYTES = 1 << 16;

    /** Without settings: anchors come from whoever enrols. */
    public TpmEnrolment() {}

    private static List<Check> catalogueOf() {
        List<Check> all = new ArrayList<>(List.of(TpmEkCheck.values()));
        all.add(TpmQuoteCheck.KEY_ATTRIBUTES);
        all.add(TpmQuoteCheck.KEY_STRENGTH);
        all.add(TpmQuoteCheck.KEY_NOT_ROCA);
        return List.copyOf(all);
    }

    @Override
    public String name() {
        return "tpm";
    }

    @Override
    public List<Check> catalogue() {
        return CATALOGUE;
    }

    @Override
    public EnrolmentRequest decode(Bytes request) throws MalformedMessageException {
        TpmEnrolmentRequest parts = TpmEnrolmentRequest.decode(request);
        return new DecodedRequest(
                EkCertificate.decode(parts.ekCertificate()),
                TpmtPublic.decode(parts.ek()),
                TpmtPublic.decode(parts.key()),
                parts.keyName(),
                parts.certificates().isEmpty()
                        ? List.of()
                        : certificates(parts.certificates().get()));
    }

    private static List<X509Certificate> certificates(Bytes stored) throws MalformedMessageException {
        if (stored.length() > MOST_CERTIFICATE_BYTES) {
            throw new MalformedMessageException(
                    "tpm-enrolment.certificates",
                    MOST_CERTIFICATE_BYTES,
                    "more than " + MOST_CERTIFICATE_BYTES + " bytes");
        }
        return CertificationPaths.certificates(stored);
    }
}
