package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.json.JsonObject;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticateCommandTest {

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
    }

    private Result authenticate(Object... files) {
        return withNonce(Workbench.NONCE, files);
    }

    private Result withNonce(Bytes nonce, Object... files) {
        List<Object> words = new java.util.ArrayList<>(List.of("authenticate"));
        words.addAll(List.of(files));
        words.addAll(List.of("--trust-anchor", bench.file("ak.pub"), "--nonce", nonce.toHex()));
        return rats(words.toArray());
    }

    @Test
    @DisplayName("a CMW authenticates: verdict, a line per check, claims, status 0")
    void acceptsCmw() {
        Result result = authenticate(bench.file("evidence.cmw"));

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("authentic: ");
        for (TpmQuoteCheck check : TpmQuoteCheck.values()) {
            assertThat(result.out()).contains(" " + check.id() + " ");
        }
        assertThat(result.out()).doesNotContain("✗").contains("tpm.pcr.4 ");
    }

    @Test
    @DisplayName("parts in any order are joined by what they hold, and give the same answer")
    void joinsParts() throws Exception {
        Result whole = authenticate(bench.file("evidence.cmw"), "--json");
        Result parts = authenticate(
                bench.file("event-log"),
                bench.file("pcrs"),
                bench.file("quote.sig"),
                bench.file("quote.msg"),
                bench.file("ak.pub"),
                "--json");

        assertThat(parts.status()).isZero();
        assertThat(parts.json().object("claims")).isEqualTo(whole.json().object("claims"));
        assertThat(parts.json().array("findings")).isEqualTo(whole.json().array("findings"));
    }

    @Test
    @DisplayName("the JSON answer has the members that programs rely on")
    void answersInJson() throws Exception {
        JsonObject json = authenticate(bench.file("evidence.cmw"), "--json").json();

        assertThat(json.string("verdict")).isEqualTo("authentic");
        assertThat(json.string("scheme")).isEqualTo("tpm");
        assertThat(json.object("claims").string("tpm.pcr.0")).startsWith("sha-256:");
        JsonObject first = json.array("findings").objects().get(0);
        assertThat(first.members()).containsOnlyKeys("check", "outcome", "reason", "spec");
        assertThat(first.string("check")).isEqualTo("tpm.quote.magic");
        assertThat(first.string("outcome")).isEqualTo("passed");
    }

    @Test
    @DisplayName("the page is a file of its own, without scripts")
    void writesPage() throws Exception {
        Path page = bench.file("answer.html");
        Result result = authenticate(bench.file("evidence.cmw"), "--report", page);

        assertThat(result.status()).isZero();
        assertThat(Files.readString(page))
                .contains("authentic", "tpm.quote.signature", "tpm.pcr.4")
                .doesNotContain("<script");
    }

    @Test
    @DisplayName("another nonce, another key, a flipped bit: refused by the check that is meant for it, status 1")
    void refuses() throws Exception {
        Result old = withNonce(Bytes.fromHex("ff".repeat(16)), bench.file("evidence.cmw"));
        assertThat(old.status()).isEqualTo(1);
        assertThat(old.out()).startsWith("refused: ").contains("✗ tpm.quote.nonce");

        Result stranger = rats(
                "authenticate",
                bench.file("evidence.cmw"),
                "--trust-anchor",
                bench.file("stranger.pem"),
                "--nonce",
                Workbench.NONCE.toHex());
        assertThat(stranger.status()).isEqualTo(1);
        assertThat(stranger.out()).contains("✗ tpm.quote.key-trusted").doesNotContain("claims:");

        TpmEvidence good = bench.evidence;
        int last = good.signature().length() - 1;
        Bytes flipped = Bytes.concat(
                good.signature().slice(0, last), Bytes.of((good.signature().at(last) ^ 1) & 0xff));
        bench.write("bad.sig", flipped);
        Result forged = authenticate(bench.file("quote.msg"), bench.file("bad.sig"), bench.file("pcrs"));
        assertThat(forged.status()).isEqualTo(1);
        assertThat(forged.out()).contains("✗ tpm.quote.signature");
    }

    @Test
    @DisplayName("nobody is trusted unless named")
    void trustsNobody() {
        Result result = rats("authenticate", bench.file("evidence.cmw"), "--nonce", Workbench.NONCE.toHex());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("✗ tpm.quote.key-trusted");
    }

    @Test
    @DisplayName("without a word about freshness nothing is verified; the insecure word leaves the nonce unassessed")
    void wantsFreshness() {
        Result silent = rats("authenticate", bench.file("evidence.cmw"), "--trust-anchor", bench.file("ak.pub"));
        assertThat(silent.status()).isEqualTo(2);
        assertThat(silent.err()).contains("--nonce", "--no-freshness-check");
        assertThat(silent.out()).isEmpty();

        Result both = authenticate(bench.file("evidence.cmw"), "--no-freshness-check");
        assertThat(both.status()).isEqualTo(2);

        Result insecure = rats(
                "authenticate",
                bench.file("evidence.cmw"),
                "--trust-anchor",
                bench.file("ak.pub"),
                "--no-freshness-check");
        assertThat(insecure.status()).isZero();
        assertThat(insecure.out()).contains("– tpm.quote.nonce");

        Result reportData = rats(
                "authenticate",
                bench.file("evidence.cmw"),
                "--trust-anchor",
                bench.file("ak.pub"),
                "--report-data",
                "00");
        assertThat(reportData.status()).isEqualTo(2);
        assertThat(reportData.err()).contains("--nonce");
    }

    @Test
    @DisplayName("no prefix of a CMW, a quote or a signature crashes; none is authentic")
    void survivesTruncation() throws Exception {
        for (String name : List.of("evidence.cmw", "quote.msg", "quote.sig")) {
            Bytes whole = Bytes.copyOf(Files.readAllBytes(bench.file(name)));
            for (int length = 1; length < whole.length(); length += Math.max(1, whole.length() / 40)) {
                Path cut = bench.write("cut", whole.slice(0, length));
                Result result = name.equals("evidence.cmw")
                        ? authenticate(cut)
                        : authenticate(cut, bench.file(name.equals("quote.msg") ? "quote.sig" : "quote.msg"));
                assertThat(result.status()).as(name + " cut to " + length).isIn(1, 2);
                assertThat(result.out() + result.err()).doesNotContain("internal error", "\tat ", "authentic:");
            }
        }
        Path cut = bench.write(
                "cut",
                Bytes.copyOf(Files.readAllBytes(bench.file("evidence.cmw"))).slice(0, 100));
        Result result = authenticate(cut);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("✗ verifier.well-formed", " at ");
    }

    @Test
    @DisplayName("cryptographic checks cannot be waived, unknown ones are named, and a reason is wanted")
    void waivesOnlyPolicy() {
        assertThat(authenticate(bench.file("evidence.cmw"), "--waive", "tpm.quote.nonce=because")
                        .err())
                .contains("cryptographic");
        assertThat(authenticate(bench.file("evidence.cmw"), "--waive", "tpm.quote.nonsense=because")
                        .err())
                .contains("no check tpm.quote.nonsense");
        assertThat(authenticate(bench.file("evidence.cmw"), "--waive", "tpm.quote.hash-strength=")
                        .status())
                .isEqualTo(2);
        assertThat(authenticate(bench.file("evidence.cmw"), "--waive", "tpm.quote.hash-strength=old device")
                        .status())
                .isZero();
    }
}
