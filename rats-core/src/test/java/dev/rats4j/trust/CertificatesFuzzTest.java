package dev.rats4j.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CertificatesFuzzTest {

    private static final TestCertificate ROOT = TestCertificate.ca("Root").selfSigned();
    private static final TestCertificate LEAF = TestCertificate.leaf("Leaf").by(ROOT);
    private static final TrustAnchors STRANGERS =
            TestCertificate.anchors(TestCertificate.ca("Root").selfSigned());
    private static final CertificationPaths PATHS = new CertificationPaths(SeededKeys.CRYPTO);

    private static Bytes der(X509Certificate certificate) {
        try {
            return Bytes.copyOf(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes der(List<X509Certificate> certificates) {
        return Bytes.concat(certificates.stream().map(CertificatesFuzzTest::der).toArray(Bytes[]::new));
    }

    private static Bytes pem(TestCertificate certificate) {
        return Bytes.ofUtf8("-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.der().toByteArray())
                + "\n-----END CERTIFICATE-----\n");
    }

    static Stream<byte[]> one() {
        return AnyBytes.seeds(CertificationPaths::certificate, ROOT.der(), LEAF.der());
    }

    @MethodSource("one")
    @FuzzTest
    void certificate(byte[] input) {
        AnyBytes.decode(input, CertificationPaths::certificate).ifPresent(certificate -> {
            AnyBytes.roundTrip(certificate, CertificatesFuzzTest::der, CertificationPaths::certificate);
            assertThat(PATHS.validate(certificate, List.of(ROOT.certificate()), STRANGERS, TestCertificate.NOW))
                    .isNotInstanceOf(PathResult.ValidPath.class);
        });
    }

    static Stream<byte[]> several() {
        return AnyBytes.seeds(
                CertificationPaths::certificates,
                Bytes.concat(LEAF.der(), ROOT.der()),
                Bytes.concat(Bytes.ofUtf8("leaf\n"), pem(LEAF), pem(ROOT)));
    }

    @MethodSource("several")
    @FuzzTest
    void certificates(byte[] input) {
        AnyBytes.decode(input, CertificationPaths::certificates).ifPresent(certificates -> {
            AnyBytes.roundTrip(certificates, CertificatesFuzzTest::der, CertificationPaths::certificates);
            assertThat(PATHS.validate(certificates.get(0), certificates, STRANGERS, TestCertificate.NOW))
                    .isNotInstanceOf(PathResult.ValidPath.class);
        });
    }
}
