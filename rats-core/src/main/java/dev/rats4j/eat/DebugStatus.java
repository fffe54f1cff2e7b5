package dev.rats4j.eat;

import dev.rats4j.wire.MalformedMessageException;
import java.util.Locale;

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

    static final ClaimCodec<DebugStatus> CODEC = ClaimCodec.of(DebugStatus::read, DebugStatus::write);

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static DebugStatus read(EatValue value) throws MalformedMessageException {
        boolean inCbor = value.format() == EatFormat.CBOR;
        String word = inCbor ? "" : value.text();
        long number = inCbor ? value.integer() : -1;
        for (DebugStatus status : values()) {
            if (inCbor ? status.ordinal() == number : status.word().equals(word)) {
                return status;
            }
        }
        throw value.malformed("is no debug status");
    }

    private static EatValue write(DebugStatus status, EatFormat format) {
        return format == EatFormat.CBOR ? format.integer(status.ordinal()) : format.text(status.word());
    }
}
