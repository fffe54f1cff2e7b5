package dev.rats4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts in other JVMs, whose global switches are set otherwise, are the same to the byte. */
class GlobalSwitchesTest {

    private static final String AT = SimulatedTpms.NOW.toString();

    @TempDir
    Path folder;

    /** What the other JVM runs: each command, then its status and output. */
    public static final class Verdicts {
        private Verdicts() {}

        /** Arguments: the folder of the files. */
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            StringBuilder all = new StringBuilder();
            for (String evidence : List.of("pinned.cmw", "certified.cmw", "flipped.cmw")) {
                for (String command : List.of("authenticate", "appraise")) {
                    Shell.Result result = Shell.rats(arguments(command, folder, evidence));
                    all.append(evidence).append(' ').append(result.status()).append('\n');
                    all.append(result.out()).append(result.err());
                }
            }
            System.out.writeBytes(all.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static Object[] arguments(String command, Path folder, String evidence) {
            List<Object> words = new ArrayList<>(List.of(command, folder.resolve(evidence), "--json", "--at", AT));
            words.addAll(List.of("--nonce", Workbench.NONCE.toHex(), "--trust-anchor", folder.resolve("ak.pub")));
            words.addAll(List.of("--trust-anchor", folder.resolve("root.der")));
            if (command.equals("appraise")) {
                words.addAll(List.of("--reference-values", folder.resolve("golden.corim")));
                words.addAll(List.of("--corim-anchor", folder.resolve("corim.pem")));
            }
            return words.toArray();
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        Workbench bench = new Workbench(folder);
        bench.corim();
        SimulatedCa root = SimulatedTpms.root(46);
        SimulatedTpm certified = SimulatedTpms.withLog(SimulatedTpms.p256().certifiedBy(root));
        Files.write(folder.resolve("root.der"), root.certificate().getEncoded());
        bench.write("certified.cmw", certified.attest(Workbench.NONCE).content());
        Bytes good = Bytes.copyOf(Files.readAllBytes(folder.resolve("evidence.cmw")));
        bench.write("pinned.cmw", good);
        byte[] flipped = good.toByteArray();
        int signature = indexOf(flipped, bench.evidence.signature().toByteArray());
        flipped[signature + 12] ^= 1;
        bench.write("flipped.cmw", Bytes.copyOf(flipped));
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (java.util.Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalStateException("not in there");
    }

    private String verdicts(String... switches) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto", "-Xmx512m"));
        command.addAll(List.of(switches));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Verdicts.class.getName()));
        command.add(folder.toString());
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        return Files.readString(output);
    }

    private String securityProperties(String... lines) throws Exception {
        Path file = Files.createTempFile(folder, "java", ".security");
        return "-Djava.security.properties=" + Files.write(file, List.of(lines));
    }

    @Test
    @DisplayName(
            "T-46 switches of the JDK and of Bouncy Castle, the order of providers and the locale change no verdict")
    void noSwitchChangesAVerdict() throws Exception {
        String expected = verdicts();
        assertThat(expected.lines().filter(line -> line.matches("[a-z]+\\.cmw [0-9]")))
                .containsExactly(
                        "pinned.cmw 0",
                        "pinned.cmw 0",
                        "certified.cmw 0",
                        "certified.cmw 0",
                        "flipped.cmw 1",
                        "flipped.cmw 1");

        assertThat(verdicts(
                        "-Dcom.sun.security.enableAIAcaIssuers=true",
                        "-Dcom.sun.security.enableCRLDP=true",
                        "-Dcom.sun.net.ssl.checkRevocation=true",
                        securityProperties("ocsp.enable=true", "ocsp.responderURL=http://127.0.0.1:9/")))
                .isEqualTo(expected);
        assertThat(verdicts(
                        securityProperties(
                                "jdk.certpath.disabledAlgorithms=RSA, EC, SHA256, X509",
                                "jdk.security.legacyAlgorithms=EC, RSA",
                                "security.provider.1=SunJCE",
                                "security.provider.2=SunRsaSign",
                                "security.provider.3=SUN",
                                "security.provider.4=SunJSSE"),
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Pacific/Kiritimati"))
                .isEqualTo(expected);
        assertThat(verdicts(
                        securityProperties("jdk.certpath.disabledAlgorithms="),
                        "-Dorg.bouncycastle.asn1.allow_unsafe_integer=true",
                        "-Dorg.bouncycastle.rsa.allow_unsafe_mod=true",
                        "-Dorg.bouncycastle.rsa.allow_multi_use=true",
                        "-Dorg.bouncycastle.pkcs1.not_strict=true",
                        "-Duser.language=ar"))
                .isEqualTo(expected);
    }
}
