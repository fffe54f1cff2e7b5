package dev.rats4j.trust;

import static dev.rats4j.trust.TestCertificate.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a certificate says of itself, and whether it verifies, is the same for the JDK and for the object that holds its bytes. */
class ReceivedCertificateFieldsTest {

    private static final KeyPair RSA = TestCertificate.rsa(2048);
    private static final PublicKey OTHER = TestCertificate.rsa(2048).getPublic();
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
    private static final Bytes FULL = full("SHA256withRSAandMGF1");
    private static final Bytes PKCS1 = full("SHA256withRSA");

    /** With everything that a certificate can have. */
    private static Bytes full(String algorithm) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Principal("CN=Issuer"),
                    BigInteger.valueOf(4711),
                    Date.from(NOW.minusSeconds(60)),
                    Date.from(NOW.plusSeconds(60)),
                    new X500Principal("CN=Subject"),
                    RSA.getPublic());
            builder.setIssuerUniqueID(new boolean[] {true, false, true, true, false, false, false, true});
            builder.setSubjectUniqueID(new boolean[] {true, true, false, true, false, false, true, false});
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(3));
            builder.addExtension(Extension.keyUsage, false, new KeyUsage(KeyUsage.keyCertSign));
            builder.addExtension(UNKNOWN, true, DERNull.INSTANCE);
            return Bytes.copyOf(builder.build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(Certificates.BOUNCY_CASTLE)
                            .build(RSA.getPrivate()))
                    .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate jdk(Bytes der) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der.toByteArray()));
    }

    @Test
    void namesNumbersAndTimes() throws CertificateException {
        X509Certificate received = Certificates.bouncyCastle(FULL);
        X509Certificate expected = jdk(FULL);
        assertThat(received.getVersion()).isEqualTo(3);
        assertThat(received.getSerialNumber()).isEqualTo(BigInteger.valueOf(4711));
        assertThat(received.getIssuerX500Principal()).isEqualTo(new X500Principal("CN=Issuer"));
        assertThat(received.getSubjectX500Principal()).isEqualTo(new X500Principal("CN=Subject"));
        assertThat(received.getNotBefore()).isEqualTo(Date.from(NOW.minusSeconds(60)));
        assertThat(received.getNotAfter()).isEqualTo(Date.from(NOW.plusSeconds(60)));
        assertThat(received.getPublicKey()).isEqualTo(RSA.getPublic());
        assertThat(received.getIssuerUniqueID()).isEqualTo(expected.getIssuerUniqueID());
        assertThat(received.getSubjectUniqueID()).isEqualTo(expected.getSubjectUniqueID());
        assertThat(received).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(received.toString()).contains("CN=Subject");
    }

    @Test
    @SuppressWarnings("deprecation")
    void namesByTheirOldMethods() throws CertificateException {
        X509Certificate received = Certificates.bouncyCastle(FULL);
        assertThat(received.getIssuerDN()).isEqualTo(new X500Principal("CN=Issuer"));
        assertThat(received.getSubjectDN()).isEqualTo(new X500Principal("CN=Subject"));
    }

    @Test
    void extensions() throws CertificateException {
        X509Certificate received = Certificates.bouncyCastle(FULL);
        assertThat(received.getBasicConstraints()).isEqualTo(3);
        assertThat(received.getKeyUsage()).isEqualTo(jdk(FULL).getKeyUsage());
        assertThat(received.hasUnsupportedCriticalExtension()).isTrue();
        assertThat(received.getCriticalExtensionOIDs())
                .containsExactlyInAnyOrder(Extension.basicConstraints.getId(), UNKNOWN.getId());
        assertThat(received.getNonCriticalExtensionOIDs()).containsExactly(Extension.keyUsage.getId());
        assertThat(received.getExtensionValue(UNKNOWN.getId())).containsExactly(4, 2, 5, 0);
        X509Certificate plain = Certificates.bouncyCastle(
                TestCertificate.ca("Root").selfSigned().der());
        assertThat(plain.hasUnsupportedCriticalExtension()).isFalse();
    }

    @Test
    void signatureAndWhatItCovers() throws CertificateException {
        X509Certificate received = Certificates.bouncyCastle(FULL);
        X509Certificate expected = jdk(FULL);
        assertThat(received.getTBSCertificate()).isEqualTo(expected.getTBSCertificate());
        assertThat(received.getSignature()).isEqualTo(expected.getSignature());
        assertThat(received.getSigAlgOID()).isEqualTo("1.2.840.113549.1.1.10");
        assertThat(received.getSigAlgName()).isEqualTo("SHA256withRSAandMGF1");
        assertThat(received.getSigAlgParams()).isEqualTo(expected.getSigAlgParams());
    }

    @Test
    void validity() throws CertificateException {
        X509Certificate received = Certificates.bouncyCastle(FULL);
        assertThatCode(() -> received.checkValidity(Date.from(NOW))).doesNotThrowAnyException();
        assertThatThrownBy(() -> received.checkValidity(Date.from(NOW.plusSeconds(61))))
                .isInstanceOf(CertificateExpiredException.class);
        assertThatThrownBy(() -> received.checkValidity(Date.from(NOW.minusSeconds(61))))
                .isInstanceOf(CertificateNotYetValidException.class);
        X509Certificate old = Certificates.bouncyCastle(TestCertificate.ca("Root")
                .valid(NOW.minusSeconds(900_000_000), NOW.minusSeconds(800_000_000))
                .selfSigned()
                .der());
        assertThatThrownBy(old::checkValidity).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    @DisplayName("whichever provider is asked for, the signature is verified")
    void verifiesByAnyName() throws CertificateException {
        X509Certificate received = Certificates.bouncyCastle(PKCS1);
        assertThatCode(() -> received.verify(RSA.getPublic())).doesNotThrowAnyException();
        assertThatCode(() -> received.verify(RSA.getPublic(), "none")).doesNotThrowAnyException();
        assertThatThrownBy(() -> received.verify(OTHER)).isInstanceOf(SignatureException.class);
        assertThatThrownBy(() -> received.verify(OTHER, "none")).isInstanceOf(SignatureException.class);
        assertThatThrownBy(() -> received.verify(OTHER, Certificates.BOUNCY_CASTLE))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    @DisplayName(
            "T-17 the algorithm outside of what is signed is the one inside, but for absent parameters in place of NULL")
    void oneAlgorithm() throws MalformedMessageException, GeneralSecurityException {
        Bytes sha256WithRsa = Bytes.fromHex("06092a864886f70d01010b");
        Bytes sha384WithRsa = Bytes.fromHex("06092a864886f70d01010c");
        Bytes none = Bytes.fromHex("0500");

        X509Certificate absent = Certificates.bouncyCastle(withOuterAlgorithm(sha256WithRsa));
        absent.verify(RSA.getPublic());
        assertThat(absent.getSigAlgOID()).isEqualTo(jdk(PKCS1).getSigAlgOID());

        for (Bytes other : new Bytes[] {
            sha384WithRsa, Bytes.concat(sha384WithRsa, none), Bytes.concat(sha256WithRsa, Bytes.fromHex("020100"))
        }) {
            X509Certificate received = Certificates.bouncyCastle(withOuterAlgorithm(other));
            assertThatThrownBy(() -> received.verify(RSA.getPublic()))
                    .as("%s", other)
                    .isInstanceOf(CertificateException.class)
                    .hasMessage("two signature algorithms");
        }
    }

    private static Bytes withOuterAlgorithm(Bytes content) throws MalformedMessageException {
        ByteReader parts =
                new ByteReader(DerElement.decode(PKCS1, "Certificate").content());
        DerElement tbs = DerElement.next(parts, "tbsCertificate");
        DerElement.next(parts, "signatureAlgorithm");
        DerElement signature = DerElement.next(parts, "signatureValue");
        DerElement algorithm = new DerElement(DerElement.SEQUENCE, content);
        return new DerElement(DerElement.SEQUENCE, Bytes.concat(tbs.encode(), algorithm.encode(), signature.encode()))
                .encode();
    }
}
