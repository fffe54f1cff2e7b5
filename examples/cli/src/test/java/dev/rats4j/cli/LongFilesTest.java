package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON that is long, broken, or nearly what it should be. */
class LongFilesTest {

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
    }

    private Result run(String command, Object file, Object... more) {
        List<Object> words = new ArrayList<>(List.of(command, file));
        if (!command.equals("inspect")) {
            words.addAll(List.of("--trust-anchor", bench.file("verifier.pem"), "--nonce", Workbench.NONCE.toHex()));
        }
        words.addAll(List.of(more));
        return rats(words.toArray());
    }

    private Path filled(String start, String unit, int length) throws Exception {
        byte[] content = (start + unit.repeat(length / unit.length()) + "0]}").getBytes(StandardCharsets.US_ASCII);
        return Files.write(bench.file("long.json"), content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[|0,|60",
                "{\"__cmwc_t\":\"a\",\"b\":[|{\"b\":\"hello\"},|60",
                "{\"a\":[|\"hello, hello, hello, hello, hello\",|60",
                "{\"a\":[|0,|15",
                "{\"sha256\":[|{\"b\":{}},|15",
                "{\"policy\":\"p\",\"a\":[|\"hello hello hello hello hello hello hello hello hello\",|15",
                "{\"corim-id\":\"p\",\"a\":[|\"hello hello hello hello hello hello hello hello hello\",|15",
                "[\"application/x\",[|\"hello hello hello hello hello hello hello hello hello\",|15"
            })
    @DisplayName("long JSON is answered in seconds and in little memory, whatever the command")
    void longJson(String start, String unit, int mebibytes) throws Exception {
        Path file = filled(start, unit, mebibytes << 20);
        for (String command : List.of("inspect", "authenticate", "decide", "appraise")) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Rats.class.getName(),
                            command,
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(bench.file("said").toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
            assertThat(process.exitValue()).as(command).isIn(command.equals("inspect") ? List.of(0, 1, 2) : List.of(2));
            assertThat(Files.readString(bench.file("said"))).doesNotContain("internal error", "\tat ", "OutOfMemory");
        }
    }

    @Test
    @DisplayName("a token is at most 1 MiB long; longer ones are not looked at")
    void longTokens() throws Exception {
        Path file = filled("{\"a\":[", "0,", 2 << 20);
        Result result = Assertions.assertTimeout(Duration.ofSeconds(5), () -> run("decide", file));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("is longer than 1 MiB, which no EAR is");
    }

    @Test
    @DisplayName("a wrapper in JSON with a defect is refused as malformed, like one in CBOR, and not unknown")
    void defectsOfWrappers() throws Exception {
        String record = "[\"application/vnd.rats4j.tpms-attest\",\"AAAA\"]";
        String type = "\"__cmwc_t\":\"tag:rats4j.dev,2026:tpm-evidence\"";
        for (String text : List.of(
                "{" + type + ",\"quote\":" + record + ",\"quote\":" + record + "}",
                "{" + type + ",\"quote\":" + record,
                "{" + type + ",\"quote\":[\"application/x\",\"!!!!\"]}",
                "{" + type + ",\"quote\":5}",
                "{" + type + "," + type + "}",
                "{" + type + "}",
                "{" + type + ",\"quote\":" + record + "} x",
                "{\"quote\":" + record + ",\"quote\":" + record + "}",
                "[\"application/x\",\"AAAA\",9999999]",
                " \n[\"application/x\",\"AAAA\"",
                "[\"application/x\"]")) {
            Path file = bench.write("defect.cmw", Bytes.ofUtf8(text));
            for (String command : List.of("authenticate", "appraise")) {
                Result result = run(command, file);
                assertThat(result.status()).as(text + result.err()).isEqualTo(1);
                assertThat(result.out()).as(text).contains("✗ verifier.well-formed");
            }
            assertThat(run("inspect", file).status()).as(text).isEqualTo(1);
        }
        Path sound = bench.write(
                "sound.cmw", Cmw.decode(bench.evidence.encode().content()).toJson());
        Result result =
                rats("authenticate", sound, "--trust-anchor", bench.file("ak.pub"), "--nonce", Workbench.NONCE.toHex());
        assertThat(result.status()).as(result.err() + result.out()).isZero();
    }

    @Test
    @DisplayName(
            "reference values, policies, templates and anchors that are nearly right: the sentence says where they break")
    void nearlyRight() throws Exception {
        Bytes signed = Bytes.copyOf(Files.readAllBytes(bench.corim()));
        Path cut = bench.write("cut.corim", signed.slice(0, signed.length() - 1));
        Path broken = bench.write(
                "broken.json",
                Bytes.ofUtf8(Files.readString(bench.file("template.json")).replace("\"digests\"", "\"digest\"")));
        Path policy = bench.write("policy.json", Bytes.ofUtf8("{\"policy\": \"acme/1\", \"ignroe\": []}"));
        Path jwk = bench.write("key.jwk", Bytes.ofUtf8("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\"}"));
        Path evidence = bench.file("evidence.cmw");
        says(run("appraise", evidence, "--reference-values", cut), "malformed: CBOR");
        says(run("appraise", evidence, "--reference-values", broken), "CoRIM template, malformed: ", "digest");
        says(run("appraise", evidence, "--policy", policy), "policy.json is no usable policy: ", "ignroe");
        says(run("appraise", evidence, "--corim-anchor", jwk), "public key (JWK), malformed: ");
        says(rats("corim", "verify", cut, "--trust-anchor", bench.file("corim.pem")), "malformed: CBOR");
        says(rats("corim", "show", broken), "CoRIM template, malformed: ", "digest");
    }

    private static void says(Result result, String... parts) {
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(parts);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    @DisplayName("the answer to a page of JSON stays JSON")
    void staysJson() throws Exception {
        JsonObject answer = Json.parseObject(
                Bytes.ofUtf8(
                        run("inspect", bench.file("template.json"), "--json").out()),
                JsonLimits.STANDARD);
        assertThat(answer.string("kind")).isEqualTo("CORIM_TEMPLATE");
    }
}
