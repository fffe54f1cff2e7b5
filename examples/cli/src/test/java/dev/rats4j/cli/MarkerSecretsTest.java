package dev.rats4j.cli;

import static dev.rats4j.cli.Shell.rats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.input.SigningKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.tpm.sim.SimulatedKey;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done with a private key, rightly or wrongly: nothing that is printed, written or thrown holds a part of it. */
class MarkerSecretsTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    /** Characters of a secret that may stand in an output by chance. */
    private static final int WINDOW = 12;

    @TempDir
    Path folder;

    private Workbench bench;
    private KeyPair keys;
    private Path pem;
    private Path der;
    private final List<String> secrets = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        bench = new Workbench(folder);
        keys = CRYPTO.generate(EllipticCurve.P256, SeededKeys.random(74));
        byte[] encoded = keys.getPrivate().getEncoded();
        pem = bench.write(
                "marker.pem",
                Bytes.ofUtf8("-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                        + "\n-----END PRIVATE KEY-----\n"));
        der = bench.write("marker.der", Bytes.copyOf(encoded));
        byte[] scalar = ((ECPrivateKey) keys.getPrivate()).getS().toByteArray();
        secrets.add(Bytes.copyOf(scalar).toHex());
        secrets.add(((ECPrivateKey) keys.getPrivate()).getS().toString());
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[scalar.length - shift];
            System.arraycopy(scalar, shift, shifted, 0, shifted.length);
            secrets.add(Base64.getEncoder().withoutPadding().encodeToString(shifted));
            secrets.add(Base64.getUrlEncoder().withoutPadding().encodeToString(shifted));
        }
        secrets.add(new String(scalar, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private void requireNoSecret(String what, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String secret : secrets) {
            for (int i = 0; i + WINDOW <= secret.length(); i++) {
                String window = secret.substring(i, i + WINDOW);
                assertThat(text.contains(window) || lower.contains(window.toLowerCase(Locale.ROOT)))
                        .as("%s shows a part of the key", what)
                        .isFalse();
            }
        }
    }

    private String run(Object... arguments) {
        Shell.Result result = rats(arguments);
        requireNoSecret(List.of(arguments).toString(), result.out() + result.err());
        return result.out() + result.err();
    }

    @Test
    @DisplayName("T-74 the scan finds a key that is printed")
    void theScanFindsAKey() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> requireNoSecret(
                        "a test",
                        "key: " + Bytes.copyOf(keys.getPrivate().getEncoded()).toHex()))
                .isInstanceOf(AssertionError.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> requireNoSecret("a test", Files.readString(pem)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("T-74 a private key where it belongs is used and not shown, and not in what is written")
    void whereItBelongs() throws Exception {
        Path golden = folder.resolve("marked.corim");
        run("corim", "sign", folder.resolve("template.json"), "--key", pem, "--signer", "acme", "--out", golden);
        Path ear = folder.resolve("ear.jwt");
        run(
                "appraise",
                folder.resolve("evidence.cmw"),
                "--nonce",
                Workbench.NONCE.toHex(),
                "--json",
                "--trust-anchor",
                folder.resolve("ak.pub"),
                "--reference-values",
                bench.corim(),
                "--corim-anchor",
                folder.resolve("corim.pem"),
                "--ear",
                ear,
                "--ear-key",
                der,
                "--ear-format",
                "JWT");
        for (Path written : List.of(golden, ear)) {
            byte[] content = Files.readAllBytes(written);
            requireNoSecret(written.toString(), new String(content, java.nio.charset.StandardCharsets.ISO_8859_1));
            requireNoSecret(written.toString(), Bytes.copyOf(content).toHex());
        }
    }

    @Test
    @DisplayName("T-74 a private key where another file belongs is refused and not shown")
    void whereItDoesNotBelong() throws Exception {
        Path evidence = folder.resolve("evidence.cmw");
        for (Path key : List.of(pem, der)) {
            run("inspect", key);
            run("authenticate", key, "--nonce", "00112233", "--trust-anchor", key);
            run("authenticate", evidence, "--nonce", "00112233", "--trust-anchor", key);
            run(
                    "authenticate",
                    evidence,
                    "--nonce",
                    "00112233",
                    "--trust-anchor",
                    folder.resolve("ak.pub"),
                    "--endorsement",
                    key);
            run(
                    "appraise",
                    evidence,
                    "--nonce",
                    "00112233",
                    "--trust-anchor",
                    folder.resolve("ak.pub"),
                    "--reference-values",
                    key,
                    "--policy",
                    key);
            run("corim", "show", key);
            run("corim", "compile", key, "--out", folder.resolve("nothing"));
            run("corim", "verify", key, "--trust-anchor", key);
            run("decide", key, "--trust-anchor", key, "--nonce", "00112233");
            run(
                    "attest",
                    "--nonce",
                    "00112233",
                    "--tcti",
                    "swtpm:path=/nowhere",
                    "--key-certificate",
                    key,
                    "--out",
                    folder.resolve("nothing"));
        }
    }

    @Test
    @DisplayName("T-74 a private key that is damaged is refused and not shown")
    void damaged() throws Exception {
        byte[] encoded = Files.readAllBytes(der);
        String text = Files.readString(pem);
        List<Path> damaged = new ArrayList<>(List.of(
                bench.write("label.pem", Bytes.ofUtf8(text.replace("PRIVATE KEY", "EC PRIVATE KEY"))),
                bench.write("end.pem", Bytes.ofUtf8(text.substring(0, text.length() - 20))),
                bench.write("letter.pem", Bytes.ofUtf8(text.replaceFirst("\nM", "\n*")))));
        for (int i = 0; i < encoded.length; i += 7) {
            byte[] flipped = encoded.clone();
            flipped[i] ^= 0x11;
            damaged.add(bench.write("flipped" + i, Bytes.copyOf(flipped)));
            damaged.add(bench.write("short" + i, Bytes.copyOf(encoded).slice(0, i)));
        }
        for (Path key : damaged) {
            run(
                    "corim",
                    "sign",
                    folder.resolve("template.json"),
                    "--key",
                    key,
                    "--signer",
                    "acme",
                    "--force",
                    "--out",
                    folder.resolve("x.corim"));
        }
    }

    @Test
    @DisplayName("T-74 objects that hold a private key do not show it")
    void objects() {
        SimulatedKey key = SimulatedKey.generate(CRYPTO, AttestationKeyKind.ECDSA_P256, SeededKeys.random(74));
        byte[] scalar = ((ECPrivateKey) key.keys().getPrivate()).getS().toByteArray();
        secrets.add(Bytes.copyOf(scalar).toHex());
        secrets.add(((ECPrivateKey) key.keys().getPrivate()).getS().toString());

        requireNoSecret("a simulated key", key.toString());
        requireNoSecret(
                "a simulated TPM", SimulatedTpm.builder(CRYPTO, key).build().toString());
        requireNoSecret("a signer", SigningKey.signer(keys, CRYPTO).toString());
        requireNoSecret("a private key", keys.getPrivate().toString());
    }
}
