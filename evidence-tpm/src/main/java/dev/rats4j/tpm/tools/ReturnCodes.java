package dev.rats4j.tpm.tools;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the error output of tpm2-tools means. TPM response codes: TPM 2.0 Part 2, 6.6. */
final class ReturnCodes {

    private static final Pattern CODE = Pattern.compile("\\(0x([0-9A-Fa-f]{1,8})\\)");
    private static final int EXCERPT = 300;
    private static final String UNKNOWN = "See the message of the tool.";

    /** By code; of format-one codes the number of handle, session or parameter is cleared. */
    private static final Map<Integer, String> ADVICE = Map.ofEntries(
            Map.entry(0x100, "The TPM was not started: send TPM2_Startup."),
            Map.entry(0x101, "The TPM is in failure mode: reset the machine or restart the software TPM."),
            Map.entry(0x902, "No slot for a key is free: tpm2_flushcontext -t, or use /dev/tpmrm0."),
            Map.entry(0x903, "No memory for a session: let one program use the TPM at a time; tpm2_flushcontext -l."),
            Map.entry(0x905, "No session handle is free: tpm2_flushcontext -s removes saved sessions."),
            Map.entry(0x907, "This locality may not do that: PCRs 17 to 22 are not for the firmware or system."),
            Map.entry(0x910, "The key is not loaded: another program flushed it; try again."),
            Map.entry(0x921, "Dictionary-attack lockout: tpm2_dictionarylockout -c, and shut the TPM down cleanly."),
            Map.entry(0x922, "The TPM wants the command repeated: try again."),
            Map.entry(0x092, "The signature scheme does not fit the key: check key and hash algorithm."),
            Map.entry(0x09f, "Integrity check failed: a saved key of before a TPM reset, or of another TPM."),
            Map.entry(
                    0x12f,
                    "A policy is needed: start a policy session with PolicySecret of the endorsement hierarchy."),
            Map.entry(0x09d, "A policy check failed: the policy is not the one of this key."),
            Map.entry(0x14a, "The NV index was never written: write or increment it first."),
            Map.entry(0x08b, "No such key: check the persistent handle with tpm2_getcap handles-persistent."),
            Map.entry(0x083, "The TPM does not support this hash algorithm: choose another bank or key kind."),
            Map.entry(
                    0x0a2,
                    "Authorisation failed: the hierarchy or key has a password, give a persistent key without."));

    private ReturnCodes() {}

    /** What to do about this error output. */
    static String advice(String errorOutput) {
        Matcher matcher = CODE.matcher(errorOutput);
        while (matcher.find()) {
            int code = (int) Long.parseLong(matcher.group(1), 16);
            String advice = ADVICE.get((code & 0x80) != 0 ? code & 0xbf : code & 0xfff);
            // codes above 16 bits come from the software, except for the layer of the resource manager (0x000b)
            if (advice != null && (code >>> 16 == 0 || code >>> 16 == 0xb)) {
                return advice;
            }
        }
        boolean unreachable = errorOutput.contains("tcti") || errorOutput.contains("TCTI");
        return unreachable ? "No TPM answers: check the TCTI and the permissions of the device or socket." : UNKNOWN;
    }

    /** The beginning of an error output in one line of printable ASCII. */
    static String excerpt(String errorOutput) {
        String line = errorOutput.strip().replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "...";
    }
}
