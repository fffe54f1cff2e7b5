package dev.rats4j.conformance;

import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
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
 * Certificates for a device key: a good chain of root, one intermediate CA and leaf, and chains with one defect each. The same for the
 * same key on every machine, but for the bytes of signatures.
 */
public final class TestChains {

    /** Variants that {@link #of(Variant)} can make. */
    public static final List<Variant> VARIANTS = List.of(
            Variant.UNKNOWN_ISSUER,
            Variant.EXPIRED,
            Variant.NOT_YET_VALID,
            Variant.WITHOUT_KEY_USAGE,
            Variant.PATH_TOO_LONG,
            Variant.INTERMEDIATE_ABSENT);

    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final long DAY = 86_400;
    private static final int CA_USAGE = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    private final PublicKey device;
    private final Instant at;
    private final List<String> purposes;
    private final SecureRandom random = SeededKeys.random(5280);
    private final Authority root;
    private final Authority intermediate;
    private final X509Certificate leaf;

    private record Authority(X509Certificate certificate, KeyPair keys) {}

    private record Terms(Instant from, Instant until, int usage, BasicConstraints constraints) {}

    private TestChains(PublicKey device, Instant at, List<String> purposes) {
        this.device = device;
        this.at = at;
        this.purposes = purposes;
        root = root();
        intermediate = below(root, "Test CA");
        leaf = leaf(intermediate, usual());
    }

    /**
     * Chains for a key.
     *
     * @param at an instant at which the good ones are valid
     * @param purposes object identifiers of the leaf's extended key usage; none leaves the extension out
     */
    public static TestChains of(PublicKey device, Instant at, String... purposes) {
        return new TestChains(device, at, List.of(purposes));
    }

    /** Trusts the good root. */
    public TrustAnchors anchors() {
        return TrustAnchors.builder().certificate(root.certificate()).build();
    }

    /** The good chain: leaf, then its CA; without the root. */
    public List<X509Certificate> good() {
        return List.of(leaf, intermediate.certificate());
    }

    /** A chain with a defect, leaf first, without the root. */
    public List<X509Certificate> of(Variant variant) {
        Terms usual = usual();
        return switch (variant) {
            case UNKNOWN_ISSUER -> {
                Authority impostor = below(root(), "Test CA");
                yield List.of(leaf(impostor, usual), impostor.certificate());
            }
            case EXPIRED -> belowIntermediate(usual.from(), at.minusSeconds(1), usual.usage());
            case NOT_YET_VALID -> belowIntermediate(at.plusSeconds(1), usual.until(), usual.usage());
            case WITHOUT_KEY_USAGE -> belowIntermediate(usual.from(), usual.until(), KeyUsage.keyEncipherment);
            case PATH_TOO_LONG -> {
                Authority one = below(intermediate, "Test CA too deep");
                yield List.of(leaf(one, usual), one.certificate(), intermediate.certificate());
            }
            case INTERMEDIATE_ABSENT -> List.of(leaf);
            default -> throw new IllegalArgumentException(variant + " is not a defect of chains");
        };
    }

    /** Certificates in DER. */
    public static List<Bytes> der(List<X509Certificate> chain) {
        return chain.stream().map(TestChains::der).toList();
    }

    private static Bytes der(X509Certificate certificate) {
        try {
            return Bytes.copyOf(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was just made has an encoding", e);
        }
    }

    private Terms usual() {
        return new Terms(
                at.minusSeconds(DAY), at.plusSeconds(DAY), KeyUsage.digitalSignature, new BasicConstraints(false));
    }

    private List<X509Certificate> belowIntermediate(Instant from, Instant until, int usage) {
        return List.of(
                leaf(intermediate, new Terms(from, until, usage, new BasicConstraints(false))),
                intermediate.certificate());
    }

    private Authority root() {
        KeyPair keys = Specimen.CRYPTO.generate(EllipticCurve.P256, random);
        X500Name name = new X500Name("CN=Test root");
        Terms terms = new Terms(at.minusSeconds(DAY), at.plusSeconds(DAY), CA_USAGE, new BasicConstraints(true));
        return new Authority(made(name, keys, name, keys.getPublic(), terms, List.of()), keys);
    }

    /** A CA that may have no CA below it. */
    private Authority below(Authority issuer, String name) {
        KeyPair keys = Specimen.CRYPTO.generate(EllipticCurve.P256, random);
        Terms terms = new Terms(at.minusSeconds(DAY), at.plusSeconds(DAY), CA_USAGE, new BasicConstraints(0));
        X500Name subject = new X500Name("CN=" + name);
        return new Authority(made(nameOf(issuer), issuer.keys(), subject, keys.getPublic(), terms, List.of()), keys);
    }

    private X509Certificate leaf(Authority issuer, Terms terms) {
        return made(nameOf(issuer), issuer.keys(), new X500Name("CN=Test device"), device, terms, purposes);
    }

    private static X500Name nameOf(Authority authority) {
        return X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded());
    }

    private X509Certificate made(
            X500Name issuer,
            KeyPair issuerKeys,
            X500Name subject,
            PublicKey key,
            Terms terms,
            List<String> extendedUsage) {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuer,
                    new BigInteger(64, random).setBit(64),
                    Date.from(terms.from()),
                    Date.from(terms.until()),
                    subject,
                    SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            builder.addExtension(Extension.basicConstraints, true, terms.constraints());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(terms.usage()));
            if (!extendedUsage.isEmpty()) {
                builder.addExtension(Extension.extendedKeyUsage, false, extended(extendedUsage));
            }
            byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(BOUNCY_CASTLE)
                            .setSecureRandom(random)
                            .build(issuerKeys.getPrivate()))
                    .getEncoded();
            return CertificationPaths.certificate(Bytes.copyOf(der));
        } catch (IOException | OperatorCreationException | MalformedMessageException e) {
            throw new IllegalStateException("a certificate of these parts can be made", e);
        }
    }

    private static ExtendedKeyUsage extended(List<String> purposes) {
        return new ExtendedKeyUsage(purposes.stream()
                .map(ASN1ObjectIdentifier::new)
                .map(KeyPurposeId::getInstance)
                .toArray(KeyPurposeId[]::new));
    }
}
