package dev.rats4j.tpm.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Evidence;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.eventlog.EventLogReplay;
import dev.rats4j.tpm.eventlog.SyntheticFirmwareLog;
import dev.rats4j.tpm.eventlog.TcgEvent;
import dev.rats4j.tpm.eventlog.TcgEventLog;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a boot of a software TPM to authenticated evidence. */
@Timeout(120)
class AttestedBootTest {

    private static final Bytes NONCE = Bytes.fromHex("0123456789abcdef0123456789abcdef");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path scratch;

    private final CryptoBackend crypto = CryptoBackend.standard();

    @BeforeEach
    void requireTpm() {
        SoftwareTpm.require();
    }

    private Authentication authenticate(Evidence evidence, Bytes pinnedKey, Bytes nonce) throws Exception {
        return new TpmScheme()
                .decode(evidence)
                .authenticate(new AuthenticationInputs(
                        crypto,
                        new CertificationPaths(crypto),
                        TrustAnchors.builder().schemeKey(pinnedKey).build(),
                        List.of(),
                        new Freshness.Nonce(nonce),
                        AT));
    }

    /** What the firmware extended, as its log says. */
    private static List<PcrExtension> extensions(TcgEventLog log) {
        List<PcrExtension> extensions = new ArrayList<>();
        for (TcgEvent event : log.events()) {
            if (event.extendsPcr()) {
                Map<HashAlgorithm, Digest> digests = new EnumMap<>(HashAlgorithm.class);
                event.digests().forEach(digest -> digests.put(digest.algorithm(), digest));
                extensions.add(new PcrExtension(event.pcrIndex(), digests));
            }
        }
        return extensions;
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfKeyIsAuthenticatedWhenPinned(AttestationKeyKind kind) throws Exception {
        try (SwtpmInstance tpm = SwtpmInstance.start();
                TpmAttester attester = TpmAttester.of(tpm.tcti())
                        .derivedKey(kind, KeyHierarchy.ENDORSEMENT)
                        .build()) {
            Evidence evidence = attester.attest(NONCE);
            assertThat(authenticate(evidence, attester.publicArea(), NONCE)).isInstanceOf(AuthenticatedEvidence.class);
            assertThat(authenticate(evidence, attester.publicArea(), Bytes.of(1)))
                    .isInstanceOf(RefusedEvidence.class);
            assertThat(authenticate(evidence, SoftwareKey.generate().publicArea(), NONCE))
                    .isInstanceOf(RefusedEvidence.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aReplayedLogAgreesWithTheQuote(int locality) throws Exception {
        SyntheticFirmwareLog.Settings standard = SyntheticFirmwareLog.Settings.STANDARD;
        Bytes bytes = SyntheticFirmwareLog.standard(
                List.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256),
                new SyntheticFirmwareLog.Settings(
                        locality, true, standard.firmwareVersion(), standard.bootLoader(), "quiet"));
        TcgEventLog log = TcgEventLog.decode(bytes);
        SortedSet<Integer> pcrs = log.extendedPcrs();
        Path file = Files.write(scratch.resolve("log"), bytes.toByteArray());
        try (SwtpmInstance tpm = SwtpmInstance.start(locality)) {
            tpm.extendAll(extensions(log));
            TpmAttester attester = TpmAttester.of(tpm.tcti())
                    .select(Map.of(HashAlgorithm.SHA1, pcrs, HashAlgorithm.SHA256, pcrs))
                    .eventLog(file)
                    .build();
            TpmEvidence evidence = attester.collect(NONCE);
            assertThat(evidence.untrustedPcrs()).isEqualTo(EventLogReplay.values(log));
            Authentication answer = authenticate(evidence.encode(), attester.publicArea(), NONCE);
            assertThat(answer).isInstanceOf(AuthenticatedEvidence.class);

            tpm.extend(4, Map.of(HashAlgorithm.SHA256, HashAlgorithm.SHA256.digest(NONCE)));
            Authentication after = authenticate(attester.attest(NONCE), attester.publicArea(), NONCE);
            assertThat(after.findings()).isNotEqualTo(answer.findings());
        }
    }

    @Test
    void evidenceReadsBackAsItWasCollected() throws Exception {
        try (SwtpmInstance tpm = SwtpmInstance.start()) {
            TpmEvidence evidence = TpmAttester.of(tpm.tcti())
                    .select(Map.of(HashAlgorithm.SHA384, new TreeSet<>(List.of(0, 23))))
                    .build()
                    .collect(NONCE);
            assertThat(TpmEvidence.decode(evidence.encode().content())).isEqualTo(evidence);
        }
    }
}
