package dev.rats4j.trust;

import static dev.rats4j.trust.TestCertificate.NOW;
import static dev.rats4j.trust.TestCertificate.anchors;
import static dev.rats4j.trust.TestCertificate.ca;
import static dev.rats4j.trust.TestCertificate.leaf;
import static dev.rats4j.trust.TestCertificate.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.trust.PathResult.Invalid;
import dev.rats4j.trust.PathResult.ValidPath;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final TestCertificate ROOT = ca("Root").selfSigned();
    private static final TestCertificate MIDDLE = ca("Middle").by(ROOT);
    private static final TestCertificate LEAF = leaf("Device").by(MIDDLE);
    private static final KeyPair RSA = TestCertificate.rsa(2048);

    private final CertificationPaths paths = new CertificationPaths(CRYPTO);

    private PathResult validate(TestCertificate root, TestCertificate middle, TestCertificate leaf) {
        return paths.validate(leaf.certificate(), list(middle), anchors(root), NOW);
    }

    record Case(String name, TestCertificate root, TestCertificate middle, TestCertificate leaf) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case byLeaf(String name, TestCertificate.Maker leaf) {
        return new Case(name, ROOT, MIDDLE, leaf.by(MIDDLE));
    }

    private static Case byMiddle(String name, TestCertificate.Maker maker) {
        TestCertificate middle = maker.by(ROOT);
        return new Case(name, ROOT, middle, leaf("Device").by(middle));
    }

    private static Case byRoot(String name, TestCertificate.Maker maker) {
        TestCertificate root = maker.selfSigned();
        TestCertificate middle = ca("Middle").by(root);
        return new Case(name, root, middle, leaf("Device").by(middle));
    }

    private static NameConstraints permitted(String name) {
        return new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(new X500Name(name)))}, null);
    }

    static Stream<Case> broken() {
        Instant early = NOW.minusSeconds(3600);
        Instant late = NOW.plusSeconds(3600);
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
        return Stream.of(
                byLeaf("leaf expired: 1 of 3 is expired", leaf("Device").valid(early, NOW.minusSeconds(1))),
                byMiddle("intermediate expired: 2 of 3 is expired", ca("Middle").valid(early, NOW.minusSeconds(1))),
                byRoot("anchor expired: 3 of 3 is expired", ca("Root").valid(early, NOW.minusSeconds(1))),
                byLeaf("leaf not yet valid: 1 of 3 is not yet", leaf("Device").valid(NOW.plusSeconds(1), late)),
                byMiddle(
                        "intermediate not yet valid: 2 of 3 is not yet",
                        ca("Middle").valid(NOW.plusSeconds(1), late)),
                byRoot("anchor not yet valid: 3 of 3 is not yet", ca("Root").valid(NOW.plusSeconds(1), late)),
                byMiddle(
                        "no keyCertSign: 2 of 3 has a key usage without keyCertSign",
                        ca("Middle").with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))),
                byRoot(
                        "anchor without keyCertSign: 3 of 3 has a key usage without keyCertSign",
                        ca("Root").with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))),
                byMiddle(
                        "CA false: 2 of 3 is not a CA",
                        ca("Middle").with(Extension.basicConstraints, true, new BasicConstraints(false))),
                byMiddle("no basicConstraints: 2 of 3 is not a CA", ca("Middle").without(Extension.basicConstraints)),
                byMiddle("leaf as an issuer: 2 of 3 is not a CA", leaf("Middle")),
                byRoot(
                        "anchor with CA false: 3 of 3 is not a CA",
                        ca("Root").with(Extension.basicConstraints, true, new BasicConstraints(false))),
                byRoot("a device's certificate as an anchor: 3 of 3 is not a CA", leaf("Root")),
                byRoot("anchor without extensions of a CA: 3 of 3 is not a CA", new TestCertificate.Maker("Root")),
                byRoot(
                        "pathLen of the anchor exceeded: pathLenConstraint",
                        ca("Root").with(Extension.basicConstraints, true, new BasicConstraints(0))),
                byLeaf(
                        "no digitalSignature: 1 of 3 has a key usage without digitalSignature",
                        leaf("Device").with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))),
                byLeaf(
                        "unknown critical extension in the leaf: 1 of 3 breaks RFC 5280",
                        leaf("Device").with(unknown, true, DERNull.INSTANCE)),
                byMiddle(
                        "unknown critical extension in the intermediate: 2 of 3 breaks RFC 5280",
                        ca("Middle").with(unknown, true, DERNull.INSTANCE)),
                byMiddle(
                        "name constraints: 1 of 3 breaks RFC 5280",
                        ca("Middle").with(Extension.nameConstraints, true, permitted("CN=Other"))),
                byMiddle(
                        "name constraints that are none: breaks RFC 5280",
                        ca("Middle").with(Extension.nameConstraints, false, new DEROctetString(new byte[3]))),
                byRoot(
                        "name constraints of the anchor: 2 of 3 breaks RFC 5280",
                        ca("Root").with(Extension.nameConstraints, true, permitted("CN=Other"))),
                byLeaf("RSA of 1024 bits: 1 of 3 has a key of", leaf("Device").keys(TestCertificate.rsa(1024))),
                byLeaf(
                        "curve that is not listed: 1 of 3 has a key of",
                        leaf("Device").keys(TestCertificate.ec("secp256k1"))),
                byLeaf(
                        "SHA-1 over the leaf: 1 of 3 is signed with",
                        leaf("Device").algorithm("SHA1withECDSA")),
                byMiddle(
                        "SHA-1 over the intermediate: 2 of 3 is signed with",
                        ca("Middle").algorithm("SHA1withECDSA")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    @DisplayName("S-9 T-81 a path to a given anchor that breaks a rule is invalid")
    void brokenRule(Case broken) {
        String reason = broken.name().substring(broken.name().indexOf(": ") + 2);
        assertThat(validate(broken.root(), broken.middle(), broken.leaf()))
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.reason()).contains(reason));
    }

    @Test
    @DisplayName("S-9 MD5 and SHA-1 with RSA, and SHA-1 in RSASSA-PSS, are refused below the anchor")
    void hashesOfRsa() {
        TestCertificate root = ca("RSA Root").keys(RSA).algorithm("SHA1withRSA").selfSigned();
        for (String algorithm : List.of("MD5withRSA", "SHA1withRSA", "SHA224withRSA", "SHA1withRSAandMGF1")) {
            TestCertificate device = leaf("Device").algorithm(algorithm).by(root);
            assertThat(paths.validate(device.certificate(), List.of(), anchors(root), NOW))
                    .as(algorithm)
                    .isInstanceOf(Invalid.class);
        }
        for (String algorithm :
                List.of("SHA256withRSA", "SHA512withRSA", "SHA256withRSAandMGF1", "SHA384withRSAandMGF1")) {
            TestCertificate device = leaf("Device").algorithm(algorithm).by(root);
            assertThat(paths.validate(device.certificate(), List.of(), anchors(root), NOW))
                    .as(algorithm)
                    .isInstanceOf(ValidPath.class);
        }
    }

    static Stream<Case> sound() {
        return Stream.of(
                byLeaf("leaf without key usage", leaf("Device").without(Extension.keyUsage)),
                byLeaf(
                        "critical extended key usage",
                        leaf("Device")
                                .with(
                                        Extension.extendedKeyUsage,
                                        true,
                                        new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))),
                byLeaf(
                        "critical subject alternative name",
                        leaf("Device")
                                .with(
                                        Extension.subjectAlternativeName,
                                        true,
                                        new GeneralNames(new GeneralName(GeneralName.dNSName, "a.test")))),
                byLeaf(
                        "unknown extension",
                        leaf("Device").with(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), false, DERNull.INSTANCE)),
                byLeaf("P-384", leaf("Device").keys(TestCertificate.ec("secp384r1"))),
                byLeaf("RSA of 2048 bits", leaf("Device").keys(RSA)),
                byLeaf("no key identifiers", leaf("Device").withoutKeyIds()),
                byLeaf("last instant of validity", leaf("Device").valid(NOW.minusSeconds(60), NOW)),
                byLeaf("first instant of validity", leaf("Device").valid(NOW, NOW.plusSeconds(60))),
                byMiddle("pathLen 0", ca("Middle").with(Extension.basicConstraints, true, new BasicConstraints(0))),
                byMiddle(
                        "name constraints kept",
                        ca("Middle").with(Extension.nameConstraints, true, permitted("CN=Device"))),
                byRoot(
                        "anchor with pathLen 1",
                        ca("Root").with(Extension.basicConstraints, true, new BasicConstraints(1))),
                byRoot("anchor of version 1", new TestCertificate.Maker("Root").version1()));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void soundPath(Case sound) {
        assertThat(validate(sound.root(), sound.middle(), sound.leaf()))
                .isEqualTo(new ValidPath(list(sound.leaf(), sound.middle(), sound.root())));
    }

    @Test
    @DisplayName("S-9 pathLen of an intermediate is obeyed")
    void pathLength() {
        TestCertificate upper = ca("Upper")
                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                .by(ROOT);
        TestCertificate lower = ca("Lower").by(upper);
        assertThat(paths.validate(leaf("Device").by(lower).certificate(), list(lower, upper), anchors(ROOT), NOW))
                .isInstanceOf(Invalid.class);
    }

    @Test
    @DisplayName("S-9 an intermediate in the anchor's own name, with its next key, does not count for pathLen")
    void selfIssuedIntermediatesAreNotCounted() {
        TestCertificate root = ca("Root")
                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                .selfSigned();
        TestCertificate next = ca("Root").by(root);
        TestCertificate device = leaf("Device").by(next);
        assertThat(validate(root, next, device)).isEqualTo(new ValidPath(list(device, next, root)));
    }

    @Test
    @DisplayName("S-9 name constraints of an anchor that somebody else issued are not passed over")
    void nameConstraintsOfCrossCertificates() {
        TestCertificate cross = ca("Cross")
                .with(Extension.nameConstraints, true, permitted("CN=Device"))
                .by(ROOT);
        TestCertificate device = leaf("Device").by(cross);
        assertThat(paths.validate(device.certificate(), List.of(), anchors(cross), NOW))
                .isEqualTo(new Invalid("an anchor with name constraints is not self-issued, which is not supported"));
    }

    @Test
    @DisplayName("S-9 an issuer whose key is of a kind that is not accepted vouches for nobody")
    void issuersWithOtherKeys() {
        TestCertificate root = ca("Root").keys(TestCertificate.ec("secp256k1")).selfSigned();
        TestCertificate device = leaf("Device").by(root);
        assertThat(paths.validate(device.certificate(), List.of(), anchors(root), NOW))
                .isInstanceOf(PathResult.Unanchored.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("exhaustive")
    void garbageInExtensionsGivesAVerdict(long seed) {
        Random random = new Random(seed);
        List<ASN1ObjectIdentifier> ids = List.of(
                Extension.basicConstraints,
                Extension.keyUsage,
                Extension.nameConstraints,
                Extension.certificatePolicies,
                Extension.policyMappings,
                Extension.policyConstraints,
                Extension.inhibitAnyPolicy,
                Extension.subjectAlternativeName,
                Extension.extendedKeyUsage,
                Extension.authorityKeyIdentifier,
                Extension.subjectKeyIdentifier,
                Extension.cRLDistributionPoints,
                Extension.issuerAlternativeName);
        int judged = 0;
        for (int i = 0; i < 100; i++) {
            ASN1ObjectIdentifier id = ids.get(random.nextInt(ids.size()));
            boolean ofLeaf = random.nextBoolean();
            byte[] garbage = new byte[random.nextInt(8)];
            random.nextBytes(garbage);
            try {
                TestCertificate.Maker maker = (ofLeaf ? leaf("Device") : ca("Middle"))
                        .withoutKeyIds()
                        .with(id, random.nextBoolean(), Garbage.of(garbage, random.nextInt(4)));
                TestCertificate middle = ofLeaf ? MIDDLE : maker.by(ROOT);
                TestCertificate device =
                        ofLeaf ? maker.by(MIDDLE) : leaf("Device").by(middle);
                assertThat(validate(ROOT, middle, device)).isNotNull();
                judged++;
            } catch (IllegalStateException e) {
                assertThat(e).hasCauseInstanceOf(MalformedMessageException.class);
            }
        }
        assertThat(judged).isPositive();
    }

    /** Contents of extensions that are DER of the wrong type, or of the right type with the wrong contents. */
    private static final class Garbage {
        static org.bouncycastle.asn1.ASN1Encodable of(byte[] bytes, int form) {
            return switch (form) {
                case 0 -> new DEROctetString(bytes);
                case 1 -> new org.bouncycastle.asn1.DERSequence(new DEROctetString(bytes));
                case 2 -> new org.bouncycastle.asn1.DERBitString(bytes);
                default ->
                    new org.bouncycastle.asn1.DERSequence(
                            new org.bouncycastle.asn1.DERTaggedObject(true, bytes.length, new DEROctetString(bytes)));
            };
        }
    }

    @Test
    void aKeyForEncryptionHasToSaySo() {
        TestCertificate silent = leaf("Device").without(Extension.keyUsage).by(MIDDLE);
        TestCertificate enciphers = leaf("Device")
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))
                .by(MIDDLE);
        TestCertificate agrees = leaf("Device")
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyAgreement))
                .by(MIDDLE);
        for (TestCertificate good : List.of(silent, enciphers, agrees)) {
            assertThat(paths.validateForEncryption(good.certificate(), list(MIDDLE), anchors(ROOT), NOW))
                    .isInstanceOf(ValidPath.class);
        }
        // the same leaf after the other question: no answer of one is given to the other
        assertThat(paths.validate(enciphers.certificate(), list(MIDDLE), anchors(ROOT), NOW))
                .isEqualTo(new Invalid("certificate 1 of 3 has a key usage without digitalSignature"));
        assertThat(paths.validateForEncryption(LEAF.certificate(), list(MIDDLE), anchors(ROOT), NOW))
                .isEqualTo(new Invalid("certificate 1 of 3 has a key usage without keyEncipherment or keyAgreement"));
    }
}
