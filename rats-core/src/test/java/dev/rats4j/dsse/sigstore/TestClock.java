package dev.rats4j.dsse.sigstore;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;

import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority that says whatever time it is told. */
final class TestClock {

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final X509Certificate root;

    TestClock(long seed) {
        keys = CRYPTO.generate(EllipticCurve.P256, SeededKeys.random(seed));
        KeyPair rootKeys = CRYPTO.generate(EllipticCurve.P256, SeededKeys.random(seed + 1000));
        X509v3CertificateBuilder above = builder("CN=clock root", rootKeys, 1);
        TestSigstore.extend(above, Extension.basicConstraints, true, new BasicConstraints(true));
        TestSigstore.extend(above, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        root = TestSigstore.read(TestSigstore.signed(above, rootKeys));
        X509v3CertificateBuilder own = builder("CN=clock", keys, seed);
        TestSigstore.extend(own, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        TestSigstore.extend(
                own, Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        certificate = TestSigstore.read(TestSigstore.signed(own, rootKeys));
    }

    private static X509v3CertificateBuilder builder(String subject, KeyPair keys, long serial) {
        return new X509v3CertificateBuilder(
                new X500Name("CN=clock root"),
                BigInteger.valueOf(serial),
                Date.from(TestSigstore.NOW.minusSeconds(1800)),
                Date.from(TestSigstore.NOW.plusSeconds(1800)),
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    }

    List<X509Certificate> chain() {
        return List.of(certificate, root);
    }

    /** An answer about a signature. */
    Bytes stamp(Bytes signature, Instant at) {
        return stamp(signature, at, "SHA256withECDSA");
    }

    Bytes stamp(Bytes signature, Instant at, String algorithm) {
        try {
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder()
                            .setProvider(PROVIDER)
                            .build(algorithm, keys.getPrivate(), certificate),
                    new JcaDigestCalculatorProviderBuilder()
                            .setProvider(PROVIDER)
                            .build()
                            .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                    new ASN1ObjectIdentifier("1.2.3"));
            TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
            TimeStampRequest request = requests.generate(
                    TSPAlgorithms.SHA256,
                    HashAlgorithm.SHA256.digest(signature).value().toByteArray());
            TimeStampResponseGenerator responses = new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED);
            return Bytes.copyOf(responses
                    .generateGrantedResponse(request, BigInteger.ONE, Date.from(at), "status " + PKIStatus.GRANTED)
                    .getEncoded());
        } catch (TSPException
                | OperatorCreationException
                | IOException
                | java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
