package dev.rats4j.verifier;

import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
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

/** Certificates for signers of CoRIMs, valid for a day on both sides of {@link Acme#NOW} unless said otherwise. */
public final class Certified {

    public static final Duration DAY = Duration.ofDays(1);
    private static final KeyPair ROOT = Acme.keys(100);
    private static final X500Name ROOT_NAME = new X500Name("CN=ACME root");

    private Certified() {}

    public static Bytes root() {
        return make(ROOT_NAME, ROOT.getPublic(), KeyUsage.keyCertSign, true, Acme.NOW.minus(DAY), Acme.NOW.plus(DAY));
    }

    public static Bytes leaf(PublicKey key) {
        return leaf(key, Acme.NOW.minus(DAY), Acme.NOW.plus(DAY));
    }

    public static Bytes leaf(PublicKey key, Instant from, Instant until) {
        return make(new X500Name("CN=ACME signer"), key, KeyUsage.digitalSignature, false, from, until);
    }

    /** A leaf whose key is for something, by the OIDs of its extended key usage. */
    public static Bytes leafFor(PublicKey key, String... purposes) {
        KeyPurposeId[] ids = Arrays.stream(purposes)
                .map(purpose -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose)))
                .toArray(KeyPurposeId[]::new);
        return make(
                new X500Name("CN=ACME key"),
                key,
                KeyUsage.digitalSignature,
                false,
                Acme.NOW.minus(DAY),
                Acme.NOW.plus(DAY),
                ids);
    }

    public static TrustAnchors anchored(Bytes... certificates) throws MalformedMessageException {
        TrustAnchors.Builder anchors = TrustAnchors.builder();
        for (Bytes certificate : certificates) {
            anchors.certificate(parsed(certificate));
        }
        return anchors.build();
    }

    public static X509Certificate parsed(Bytes certificate) throws MalformedMessageException {
        return CertificationPaths.certificate(certificate);
    }

    private static Bytes make(
            X500Name subject,
            PublicKey key,
            int usage,
            boolean isCa,
            Instant from,
            Instant until,
            KeyPurposeId... purposes) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                ROOT_NAME,
                BigInteger.valueOf(from.getEpochSecond()),
                Date.from(from),
                Date.from(until),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (purposes.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            return Bytes.copyOf(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(new BouncyCastleProvider())
                            .build(ROOT.getPrivate()))
                    .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
