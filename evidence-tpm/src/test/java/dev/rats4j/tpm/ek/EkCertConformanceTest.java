package dev.rats4j.tpm.ek;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmVectors;
import dev.rats4j.tpm.TpmVectors.Entry;
import dev.rats4j.tpm.TpmVectors.Tally;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.PathResult;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Endorsement certificates of real TPMs and of test authorities, as the manifest of the vectors says. */
class EkCertConformanceTest {

    private static final Bytes SEQUENCE = Bytes.of(0x30);
    private static final Bytes NV_HEADER = Bytes.of(0x10, 0x01);

    @Test
    @DisplayName("T-17 every certificate parses or is refused as it should be, and none is repaired")
    void certificatesAreReadAsExpected() {
        TpmVectors vectors = TpmVectors.require();
        Tally tally = new Tally("tpm/ek-cert");
        for (Entry entry : vectors.entries("ek-cert", "ek-cert-negative")) {
            List<String> files = entry.inputs("ek-certificate");
            if (files.isEmpty()) {
                tally.skip(); // a certificate of another key
            } else {
                tally.compare(entry, expected(entry), got(vectors, entry, files.get(0)));
            }
        }
        tally.report();
    }

    /** SHA-1 signatures of TPM 1.2 prove nothing today: such certificates are read, and refused by their path. */
    private static String expected(Entry entry) {
        if (entry.stage().equals("decode") && entry.verdict().equals("reject")) {
            return "malformed";
        }
        boolean sha1 = entry.node()
                .path("expected")
                .path("issuerSignature")
                .path("hash")
                .asText()
                .equals("sha1");
        return switch (entry.verdict()) {
            case "accept" -> sha1 ? "path" : "valid";
            default -> "key-trusted"; // issuer unknown, or not the one that signed
        };
    }

    private static String got(TpmVectors vectors, Entry entry, String file) {
        try {
            EkCertificate certificate = EkCertificate.decode(nvContent(vectors.read(file)));
            compareParts(certificate, entry, vectors);
            PathResult path = SimulatedTpms.PATHS.validateForEncryption(
                    certificate.certificate(),
                    certificates(vectors, entry.inputs("certificates")),
                    anchors(vectors, entry.inputs("trust-anchor")),
                    entry.at().orElse(Instant.EPOCH));
            return path instanceof PathResult.ValidPath
                    ? "valid"
                    : path instanceof PathResult.Invalid ? "path" : "key-trusted";
        } catch (MalformedMessageException e) {
            return "malformed";
        }
    }

    /** Some vectors are in PEM, which no TPM holds. */
    private static Bytes nvContent(Bytes file) throws MalformedMessageException {
        if (file.startsWith(SEQUENCE) || file.startsWith(NV_HEADER)) {
            return file;
        }
        return EkVectors.der(CertificationPaths.certificates(file).get(0));
    }

    private static void compareParts(EkCertificate certificate, Entry entry, TpmVectors vectors)
            throws MalformedMessageException {
        JsonNode expected = entry.node().path("expected");
        if (expected.has("derLength")) {
            assertThat(certificate.der().length())
                    .as("%s", entry)
                    .isEqualTo(expected.path("derLength").asInt());
            assertThat(certificate.padding())
                    .isEqualTo(expected.path("paddingAfterDer").asInt());
        }
        assertThat(certificate.header()).isEqualTo(expected.has("header"));
        String names = expected.path("subjectAltName").asText("");
        if (names.contains("2.23.133.2.1")) {
            TpmModel model = certificate.model().orElseThrow();
            assertThat(names)
                    .contains("2.23.133.2.1=id:" + hex(model.vendor(), names))
                    .contains("2.23.133.2.2=" + model.model())
                    .contains("2.23.133.2.3=id:" + hex(model.version(), names));
        }
        for (String area : entry.inputs("public-area")) {
            assertThat(CanonicalKey.encode(certificate.publicKey(CRYPTO)))
                    .isEqualTo(CanonicalKey.encode(
                            TpmtPublic.decode(vectors.read(area)).publicKey(CRYPTO)));
        }
        if (entry.verdict().equals("accept")) {
            assertThat(certificate.publicKey(CRYPTO)).isNotNull();
        }
    }

    /** In the case in which the text has it. */
    private static String hex(Bytes value, String text) {
        String lower = value.toHex();
        return text.contains(lower) ? lower : lower.toUpperCase(java.util.Locale.ROOT);
    }

    private static List<X509Certificate> certificates(TpmVectors vectors, List<String> files)
            throws MalformedMessageException {
        List<X509Certificate> all = new ArrayList<>();
        for (String file : files) {
            all.addAll(CertificationPaths.certificates(vectors.read(file)));
        }
        return all;
    }

    private static TrustAnchors anchors(TpmVectors vectors, List<String> files) throws MalformedMessageException {
        TrustAnchors.Builder builder = TrustAnchors.builder();
        certificates(vectors, files).forEach(builder::certificate);
        return builder.build();
    }
}
