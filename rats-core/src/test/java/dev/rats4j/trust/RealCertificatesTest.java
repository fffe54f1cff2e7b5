package dev.rats4j.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.trust.PathResult.Invalid;
import dev.rats4j.trust.PathResult.Unanchored;
import dev.rats4j.trust.PathResult.ValidPath;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of real vendors. */
class RealCertificatesTest {

    private final CertificationPaths paths = new CertificationPaths(CryptoBackend.standard());

    private static List<X509Certificate> read(String name) throws IOException, MalformedMessageException {
        Path file = Path.of(System.getProperty("rats4j.vectors", "../../shared/vectors"), "tee")
                .resolve(name);
        if (!Files.exists(file)) {
            if ("1".equals(System.getenv("RATS4J_REQUIRE_VECTORS"))) {
                fail("no vectors at " + file);
            }
            Assumptions.abort("skipped: no vectors at " + file);
        }
        return CertificationPaths.certificates(Bytes.copyOf(Files.readAllBytes(file)));
    }

    @ParameterizedTest
    @CsvSource({
        "sev-snp/sev/vcek_milan.der, sev-snp/go-sev-guest/ask_ark_milan.pem",
        "sev-snp/attestation-rs/live-vcek-genoa.der, sev-snp/go-sev-guest/ask_ark_genoa.pem",
        "sev-snp/sev/vcek_turin.der, sev-snp/go-sev-guest/ask_ark_turin_vcek.pem"
    })
    void amd(String vcek, String chain) throws IOException, MalformedMessageException {
        X509Certificate leaf = read(vcek).get(0);
        List<X509Certificate> issuers = read(chain);
        TrustAnchors ark = TrustAnchors.builder().certificate(issuers.get(1)).build();
        Instant at = leaf.getNotBefore().toInstant().plusSeconds(86_400);
        assertThat(paths.validate(leaf, issuers, ark, at))
                .isEqualTo(new ValidPath(List.of(leaf, issuers.get(0), issuers.get(1))));
        assertThat(paths.validate(
                        leaf, issuers, ark, leaf.getNotAfter().toInstant().plusSeconds(1)))
                .isInstanceOf(Invalid.class);
        assertThat(paths.validate(leaf, List.of(issuers.get(1)), ark, at)).isInstanceOf(Unanchored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hopperCertChain.pem", "blackwellCertChain.pem", "switchCertChain.pem"})
    void nvidia(String name) throws IOException, MalformedMessageException {
        List<X509Certificate> chain = read("nvidia/attestation-sdk/" + name);
        TrustAnchors root =
                TrustAnchors.builder().certificate(chain.get(chain.size() - 1)).build();
        Instant at = Instant.parse("2026-11-25T12:00:00Z"); // the device's certificates are older than their issuers'
        assertThat(paths.validate(chain.get(0), chain, root, at)).isEqualTo(new ValidPath(chain));
    }

    @Test
    void amdChainOfAnotherProductIsNotAnchored() throws IOException, MalformedMessageException {
        X509Certificate leaf = read("sev-snp/sev/vcek_milan.der").get(0);
        List<X509Certificate> genoa = read("sev-snp/go-sev-guest/ask_ark_genoa.pem");
        TrustAnchors ark = TrustAnchors.builder().certificate(genoa.get(1)).build();
        assertThat(paths.validate(
                        leaf, genoa, ark, leaf.getNotBefore().toInstant().plusSeconds(86_400)))
                .isInstanceOf(Unanchored.class);
    }
}
