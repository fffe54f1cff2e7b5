package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From evidence over CoRIM and policy to a decision. */
class AppraiseCommandTest {

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
    }

    private Result appraise(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "appraise",
                bench.file("evidence.cmw"),
                "--trust-anchor",
                bench.file("ak.pub"),
                bench.file("corim.pem"),
                "--nonce",
                Workbench.NONCE.toHex()));
        words.addAll(List.of(more));
        return rats(words.toArray());
    }

    @Test
    @DisplayName("evidence that reference values know is affirming, status 0, with the EAR in the JSON answer")
    void affirms() throws Exception {
        Result result = appraise("--reference-values", bench.corim(), "--json");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        JsonObject json = result.json();
        assertThat(json.string("verdict")).isEqualTo("affirming");
        assertThat(json.object("ear").string("ear_status")).isEqualTo("affirming");
        assertThat(json.object("ear").string("eat_profile")).isEqualTo("tag:ietf.org,2026:rats/ear#04");
    }

    @Test
    @DisplayName("without reference values nothing is affirmed")
    void wantsReferenceValues() {
        Result result = appraise();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).startsWith("warning: ").contains("✗ verifier.claim-appraised");
    }

    @Test
    @DisplayName("a CoRIM of a stranger is not used, and the answer says so")
    void ignoresStrangers() {
        Path corim = bench.corim();
        Result result = rats(
                "appraise",
                bench.file("evidence.cmw"),
                "--trust-anchor",
                bench.file("ak.pub"),
                "--corim-anchor",
                bench.file("stranger.pem"),
                "--reference-values",
                corim,
                "--nonce",
                Workbench.NONCE.toHex());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("note: CoRIM " + corim + " is not used: ");
    }

    @Test
    @DisplayName("an unsigned CoRIM counts only by the switch with the ugly name and a reason")
    void wantsSignature() {
        Path unsigned = bench.file("unsigned.corim");
        assertThat(rats("corim", "compile", bench.file("template.json"), "--out", unsigned)
                        .status())
                .isZero();

        assertThat(appraise("--reference-values", unsigned).status()).isEqualTo(2);
        assertThat(appraise("--reference-values", unsigned, "--insecure-accept-unsigned-corim", " ")
                        .status())
                .isEqualTo(2);
        assertThat(appraise("--reference-values", unsigned, "--insecure-accept-unsigned-corim", "test")
                        .status())
                .isZero();
    }

    @Test
    @DisplayName("a policy decides what is good enough; a bad one says where it is bad, status 2")
    void appliesPolicy() throws Exception {
        Path policy = bench.write("policy.json", Bytes.ofUtf8("""
                {"policy": "acme/1", "required-aspects": ["instance-identity"],
                 "ignore": [%s]}
                """.replace("%s", ignoreAll())));
        Result ignoring = appraise("--policy", policy, "--json");
        assertThat(ignoring.err()).isEmpty();
        assertThat(ignoring.json().string("verdict")).isEqualTo("affirming");
        assertThat(ignoring.out()).contains("acme/1#sha-256:");

        Path bad = bench.write("bad.json", Bytes.ofUtf8("{\"policy\": \"acme/1\", \"ignroe\": []}"));
        Result refused = appraise("--policy", bad);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("bad.json", "ignroe");
    }

    private static String ignoreAll() {
        List<String> rules = new ArrayList<>();
        for (int pcr = 0; pcr < 24; pcr++) {
            rules.add("{\"claim\": \"tpm.pcr." + pcr + "\", \"reason\": \"test\"}");
        }
        return String.join(",", rules);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CWT", "JWT"})
    @DisplayName("the EAR that is written is accepted by who trusts its key, and by nobody else")
    void issuesAndDecides(String format) {
        Path ear = bench.file("result.ear");
        Result result = appraise(
                "--reference-values",
                bench.corim(),
                "--ear",
                ear,
                "--ear-key",
                bench.file("verifier.key"),
                "--ear-format",
                format);
        assertThat(result.status()).isZero();

        Result accepted =
                rats("decide", ear, "--trust-anchor", bench.file("verifier.pem"), "--nonce", Workbench.NONCE.toHex());
        assertThat(accepted.err()).isEmpty();
        assertThat(accepted.status()).isZero();
        assertThat(accepted.out()).startsWith("accepted: ");

        Result stranger =
                rats("decide", ear, "--trust-anchor", bench.file("stranger.pem"), "--nonce", Workbench.NONCE.toHex());
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.out()).startsWith("rejected: ").contains("✗ relying-party.signature");

        Result replayed = rats("decide", ear, "--trust-anchor", bench.file("verifier.pem"), "--nonce", "ff".repeat(16));
        assertThat(replayed.out()).contains("✗ relying-party.nonce");

        Result late = rats(
                "decide",
                ear,
                "--trust-anchor",
                bench.file("verifier.pem"),
                "--nonce",
                Workbench.NONCE.toHex(),
                "--at",
                "2099-01-01T00:00:00Z");
        assertThat(late.out()).contains("✗ relying-party.not-expired", "✗ relying-party.issued-at");
    }

    @Test
    @DisplayName("a file that is there is not replaced without being asked, and half an order writes nothing")
    void keepsFiles() throws Exception {
        Path ear = bench.write("result.ear", Bytes.ofUtf8("precious"));
        Path corim = bench.corim();
        Result result = appraise("--reference-values", corim, "--ear", ear, "--ear-key", bench.file("verifier.key"));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--force");
        assertThat(Files.readString(ear)).isEqualTo("precious");

        assertThat(appraise("--ear", bench.file("other.ear")).status()).isEqualTo(2);
        assertThat(bench.file("other.ear")).doesNotExist();
    }

    @Test
    @DisplayName("decide wants a key, a word about freshness, and tiers that are tiers")
    void decidesFailClosed() {
        Path ear = bench.file("evidence.cmw");
        assertThat(rats("decide", ear, "--nonce", "00").status()).isEqualTo(2);
        assertThat(rats("decide", ear, "--trust-anchor", bench.file("verifier.pem"))
                        .status())
                .isEqualTo(2);
        Result cmw = rats("decide", ear, "--trust-anchor", bench.file("verifier.pem"), "--nonce", "00");
        assertThat(cmw.status()).isEqualTo(2);
        assertThat(cmw.err()).contains("rats decide reads an EAR");
        Result none = rats(
                "decide",
                bench.file("template.json"),
                "--trust-anchor",
                bench.file("verifier.pem"),
                "--nonce",
                "00",
                "--accept",
                "none");
        assertThat(none.status()).isEqualTo(2);
        Result garbage = rats(
                "decide", bench.file("template.json"), "--trust-anchor", bench.file("verifier.pem"), "--nonce", "00");
        assertThat(garbage.status()).isEqualTo(1);
        assertThat(garbage.out()).contains("✗ relying-party.well-formed");
    }
}
