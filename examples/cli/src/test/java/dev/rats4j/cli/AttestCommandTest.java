package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.tools.SoftwareTpm;
import dev.rats4j.tpm.tools.SwtpmInstance;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code rats attest} sends along fits the key, and what the TPM does not do is said by name. */
class AttestCommandTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();

    @TempDir
    Path folder;

    private Result attest(SwtpmInstance tpm, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("attest", "--nonce", "0011", "--pcrs", "sha256:0", "--tcti", tpm.tcti()));
        words.addAll(List.of(more));
        return rats(words.toArray());
    }

    @Test
    @DisplayName("the certificate has to be for the key that signs; PEM or DER, it is sent as DER")
    void sendsCertificateOfTheKey() throws Exception {
        SoftwareTpm.require();
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        SecureRandom random = new SecureRandom();
        SimulatedCa ca =
                SimulatedCa.root(CRYPTO, random, now, Instant.parse("2040-01-01T00:00:00Z"), OptionalInt.empty());
        Path out = folder.resolve("out.cmw");
        Path key = folder.resolve("ak.pub");
        try (SwtpmInstance tpm = SwtpmInstance.start()) {
            assertThat(attest(tpm, "--out", out, "--key-out", key).status()).isZero();
            TpmtPublic area = TpmtPublic.decode(Bytes.copyOf(Files.readAllBytes(key)));
            byte[] own = ca.certify(area.publicKey(CRYPTO)).getEncoded();
            byte[] other = ca.certify(
                            CRYPTO.generate(EllipticCurve.P256, random).getPublic())
                    .getEncoded();
            Path der = Files.write(folder.resolve("own.der"), own);
            Path pem = Files.writeString(folder.resolve("own.pem"), pem(own));
            Path both = Files.writeString(folder.resolve("both.pem"), pem(own) + pem(other));
            Path foreign = Files.write(folder.resolve("other.der"), other);
            for (Path certificate : List.of(der, pem)) {
                Result result = attest(tpm, "--out", out, "--force", "--key-certificate", certificate);
                assertThat(result.status()).as(result.err()).isZero();
                TpmEvidence sent = TpmEvidence.decode(Bytes.copyOf(Files.readAllBytes(out)));
                assertThat(sent.keyCertificate()).contains(Bytes.copyOf(own));
            }
            Path never = folder.resolve("never.cmw");
            Result refused = attest(tpm, "--out", never, "--key-certificate", foreign);
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err()).contains(foreign + " is the certificate of another key");
            Result two = attest(tpm, "--out", never, "--key-certificate", both);
            assertThat(two.status()).isEqualTo(2);
            assertThat(two.err()).contains("holds 2 certificates");
            assertThat(never).doesNotExist();
        }
    }

    private static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    @DisplayName("a bank that is not active is named, status 3")
    void namesInactiveBank() throws Exception {
        SoftwareTpm.require();
        try (SwtpmInstance tpm = SwtpmInstance.start()) {
            Process allocation = new ProcessBuilder(
                            "tpm2_pcrallocate",
                            "-T",
                            tpm.tcti().configuration(),
                            "sha1:all+sha256:all+sha384:all+sha512:none")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("allocation").toFile())
                    .start();
            assertThat(allocation.waitFor())
                    .as(Files.readString(folder.resolve("allocation")))
                    .isZero();
            tpm.restart();
            Result result = rats(
                    "attest",
                    "--nonce",
                    "0011",
                    "--pcrs",
                    "sha256:0+sha512:0",
                    "--tcti",
                    tpm.tcti(),
                    "--out",
                    folder.resolve("x"));
            assertThat(result.status()).isEqualTo(3);
            assertThat(result.err()).contains("sha512").contains("not active");
            assertThat(folder.resolve("x")).doesNotExist();
        }
    }
}
