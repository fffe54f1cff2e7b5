package dev.rats4j.verifier.enrolment;

import dev.rats4j.spi.DeviceKeys;
import java.text.Normalizer;
import java.time.Instant;

/**
 * A device and the keys that it showed to hold. Read as one: whoever has looked it up uses these keys and asks for none again.
 *
 * @param device the operator's name for it, in Unicode normalization form C
 * @param scheme name of the scheme whose keys they are
 * @param keys endorsed key and attestation key
 * @param at when it was enrolled
 */
public record EnrolledDevice(String device, String scheme, DeviceKeys keys, Instant at) {

    /** Most characters of a device's name. */
    public static final int MAX_NAME_LENGTH = 256;

    /** Refuses names that are empty or too long, and all but one of several spellings that look the same. */
    public EnrolledDevice {
        checkName(device);
    }

    static void checkName(String device) {
        if (device.isEmpty() || device.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("a device's name has 1 to " + MAX_NAME_LENGTH + " characters");
        }
        boolean oneSpelling = Normalizer.isNormalized(device, Normalizer.Form.NFC)
                && device.equals(device.strip())
                && device.codePoints().allMatch(EnrolledDevice::isVisible);
        if (!oneSpelling) {
            throw new IllegalArgumentException(
                    "a device's name is in Unicode normalization form C, without blanks around it or invisible characters");
        }
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
