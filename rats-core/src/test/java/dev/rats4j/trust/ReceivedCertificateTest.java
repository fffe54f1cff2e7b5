package dev.rats4j.trust;

import static dev.rats4j.trust.TestCertificate.NOW;
import static dev.rats4j.trust.TestCertificate.anchors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signatures of certificates are verified over the bytes that were received. */
class ReceivedCertificateTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final TestCertificate ROOT = TestCertificate.ca("Root").selfSigned();
    private static final Bytes FIRST = Bytes.ofUtf8("part-a");
    private static final Bytes SECOND = Bytes.ofUtf8("part-b");

    /** A certificate whose subject has one RDN of two parts; the order of the parts is exchanged and signed like that. */
    private static Bytes outOfOrder(boolean signedLikeThat) throws MalformedMessageException, GeneralSecurityException {
        Bytes ordered = TestCertificate.leaf("part-a+CN=part-b").by(ROOT).der();
        ByteReader parts =
                new ByteReader(DerElement.decode(ordered, "Certificate").content());
        DerElement.next(parts, "tbsCertificate");
        Bytes tbs = parts.since(0);
        int second = parts.position();
        DerElement.next(parts, "signatureAlgorithm");
        Bytes algorithm = parts.since(second);
        Bytes signature = DerElement.next(parts, "signatureValue").encode();
        Bytes exchanged = exchanged(tbs);
        if (signedLikeThat) {
            Signature signer = Signature.getInstance("SHA256withECDSA", new BouncyCastleProvider());
            signer.initSign(ROOT.keys().getPrivate());
            signer.update(exchanged.toByteArray());
            signature = new DerElement(0x03, Bytes.concat(Bytes.of(0), Bytes.copyOf(signer.sign()))).encode();
        }
        return new DerElement(DerElement.SEQUENCE, Bytes.concat(exchanged, algorithm, signature)).encode();
    }

    private static Bytes exchanged(Bytes tbs) {
        int first = indexOf(tbs, FIRST);
        int second = indexOf(tbs, SECOND);
        assertThat(first).isLessThan(second);
        return Bytes.concat(
                tbs.slice(0, first),
                SECOND,
                tbs.slice(first + FIRST.length(), second),
                FIRST,
                tbs.slice(second + SECOND.length(), tbs.length()));
    }

    private static int indexOf(Bytes all, Bytes part) {
        for (int i = 0; i + part.length() <= all.length(); i++) {
            if (all.slice(i, i + part.length()).equals(part)) {
                return i;
            }
        }
        throw new IllegalStateException("not in there");
    }

    private static PathResult validate(Bytes der) throws MalformedMessageException {
        X509Certificate certificate = CertificationPaths.certificate(der);
        return new CertificationPaths(CRYPTO).validate(certificate, List.of(), anchors(ROOT), NOW);
    }

    @Test
    @DisplayName("T-17 a set out of DER order is verified as it was signed, and not put in order")
    void verifiesWhatWasReceived() throws MalformedMessageException, GeneralSecurityException {
        assertThat(validate(outOfOrder(true))).isInstanceOf(PathResult.ValidPath.class);
    }

    @Test
    @DisplayName("T-17 a set that somebody put out of order after it was signed does not verify")
    void doesNotPutInOrder() throws MalformedMessageException, GeneralSecurityException {
        assertThat(validate(outOfOrder(false))).isInstanceOf(PathResult.Unanchored.class);
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("no bit of a certificate can be flipped without the path being refused")
    void everyBitCounts() {
        Bytes good = TestCertificate.leaf("Device").by(ROOT).der();
        for (int bit = 0; bit < 8 * good.length(); bit++) {
            byte[] flipped = good.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(validate(Bytes.copyOf(flipped)))
                        .as("bit %d", bit)
                        .isNotInstanceOf(PathResult.ValidPath.class);
            } catch (MalformedMessageException e) {
                assertThat(e.getMessage()).as("bit %d", bit).isNotBlank();
            }
        }
    }
}
