package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of statuses in docs/command-line.md, command by command. */
class ExitStatusTest {

    private static final String NONCE = Workbench.NONCE.toHex();

    @TempDir
    static Path folder;

    @BeforeAll
    static void prepare() throws Exception {
        Workbench bench = new Workbench(folder);
        Bytes evidence = Bytes.copyOf(Files.readAllBytes(bench.file("evidence.cmw")));
        bench.write("cut.cmw", evidence.slice(0, 100));
        bench.write("cut.json", Bytes.ofUtf8("{\"__cmwc_t\":\"tag:rats4j.dev,2026:tpm-evidence\","));
        bench.write(
                "other.cmw",
                CmwRecord.of("application/vnd.example", Bytes.of(1)).toCbor());
        bench.write("empty", Bytes.EMPTY);
        bench.write("noise", Bytes.fromHex("01020304"));
        bench.write("bad.json", Bytes.ofUtf8("{\"corim-id\": 5}"));
        bench.corim();
        Result appraised = run(
                "appraise",
                "evidence.cmw --trust-anchor ak.pub --corim-anchor corim.pem --nonce " + NONCE
                        + " --reference-values golden.corim --ear good.ear --ear-key verifier.key");
        assertThat(appraised.status()).as(appraised.err() + appraised.out()).isZero();
    }

    /** Names with a dot, and a few without, are files of the folder. */
    private static Result run(String command, String words) {
        Map<String, String> shorthand = Map.of(
                "$GOLDEN",
                "--corim-anchor corim.pem --reference-values golden.corim",
                "$NONCE",
                "--nonce " + NONCE,
                "$OLD",
                "--nonce " + "ff".repeat(16),
                "$NOTPM",
                "--tcti device:/dev/no-such-tpm");
        String all = words;
        for (Map.Entry<String, String> entry : shorthand.entrySet()) {
            all = all.replace(entry.getKey(), entry.getValue());
        }
        return rats(Arrays.stream((command + " " + all).strip().split(" +"))
                .map(word -> word.matches("[a-z]+[.][a-z]+|empty|noise|absent") ? folder.resolve(word) : word)
                .toArray());
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @DisplayName("every command ends with the status that the page promises")
    @CsvSource({
        "0, authenticate, evidence.cmw --trust-anchor ak.pub $NONCE",
        "1, authenticate, evidence.cmw --trust-anchor ak.pub $OLD",
        "1, authenticate, evidence.cmw --trust-anchor stranger.pem $NONCE",
        "1, authenticate, evidence.cmw $NONCE",
        "1, authenticate, cut.cmw --trust-anchor ak.pub $NONCE",
        "1, authenticate, cut.json --trust-anchor ak.pub $NONCE",
        "2, authenticate, other.cmw --trust-anchor ak.pub $NONCE",
        "2, authenticate, evidence.cmw --trust-anchor ak.pub",
        "2, authenticate, evidence.cmw --trust-anchor ak.pub --nonce 0",
        "2, authenticate, evidence.cmw --trust-anchor absent $NONCE",
        "2, authenticate, evidence.cmw --trust-anchor verifier.key $NONCE",
        "2, authenticate, empty $NONCE",
        "2, authenticate, noise $NONCE",
        "2, authenticate, absent $NONCE",
        "2, authenticate, evidence.cmw --unknown $NONCE",
        "0, appraise, evidence.cmw --trust-anchor ak.pub $GOLDEN $NONCE",
        "1, appraise, evidence.cmw --trust-anchor ak.pub $NONCE",
        "1, appraise, evidence.cmw --trust-anchor ak.pub $GOLDEN $OLD",
        "1, appraise, evidence.cmw --trust-anchor ak.pub $GOLDEN --no-freshness-check",
        "1, appraise, evidence.cmw --trust-anchor ak.pem $GOLDEN $NONCE",
        "1, appraise, cut.cmw --trust-anchor ak.pub $GOLDEN $NONCE",
        "2, appraise, other.cmw --trust-anchor ak.pub $GOLDEN $NONCE",
        "2, appraise, evidence.cmw --trust-anchor ak.pub --reference-values template.json $NONCE",
        "2, appraise, evidence.cmw --trust-anchor ak.pub --policy bad.json $NONCE",
        "2, appraise, evidence.cmw --trust-anchor ak.pub --ear x.ear $NONCE",
        "0, decide, good.ear --trust-anchor verifier.pem $NONCE",
        "1, decide, good.ear --trust-anchor verifier.pem $OLD",
        "1, decide, good.ear --trust-anchor stranger.pem $NONCE",
        "1, decide, noise --trust-anchor verifier.pem $NONCE",
        "2, decide, good.ear $NONCE",
        "2, decide, good.ear --trust-anchor verifier.pem",
        "2, decide, good.ear --trust-anchor ak.pub $NONCE",
        "2, decide, evidence.cmw --trust-anchor verifier.pem $NONCE",
        "2, decide, absent --trust-anchor verifier.pem $NONCE",
        "0, inspect, evidence.cmw",
        "1, inspect, cut.cmw",
        "2, inspect, noise",
        "2, inspect, absent",
        "0, corim compile, template.json --out new.corim --force",
        "1, corim compile, bad.json --out none.corim",
        "2, corim compile, absent --out none.corim",
        "2, corim compile, template.json --out template.json",
        "0, corim show, golden.corim",
        "2, corim show, evidence.cmw",
        "0, corim sign, template.json --key corim.key --signer a --out signed.corim --force",
        "1, corim sign, bad.json --key corim.key --signer a --out none.corim",
        "2, corim sign, golden.corim --key corim.key --signer a --out none.corim",
        "0, corim verify, golden.corim --trust-anchor corim.pem",
        "1, corim verify, golden.corim --trust-anchor stranger.pem",
        "2, corim verify, template.json --trust-anchor corim.pem",
        "3, attest, $NONCE --out none.cmw $NOTPM",
        "2, attest, $NONCE --out evidence.cmw $NOTPM",
        "2, attest, $NONCE --out none.cmw --event-log absent $NOTPM",
        "2, attest, --out none.cmw $NOTPM",
        "2, demo, --attester none",
        "2, '', ''",
        "0, '', --help",
        "0, '', --version",
        "2, nonsense, ''"
    })
    void status(int expected, String command, String words) {
        Result result = run(command, words);
        assertThat(result.status()).as(result.err() + result.out()).isEqualTo(expected);
        assertThat(result.out() + result.err()).doesNotContain("internal error", "\tat ");
        if (expected >= 2 && !command.isEmpty() && !command.equals("inspect")) {
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).isNotEmpty();
        }
    }
}
