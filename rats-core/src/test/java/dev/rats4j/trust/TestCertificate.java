package dev.rats4j.trust;

import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate made for a test, with its key, so that it can sign others. */
record TestCertificate(X509Certificate certificate, KeyPair keys) {

    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final SecureRandom RANDOM = SeededKeys.random(5280);
    private static long serial = 1000;

    static TrustAnchors anchors(TestCertificate... roots) {
        TrustAnchors.Builder builder = TrustAnchors.builder();
        Stream.of(roots).forEach(root -> builder.certificate(root.certificate()));
        return builder.build();
    }

    static List<X509Certificate> list(TestCertificate... certificates) {
        return Stream.of(certificates).map(TestCertificate::certificate).toList();
    }

    Bytes der() {
        try {
            return Bytes.copyOf(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECGenParameterSpec(curve), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", PROVIDER);
            generator.initialize(bits, RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A root and an intermediate CA. */
    static Maker ca(String name) {
        return new Maker(name)
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    static Maker leaf(String name) {
        return new Maker(name).with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    }

    private record Part(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {}

    /** Collects what a certificate says. */
    static final class Maker {
        private final String subject;
        private final List<Part> parts = new ArrayList<>();
        private KeyPair keys = ec("secp256r1");
        private Instant notBefore = NOW.minusSeconds(86_400);
        private Instant notAfter = NOW.plusSeconds(86_400);
        private String algorithm = "SHA256withECDSA";
        private boolean keyIds = true;
        private boolean version1;

        Maker(String subject) {
            this.subject = subject;
        }

        Maker with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
            without(id);
            parts.add(new Part(id, critical, value));
            return this;
        }

        Maker without(ASN1ObjectIdentifier id) {
            parts.removeIf(part -> part.id().equals(id));
            return this;
        }

        Maker keys(KeyPair keys) {
            this.keys = keys;
            return this;
        }

        Maker valid(Instant from, Instant to) {
            notBefore = from;
            notAfter = to;
            return this;
        }

        /** How the issuer signs it. */
        Maker algorithm(String algorithm) {
            this.algorithm = algorithm;
            return this;
        }

        Maker withoutKeyIds() {
            keyIds = false;
            return this;
        }

        /** Without any extension, whatever was added. */
        Maker version1() {
            version1 = true;
            return this;
        }

        TestCertificate selfSigned() {
            return signed(new X500Principal("CN=" + subject), keys);
        }

        TestCertificate by(TestCertificate issuer) {
            return signed(issuer.certificate().getSubjectX500Principal(), issuer.keys());
        }

        private TestCertificate signed(X500Principal issuer, KeyPair signer) {
            try {
                PublicKey key = keys.getPublic();
                X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.valueOf(serial++),
                        Date.from(notBefore),
                        Date.from(notAfter),
                        new X500Principal("CN=" + subject),
                        key);
                if (keyIds) {
                    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
                    builder.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
                    builder.addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            ids.createAuthorityKeyIdentifier(signer.getPublic()));
                }
                for (Part part : parts) {
                    builder.addExtension(part.id(), part.critical(), part.value());
                }
                ContentSigner contentSigner = new JcaContentSignerBuilder(algorithm)
                        .setProvider(PROVIDER)
                        .setSecureRandom(RANDOM)
                        .build(signer.getPrivate());
                byte[] der = (version1
                                ? new JcaX509v1CertificateBuilder(
                                                issuer,
                                                BigInteger.valueOf(serial++),
                                                Date.from(notBefore),
                                                Date.from(notAfter),
                                                new X500Principal("CN=" + subject),
                                                key)
                                        .build(contentSigner)
                                : builder.build(contentSigner))
                        .getEncoded();
                return new TestCertificate(CertificationPaths.certificate(Bytes.copyOf(der)), keys);
            } catch (GeneralSecurityException | IOException | OperatorCreationException | MalformedMessageException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
