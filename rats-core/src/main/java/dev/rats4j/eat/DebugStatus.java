package dev.rats4j.eat;

import java.util.List;

/** Whether the entity can be debugged, RFC 9711, 4.2.9: 0 to 4 in CBOR in this order, the names in lower case with hyphens in JSON. */
public enum DebugStatus {
    /** Enabled, or nothing is known. */
    ENABLED,
    /** Disabled now, and perhaps not before. */
    DISABLED,
    /** Disabled since boot. */
    DISABLED_SINCE_BOOT,
    /** Disabled for good, except for the maker. */
    DISABLED_PERMANENTLY,
    /** Disabled for good, for all. */
    DISABLED_FULLY_AND_PERMANENTLY;

    static final ClaimCodec<DebugStatus> CODEC = new Words<>(List.of(values()), 0).codec("is no debug status");
}
