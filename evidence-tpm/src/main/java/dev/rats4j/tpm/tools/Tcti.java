package dev.rats4j.tpm.tools;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a TPM is: a TCTI configuration of tpm2-tss, for example {@code device:/dev/tpmrm0} or {@code swtpm:path=/run/vtpm/t}.
 *
 * @param configuration name and, after a colon, its parameters; printable ASCII. Paths in it are absolute, because the tools run
 *     in directories of their own
 */
public record Tcti(String configuration) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_./-]{1,100}(:[\\x20-\\x7e]{0,400})?");
    private static final Pattern RELATIVE = Pattern.compile("device:[^/].*|swtpm:(.*,)?path=[^/].*");

    /** Refuses what tpm2-tss would read as something else. */
    public Tcti {
        if (!SHAPE.matcher(configuration).matches()) {
            throw new IllegalArgumentException("not a TCTI configuration: name[:parameters]");
        }
        if (RELATIVE.matcher(configuration).matches()) {
            throw new IllegalArgumentException("relative path in TCTI " + configuration);
        }
    }

    /** The configuration as people write it on a command line. */
    public static Tcti of(String configuration) {
        return new Tcti(configuration);
    }

    /** A character device of the kernel; {@code /dev/tpmrm0} has a resource manager, {@code /dev/tpm0} has none. */
    public static Tcti device(Path device) {
        return new Tcti("device:" + device);
    }

    /** The data socket of a software TPM; its control socket is next to it and ends in {@code .ctrl}. */
    public static Tcti swtpm(Path socket) {
        if (socket.toString().indexOf(',') >= 0) {
            throw new IllegalArgumentException("comma in socket path " + socket);
        }
        return new Tcti("swtpm:path=" + socket);
    }

    @Override
    public String toString() {
        return configuration;
    }
}
