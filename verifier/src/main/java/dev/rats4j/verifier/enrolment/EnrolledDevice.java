package dev.rats4j.verifier.enrolment;

import dev.rats4j.spi.DeviceKeys;
import java.time.Instant;

/**
 * A device and the keys that it showed to hold. Read as one: whoever has looked it up uses these keys and asks for none again.
 *
 * @param device the operator's name for it
 * @param scheme name of the scheme whose keys they are
 * @param keys endorsed key and attestation key
 * @param at when it was enrolled
 */
public record EnrolledDevice(String device, String scheme, DeviceKeys keys, Instant at) {

    /** Most characters of a device's name. */
    public static final int MAX_NAME_LENGTH = 256;

    /** Refuses names that are empty or too long. */
    public EnrolledDevice {
        checkName(device);
    }

    static void checkName(String device) {
        if (device.isBlank() || device.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "a device's name has 1 to " + MAX_NAME_LENGTH + " characters, not only blanks");
        }
    }
}
