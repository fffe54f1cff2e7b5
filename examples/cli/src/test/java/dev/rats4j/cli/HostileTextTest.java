package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.cli.output.Printable;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and texts of strangers do nothing to a terminal, whatever the command. */
class HostileTextTest {

    /** Controls of both ranges, a change of direction, a tag character beyond 16 bits, a line that looks like ours. */
    private static final String ACTIVE = "\u001b[31m\u009b2J\u0085\u007f\u202e\ud9a0\udc00\udb40\udc01";

    @TempDir
    Path folder;

    private Workbench bench;
    private final List<Result> results = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
    }

    private Result run(Object... words) {
        Result result = rats(words);
        results.add(result);
        return result;
    }

    private Path named(String original, String suffix) throws Exception {
        return Files.copy(bench.file(original), bench.file("a" + ACTIVE + "\nnote: all is well" + suffix));
    }

    @Test
    @DisplayName("no active character comes out of any command, from names of files, signers, CoRIMs and options")
    void nothingActiveComesOut() throws Exception {
        Path evidence = named("evidence.cmw", ".cmw");
        Path key = named("ak.pub", ".pub");
        Path template = hostileTemplate();
        Path corim = bench.file("b" + ACTIVE + ".corim");
        run("corim", "sign", template, "--key", bench.file("corim.key"), "--signer", ACTIVE, "--out", corim);
        run("corim", "show", corim);
        run("corim", "compile", template, "--out", bench.file(ACTIVE + ".compiled"));
        run("corim", "compile", evidence, "--out", bench.file("x"));
        run("corim", "verify", corim, "--trust-anchor", bench.file("corim.pem"));
        run("corim", "verify", corim, "--trust-anchor", bench.file("stranger.pem"));
        run("corim", "verify", evidence, "--trust-anchor", key);
        run("inspect", corim);
        run("inspect", corim, "--json");
        run("inspect", template, "--json");
        run("inspect", bench.file(ACTIVE));
        for (String json : List.of("--json", "--no-vendor-roots")) {
            run("authenticate", evidence, json, "--trust-anchor", key, "--nonce", Workbench.NONCE.toHex());
            run("authenticate", corim, json, "--trust-anchor", key, "--nonce", "00");
            run("appraise", evidence, json, "--trust-anchor", key, "--reference-values", corim, "--nonce", "00");
        }
        run("authenticate", evidence, "--trust-anchor", corim, "--nonce", ACTIVE);
        run("decide", evidence, "--trust-anchor", key, "--nonce", "00");
        run("decide", template, "--trust-anchor", bench.file("verifier.pem"), "--nonce", "00", "--json");
        run("attest", "--nonce", "00", "--out", bench.file(ACTIVE), "--tcti", "device:/dev/" + ACTIVE);
        run("attest", "--nonce", "00", "--out", bench.file(ACTIVE), "--pcrs", "sha256:" + ACTIVE);
        run("demo", "--attester", ACTIVE);
        run(ACTIVE);
        run("inspect", "--" + ACTIVE);

        for (Result result : results) {
            String all = result.out() + result.err();
            assertThat(all.chars().filter(c -> c != '\n').allMatch(HostileTextTest::isInert))
                    .as(Printable.of(all))
                    .isTrue();
            assertThat(all.lines()).noneMatch(line -> line.startsWith("note: all is well"));
        }
        assertThat(results.get(0).status()).as(results.get(0).err()).isZero();
    }

    private Path hostileTemplate() throws Exception {
        String template = Files.readString(bench.file("template.json"));
        JsonObject golden = Json.parseObject(Bytes.ofUtf8(template), JsonLimits.STANDARD);
        JsonObject.Builder hostile = JsonObject.builder();
        golden.members().forEach((name, value) -> {
            if (name.equals("corim-id")) {
                hostile.put(name, ACTIVE);
            } else {
                hostile.put(name, value);
            }
        });
        return bench.write("t" + ACTIVE + ".json", Json.write(hostile.build()));
    }

    private static boolean isInert(int c) {
        return Printable.of(Character.toString(c)).equals(Character.toString(c));
    }

    @Test
    @DisplayName("what is shown of a hostile CoRIM is JSON that says the same")
    void jsonSurvives() throws Exception {
        Path template = hostileTemplate();
        Path corim = bench.file("hostile.corim");
        assertThat(run("corim", "compile", template, "--out", corim).status()).isZero();
        Result shown = run("corim", "show", corim);
        assertThat(shown.out()).contains("\\u001b[31m\\u009b2J\\u0085\\u007f\\u202e\\ud9a0\\udc00\\udb40\\udc01");
        JsonObject read = Json.parseObject(Bytes.ofUtf8(shown.out()), JsonLimits.STANDARD);
        assertThat(read.string("corim-id")).isEqualTo(ACTIVE);
        Path again = bench.file("again.corim");
        Path copy = bench.write("copy.json", Bytes.ofUtf8(shown.out()));
        assertThat(run("corim", "compile", copy, "--out", again).status()).isZero();
        assertThat(again).hasSameBinaryContentAs(corim);
    }
}
