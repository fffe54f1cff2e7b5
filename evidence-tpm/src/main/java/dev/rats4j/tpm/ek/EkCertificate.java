package dev.rats4j.tpm.ek;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * The certificate of an endorsement key as it lies in a TPM. TCG EK Credential Profile, 3. What is verified are its bytes as received:
 * header and padding around it are cut off, and nothing is encoded anew.
 *
 * @param certificate the certificate
 * @param der its bytes
 * @param header whether TCG_PCCLIENT_STORED_CERT stood before it, as in TPMs of version 1.2
 * @param padding number of bytes after it, all the same
 */
public record EkCertificate(X509Certificate certificate, Bytes der, boolean header, int padding) {

    /** TCG EK Credential Profile, 3.2: tcg-kp-EKCertificate. */
    private static final String EK_CERTIFICATE = "2.23.133.8.1";

    private static final int SEQUENCE = 0x30;
    private static final int TWO_BYTES_OF_LENGTH = 0x82;
    /** TCG_TAG_PCCLIENT_STORED_CERT; TCG PC Client Specific Implementation Specification for TPM 1.2, 7.4.4. */
    private static final int STORED_CERTIFICATE = 0x1001;

    private static final int FULL_CERTIFICATE = 0x1002;

    /**
     * Reads what was found in the NV index of an endorsement certificate: the certificate in DER, possibly in
     * TCG_PCCLIENT_STORED_CERT, possibly followed by one repeated byte up to the size of the index.
     *
     * @throws MalformedMessageException for anything else
     */
    public static EkCertificate decode(Bytes message) throws MalformedMessageException {
        ByteReader in = new ByteReader(message);
        boolean header = message.startsWith(Bytes.of(STORED_CERTIFICATE >> 8, STORED_CERTIFICATE & 0xff));
        int end = header ? readHeader(in) : message.length();
        Bytes der = readSequence(in);
        if (in.position() > end) {
            throw new MalformedMessageException("EkCertificate", in.position(), "longer than its header says");
        }
        int padding = readPadding(in);
        return new EkCertificate(CertificationPaths.certificate(der), der, header, padding);
    }

    /** TCG_PCCLIENT_STORED_CERT with a TCG_FULL_CERT in it. Returns the offset at which it ends. */
    private static int readHeader(ByteReader in) throws MalformedMessageException {
        in.u16("TCG_PCCLIENT_STORED_CERT.tag");
        int at = in.position();
        if (in.u8("TCG_PCCLIENT_STORED_CERT.certType") != 0) {
            throw new MalformedMessageException("TCG_PCCLIENT_STORED_CERT.certType", at, "is not a full certificate");
        }
        at = in.position();
        int size = in.u16("TCG_PCCLIENT_STORED_CERT.certSize");
        if (size > in.remaining()) {
            throw new MalformedMessageException("TCG_PCCLIENT_STORED_CERT.certSize", at, "more than there is");
        }
        int end = in.position() + size;
        at = in.position();
        if (in.u16("TCG_FULL_CERT.tag") != FULL_CERTIFICATE) {
            throw new MalformedMessageException("TCG_FULL_CERT.tag", at, "is not 1002");
        }
        return end;
    }

    /** A certificate is a SEQUENCE of 256 to 65535 bytes; what else it must be is checked by who reads it. */
    private static Bytes readSequence(ByteReader in) throws MalformedMessageException {
        int start = in.position();
        if (in.u8("Certificate") != SEQUENCE || in.u8("Certificate") != TWO_BYTES_OF_LENGTH) {
            throw new MalformedMessageException("Certificate", start, "is no SEQUENCE of 256 bytes or more");
        }
        in.bytes(in.u16("Certificate.length"), "Certificate");
        return in.since(start);
    }

    private static int readPadding(ByteReader in) throws MalformedMessageException {
        int at = in.position();
        Bytes padding = in.rest();
        for (int i = 1; i < padding.length(); i++) {
            if (padding.at(i) != padding.at(0)) {
                throw new MalformedMessageException("EkCertificate.padding", at + i, "is something else");
            }
        }
        return padding.length();
    }

    /**
     * The key, also if it is given as id-RSAES-OAEP.
     *
     * @throws MalformedMessageException for anything but RSA, or EC on a curve that we know
     */
    public PublicKey publicKey(CryptoBackend crypto) throws MalformedMessageException {
        return crypto.encryptionKey(Bytes.copyOf(certificate.getPublicKey().getEncoded()));
    }

    /** The TPM that it describes, if it does so as the profile says. */
    public Optional<TpmModel> model() {
        byte[] names = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
        if (names == null) {
            return Optional.empty();
        }
        try {
            return TpmModel.of(GeneralNames.getInstance(JcaX509ExtensionUtils.parseExtensionValue(names)));
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return Optional.empty(); // names that cannot be read describe nothing
        }
    }

    /** What speaks against a certificate of an endorsement key: it is of a CA, or it says what it is for and that is something else. */
    Optional<String> otherPurpose() {
        if (certificate.getBasicConstraints() >= 0) {
            return Optional.of("the certificate is that of a CA");
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.contains(EK_CERTIFICATE)
                    ? Optional.empty()
                    : Optional.of("the certificate has other purposes than tcg-kp-EKCertificate");
        } catch (CertificateParsingException e) {
            return Optional.of("the purposes of the certificate cannot be read");
        }
    }

    /** The lengths only: the certificate names a device. */
    @Override
    public String toString() {
        return "EK certificate of " + der.length() + " bytes" + (header ? " after a header" : "") + ", padding "
                + padding;
    }
}
