package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.wire.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of options at and beyond their limits: a sentence that names the option, and status 2. */
class OptionsTest {

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
    }

    private Result with(String command, Object... more) {
        boolean isCorim = command.startsWith("corim");
        List<Object> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(isCorim ? bench.corim() : bench.file("evidence.cmw"));
        words.addAll(List.of("--trust-anchor", bench.file(command.equals("decide") ? "verifier.pem" : "corim.pem")));
        if (!isCorim) {
            words.addAll(List.of("--nonce", "00"));
        }
        words.addAll(List.of(more));
        return rats(words.toArray());
    }

    private static void refused(Result result, String option) {
        assertThat(result.status()).as(result.err() + result.out()).isEqualTo(2);
        assertThat(result.err()).contains(option).doesNotContain("internal error", "Exception");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authenticate", "appraise", "decide", "corim verify"})
    @DisplayName("instants before 1970 and after 9999 are no instants of --at")
    void instants(String command) {
        for (String at : List.of(
                "1969-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z")) {
            refused(with(command, "--at=" + at), "--at");
        }
        for (String at : List.of("1970-01-01T00:00:00Z", "9999-12-31T23:54:59Z")) {
            assertThat(with(command, "--at=" + at).err()).doesNotContain("--at");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "appraise, --ear-lifetime",
        "decide, --maximum-age",
        "decide, --clock-skew",
    })
    @DisplayName("durations that end after 9999, negative ones and no durations at all")
    void durations(String command, String option) {
        for (String time :
                List.of("PT9223372036854775807S", "PT200000000H", "P99999999999999999999D", "PT-1S", "tomorrow")) {
            refused(with(command, option + "=" + time), option);
        }
        if (command.equals("appraise")) {
            refused(with(command, "--at", "9999-12-31T23:59:59Z", option, "PT5M"), option);
        }
    }

    @Test
    @DisplayName("decide takes tiers in any case, and never none")
    void tiers() throws Exception {
        Path token = bench.write("token", Bytes.ofUtf8("eyJ"));
        for (String tier : List.of("AFFIRMING", "Warning", "affirming,CONTRAINDICATED")) {
            Result result = rats(
                    "decide", token, "--trust-anchor", bench.file("verifier.pem"), "--nonce", "00", "--accept", tier);
            assertThat(result.status()).as(result.err()).isEqualTo(1);
        }
        Result none =
                rats("decide", token, "--trust-anchor", bench.file("verifier.pem"), "--nonce", "0", "--accept", "None");
        assertThat(none.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("the help of decide promises nothing that only a Verifier does")
    void helpOfDecide() {
        assertThat(rats("decide", "--help").out().replaceAll("\\s+", " "))
                .contains("whoever recorded the message can send it again")
                .doesNotContain("The identity is not affirmed");
    }

    @Test
    @DisplayName("who signs a CoRIM has a name, and its validity whole seconds")
    void signsWithNameAndSeconds() {
        refused(sign("--signer", ""), "--signer");
        refused(sign("--signer", " "), "--signer");
        refused(sign("--signer", "a", "--not-after", "2030-01-01T00:00:00.5Z"), "--not-after");
        refused(
                sign(
                        "--signer",
                        "a",
                        "--not-after",
                        "2030-01-01T00:00:00Z",
                        "--not-before",
                        "2026-01-01T00:00:00.001Z"),
                "--not-before");
        refused(sign("--signer", "a", "--not-after", "+10000-01-01T00:00:00Z"), "--not-after");
        assertThat(bench.file("x.corim")).doesNotExist();
        assertThat(sign("--signer", "a", "--not-after", "2030-01-01T00:00:00Z").status())
                .isZero();
    }

    private Result sign(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "corim",
                "sign",
                bench.file("template.json"),
                "--key",
                bench.file("corim.key"),
                "--out",
                bench.file("x.corim")));
        words.addAll(List.of(more));
        return rats(words.toArray());
    }

    @Test
    @DisplayName("an argument that begins with @ is a name like any other, never a file of arguments")
    void expandsNothing() throws Exception {
        Path arguments = bench.write("arguments", Bytes.ofUtf8("--help"));
        Result result = rats("inspect", "@" + arguments);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("There is no file @");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|names no bank",
                "sha256|names no bank",
                "sha256:|names no PCR",
                "sha256:0,|is no PCR",
                "sha256:24|'24' is no PCR",
                "sha256:0+SHA256:1|twice",
                "sha3:0|is no bank",
                "sha256:0,1+|names no bank"
            })
    @DisplayName("a selection of PCRs that is none gets one sentence")
    void selections(String selection, String problem) {
        Result result = rats("attest", "--nonce", "00", "--out", bench.file("x"), "--pcrs", selection);
        refused(result, "--pcrs");
        assertThat(result.err()).contains(problem);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    @DisplayName("attest looks at files and nonce before it asks the TPM")
    void attestsFilesFirst() {
        Object[] words = {"attest", "--out", bench.file("x"), "--tcti", "device:/dev/no-such-tpm"};
        refused(rats(and(words, "--nonce", "00", "--event-log", bench.file("absent"))), "There is no file");
        refused(rats(and(words, "--nonce", "00", "--event-log", folder)), "is a directory");
        refused(rats(and(words, "--nonce", "00".repeat(65))), "--nonce has 65 bytes");
        for (String none : List.of("ak.pub", "corim.key", "evidence.cmw", "absent")) {
            refused(rats(and(words, "--nonce", "00", "--key-certificate", bench.file(none))), none);
        }
    }

    private static Object[] and(Object[] words, Object... more) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray();
    }
}
