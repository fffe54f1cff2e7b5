package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rats4j.AttesterException;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class TpmAttesterTest {

    private static final Bytes NONCE = Bytes.fromHex("00112233445566778899aabbccddeeff");
    private static Optional<SwtpmInstance> tpm = Optional.empty();

    @TempDir
    Path scratch;

    private FakeTools tools;

    @BeforeAll
    static void startTpm() throws Exception {
        SoftwareTpm.require();
        tpm = Optional.of(SwtpmInstance.start());
    }

    @AfterAll
    static void endTpm() throws Exception {
        if (tpm.isPresent()) {
            tpm.get().close();
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        tools = new FakeTools(Files.createDirectory(scratch.resolve("bin")));
    }

    private static Tcti tcti() {
        return tpm.orElseThrow().tcti();
    }

    /** Transient keys and loaded sessions that the TPM holds. */
    private String loaded() throws Exception {
        ToolRunner runner = new ToolRunner(ToolRunner.SYSTEM, Optional.of(tcti()), Duration.ofSeconds(20));
        return new String(
                Bytes.concat(
                                runner.run(scratch, "tpm2_getcap", List.of("handles-transient")),
                                runner.run(scratch, "tpm2_getcap", List.of("handles-loaded-session")))
                        .toByteArray(),
                StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfKeyQuotes(AttestationKeyKind kind) throws Exception {
        TpmAttester attester = TpmAttester.of(tcti())
                .derivedKey(kind, KeyHierarchy.ENDORSEMENT)
                .build();
        TpmEvidence evidence = attester.collect(NONCE);
        assertThat(evidence.quote().startsWith(Bytes.fromHex("ff5443478018"))).isTrue();
        assertThat(evidence.quote().toHex()).contains("0010" + NONCE.toHex());
        assertThat(evidence.untrustedPcrs().bank(HashAlgorithm.SHA256).keySet())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 14);
        assertThat(evidence.untrustedKey()).contains(attester.publicArea());
        assertThat(KeyScheme.of(attester.publicArea()).hash()).isEqualTo(kind.hash());
        assertThat(evidence.eventLog()).isEmpty();
        assertThat(evidence.keyCertificate()).isEmpty();
        assertThat(loaded()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDerivedKeyIsTheSameForEveryAttester(KeyHierarchy hierarchy) throws Exception {
        TpmAttester.Builder builder = TpmAttester.of(tcti()).derivedKey(AttestationKeyKind.ECDSA_P384, hierarchy);
        assertThat(builder.build().publicArea()).isEqualTo(builder.build().publicArea());
        KeyHierarchy other = hierarchy == KeyHierarchy.OWNER ? KeyHierarchy.ENDORSEMENT : KeyHierarchy.OWNER;
        Bytes otherKey = TpmAttester.of(tcti())
                .derivedKey(AttestationKeyKind.ECDSA_P384, other)
                .build()
                .publicArea();
        assertThat(builder.build().publicArea()).isNotEqualTo(otherKey);
    }

    @Test
    void aPersistentKeyQuotesWithItsOwnScheme() throws Exception {
        ToolRunner runner = new ToolRunner(ToolRunner.SYSTEM, Optional.of(tcti()), Duration.ofSeconds(20));
        runner.run(scratch, "tpm2_createek", List.of("-G", "ecc", "-c", "0x81010001", "-Q"));
        runner.run(scratch, "tpm2_flushcontext", List.of("-t"));
        runner.run(
                scratch, "tpm2_createak", List.of("-C", "0x81010001", "-c", "ak", "-G", "rsa", "-s", "rsapss", "-Q"));
        runner.run(scratch, "tpm2_flushcontext", List.of("-t"));
        runner.run(scratch, "tpm2_evictcontrol", List.of("-C", "o", "-c", "ak", "0x81010002", "-Q"));
        runner.run(scratch, "tpm2_flushcontext", List.of("-t"));
        TpmEvidence evidence =
                TpmAttester.of(tcti()).persistentKey(0x81010002).build().collect(NONCE);
        assertThat(evidence.signature().startsWith(Bytes.fromHex("0016000b0100")))
                .isTrue();
        assertThat(loaded()).isEmpty();

        TpmAttester storageKey =
                TpmAttester.of(tcti()).persistentKey(0x81010001).build();
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> storageKey.collect(NONCE))
                .withMessageContaining("storage key");
    }

    @Test
    void anUnknownPersistentKeyIsReported() throws Exception {
        TpmAttester attester = TpmAttester.of(tcti()).persistentKey(0x81017777).build();
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(attester::publicArea)
                .withMessageContaining("handles-persistent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TpmAttester.of(tcti()).persistentKey(0x80000000));
    }

    @Test
    void severalBanksComeBackInOrder() throws Exception {
        Digest digest = HashAlgorithm.SHA1.digest(NONCE);
        Digest digest384 = HashAlgorithm.SHA384.digest(NONCE);
        tpm.orElseThrow().extend(16, Map.of(HashAlgorithm.SHA1, digest, HashAlgorithm.SHA384, digest384));
        TpmEvidence evidence = TpmAttester.of(tcti())
                .select(Map.of(
                        HashAlgorithm.SHA384, new TreeSet<>(List.of(16, 0)),
                        HashAlgorithm.SHA1, new TreeSet<>(List.of(16, 17))))
                .build()
                .collect(NONCE);
        Bytes zero20 = Bytes.copyOf(new byte[20]);
        Bytes zero48 = Bytes.copyOf(new byte[48]);
        assertThat(evidence.untrustedPcrs().get(HashAlgorithm.SHA1, 16))
                .contains(HashAlgorithm.SHA1.digest(zero20, digest.value()));
        assertThat(evidence.untrustedPcrs().get(HashAlgorithm.SHA384, 16))
                .contains(HashAlgorithm.SHA384.digest(zero48, digest384.value()));
        assertThat(evidence.untrustedPcrs().get(HashAlgorithm.SHA384, 0))
                .contains(new Digest(HashAlgorithm.SHA384, zero48));
    }

    @Test
    void aBankThatTheTpmLacksIsNotSilentlyLeftOut() throws Exception {
        try (SwtpmInstance other = SwtpmInstance.start()) {
            ToolRunner runner = new ToolRunner(ToolRunner.SYSTEM, Optional.of(other.tcti()), Duration.ofSeconds(20));
            runner.run(scratch, "tpm2_pcrallocate", List.of("sha1:none+sha256:all+sha384:none+sha512:none", "-Q"));
            other.restart();
            TpmAttester attester = TpmAttester.of(other.tcti())
                    .select(Map.of(
                            HashAlgorithm.SHA256, new TreeSet<>(List.of(0)),
                            HashAlgorithm.SHA384, new TreeSet<>(List.of(0))))
                    .build();
            AttesterException failure = catchThrowableOfType(AttesterException.class, () -> attester.collect(NONCE));
            assertThat(failure).isNotNull();
            assertThat(failure.advice()).contains("active banks");
            assertThat(TpmAttester.of(other.tcti())
                            .build()
                            .collect(NONCE)
                            .quote()
                            .isEmpty())
                    .isFalse();
        }
    }

    @Test
    void aTpmResetBetweenTwoCallsOnlyCostsTheSavedKey() throws Exception {
        try (SwtpmInstance other = SwtpmInstance.start()) {
            TpmAttester attester = TpmAttester.of(other.tcti()).build();
            Bytes before = attester.publicArea();
            other.restart();
            assertThat(attester.collect(NONCE).untrustedKey()).contains(before);
            other.restart();
            assertThat(attester.publicArea()).isEqualTo(before);
        }
    }

    @Test
    void valuesThatDoNotFitTheQuoteAreReadAgainWithANewQuote() throws Exception {
        racingQuote(2);
        TpmAttester attester =
                TpmAttester.of(tcti()).tools(tools.beforeSystem()).build();
        TpmEvidence evidence = attester.collect(NONCE);
        assertThat(evidence.untrustedPcrs().get(HashAlgorithm.SHA256, 0))
                .contains(new Digest(HashAlgorithm.SHA256, Bytes.copyOf(new byte[32])));
        assertThat(scratch.resolve("runs")).hasContent("xxx");
    }

    @Test
    void threeMismatchesAreAFailure() throws Exception {
        racingQuote(3);
        TpmAttester attester =
                TpmAttester.of(tcti()).tools(tools.beforeSystem()).build();
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> attester.collect(NONCE))
                .withMessageContaining("3 attempts");
        assertThat(scratch.resolve("runs")).hasContent("xxx");
    }

    /** A tpm2_quote whose first runs give PCR values of another moment. */
    private void racingQuote(int mismatches) throws Exception {
        Path runs = scratch.resolve("runs");
        tools.script(
                "tpm2_quote",
                "/usr/bin/tpm2_quote \"$@\" || exit 1",
                "printf x >> " + runs,
                "if [ $(wc -c < " + runs + ") -le " + mismatches + " ]; then",
                "  printf A | dd of=quote.pcrs bs=1 conv=notrunc 2>/dev/null",
                "fi");
    }

    @Test
    void nonceLengthsAreOneToSixtyFour() throws Exception {
        TpmAttester attester = TpmAttester.of(tcti()).build();
        assertThatIllegalArgumentException().isThrownBy(() -> attester.collect(Bytes.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> attester.collect(Bytes.copyOf(new byte[65])));
        Bytes longest = Bytes.copyOf(new byte[64]);
        assertThat(attester.collect(longest).quote().toHex()).contains("0040" + longest.toHex());
        assertThat(attester.collect(Bytes.of(0xab)).quote().toHex()).contains("0001ab");
    }

    @Test
    void logAndCertificateTravelAlong() throws Exception {
        Path log = Files.write(scratch.resolve("log"), new byte[] {1, 2, 3});
        Bytes certificate = Bytes.of(0x30, 0);
        TpmEvidence evidence = TpmAttester.of(tcti())
                .eventLog(log)
                .keyCertificate(certificate)
                .build()
                .collect(NONCE);
        assertThat(evidence.eventLog()).contains(Bytes.of(1, 2, 3));
        assertThat(evidence.keyCertificate()).contains(certificate);
        TpmAttester without =
                TpmAttester.of(tcti()).eventLog(scratch.resolve("none")).build();
        assertThatExceptionOfType(AttesterException.class).isThrownBy(() -> without.collect(NONCE));
    }

    @Test
    void aTpmThatIsNotThereIsReported() throws Exception {
        TpmAttester attester =
                TpmAttester.of(Tcti.swtpm(scratch.resolve("nobody"))).build();
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> attester.collect(NONCE))
                .withMessageContaining("No TPM answers");
    }

    @Test
    void aClosedAttesterRefusesWork() throws Exception {
        TpmAttester attester = TpmAttester.of(tcti()).build();
        attester.close();
        attester.close();
        assertThatIllegalStateException().isThrownBy(() -> attester.collect(NONCE));
        assertThatIllegalStateException().isThrownBy(attester::publicArea);
    }

    @Test
    void nothingStaysBehindAfterSuccess() throws Exception {
        tools.script("tpm2_quote", "pwd > " + scratch.resolve("where"), "exec /usr/bin/tpm2_quote \"$@\"");
        TpmAttester.of(tcti()).tools(tools.beforeSystem()).build().collect(NONCE);
        assertThat(Path.of(Files.readString(scratch.resolve("where")).strip())).doesNotExist();
        assertThat(loaded()).isEmpty();
    }

    @Test
    void nothingStaysBehindAfterATimeOut() throws Exception {
        tools.script("tpm2_quote", "pwd > " + scratch.resolve("where"), "sleep 600");
        TpmAttester hanging = TpmAttester.of(tcti())
                .tools(tools.beforeSystem())
                .toolTimeout(Duration.ofSeconds(2))
                .build();
        assertThatExceptionOfType(AttesterException.class)
                .isThrownBy(() -> hanging.collect(NONCE))
                .withMessageContaining("not finished after 2000 ms");
        assertThat(Path.of(Files.readString(scratch.resolve("where")).strip())).doesNotExist();
        assertThat(loaded()).isEmpty();
    }

    @Test
    void threadsTakeTurns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<TpmEvidence>> work = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Bytes nonce = Bytes.of(0xee, i);
                TpmAttester attester = TpmAttester.of(tcti()).build();
                work.add(() -> attester.collect(nonce));
            }
            int i = 0;
            for (Future<TpmEvidence> result : threads.invokeAll(work)) {
                assertThat(result.get().quote().toHex())
                        .contains("0002" + Bytes.of(0xee, i++).toHex());
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }
}
