package dev.rats4j.trust;

import static dev.rats4j.trust.TestCertificate.ca;
import static dev.rats4j.trust.TestCertificate.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {

    private static final TestCertificate ROOT = ca("Root").selfSigned();
    private static final TestCertificate LEAF = leaf("Device").by(ROOT);

    private static String pem(TestCertificate certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(certificate.der().toByteArray())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void assertMalformed(Bytes bytes) {
        assertThatThrownBy(() -> CertificationPaths.certificate(bytes)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("S-4 a certificate is read from DER that is exactly it")
    void exactly() throws MalformedMessageException {
        Bytes der = LEAF.der();
        assertThat(CertificationPaths.certificate(der)).isEqualTo(LEAF.certificate());
        for (int length = 0; length < der.length(); length++) {
            assertMalformed(der.slice(0, length));
        }
        for (int extra = 1; extra <= 16; extra++) {
            assertMalformed(Bytes.concat(der, Bytes.copyOf(new byte[extra])));
        }
        assertMalformed(Bytes.concat(der, der));
        assertMalformed(Bytes.ofUtf8(pem(LEAF)));
        assertMalformed(Bytes.of(0x30, 0));
        assertMalformed(Bytes.of(0x30, 0x80, 0, 0));
        assertMalformed(Bytes.of(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff));
        assertMalformed(Bytes.concat(Bytes.of(0x30, 0x83, 0), der.slice(2, der.length())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @Tag("exhaustive")
    void damagedCertificatesGiveACertificateOrTheOneException(long seed) {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] der = (random.nextBoolean() ? ROOT : LEAF).der().toByteArray();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                der[random.nextInt(der.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(CertificationPaths.certificate(Bytes.copyOf(der))).isNotNull();
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void readsBundles() throws MalformedMessageException {
        List<?> both = List.of(LEAF.certificate(), ROOT.certificate());
        assertThat(CertificationPaths.certificates(Bytes.ofUtf8(pem(LEAF) + pem(ROOT))))
                .isEqualTo(both);
        String commented = "subject=Device\n" + pem(LEAF) + "\n# root\n" + pem(ROOT) + "\n";
        assertThat(CertificationPaths.certificates(Bytes.ofUtf8(commented))).isEqualTo(both);
        assertThat(CertificationPaths.certificates(Bytes.ofUtf8(commented.replace("\n", "\r\n"))))
                .isEqualTo(both);
        assertThat(CertificationPaths.certificates(Bytes.concat(LEAF.der(), ROOT.der())))
                .isEqualTo(both);
        assertThat(CertificationPaths.certificates(LEAF.der())).isEqualTo(both.subList(0, 1));
    }

    @Test
    void refusesBrokenBundles() {
        String good = pem(LEAF);
        for (String bad : List.of(
                "",
                "text",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
                good.replace("-----END CERTIFICATE-----", ""),
                good.replace("-----BEGIN CERTIFICATE-----", ""),
                good.replace("END", "BEGIN"),
                good.replace("CERTIFICATE", "X509 CRL"),
                good.replace("CERTIFICATE", "PRIVATE KEY"),
                good + good.substring(0, good.length() / 2),
                good.replace("M", "!"),
                good.replaceFirst("\nMII", "\nMIIM"),
                good.repeat(257))) {
            assertThatThrownBy(() -> CertificationPaths.certificates(Bytes.ofUtf8(bad)))
                    .isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> CertificationPaths.certificates(Bytes.concat(LEAF.der(), Bytes.of(0))))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void bundlesHaveUpTo256Certificates() throws MalformedMessageException {
        assertThat(CertificationPaths.certificates(Bytes.ofUtf8(pem(LEAF).repeat(256))))
                .hasSize(256);
        Bytes[] der = new Bytes[256];
        Arrays.fill(der, LEAF.der());
        Bytes full = Bytes.concat(der);
        assertThat(CertificationPaths.certificates(full)).hasSize(256);
        Bytes over = Bytes.concat(full, LEAF.der());
        assertThatThrownBy(() -> CertificationPaths.certificates(over))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("more than 256 certificates");
    }

    @Test
    @DisplayName("S-4 what is 64 KiB or larger is not parsed")
    void certificatesAreBelow64Kibibytes() {
        assertThatThrownBy(() -> CertificationPaths.certificate(sequence(65_536)))
                .hasMessage("Certificate.length at 1: over 65536 bytes");
        assertThatThrownBy(() -> CertificationPaths.certificate(sequence(65_535)))
                .hasMessage("Certificate at 0: does not follow RFC 5280, 4.1");
    }

    private static Bytes sequence(int length) {
        return new DerElement(DerElement.SEQUENCE, Bytes.copyOf(new byte[length])).encode();
    }
}
