package dev.rats4j.conformance;

import dev.rats4j.conformance.BrokenKey.OutOfOrder;
import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A certificate object that throws, or has rubbish for its encoding. */
@SuppressWarnings("deprecation") // the class that is to be extended has such methods
final class BrokenCertificate extends X509Certificate {

    private final byte @Nullable [] encoding;
    private final boolean isChecked;

    private BrokenCertificate(byte @Nullable [] encoding, boolean isChecked) {
        this.encoding = encoding;
        this.isChecked = isChecked;
    }

    static List<X509Certificate> all() {
        return List.of(
                new BrokenCertificate(null, true),
                new BrokenCertificate(null, false),
                new BrokenCertificate(new byte[0], true),
                new BrokenCertificate(new byte[] {0x30, 3, 1, 2, 3}, true));
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        if (encoding != null) {
            return encoding.clone();
        }
        if (isChecked) {
            throw new CertificateEncodingException("out of order");
        }
        throw new OutOfOrder();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "a certificate that is out of order";
    }

    @Override
    public void checkValidity() {
        throw new OutOfOrder();
    }

    @Override
    public void checkValidity(Date date) {
        throw new OutOfOrder();
    }

    @Override
    public int getVersion() {
        throw new OutOfOrder();
    }

    @Override
    public BigInteger getSerialNumber() {
        throw new OutOfOrder();
    }

    @Override
    public Principal getIssuerDN() {
        throw new OutOfOrder();
    }

    @Override
    public Principal getSubjectDN() {
        throw new OutOfOrder();
    }

    @Override
    public Date getNotBefore() {
        throw new OutOfOrder();
    }

    @Override
    public Date getNotAfter() {
        throw new OutOfOrder();
    }

    @Override
    public byte[] getTBSCertificate() {
        throw new OutOfOrder();
    }

    @Override
    public byte[] getSignature() {
        throw new OutOfOrder();
    }

    @Override
    public String getSigAlgName() {
        throw new OutOfOrder();
    }

    @Override
    public String getSigAlgOID() {
        throw new OutOfOrder();
    }

    @Override
    public byte[] getSigAlgParams() {
        throw new OutOfOrder();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        throw new OutOfOrder();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        throw new OutOfOrder();
    }

    @Override
    public boolean[] getKeyUsage() {
        throw new OutOfOrder();
    }

    @Override
    public int getBasicConstraints() {
        throw new OutOfOrder();
    }

    @Override
    public void verify(PublicKey key) {
        throw new OutOfOrder();
    }

    @Override
    public void verify(PublicKey key, String provider) {
        throw new OutOfOrder();
    }

    @Override
    public PublicKey getPublicKey() {
        throw new OutOfOrder();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        throw new OutOfOrder();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        throw new OutOfOrder();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        throw new OutOfOrder();
    }

    @Override
    public byte[] getExtensionValue(String id) {
        throw new OutOfOrder();
    }
}
