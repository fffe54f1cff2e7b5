package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.wire.Bytes;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used gets one sentence and status 2; never a stack trace. */
class BadInputTest {

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
    }

    private static String unusable(Object... words) {
        Result result = rats(words);
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("rats: ").doesNotContain("\tat ", "Exception", "internal");
        assertThat(result.err().lines()).hasSize(1);
        return result.err();
    }

    private String evidence(Object file) {
        return unusable("authenticate", file, "--no-freshness-check");
    }

    @Test
    @DisplayName("a directory, an absent file, an empty file, a huge file, an unknown binary")
    void files() throws Exception {
        assertThat(evidence(folder)).contains("is a directory");
        assertThat(evidence(bench.file("absent"))).contains("There is no file");
        assertThat(evidence(bench.write("empty", Bytes.EMPTY))).contains("is empty");
        Path huge = bench.file("huge");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        assertThat(evidence(huge)).contains("64 MiB");
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        assertThat(evidence(bench.write("noise", Bytes.copyOf(noise)))).contains("unknown content", "5000 bytes");
    }

    @Test
    @DisplayName("files that are something else say what they are and where they belong")
    void otherKinds() throws Exception {
        assertThat(evidence(bench.file("ak.pem"))).contains("--trust-anchor");
        assertThat(evidence(bench.corim())).contains("--reference-values");
        assertThat(evidence(bench.file("template.json"))).contains("CoRIM template");
        assertThat(evidence(bench.file("corim.key"))).contains("private key");
        assertThat(evidence(bench.file("quote.msg"))).contains("The signature is missing");
        assertThat(unusable(
                        "authenticate",
                        bench.file("quote.msg"),
                        bench.file("quote.msg"),
                        bench.file("quote.sig"),
                        "--no-freshness-check"))
                .contains("are both");
        assertThat(unusable(
                        "authenticate", bench.file("evidence.cmw"), bench.file("quote.sig"), "--no-freshness-check"))
                .contains("without other files");
    }

    @Test
    @DisplayName("a CMW of a type that nobody reads gets no verdict")
    void unknownCmw() throws Exception {
        Path record = bench.write(
                "other.cmw",
                CmwRecord.of("application/vnd.example", Bytes.of(1, 2, 3)).toCbor());
        assertThat(evidence(record)).contains("does not know", "tag:rats4j.dev,2026:tpm-evidence");
    }

    @Test
    @DisplayName("anchors and endorsements that are none")
    void anchors() throws Exception {
        Path evidence = bench.file("evidence.cmw");
        assertThat(unusable(
                        "authenticate", evidence, "--no-freshness-check", "--trust-anchor", bench.file("corim.key")))
                .contains("public half");
        assertThat(unusable(
                        "authenticate", evidence, "--no-freshness-check", "--trust-anchor", bench.file("quote.sig")))
                .contains("a trust anchor is");
        assertThat(unusable("authenticate", evidence, "--no-freshness-check", "--endorsement", bench.file("ak.pem")))
                .contains("an endorsement is");
        assertThat(unusable("authenticate", "--no-freshness-check", "--trust-anchor", bench.file("ak.pub"), evidence))
                .contains("a trust anchor is");
        assertThat(unusable("authenticate", "--no-freshness-check", "--trust-anchor", bench.file("ak.pub")))
                .contains("There is no evidence");
    }

    @Test
    @DisplayName("options that are not understood")
    void options() {
        Path evidence = bench.file("evidence.cmw");
        assertThat(rats("authenticate", evidence, "--nonce", "xyz").err()).contains("hexadecimal");
        assertThat(rats("authenticate", evidence, "--nonce", "").status()).isEqualTo(2);
        assertThat(rats("authenticate", evidence, "--nonce", "00", "--at", "yesterday")
                        .status())
                .isEqualTo(2);
        assertThat(unusable("authenticate", evidence, "--nonce", "00", "--type", "tdx"))
                .contains("tdx");
        assertThat(rats("frobnicate").status()).isEqualTo(2);
        assertThat(rats("frobnicate").err()).contains("rats --help").doesNotContain("\tat ");
        assertThat(unusable("demo", "--attester", "snp-sim")).contains("not there");
        assertThat(unusable("attest", "--nonce", "00", "--out", bench.file("x"), "--attester", "tdx"))
                .contains("tdx");
        assertThat(unusable("attest", "--nonce", "00", "--out", bench.file("x"), "--format", "eat"))
                .contains("eat");
        assertThat(unusable("attest", "--nonce", "00", "--out", bench.file("x"), "--pcrs", "sha256:99x"))
                .contains("99x");
        assertThat(bench.file("x")).doesNotExist();
    }

    @Test
    @DisplayName("a TPM that is not there is no verdict: status 3 and advice")
    void noTpm() {
        Result result = rats("attest", "--nonce", "00", "--out", bench.file("x"), "--tcti", "device:/dev/no-such-tpm");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).startsWith("rats: ").doesNotContain("\tat ");
        assertThat(bench.file("x")).doesNotExist();
    }

    @Test
    @DisplayName("without a command the usage is shown, and the status is that of wrong usage")
    void noCommand() {
        assertThat(rats().status()).isEqualTo(2);
        assertThat(rats("--help").status()).isZero();
        assertThat(rats("--help").out()).contains("authenticate", "appraise", "decide");
    }
}
