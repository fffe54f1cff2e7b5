package dev.rats4j.cli.demo;

import dev.rats4j.AttesterException;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.eventlog.SyntheticFirmwareLog;
import dev.rats4j.tpm.eventlog.TcgEvent;
import dev.rats4j.tpm.eventlog.TcgEventLog;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.tpm.tools.KeyHierarchy;
import dev.rats4j.tpm.tools.PcrExtension;
import dev.rats4j.tpm.tools.SwtpmInstance;
import dev.rats4j.tpm.tools.SwtpmManufacturer;
import dev.rats4j.tpm.tools.TpmAttester;
import dev.rats4j.tpm.tools.TpmEnroller;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A machine that booted: a software TPM whose PCRs hold what a synthetic firmware log says. */
final class DemoMachine implements AutoCloseable {

    static final HashAlgorithm BANK = HashAlgorithm.SHA256;

    /** What the operator calls it. */
    static final String NAME = "demo-machine";

    private final Path folder;
    private final SwtpmManufacturer manufacturer;
    private final SwtpmInstance tpm;
    private final TcgEventLog log;
    private final Path logFile;

    private DemoMachine(Path folder, SwtpmManufacturer manufacturer, SwtpmInstance tpm, TcgEventLog log, Path logFile) {
        this.folder = folder;
        this.manufacturer = manufacturer;
        this.tpm = tpm;
        this.log = log;
        this.logFile = logFile;
    }

    /** Has a TPM made by a manufacturer of this run, and boots with it. */
    static DemoMachine boot() throws AttesterException, InterruptedException, IOException {
        Bytes bytes = SyntheticFirmwareLog.standard(BANK);
        Path folder = Files.createTempDirectory("rats-demo");
        Path logFile = folder.resolve("event-log");
        SwtpmManufacturer manufacturer = null;
        SwtpmInstance tpm = null;
        boolean booted = false;
        try {
            Files.write(logFile, bytes.toByteArray());
            manufacturer = SwtpmManufacturer.found();
            tpm = manufacturer.make(NAME);
            DemoMachine machine = new DemoMachine(folder, manufacturer, tpm, decoded(bytes), logFile);
            tpm.extendAll(machine.extensions());
            booted = true;
            return machine;
        } finally {
            if (!booted) {
                discard(folder, logFile, manufacturer, tpm);
            }
        }
    }

    private static TcgEventLog decoded(Bytes log) {
        try {
            return TcgEventLog.decode(log);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a log of our own writer", e);
        }
    }

    private List<PcrExtension> extensions() {
        List<PcrExtension> extensions = new ArrayList<>();
        for (TcgEvent event : log.events()) {
            if (event.extendsPcr()) {
                Digest digest = event.digest(BANK).orElseThrow();
                extensions.add(new PcrExtension(event.pcrIndex(), Map.of(BANK, digest)));
            }
        }
        return extensions;
    }

    TcgEventLog log() {
        return log;
    }

    /** PCRs that the firmware extended. */
    SortedSet<Integer> bootPcrs() {
        return log.extendedPcrs();
    }

    /** Whoever believes in TPMs of this make anchors this. */
    X509Certificate manufacturerRoot() throws AttesterException {
        return manufacturer.root();
    }

    /** Between the root and the TPM's certificate. */
    X509Certificate manufacturerIssuer() throws AttesterException {
        return manufacturer.issuer();
    }

    /** What the machine says of its keys. */
    Bytes enrolmentRequest() throws AttesterException, InterruptedException {
        try (TpmAttester attester = attester(bootPcrs())) {
            return TpmEnroller.of(attester).request();
        }
    }

    /** What its TPM makes of a challenge. */
    Bytes activate(Bytes challenge) throws AttesterException, InterruptedException, MalformedMessageException {
        try (TpmAttester attester = attester(bootPcrs())) {
            return TpmEnroller.of(attester).activate(challenge);
        }
    }

    /** Evidence about the boot. */
    TpmEvidence attest(Bytes nonce) throws AttesterException, InterruptedException {
        try (TpmAttester attester = attester(bootPcrs())) {
            return attester.collect(nonce);
        }
    }

    /** Evidence that also covers a PCR of which the log says nothing. */
    TpmEvidence attestWith(int pcr, Bytes nonce) throws AttesterException, InterruptedException {
        SortedSet<Integer> pcrs = new TreeSet<>(bootPcrs());
        pcrs.add(pcr);
        try (TpmAttester attester = attester(pcrs)) {
            return attester.collect(nonce);
        }
    }

    private TpmAttester attester(SortedSet<Integer> pcrs) {
        return TpmAttester.of(tpm.tcti())
                .select(Map.of(BANK, pcrs))
                .derivedKey(AttestationKeyKind.ECDSA_P256, KeyHierarchy.ENDORSEMENT)
                .eventLog(logFile)
                .build();
    }

    @Override
    public void close() throws AttesterException, IOException {
        discard(folder, logFile, manufacturer, tpm);
    }

    private static void discard(
            Path folder, Path logFile, @Nullable SwtpmManufacturer manufacturer, @Nullable SwtpmInstance tpm)
            throws AttesterException, IOException {
        try (manufacturer;
                tpm) {
            Files.deleteIfExists(logFile);
            Files.deleteIfExists(folder);
        }
    }
}
