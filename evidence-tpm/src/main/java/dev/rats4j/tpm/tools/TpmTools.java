package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** The tpm2-tools commands of an Attester. Every one that loads a key unloads it, also when it fails. */
final class TpmTools {

    /** Bytes of any structure that is read back; the largest is a saved context of an RSA 3072 key. */
    private static final int FILE_LIMIT = 1 << 14;

    private static final String CONTEXT = "ak.ctx";
    private static final String ATTRIBUTES =
            "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|sign|noda";

    private final ToolRunner runner;

    TpmTools(ToolRunner runner) {
        this.runner = runner;
    }

    /** Derives a key. Returns its saved context, which is of use until the next TPM reset. */
    Bytes derive(PrivateDirectory directory, AttestationKey.Derived key)
            throws AttesterException, InterruptedException {
        run(
                directory,
                "tpm2_createprimary",
                List.of(
                        "-C",
                        key.hierarchy().argument(),
                        "-g",
                        "sha256",
                        "-G",
                        key.kind().template(),
                        "-a",
                        ATTRIBUTES,
                        "-c",
                        CONTEXT,
                        "-Q"));
        return directory.read(CONTEXT, FILE_LIMIT);
    }

    /** Lays a saved context into the directory. Returns the name under which the tools find it. */
    static String place(PrivateDirectory directory, Bytes context) throws AttesterException {
        directory.write(CONTEXT, context);
        return CONTEXT;
    }

    /** TPMT_PUBLIC of a key. */
    Bytes readPublic(PrivateDirectory directory, String key) throws AttesterException, InterruptedException {
        run(directory, "tpm2_readpublic", List.of("-c", key, "-f", "tpmt", "-o", "ak.tpmt", "-Q"));
        return directory.read("ak.tpmt", FILE_LIMIT);
    }

    /** TPMT_PUBLIC of a key, or nothing if the key cannot be loaded, as after a reset of the TPM. */
    Optional<Bytes> readPublicIfValid(PrivateDirectory directory, String key) throws InterruptedException {
        try {
            return Optional.of(readPublic(directory, key));
        } catch (AttesterException e) {
            return Optional.empty();
        }
    }

    /** A quote, with PCR values that were read right after it. */
    QuoteOutput quote(PrivateDirectory directory, String key, KeyScheme scheme, SelectedPcrs selected, Bytes nonce)
            throws AttesterException, InterruptedException {
        // a nonce is tried as a file name first: no file of the private directory has a name of hexadecimal digits
        run(
                directory,
                "tpm2_quote",
                List.of(
                        "-c",
                        key,
                        "-l",
                        selected.argument(),
                        "-q",
                        nonce.toHex(),
                        "-g",
                        SelectedPcrs.toolName(scheme.hash()),
                        "--scheme",
                        scheme.name(),
                        "-f",
                        "tss",
                        "-F",
                        "values",
                        "-m",
                        "quote.msg",
                        "-s",
                        "quote.sig",
                        "-o",
                        "quote.pcrs",
                        "-Q"));
        return new QuoteOutput(
                directory.read("quote.msg", FILE_LIMIT),
                directory.read("quote.sig", FILE_LIMIT),
                directory.read("quote.pcrs", FILE_LIMIT));
    }

    /** Runs a tool, then unloads what it loaded. Returns its standard output. */
    Bytes run(PrivateDirectory directory, String tool, List<String> arguments)
            throws AttesterException, InterruptedException {
        Bytes output;
        try {
            output = runner.run(directory.path(), tool, arguments);
        } catch (AttesterException | InterruptedException e) {
            unloadAfterFailure(directory, e);
            throw e;
        }
        runner.run(directory.path(), "tpm2_flushcontext", List.of("-t"));
        return output;
    }

    /** A killed tool may leave a session as well. */
    private void unloadAfterFailure(PrivateDirectory directory, Throwable failure) throws InterruptedException {
        for (String what : List.of("-t", "-l")) {
            try {
                runner.run(directory.path(), "tpm2_flushcontext", List.of(what));
            } catch (AttesterException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
