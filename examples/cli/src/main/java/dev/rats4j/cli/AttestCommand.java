package dev.rats4j.cli;

import dev.rats4j.AttesterException;
import dev.rats4j.Evidence;
import dev.rats4j.cli.input.InputException;
import dev.rats4j.cli.input.InputFile;
import dev.rats4j.cli.input.OutputFile;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.tpm.tools.KeyHierarchy;
import dev.rats4j.tpm.tools.Tcti;
import dev.rats4j.tpm.tools.TpmAttester;
import dev.rats4j.wire.Bytes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "attest", mixinStandardHelpOptions = true, description = "Collects evidence about this machine.")
final class AttestCommand implements Callable<Integer> {

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

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write the evidence.")
    Path out = Path.of("");

    @Option(
            names = "--key-out",
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
            description = "Certificate of the key, DER, that is sent along.")
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
        OutputFile.check(out, force);
        if (keyOut.isPresent()) {
            OutputFile.check(keyOut.get(), force);
        }
        try (TpmAttester tpm = attester()) {
            Evidence evidence = tpm.attest(challenge);
            Bytes key = tpm.publicArea();
            OutputFile.write(out, evidence.content(), force);
            if (keyOut.isPresent()) {
                OutputFile.write(keyOut.get(), key, force);
            }
            PrintWriter text = spec.commandLine().getOut();
            text.println("evidence: " + out + ", " + evidence.content().length() + " bytes, " + evidence.mediaType());
            keyOut.ifPresent(path -> text.println("key: " + path + ", TPMT_PUBLIC"));
            return ExitStatus.OK;
        } catch (IllegalArgumentException e) {
            throw new InputException("The options do not fit: " + e.getMessage() + ".");
        }
    }

    private void requireKnown() throws InputException {
        if (!attester.equals("tpm")) {
            throw new InputException("--attester " + attester + " is not there in this version; it has tpm.");
        }
        if (!format.equals("cmw")) {
            throw new InputException("--format " + format + " is not written by this version; it writes cmw.");
        }
    }

    private TpmAttester attester() throws InputException {
        TpmAttester.Builder builder = TpmAttester.of(Tcti.of(tcti));
        if (pcrs.isPresent()) {
            builder.select(selection(pcrs.get().split("[+]", -1)));
        }
        if (keyHandle.isPresent()) {
            builder.persistentKey(handle(keyHandle.get()));
        } else {
            builder.derivedKey(kind, KeyHierarchy.ENDORSEMENT);
        }
        if (keyCertificate.isPresent()) {
            builder.keyCertificate(InputFile.read(keyCertificate.get()).content());
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

    private static Map<HashAlgorithm, SortedSet<Integer>> selection(String[] banks) throws InputException {
        Map<HashAlgorithm, SortedSet<Integer>> selection = new EnumMap<>(HashAlgorithm.class);
        for (String bank : banks) {
            int colon = bank.indexOf(':');
            if (colon < 0) {
                throw new InputException("--pcrs " + bank + " names no bank; write sha256:0,1,7.");
            }
            SortedSet<Integer> indexes = new TreeSet<>();
            for (String index : bank.substring(colon + 1).split(",", -1)) {
                if (!index.matches("[0-9]{1,2}")) {
                    throw new InputException("--pcrs " + bank + ": '" + index + "' is no PCR.");
                }
                indexes.add(Integer.valueOf(index));
            }
            selection.put(bank(bank.substring(0, colon)), indexes);
        }
        return selection;
    }

    private static HashAlgorithm bank(String name) throws InputException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sha1" -> HashAlgorithm.SHA1;
            case "sha256" -> HashAlgorithm.SHA256;
            case "sha384" -> HashAlgorithm.SHA384;
            case "sha512" -> HashAlgorithm.SHA512;
            default ->
                throw new InputException("--pcrs: " + name + " is no bank; banks are sha1, sha256, sha384, sha512.");
        };
    }
}
