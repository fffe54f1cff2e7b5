package dev.rats4j.tpm.sim;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certification authority for keys of {@link SimulatedTpm}: ECDSA on P-256, key in memory. Its names say that it is simulated. Serial
 * numbers and keys come from the random source. For one thread.
 */
public final class SimulatedCa {

    /** TCG Credential Profiles, tcg-kp-AIKCertificate. */
    public static final String AIK_CERTIFICATE = "2.23.133.8.3";

    /** TCG EK Credential Profile, 3.2: tcg-kp-EKCertificate. */
    public static final String EK_CERTIFICATE = "2.23.133.8.1";

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final int SERIAL_BITS = 120;

    private final CryptoBackend crypto;
    private final SecureRandom random;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private SimulatedCa(CryptoBackend crypto, SecureRandom random, PrivateKey key, X509Certificate certificate) {
        this.crypto = crypto;
        this.random = random;
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * What a certificate says beside names and key.
     *
     * @param notBefore first instant of validity, whole seconds
     * @param notAfter last instant of validity, whole seconds
     * @param keyUsage bits of {@link KeyUsage}
     * @param purposes object identifiers of the extended key usage; none leaves the extension out
     */
    public record Terms(Instant notBefore, Instant notAfter, int keyUsage, List<String> purposes) {
        /** Copies the list. */
        public Terms {
            purposes = List.copyOf(purposes);
        }
    }

    /**
     * A root.
     *
     * @param notBefore first instant of validity of all its certificates, whole seconds
     * @param notAfter last instant, whole seconds
     * @param pathLength most intermediates below it
     */
    public static SimulatedCa root(
            CryptoBackend crypto, SecureRandom random, Instant notBefore, Instant notAfter, OptionalInt pathLength) {
        KeyPair keys = crypto.generate(EllipticCurve.P256, random);
        X500Name name = new X500Name("CN=Simulated TPM root CA, OU=not of any TPM vendor");
        Terms terms = new Terms(notBefore, notAfter, KeyUsage.keyCertSign | KeyUsage.cRLSign, List.of());
        X509Certificate certificate = make(
                new Parties(name, keys.getPrivate(), name, keys.getPublic()), terms, constraints(pathLength), random);
        return new SimulatedCa(crypto, random, keys.getPrivate(), certificate);
    }

    /** A CA below this one, valid as long. */
    public SimulatedCa intermediate(String name, OptionalInt pathLength) {
        KeyPair keys = crypto.generate(EllipticCurve.P256, random);
        X500Name subject = new X500Name("CN=Simulated TPM CA " + name + ", OU=not of any TPM vendor");
        Terms terms = terms(KeyUsage.keyCertSign | KeyUsage.cRLSign, List.of());
        X509Certificate made =
                make(new Parties(name(), key, subject, keys.getPublic()), terms, constraints(pathLength), random);
        return new SimulatedCa(crypto, random, keys.getPrivate(), made);
    }

    /** Its certificate: the anchor of those who believe in the simulation. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Certificate of an attestation key, valid as long as the CA. */
    public X509Certificate certify(PublicKey attestationKey) {
        return certify(attestationKey, terms(KeyUsage.digitalSignature, List.of(AIK_CERTIFICATE)));
    }

    /** Certificate of an endorsement key as a manufacturer writes it, valid as long as the CA. */
    public X509Certificate endorse(PublicKey endorsementKey) {
        boolean isRsa = endorsementKey instanceof RSAPublicKey;
        Terms terms = terms(isRsa ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement, List.of(EK_CERTIFICATE));
        return certify(endorsementKey, terms);
    }

    /** Certificate of a key, under any terms. */
    public X509Certificate certify(PublicKey subjectKey, Terms terms) {
        X500Name subject = new X500Name("CN=Simulated attestation key");
        return make(new Parties(name(), key, subject, subjectKey), terms, new BasicConstraints(false), random);
    }

    /** Certificate of a key that makes it a CA as well, under any terms: for what should not be. */
    public X509Certificate certifyAsCa(PublicKey subjectKey, Terms terms) {
        X500Name subject = new X500Name("CN=Simulated CA with the purpose of an attestation key");
        return make(new Parties(name(), key, subject, subjectKey), terms, new BasicConstraints(true), random);
    }

    private X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private Terms terms(int keyUsage, List<String> purposes) {
        return new Terms(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                keyUsage,
                purposes);
    }

    private static BasicConstraints constraints(OptionalInt pathLength) {
        return pathLength.isPresent() ? new BasicConstraints(pathLength.getAsInt()) : new BasicConstraints(true);
    }

    private record Parties(X500Name issuer, PrivateKey issuerKey, X500Name subject, PublicKey subjectKey) {}

    private static X509Certificate make(
            Parties parties, Terms terms, BasicConstraints constraints, SecureRandom random) {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    parties.issuer(),
                    new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                    Date.from(terms.notBefore()),
                    Date.from(terms.notAfter()),
                    parties.subject(),
                    SubjectPublicKeyInfo.getInstance(parties.subjectKey().getEncoded()));
            builder.addExtension(Extension.basicConstraints, true, constraints);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(terms.keyUsage()));
            if (!terms.purposes().isEmpty()) {
                builder.addExtension(Extension.extendedKeyUsage, false, purposes(terms));
            }
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(BOUNCY_CASTLE)
                            .setSecureRandom(random)
                            .build(parties.issuerKey()))
                    .getEncoded();
            return CertificationPaths.certificate(Bytes.copyOf(der));
        } catch (IOException | OperatorCreationException | MalformedMessageException e) {
            throw new IllegalStateException("a certificate of these parts can be made", e);
        }
    }

    private static ExtendedKeyUsage purposes(Terms terms) {
        return new ExtendedKeyUsage(terms.purposes().stream()
                .map(ASN1ObjectIdentifier::new)
                .map(KeyPurposeId::getInstance)
                .toArray(KeyPurposeId[]::new));
    }
}
