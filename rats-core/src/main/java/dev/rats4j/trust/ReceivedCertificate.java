package dev.rats4j.trust;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as Bouncy Castle reads it, whose signature is verified over the bytes that were received. Bouncy Castle itself writes
 * the certificate again for that; sets out of order, as some makers of TPMs write them, come out in another order.
 */
final class ReceivedCertificate extends X509Certificate {

    private static final long serialVersionUID = 1;

    private final transient X509Certificate read;
    private final transient Bytes der;

    ReceivedCertificate(X509Certificate read, Bytes der) {
        this.read = read;
        this.der = der;
    }

    @Override
    public void verify(PublicKey key) throws CertificateException, InvalidKeyException, SignatureException {
        Certificate structure = Certificate.getInstance(der.toByteArray());
        AlgorithmIdentifier algorithm = structure.getSignatureAlgorithm();
        if (!isSame(algorithm, structure.getTBSCertificate().getSignature())) {
            throw new CertificateException("two signature algorithms"); // RFC 5280, 4.1.1.2
        }
        try {
            ContentVerifier verifier = new JcaContentVerifierProviderBuilder()
                    .setProvider(Certificates.BOUNCY_CASTLE)
                    .build(key)
                    .get(algorithm);
            try (OutputStream signed = verifier.getOutputStream()) {
                signed.write(tbsCertificate(der).toByteArray());
            }
            if (!verifier.verify(structure.getSignature().getOctets())) {
                throw new SignatureException("the signature does not verify");
            }
        } catch (RuntimeOperatorException e) {
            throw new SignatureException(e);
        } catch (OperatorCreationException e) {
            throw new InvalidKeyException(e);
        } catch (IOException | MalformedMessageException e) {
            throw new CertificateException(e);
        }
    }

    /** The bytes that are signed, RFC 5280, 4.1.1.1, as received. */
    private static Bytes tbsCertificate(Bytes der) throws MalformedMessageException {
        ByteReader reader = new ByteReader(DerElement.decode(der, "Certificate").content());
        DerElement.next(reader, "Certificate.tbsCertificate");
        return reader.since(0);
    }

    /** Absent parameters and NULL are written for each other. */
    private static boolean isSame(AlgorithmIdentifier one, AlgorithmIdentifier other) {
        return one.getAlgorithm().equals(other.getAlgorithm()) && Objects.equals(parameters(one), parameters(other));
    }

    private static @Nullable ASN1Encodable parameters(AlgorithmIdentifier algorithm) {
        ASN1Encodable parameters = algorithm.getParameters();
        return parameters == null || parameters.equals(DERNull.INSTANCE) ? null : parameters.toASN1Primitive();
    }

    /** Whatever provider is named: ours is the one. */
    @Override
    public void verify(PublicKey key, String provider)
            throws CertificateException, InvalidKeyException, SignatureException {
        verify(key);
    }

    /** Whatever provider is given: ours is the one. */
    @Override
    public void verify(PublicKey key, Provider provider)
            throws CertificateException, InvalidKeyException, SignatureException {
        verify(key);
    }

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        read.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        read.checkValidity(date);
    }

    @Override
    public int getVersion() {
        return read.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return read.getSerialNumber();
    }

    @Override
    @Deprecated
    public Principal getIssuerDN() {
        return read.getIssuerX500Principal();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return read.getIssuerX500Principal();
    }

    @Override
    @Deprecated
    public Principal getSubjectDN() {
        return read.getSubjectX500Principal();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return read.getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return read.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return read.getNotAfter();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        try {
            return tbsCertificate(der).toByteArray();
        } catch (MalformedMessageException e) {
            throw new CertificateEncodingException(e);
        }
    }

    @Override
    public byte[] getSignature() {
        return read.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return read.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return read.getSigAlgOID();
    }

    @Override
    public byte @Nullable [] getSigAlgParams() {
        return read.getSigAlgParams();
    }

    @Override
    public boolean @Nullable [] getIssuerUniqueID() {
        return read.getIssuerUniqueID();
    }

    @Override
    public boolean @Nullable [] getSubjectUniqueID() {
        return read.getSubjectUniqueID();
    }

    @Override
    public boolean @Nullable [] getKeyUsage() {
        return read.getKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return read.getBasicConstraints();
    }

    @Override
    public byte[] getEncoded() {
        return der.toByteArray();
    }

    @Override
    public PublicKey getPublicKey() {
        return read.getPublicKey();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return read.hasUnsupportedCriticalExtension();
    }

    @Override
    public @Nullable Set<String> getCriticalExtensionOIDs() {
        return read.getCriticalExtensionOIDs();
    }

    @Override
    public @Nullable Set<String> getNonCriticalExtensionOIDs() {
        return read.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte @Nullable [] getExtensionValue(String oid) {
        return read.getExtensionValue(oid);
    }

    @Override
    public String toString() {
        return read.toString();
    }
}
