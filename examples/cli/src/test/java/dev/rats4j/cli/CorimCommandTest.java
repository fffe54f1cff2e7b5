package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorimCommandTest {

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
    }

    @Test
    @DisplayName("a template compiles, shows and compiles again to the same bytes")
    void roundTrip() throws Exception {
        Path first = bench.file("first.corim");
        Path second = bench.file("second.corim");
        assertThat(rats("corim", "compile", bench.file("template.json"), "--out", first)
                        .status())
                .isZero();
        Result shown = rats("corim", "show", first);
        assertThat(shown.status()).isZero();
        Path template = bench.write("shown.json", Bytes.ofUtf8(shown.out()));
        assertThat(rats("corim", "compile", template, "--out", second).status()).isZero();

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    @DisplayName("a signed CoRIM is authentic for who trusts its signer, and for nobody else")
    void verifies() {
        Path signed = bench.corim();
        Result good = rats("corim", "verify", signed, "--trust-anchor", bench.file("corim.pem"));
        assertThat(good.status()).isZero();
        assertThat(good.out()).startsWith("authentic: ");

        Result stranger = rats("corim", "verify", signed, "--trust-anchor", bench.file("stranger.pem"));
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.out()).startsWith("refused: ");
    }

    @Test
    @DisplayName("showing a signed CoRIM says that nothing was verified")
    void showsSigned() {
        Result shown = rats("corim", "show", bench.corim());

        assertThat(shown.status()).isZero();
        assertThat(shown.err()).contains("acme", "not verified");
        assertThat(shown.out()).contains("\"corim-id\"");
    }

    @Test
    @DisplayName("a changed byte of a signed CoRIM is refused")
    void refusesChanges() throws Exception {
        Bytes signed = Bytes.copyOf(Files.readAllBytes(bench.corim()));
        int at = signed.length() / 2;
        Bytes changed = Bytes.concat(
                signed.slice(0, at), Bytes.of((signed.at(at) ^ 1) & 0xff), signed.slice(at + 1, signed.length()));
        Result result = rats(
                "corim", "verify", bench.write("changed.corim", changed), "--trust-anchor", bench.file("corim.pem"));

        assertThat(result.status()).isEqualTo(1);
    }

    @Test
    @DisplayName("outside of its validity a CoRIM is refused")
    void refusesExpired() {
        Path signed = bench.file("short.corim");
        Result sign = rats(
                "corim",
                "sign",
                bench.file("template.json"),
                "--key",
                bench.file("corim.key"),
                "--signer",
                "acme",
                "--not-before",
                "2026-01-01T00:00:00Z",
                "--not-after",
                "2026-02-01T00:00:00Z",
                "--out",
                signed);
        assertThat(sign.status()).isZero();

        assertThat(verifyAt(signed, "2026-01-15T00:00:00Z").status()).isZero();
        assertThat(verifyAt(signed, "2025-12-31T23:59:59Z").out()).contains("not valid");
        assertThat(verifyAt(signed, "2026-02-01T00:00:01Z").status()).isEqualTo(1);
    }

    private Result verifyAt(Path signed, String at) {
        return rats("corim", "verify", signed, "--trust-anchor", bench.file("corim.pem"), "--at", at);
    }

    @Test
    @DisplayName("a broken template says where it is broken, and writes nothing")
    void refusesBrokenTemplate() throws Exception {
        String text = Files.readString(bench.file("template.json")).replace("\"digests\"", "\"digest\"");
        Path out = bench.file("out.corim");
        Result result = rats("corim", "compile", bench.write("broken.json", Bytes.ofUtf8(text)), "--out", out);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("broken.json is malformed", "digest");
        assertThat(out).doesNotExist();
    }

    @Test
    @DisplayName("what is signed already is not signed again")
    void signsOnce() {
        Result again = rats(
                "corim",
                "sign",
                bench.corim(),
                "--key",
                bench.file("corim.key"),
                "--signer",
                "acme",
                "--out",
                bench.file("twice"));

        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("has a signature already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--detached", "--hash-envelope"})
    @DisplayName("a CoRIM may stand apart from its signature, and is wanted then")
    void signsApart(String form) throws Exception {
        Path signed = bench.file("apart.cose");
        Path content = bench.file("apart.corim");
        Result sign = rats(
                "corim",
                "sign",
                bench.file("template.json"),
                "--key",
                bench.file("corim.key"),
                "--signer",
                "acme",
                form,
                content,
                "--out",
                signed);
        assertThat(sign.status()).as(sign.err()).isZero();
        assertThat(sign.out()).contains("what it is about is in ");

        assertThat(verifyWith(signed, content).status()).isZero();
        Result without = rats("corim", "verify", signed, "--trust-anchor", bench.file("corim.pem"));
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).contains("give it with --content");
        Result changed = verifyWith(signed, bench.file("template.json"));
        assertThat(changed.status()).isEqualTo(1);
        assertThat(changed.out()).startsWith("refused: ");
        assertThat(rats("inspect", signed).out()).contains("signature covers: protected header, ");
    }

    private Result verifyWith(Path signed, Path content) {
        return rats("corim", "verify", signed, "--trust-anchor", bench.file("corim.pem"), "--content", content);
    }

    @Test
    @DisplayName("a CoRIM that is in its message needs no content beside it")
    void refusesContentTwice() {
        Result twice = verifyWith(bench.corim(), bench.file("template.json"));
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.err()).contains("leave out --content");
    }
}
