package dev.rats4j.tpm.tools;

import dev.rats4j.AttesterException;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes software TPMs with endorsement certificates of an authority of its own, which is in a private directory and goes at
 * {@link #close}. For demonstrations and tests: nobody trusts it who was not handed its root. Needs swtpm-tools and gnutls-bin.
 */
public final class SwtpmManufacturer implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LARGEST_CERTIFICATE = 1 << 16;
    private static final String ROOT = "swtpm-localca-rootca-cert.pem";
    private static final String ISSUER = "issuercert.pem";

    private final PrivateDirectory directory;
    private final List<Path> tools;
    private final ToolRunner runner;

    private SwtpmManufacturer(PrivateDirectory directory, List<Path> tools) {
        this.directory = directory;
        this.tools = tools;
        this.runner = new ToolRunner(tools, Optional.empty(), TIMEOUT);
    }

    /** Founds a manufacturer. Its authority comes into being with its first TPM. */
    public static SwtpmManufacturer found() throws AttesterException {
        return found(ToolRunner.SYSTEM);
    }

    static SwtpmManufacturer found(List<Path> tools) throws AttesterException {
        PrivateDirectory directory = PrivateDirectory.create();
        boolean founded = false;
        try {
            configure(directory);
            founded = true;
        } finally {
            if (!founded) {
                directory.close();
            }
        }
        return new SwtpmManufacturer(directory, tools);
    }

    private static void configure(PrivateDirectory directory) throws AttesterException {
        String path = directory.path().toString();
        directory.write(
                "ca.conf",
                Bytes.ofUtf8("statedir = " + path + "\n"
                        + "signingkey = " + path + "/signkey.pem\n"
                        + "issuercert = " + path + "/" + ISSUER + "\n"
                        + "certserial = " + path + "/certserial\n"));
        directory.write(
                "ca.options",
                Bytes.ofUtf8("--platform-manufacturer rats4j\n--platform-version 1\n--platform-model software\n"));
        directory.write(
                "setup.conf",
                Bytes.ofUtf8("create_certs_tool=/usr/bin/swtpm_localca\n"
                        + "create_certs_tool_config=" + path + "/ca.conf\n"
                        + "create_certs_tool_options=" + path + "/ca.options\n"
                        + "active_pcr_banks=sha256\n"));
    }

    /**
     * Makes a TPM and starts it. It has endorsement keys of RSA 2048 and P-384 with certificates, and the banks SHA-256 and SHA-384.
     *
     * @param device name in its certificates: letters, digits, dot, dash and underscore
     */
    public SwtpmInstance make(String device) throws AttesterException, InterruptedException {
        if (!DEVICE.matcher(device).matches()) {
            throw new IllegalArgumentException("not a name of a device");
        }
        PrivateDirectory state = PrivateDirectory.create();
        boolean made = false;
        try {
            setUp(state.path(), device);
            made = true;
        } finally {
            if (!made) {
                state.close();
            }
        }
        return SwtpmInstance.start(state, 0, tools);
    }

    private void setUp(Path state, String device) throws AttesterException, InterruptedException {
        runner.run(
                directory.path(),
                "swtpm_setup",
                List.of(
                        "--tpm2",
                        "--tpm-state",
                        state.toString(),
                        "--create-ek-cert",
                        "--lock-nvram",
                        "--config",
                        directory.path().resolve("setup.conf").toString(),
                        "--vmid",
                        device,
                        "--pcr-banks",
                        "sha256,sha384",
                        "--overwrite"));
    }

    /**
     * The authority's root: the anchor of those who believe in its TPMs.
     *
     * @throws AttesterException before the first TPM was made
     */
    public X509Certificate root() throws AttesterException {
        return certificate(ROOT);
    }

    /**
     * The certificate between the root and those of its TPMs.
     *
     * @throws AttesterException before the first TPM was made
     */
    public X509Certificate issuer() throws AttesterException {
        return certificate(ISSUER);
    }

    private X509Certificate certificate(String name) throws AttesterException {
        try {
            return CertificationPaths.certificates(directory.read(name, LARGEST_CERTIFICATE))
                    .get(0);
        } catch (MalformedMessageException e) {
            AttesterException failure = new AttesterException(
                    "swtpm_localca", 0, name + " is no certificate", "Check the version of swtpm-tools.");
            failure.initCause(e);
            throw failure;
        }
    }

    /** Closes the authority. TPMs that it made go on. */
    @Override
    public void close() throws AttesterException {
        directory.close();
    }
}
