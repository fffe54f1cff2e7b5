package dev.rats4j.cli;

import dev.rats4j.AttesterException;
import dev.rats4j.Evidence;
import dev.rats4j.cli.content.Crypto;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.InputFile;
import dev.rats4j.cli.input.KeyCertificate;
import dev.rats4j.cli.input.Outputs;
import dev.rats4j.cli.output.Printable;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.tpm.tools.KeyHierarchy;
import dev.rats4j.tpm.tools.Tcti;
import dev.rats4j.tpm.tools.TpmAttester;
import dev.rats4j.wire.Bytes;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "attest", mixinStandardHelpOptions = true, description = "Collects evidence about this machine.")
final class AttestCommand implements Callable<Integer> {

    private static final String OUT = "--out";
    private static final String KEY_OUT = "--key-out";
    private static final int LONGEST_NONCE = 64;

    @Spec
    CommandSpec spec;

    @Option(names = "--attester", defaultValue = "tpm", description = "Which; this version has tpm.")
    String attester = "tpm";

    @Option(names = "--format", defaultValue = "cmw", description = "cmw; eat is not written yet.")
    String format = "cmw";

    @Option(
            names = "--nonce",
            paramLabel = "HEX",
            required = true,
            description = "The verifier's nonce, 1 to 64 bytes.")
    String nonce = "";

    @Option(names = OUT, paramLabel = "FILE", required = true, description = "Where to write the evidence.")
    Path out = Path.of("");

    @Option(
            names = KEY_OUT,
            paramLabel = "FILE",
            description = "Write the TPMT_PUBLIC of the key, for a verifier to pin.")
    Optional<Path> keyOut = Optional.empty();

    @Option(names = "--force", description = "Replace files that are there.")
    boolean force;

    @Option(
            names = "--tcti",
            defaultValue = "device:/dev/tpmrm0",
            description = "Where the TPM is, as tpm2-tss writes it (default device:/dev/tpmrm0).")
    String tcti = "";

    @Option(
            names = "--pcrs",
            paramLabel = "BANK:LIST",
            description = "PCRs to quote, for example sha256:0,1,7+sha384:0 (default sha256:0-9 and 14).")
    Optional<String> pcrs = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "KIND",
            defaultValue = "ECDSA_P256",
            description = "Kind of the derived key: ${COMPLETION-CANDIDATES}.")
    AttestationKeyKind kind = AttestationKeyKind.ECDSA_P256;

    @Option(
            names = "--key-handle",
            paramLabel = "HANDLE",
            description = "A persistent key instead, for example 0x81010002.")
    Optional<String> keyHandle = Optional.empty();

    @Option(
            names = "--key-certificate",
            paramLabel = "FILE",
            description = "Certificate of the key, PEM or DER, that is sent along.")
    Optional<Path> keyCertificate = Optional.empty();

    @Option(
            names = "--event-log",
            paramLabel = "FILE",
            description =
                    "Event log that is sent along, for example /sys/kernel/security/tpm0/binary_bios_measurements.")
    Optional<Path> eventLog = Optional.empty();

    @Override
    public Integer call() throws InputException, AttesterException, InterruptedException {
        requireKnown();
        Bytes challenge = FreshnessOptions.hex("--nonce", nonce);
        if (challenge.length() > LONGEST_NONCE) {
            throw new InputException("--nonce has " + challenge.length() + " bytes; a TPM takes 1 to 64.");
        }
        List<Path> inputs =
                Stream.of(keyCertificate, eventLog).flatMap(Optional::stream).toList();
        Outputs outputs = new Outputs(inputs).add(OUT, out, force).add(KEY_OUT, keyOut, force);
        if (eventLog.isPresent()) {
            InputFile.requireReadable(eventLog.get());
        }
        Optional<KeyCertificate> certificate =
                keyCertificate.isPresent() ? Optional.of(KeyCertificate.read(keyCertificate.get())) : Optional.empty();
        try (TpmAttester tpm = attester(certificate)) {
            Bytes key = tpm.publicArea();
            if (certificate.isPresent()) {
                certificate.get().requireFor(key, Crypto.backend());
            }
            write(tpm.attest(challenge), key, outputs);
            return ExitStatus.OK;
        } catch (IllegalArgumentException e) {
            throw new InputException("The options do not fit: " + e.getMessage() + ".");
        }
    }

    private void write(Evidence evidence, Bytes key, Outputs outputs) throws InputException {
        Map<String, Bytes> contents = new LinkedHashMap<>(Map.of(OUT, evidence.content()));
        String text = "evidence: " + Printable.of(out.toString()) + ", "
                + evidence.content().length() + " bytes, " + evidence.mediaType();
        if (keyOut.isPresent()) {
            contents.put(KEY_OUT, key);
            text += "\nkey: " + Printable.of(keyOut.get().toString()) + ", TPMT_PUBLIC";
        }
        String lines = text;
        outputs.write(contents, () -> Console.say(spec.commandLine().getOut(), lines));
    }

    private void requireKnown() throws InputException {
        if (!attester.equals("tpm")) {
            throw new InputException("--attester " + attester + " is not there in this version; it has tpm.");
        }
        if (!format.equals("cmw")) {
            throw new InputException("--format " + format + " is not written by this version; it writes cmw.");
        }
    }

    private TpmAttester attester(Optional<KeyCertificate> certificate) throws InputException {
        TpmAttester.Builder builder = TpmAttester.of(Tcti.of(tcti));
        if (pcrs.isPresent()) {
            builder.select(PcrSelection.parse(pcrs.get()));
        }
        if (keyHandle.isPresent()) {
            builder.persistentKey(handle(keyHandle.get()));
        } else {
            builder.derivedKey(kind, KeyHierarchy.ENDORSEMENT);
        }
        if (certificate.isPresent()) {
            builder.keyCertificate(certificate.get().der());
        }
        eventLog.ifPresent(builder::eventLog);
        return builder.build();
    }

    private static int handle(String text) throws InputException {
        try {
            return Integer.parseUnsignedInt(text.startsWith("0x") ? text.substring(2) : text, 16);
        } catch (NumberFormatException e) {
            throw new InputException("--key-handle " + text + " is no handle; write it as 0x81010002.");
        }
    }
}
