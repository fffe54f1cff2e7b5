package dev.rats4j.trust;

import static dev.rats4j.trust.TestCertificate.NOW;
import static dev.rats4j.trust.TestCertificate.anchors;
import static dev.rats4j.trust.TestCertificate.ca;
import static dev.rats4j.trust.TestCertificate.leaf;
import static dev.rats4j.trust.TestCertificate.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.trust.PathResult.Invalid;
import dev.rats4j.trust.PathResult.Unanchored;
import dev.rats4j.trust.PathResult.ValidPath;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.security.KeyPair;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CertificationPathsTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final TestCertificate ROOT = ca("Root").selfSigned();
    private static final TestCertificate MIDDLE = ca("Middle").by(ROOT);
    private static final TestCertificate LEAF = leaf("Device").by(MIDDLE);
    private static final KeyPair RSA = TestCertificate.rsa(2048);

    private final CertificationPaths paths = new CertificationPaths(CRYPTO);

    private PathResult validate(TestCertificate root, TestCertificate middle, TestCertificate leaf) {
        return paths.validate(leaf.certificate(), list(middle), anchors(root), NOW);
    }

    @Test
    void findsThePathWhateverTheOrder() {
        TestCertificate lower = ca("Lower").by(MIDDLE);
        TestCertificate device = leaf("Deep").by(lower);
        List<X509Certificate> others = new ArrayList<>(list(lower, ROOT, LEAF, MIDDLE, device, lower));
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(others, new Random(seed));
            assertThat(paths.validate(device.certificate(), others, anchors(ROOT), NOW))
                    .isEqualTo(new ValidPath(list(device, lower, MIDDLE, ROOT)));
        }
    }

    @Test
    void pathMayEndAtAnIntermediateOrAtTheLeafItself() {
        assertThat(paths.validate(LEAF.certificate(), List.of(), anchors(MIDDLE), NOW))
                .isEqualTo(new ValidPath(list(LEAF, MIDDLE)));
        assertThat(paths.validate(LEAF.certificate(), List.of(), anchors(LEAF), NOW))
                .isEqualTo(new ValidPath(list(LEAF)));
        assertThat(paths.validate(LEAF.certificate(), List.of(), anchors(LEAF), NOW.plusSeconds(90_000)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void withoutAnchorsOrIntermediatesThereIsNoPath() {
        assertThat(paths.validate(LEAF.certificate(), list(MIDDLE, ROOT), anchors(), NOW))
                .isInstanceOf(Unanchored.class);
        assertThat(paths.validate(LEAF.certificate(), List.of(), anchors(ROOT), NOW))
                .isInstanceOf(Unanchored.class);
        assertThat(paths.validate(ROOT.certificate(), list(ROOT), anchors(MIDDLE), NOW))
                .isInstanceOf(Unanchored.class);
    }

    @Test
    @DisplayName("S-2 a self-made chain with the same names is not anchored, with and without key identifiers")
    void selfMadeChain() {
        TestCertificate root = ca("Root").selfSigned();
        TestCertificate middle = ca("Middle").by(root);
        assertThat(paths.validate(
                        leaf("Device").by(middle).certificate(), list(middle, root, MIDDLE), anchors(ROOT), NOW))
                .isInstanceOf(Unanchored.class);
        TestCertificate bare = ca("Root").withoutKeyIds().selfSigned();
        TestCertificate bareMiddle = ca("Middle").withoutKeyIds().by(bare);
        assertThat(paths.validate(
                        leaf("Device").withoutKeyIds().by(bareMiddle).certificate(),
                        list(bareMiddle, bare, MIDDLE),
                        anchors(ROOT),
                        NOW))
                .isInstanceOf(Unanchored.class);
    }

    @Test
    @DisplayName("S-1 a certificate with a flipped bit in its signature is not anchored")
    void flippedSignature() throws MalformedMessageException {
        for (TestCertificate victim : List.of(LEAF, MIDDLE)) {
            byte[] der = victim.der().toByteArray();
            der[der.length - 1] ^= 1;
            TestCertificate flipped =
                    new TestCertificate(CertificationPaths.certificate(Bytes.copyOf(der)), victim.keys());
            assertThat(validate(ROOT, victim == MIDDLE ? flipped : MIDDLE, victim == LEAF ? flipped : LEAF))
                    .isInstanceOf(Unanchored.class);
        }
    }

    private PathResult levels(int certificates) {
        TestCertificate issuer = ROOT;
        List<X509Certificate> intermediates = new ArrayList<>();
        for (int i = 0; i < certificates - 2; i++) {
            issuer = ca("Level " + i).by(issuer);
            intermediates.add(issuer.certificate());
        }
        return paths.validate(leaf("Device").by(issuer).certificate(), intermediates, anchors(ROOT), NOW);
    }

    @Test
    @DisplayName("S-9 eight levels are a path, nine and ten are invalid, thirty are not even searched")
    void levels() {
        assertThat(levels(8)).isInstanceOf(ValidPath.class);
        assertThat(levels(9)).isInstanceOf(Invalid.class);
        assertThat(levels(10)).isInstanceOf(Invalid.class);
        assertThat(levels(30)).isInstanceOf(Unanchored.class);
    }

    @Test
    @DisplayName("S-9 a loop of cross certificates ends")
    void loop() {
        KeyPair a = TestCertificate.ec("secp256r1");
        KeyPair b = TestCertificate.ec("secp256r1");
        TestCertificate selfA = ca("A").keys(a).selfSigned();
        TestCertificate selfB = ca("B").keys(b).selfSigned();
        TestCertificate aByB = ca("A").keys(a).by(selfB);
        TestCertificate bByA = ca("B").keys(b).by(selfA);
        TestCertificate device = leaf("Device").by(selfA);
        assertThat(paths.validate(device.certificate(), list(selfA, selfB, aByB, bByA), anchors(ROOT), NOW))
                .isInstanceOf(Unanchored.class);
        TestCertificate aByRoot = ca("A").keys(a).by(ROOT);
        assertThat(paths.validate(device.certificate(), list(selfA, selfB, aByB, bByA, aByRoot), anchors(ROOT), NOW))
                .isEqualTo(new ValidPath(list(device, aByRoot, ROOT)));
    }

    @Test
    void triesSeveralIssuersOfOneName() {
        KeyPair keys = TestCertificate.ec("secp256r1");
        TestCertificate expired = ca("Middle")
                .keys(keys)
                .valid(NOW.minusSeconds(60), NOW.minusSeconds(30))
                .by(ROOT);
        TestCertificate renewed = ca("Middle").keys(keys).by(ROOT);
        TestCertificate device = leaf("Device").by(renewed);
        assertThat(paths.validate(
                        device.certificate(),
                        list(MIDDLE, expired, renewed),
                        anchors(ca("Root").selfSigned(), ROOT),
                        NOW))
                .isEqualTo(new ValidPath(list(device, renewed, ROOT)));
        assertThat(paths.validate(device.certificate(), list(MIDDLE, expired), anchors(ROOT), NOW))
                .isInstanceOf(Invalid.class);
    }

    @Test
    @DisplayName("S-9 sixty-three decoys of the issuer's name cannot hide it, since its key identifier is tried first")
    void decoys() {
        TestCertificate decoy = ca("Middle").by(ROOT);
        List<X509Certificate> crowd = new ArrayList<>();
        for (int i = 0; i < 63; i++) {
            crowd.add(ca("Middle").keys(decoy.keys()).by(decoy).certificate());
        }
        crowd.add(MIDDLE.certificate());
        assertThat(paths.validate(LEAF.certificate(), crowd, anchors(ROOT), NOW))
                .isInstanceOf(ValidPath.class);
        TestCertificate stranger = leaf("Device").by(ca("Middle").selfSigned());
        assertThat(paths.validate(stranger.certificate(), crowd, anchors(ROOT), NOW))
                .isEqualTo(new Unanchored("no path found within the bounds of the search"));
    }

    @Test
    @DisplayName("T-46 no address in a certificate is contacted and no switch of the JDK changes a verdict")
    void nothingIsFetched() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.configureBlocking(false);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            GeneralName url = new GeneralName(GeneralName.uniformResourceIdentifier, "http://127.0.0.1:" + port + "/x");
            TestCertificate device = leaf("Device")
                    .with(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                        new AccessDescription(AccessDescription.id_ad_caIssuers, url),
                        new AccessDescription(AccessDescription.id_ad_ocsp, url)
                    }))
                    .with(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                        new DistributionPoint(new DistributionPointName(new GeneralNames(url)), null, null)
                    }))
                    .by(MIDDLE);
            TestCertificate rsaRoot =
                    ca("RSA Root").keys(RSA).algorithm("SHA256withRSA").selfSigned();
            TestCertificate sha1 = leaf("Device").algorithm("SHA1withRSA").by(rsaRoot);
            List<String> expected = verdicts(device, sha1, rsaRoot);
            assertThat(expected).containsExactly("ValidPath", "Unanchored", "Invalid");
            withSwitches(
                    "RSA, EC, SHA256, X509",
                    () -> assertThat(verdicts(device, sha1, rsaRoot)).isEqualTo(expected));
            withSwitches("", () -> assertThat(verdicts(device, sha1, rsaRoot)).isEqualTo(expected));
            assertThat(server.accept()).isNull();
        }
    }

    private static List<String> verdicts(TestCertificate device, TestCertificate sha1, TestCertificate rsaRoot) {
        CertificationPaths fresh = new CertificationPaths(CRYPTO);
        return Stream.of(
                        fresh.validate(device.certificate(), list(MIDDLE), anchors(ROOT), NOW),
                        fresh.validate(device.certificate(), List.of(), anchors(ROOT), NOW),
                        fresh.validate(sha1.certificate(), List.of(), anchors(rsaRoot), NOW))
                .map(result -> result.getClass().getSimpleName())
                .toList();
    }

    private static void withSwitches(String disabledAlgorithms, Runnable check) {
        String old = Security.getProperty("jdk.certpath.disabledAlgorithms");
        List<String> switches = List.of("com.sun.security.enableAIAcaIssuers", "com.sun.security.enableCRLDP");
        try {
            Security.setProperty("jdk.certpath.disabledAlgorithms", disabledAlgorithms);
            Security.setProperty("ocsp.enable", "true");
            switches.forEach(name -> System.setProperty(name, "true"));
            check.run();
        } finally {
            Security.setProperty("jdk.certpath.disabledAlgorithms", old);
            Security.setProperty("ocsp.enable", "false");
            switches.forEach(System::clearProperty);
        }
    }

    @Test
    @DisplayName("S-9 a cached verdict is never better than a new one: outside of its time it is computed again")
    void cacheKnowsTime() {
        TestCertificate device =
                leaf("Device").valid(NOW.minusSeconds(60), NOW.plusSeconds(60)).by(MIDDLE);
        for (int round = 0; round < 2; round++) {
            for (int second : new int[] {0, 60, 61, -60, -61, 0, 100_000, 61, 0}) {
                Instant at = NOW.plusSeconds(second);
                PathResult expected =
                        new CertificationPaths(CRYPTO).validate(device.certificate(), list(MIDDLE), anchors(ROOT), at);
                PathResult cached = paths.validate(device.certificate(), list(MIDDLE), anchors(ROOT), at);
                assertThat(cached).isEqualTo(expected);
                assertThat(cached instanceof ValidPath).isEqualTo(Math.abs(second) <= 60);
            }
        }
        Instant justAfter = NOW.plusSeconds(60).plusNanos(1);
        assertThat(paths.validate(device.certificate(), list(MIDDLE), anchors(ROOT), justAfter))
                .isInstanceOf(Invalid.class);
    }

    @Test
    @DisplayName("S-9 a cached verdict does not hold for other anchors, intermediates or leaves")
    void cacheKnowsItsInputs() {
        assertThat(validate(ROOT, MIDDLE, LEAF)).isInstanceOf(ValidPath.class);
        assertThat(paths.validate(LEAF.certificate(), list(MIDDLE), anchors(), NOW))
                .isInstanceOf(Unanchored.class);
        assertThat(paths.validate(LEAF.certificate(), List.of(), anchors(ROOT), NOW))
                .isInstanceOf(Unanchored.class);
        // the same certificates in the same order, the root untrusted
        assertThat(paths.validate(LEAF.certificate(), list(MIDDLE, ROOT), anchors(), NOW))
                .isInstanceOf(Unanchored.class);
        assertThat(validate(ca("Root").selfSigned(), MIDDLE, LEAF)).isInstanceOf(Unanchored.class);
    }
}
