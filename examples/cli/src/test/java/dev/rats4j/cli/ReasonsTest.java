package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.Shell.Result;
import dev.rats4j.cli.input.SigningKey;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Signer;
import dev.rats4j.tpm.sim.SimulatedKey;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verdict has reasons, also where no check failed, and names whom it believes. */
class ReasonsTest {

    private static final String ROLES = "note: CoRIM signers are anchored by --trust-anchor;";

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
    }

    private Result evidence(String command, Object... more) {
        List<Object> words = new ArrayList<>(List.of(command, bench.file("evidence.cmw")));
        words.addAll(List.of(more));
        return rats(words.toArray());
    }

    private Object[] corims(String anchor, Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "--corim-anchor",
                bench.file("corim.pem"),
                "--reference-values",
                bench.corim(),
                "--trust-anchor",
                bench.file(anchor)));
        words.addAll(List.of(more));
        return words.toArray();
    }

    @Test
    @DisplayName(
            "an aspect that the policy wants and that says nothing is named, with the checks that are open, and advice")
    void namesSilentAspects() {
        Result bare = evidence("appraise", corims("ak.pem", "--nonce", Workbench.NONCE.toHex()));
        assertThat(bare.out())
                .startsWith("none: tpm evidence in ")
                .contains("note: instance-identity says nothing, which the policy requires: tpm.key.attributes was not"
                        + " assessed: ")
                .contains("pin the TPMT_PUBLIC");
        Result stale = evidence("appraise", corims("ak.pub", "--no-freshness-check"));
        assertThat(stale.out())
                .contains("instance-identity says nothing, which the policy requires: tpm.quote.nonce was not assessed")
                .contains("--nonce");
        Result good = evidence("appraise", corims("ak.pub", "--nonce", Workbench.NONCE.toHex()));
        assertThat(good.status()).isZero();
        assertThat(good.out()).doesNotContain("says nothing");
    }

    @Test
    @DisplayName("authentic by a bare key: a program could have made it, and the answer says so")
    void saysWhatNobodyVouchesFor() {
        String nonce = Workbench.NONCE.toHex();
        Result bare = evidence("authenticate", "--trust-anchor", bench.file("ak.pem"), "--nonce", nonce);
        assertThat(bare.status()).isZero();
        assertThat(bare.out()).contains("note: nobody vouches that the key is an attestation key of a TPM");
        Result pinned = evidence("authenticate", "--trust-anchor", bench.file("ak.pub"), "--nonce", nonce);
        assertThat(pinned.out()).doesNotContain("nobody vouches");
    }

    @Test
    @DisplayName("the answer names the files that are trusted: evidence that became an anchor is seen")
    void namesAnchors() {
        Path key = bench.file("ak.pub");
        Path other = bench.file("stranger.pem");
        Result two = evidence("authenticate", "--trust-anchor", key, other, "--nonce", Workbench.NONCE.toHex());
        assertThat(two.out()).contains("note: trusted: " + key + ", " + other + "\n");
        Result nobody = evidence("authenticate", "--nonce", "00");
        assertThat(nobody.out()).contains("note: trusted: nobody");
        Result apart = evidence("appraise", corims("ak.pub", "--nonce", "00"));
        assertThat(apart.out())
                .contains("note: trusted: " + key + "\n", "note: trusted for CoRIMs: " + bench.file("corim.pem") + "\n")
                .doesNotContain(ROLES);
        Result verified = rats("corim", "verify", bench.corim(), "--trust-anchor", bench.file("corim.pem"));
        assertThat(verified.out()).contains("trusted: " + bench.file("corim.pem"));
    }

    @Test
    @DisplayName("several files are a list, and a page says the same as the lines")
    void namesSeveralFiles() throws Exception {
        Path page = bench.file("page.html");
        Result parts = rats(
                "authenticate",
                bench.file("quote.msg"),
                bench.file("quote.sig"),
                "--trust-anchor",
                bench.file("ak.pub"),
                "--nonce",
                Workbench.NONCE.toHex(),
                "--report",
                page);
        String subject = "tpm evidence in " + bench.file("quote.msg") + ", " + bench.file("quote.sig");
        assertThat(parts.out()).startsWith("authentic: " + subject + "\n");
        assertThat(Files.readString(page)).contains(subject);
    }

    @Test
    @DisplayName("a CoRIM that is out of date is named")
    void namesOutdatedCorims() {
        Path old = bench.file("old.corim");
        Result signed = rats(
                "corim",
                "sign",
                bench.file("template.json"),
                "--key",
                bench.file("corim.key"),
                "--signer",
                "acme",
                "--not-after",
                "2020-01-01T00:00:00Z",
                "--out",
                old);
        assertThat(signed.status()).as(signed.err()).isZero();
        Object[] words = {
            "--trust-anchor",
            bench.file("ak.pub"),
            "--corim-anchor",
            bench.file("corim.pem"),
            "--reference-values",
            old,
            "--nonce",
            Workbench.NONCE.toHex()
        };
        assertThat(evidence("appraise", words).out())
                .contains("note: CoRIM " + old + " is not used: it is not valid at");
    }

    @Test
    @DisplayName("without --corim-anchor the answer says that one role anchors the other")
    void saysThatRolesAreMixed() {
        Path corim = bench.corim();
        Object[] words = {
            "--trust-anchor",
            bench.file("ak.pub"),
            bench.file("corim.pem"),
            "--reference-values",
            corim,
            "--nonce",
            Workbench.NONCE.toHex()
        };
        Result mixed = evidence("appraise", words);
        assertThat(mixed.status()).isZero();
        assertThat(mixed.out()).contains(ROLES);
        assertThat(evidence("appraise", "--nonce", "00").out()).doesNotContain(ROLES);
    }

    @Test
    @DisplayName("a TPMT_PUBLIC anchors quotes and never a CoRIM, although the same key as PEM would")
    void tpmKeysAnchorNoCorims() throws Exception {
        CryptoBackend crypto = CryptoBackend.standard();
        SimulatedKey key =
                SimulatedKey.generate(crypto, AttestationKeyKind.ECDSA_P256, new java.security.SecureRandom());
        Signer signer = SigningKey.signer(key.keys(), crypto);
        Bytes corim = SignedCorim.sign(
                crypto,
                signer,
                CorimTemplate.compile(Bytes.copyOf(Files.readAllBytes(bench.file("template.json")))),
                new SignedCorim.Meta("tpm", java.util.Optional.empty()),
                List.of());
        Path signed = bench.write("by-tpm.corim", corim);
        Path area =
                bench.write("tpm.pub", SimulatedTpm.builder(crypto, key).build().publicArea());
        Path bare = bench.write("tpm.spki", Bytes.copyOf(signer.publicKey().getEncoded()));
        assertThat(rats("corim", "verify", signed, "--trust-anchor", bare).status())
                .isZero();
        assertThat(rats("corim", "verify", signed, "--trust-anchor", area).status())
                .isEqualTo(1);
        Result appraised = evidence(
                "appraise",
                "--trust-anchor",
                bench.file("ak.pub"),
                area,
                "--reference-values",
                signed,
                "--nonce",
                Workbench.NONCE.toHex());
        assertThat(appraised.status()).isEqualTo(1);
        assertThat(appraised.out()).contains("note: CoRIM " + signed + " is not used: ");
    }
}
