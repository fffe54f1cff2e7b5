package dev.rats4j;

import java.util.EnumMap;
import java.util.Map;

/** The numbers of AR4SI 2.3.4 in words. */
final class TrustworthinessMeanings {

    /** The same for every aspect. */
    private static final Map<Integer, String> COMMON = Map.of(
            0, "nothing is asserted",
            1, "the evidence has elements that the Verifier does not know and cannot evaluate",
            -1, "the Verifier malfunctioned",
            99, "the cryptographic validation of the evidence failed");

    private static final Map<Aspect, Map<Integer, String>> OF_ASPECT = new EnumMap<>(Map.of(
            Aspect.INSTANCE_IDENTITY,
            Map.of(
                    2, "the Attester is recognised, and not known to be compromised",
                    96, "the Attester is recognised, and its key is that of a device that is not trustworthy",
                    97, "the Attester is not recognised, though it should be"),
            Aspect.CONFIGURATION,
            Map.of(
                    2, "the configuration is known and approved",
                    3, "the configuration exposes no known vulnerabilities",
                    32, "the configuration exposes known vulnerabilities",
                    36, "parts of the configuration that matter for security are not available to the Verifier",
                    96, "the configuration exposes vulnerabilities that are not acceptable"),
            Aspect.EXECUTABLES,
            Map.of(
                    2, "only approved executables, scripts and files were loaded, during boot and after it",
                    3, "only approved executables were loaded during boot",
                    32, "only recognised executables, scripts and files were loaded, some with known vulnerabilities",
                    33, "executables, scripts or files were loaded that are not recognised",
                    96, "executables, scripts or files were loaded that are known to be bad"),
            Aspect.FILE_SYSTEM,
            Map.of(
                    2, "only approved files were found",
                    32, "executables, scripts or files were found that are not recognised",
                    96, "executables, scripts or files were found that are known to be bad"),
            Aspect.HARDWARE,
            Map.of(
                    2, "hardware and firmware are genuine and supported",
                    32, "hardware and firmware are genuine and supported, with known vulnerabilities",
                    96, "hardware or firmware is recognised, and known not to be trustworthy",
                    97, "hardware or firmware is not recognised, though it should be"),
            Aspect.RUNTIME_OPAQUE,
            Map.of(
                    2, "memory is encrypted, and hidden from operating system, hypervisor and peers",
                    32, "memory is out of reach of peers and other guests, but not hidden from the operator",
                    96, "memory is visible on the host to a degree that is not acceptable"),
            Aspect.STORAGE_OPAQUE,
            Map.of(
                    2, "stored secrets are encrypted, with keys that never leave the hardware",
                    32, "stored secrets are encrypted, with keys that no hardware protects",
                    96, "there are stored secrets that are not encrypted"),
            Aspect.SOURCED_DATA,
            Map.of(
                    2, "essential data comes from Attesters that were appraised as affirming only",
                    32, "data comes from sources that were not attested, or were with warnings",
                    96, "data comes from sources that are known to be bad")));

    private TrustworthinessMeanings() {}

    static String of(Aspect aspect, int value) {
        String common = COMMON.get(value);
        if (common != null) {
            return common;
        }
        Map<Integer, String> ofAspect = OF_ASPECT.get(aspect);
        String meaning = ofAspect == null ? null : ofAspect.get(value);
        return meaning == null ? unassigned(value) : meaning;
    }

    private static String unassigned(int value) {
        TrustworthinessTier tier = new TrustworthinessClaim(value).tier();
        return tier
                + (value < 0 ? ", for a reason of the Verifier's own" : ", for a reason that AR4SI does not have yet");
    }
}
