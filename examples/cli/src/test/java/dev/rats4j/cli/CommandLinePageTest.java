package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.cli.demo.GoldenTemplate;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.tools.SoftwareTpm;
import dev.rats4j.tpm.tools.SwtpmInstance;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in {@code docs/command-line.md} do what the page says, in the order of the page. */
class CommandLinePageTest {

    private static final Path ROOT = Path.of(System.getProperty("rats4j.root", "../.."));
    private static final Pattern BLOCK = Pattern.compile("(?s)```\n(.*?)```");
    private static final Pattern FILE = Pattern.compile("[a-z]+\\.(cmw|pub|pem|key|json|corim|ear)");
    private static final String NONCE = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    @Test
    @DisplayName("every command of the page ends with status 0 on a machine with a TPM")
    void commandsOfThePageWork() throws Exception {
        SoftwareTpm.require();
        List<String> commands = commands();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(8);
        new Workbench(folder); // keys, as OpenSSL would make them
        Files.move(folder.resolve("corim.key"), folder.resolve("signer.key"));
        Files.move(folder.resolve("corim.pem"), folder.resolve("signer.pem"));
        for (String stale : List.of("evidence.cmw", "ak.pub")) {
            Files.delete(folder.resolve(stale));
        }
        try (SwtpmInstance tpm = SwtpmInstance.start()) {
            for (String command : commands) {
                Result result = run(command, tpm);
                assertThat(result.status())
                        .as(command + "\n" + result.err() + result.out())
                        .isZero();
                if (command.startsWith("attest ")) {
                    writeGolden();
                }
            }
        }
    }

    @Test
    @DisplayName("the example of reference values compiles")
    void exampleCompiles() {
        Result result =
                rats("corim", "compile", ROOT.resolve("docs/examples/golden.json"), "--out", folder.resolve("x"));
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    private Result run(String command, SwtpmInstance tpm) {
        List<Object> words = new ArrayList<>();
        for (String word : command.replace("$NONCE", NONCE).split(" +")) {
            words.add(FILE.matcher(word).matches() ? folder.resolve(word) : word);
        }
        if (words.get(0).equals("attest")) {
            words.addAll(List.of("--tcti", tpm.tcti()));
        }
        return rats(words.toArray());
    }

    /** The values that the page tells the reader to write down. */
    private void writeGolden() throws Exception {
        Bytes evidence = Bytes.copyOf(Files.readAllBytes(folder.resolve("evidence.cmw")));
        TpmEvidence decoded = TpmEvidence.decode(evidence);
        assertThat(decoded.untrustedPcrs().bank(HashAlgorithm.SHA256)).containsOnlyKeys(0, 7);
        Files.write(
                folder.resolve("golden.json"),
                GoldenTemplate.of("golden", decoded.untrustedPcrs()).toByteArray());
    }

    /** Without bench, which takes its time. */
    private static List<String> commands() throws Exception {
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve("docs/command-line.md")));
        while (block.find()) {
            Arrays.stream(block.group(1).split("\n"))
                    .filter(line -> line.startsWith("./rats ") && !line.startsWith("./rats bench"))
                    .map(line -> line.substring("./rats ".length()))
                    .forEach(commands::add);
        }
        return commands;
    }
}
