package dev.rats4j.tee.psa;

import dev.rats4j.eat.ClaimCodec;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Claims of PSA tokens beside the registered ones of EAT; they have a form in CBOR only. Those that begin with {@code IOT_} are of
 * {@link PsaProfile#IOT_1}.
 */
public final class PsaClaim {

    private static final Pattern REFERENCE = Pattern.compile("[0-9]{13}-[0-9]{5}");
    private static final Pattern REFERENCE_OR_VERSION = Pattern.compile("[0-9]{13}(-[0-9]{5})?");

    /** Who asked for the token: below 0 from the non-secure side, above 0 from the secure side. */
    public static final EatClaim<Integer> CLIENT_ID = EatClaim.ofCbor(2394, "psa-client-id", clientId());
    /** State of the life of the root of trust. */
    public static final EatClaim<SecurityLifecycle> LIFECYCLE =
            EatClaim.ofCbor(2395, "psa-security-lifecycle", SecurityLifecycle.CODEC);
    /** The hardware of the root of trust, 32 bytes. */
    public static final EatClaim<Bytes> IMPLEMENTATION_ID =
            EatClaim.ofCbor(2396, "psa-implementation-id", ClaimCodec.bytes(32, 32));
    /** Boot seed of {@link PsaProfile#ARM_2_0_0}, 8 to 32 bytes; RFC 9783 has {@link EatClaim#BOOTSEED} for it. */
    public static final EatClaim<Bytes> BOOT_SEED = EatClaim.ofCbor(2397, "psa-boot-seed", ClaimCodec.bytes(8, 32));
    /** Certificate of the implementation: 13 digits, a hyphen, 5 digits. */
    public static final EatClaim<String> CERTIFICATION_REFERENCE =
            EatClaim.ofCbor(2398, "psa-certification-reference", matching(REFERENCE));
    /** What was measured, at least one. */
    public static final EatClaim<List<SoftwareComponent>> SOFTWARE_COMPONENTS =
            EatClaim.ofCbor(2399, "psa-software-components", SoftwareComponent.LIST);
    /** Where a verifier may be found, not empty. It is a hint of the device's. */
    public static final EatClaim<String> VERIFICATION_SERVICE =
            EatClaim.ofCbor(2400, "psa-verification-service-indicator", ClaimCodec.text());

    /** The name of the profile; may be absent. */
    public static final EatClaim<String> IOT_PROFILE =
            EatClaim.ofCbor(-75000, "psa-profile", matching(Pattern.compile("PSA_IOT_PROFILE_1")));
    /** As {@link #CLIENT_ID}. */
    public static final EatClaim<Integer> IOT_CLIENT_ID = EatClaim.ofCbor(-75001, "psa-client-id", clientId());
    /** As {@link #LIFECYCLE}. */
    public static final EatClaim<SecurityLifecycle> IOT_LIFECYCLE =
            EatClaim.ofCbor(-75002, "psa-security-lifecycle", SecurityLifecycle.CODEC);
    /** As {@link #IMPLEMENTATION_ID}. */
    public static final EatClaim<Bytes> IOT_IMPLEMENTATION_ID =
            EatClaim.ofCbor(-75003, "psa-implementation-id", ClaimCodec.bytes(32, 32));
    /** Boot seed, 32 bytes. */
    public static final EatClaim<Bytes> IOT_BOOT_SEED =
            EatClaim.ofCbor(-75004, "psa-boot-seed", ClaimCodec.bytes(32, 32));
    /** Version of the hardware, 13 digits, or {@link #CERTIFICATION_REFERENCE}. */
    public static final EatClaim<String> IOT_CERTIFICATION_REFERENCE =
            EatClaim.ofCbor(-75005, "psa-certification-reference", matching(REFERENCE_OR_VERSION));
    /** As {@link #SOFTWARE_COMPONENTS}. */
    public static final EatClaim<List<SoftwareComponent>> IOT_SOFTWARE_COMPONENTS =
            EatClaim.ofCbor(-75006, "psa-software-components", SoftwareComponent.LIST);
    /** Stands in place of the components where nothing was measured; always 1. */
    public static final EatClaim<Long> IOT_NO_MEASUREMENTS =
            EatClaim.ofCbor(-75007, "psa-no-software-measurements", ClaimCodec.integer(1, 1));
    /** The challenge, 32, 48 or 64 bytes. */
    public static final EatClaim<Bytes> IOT_NONCE = EatClaim.ofCbor(-75008, "psa-nonce", hash());
    /** The instance, 33 bytes of which the first is 1. */
    public static final EatClaim<Bytes> IOT_INSTANCE_ID = EatClaim.ofCbor(-75009, "psa-instance-id", instanceId());
    /** As {@link #VERIFICATION_SERVICE}. */
    public static final EatClaim<String> IOT_VERIFICATION_SERVICE =
            EatClaim.ofCbor(-75010, "psa-verification-service-indicator", ClaimCodec.text());

    private PsaClaim() {}

    private static ClaimCodec<Integer> clientId() {
        ClaimCodec<Long> int32 = ClaimCodec.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
        return ClaimCodec.of(
                value -> {
                    int id = int32.read(value).intValue();
                    if (id == 0) {
                        throw value.malformed("is 0, which is neither secure nor non-secure");
                    }
                    return id;
                },
                (id, format) -> format.integer(id));
    }

    private static ClaimCodec<String> matching(Pattern pattern) {
        return ClaimCodec.of(
                value -> {
                    String text = value.text();
                    if (!pattern.matcher(text).matches()) {
                        throw value.malformed("is not of the form " + pattern);
                    }
                    return text;
                },
                (text, format) -> format.text(text));
    }

    private static ClaimCodec<Bytes> hash() {
        return ClaimCodec.of(
                value -> {
                    Bytes bytes = value.bytes();
                    if (!SoftwareComponent.isHash(bytes)) {
                        throw value.malformed("has " + bytes.length() + " bytes, not 32, 48 or 64");
                    }
                    return bytes;
                },
                (bytes, format) -> format.bytes(bytes));
    }

    private static ClaimCodec<Bytes> instanceId() {
        ClaimCodec<Bytes> id = ClaimCodec.bytes(33, 33);
        return ClaimCodec.of(
                value -> {
                    Bytes bytes = id.read(value);
                    if (bytes.at(0) != 1) {
                        throw value.malformed("begins with " + bytes.at(0) + ", not 1");
                    }
                    return bytes;
                },
                (bytes, format) -> format.bytes(bytes));
    }
}
