package dev.rats4j.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** How a decoder refuses a message: by the field, at the offset, and with the words that say why. */
public final class Refusals {

    private Refusals() {}

    /** Fails unless the message is refused for this field, here. */
    public static void assertRefused(ThrowingCallable decoding, String field, int offset) {
        refusal(decoding, field, offset);
    }

    /** Fails unless the message is refused for this field, here, and for this reason. */
    public static void assertRefused(ThrowingCallable decoding, String field, int offset, String detail) {
        assertThat(refusal(decoding, field, offset)).hasMessage(field + " at " + offset + ": " + detail);
    }

    private static MalformedMessageException refusal(ThrowingCallable decoding, String field, int offset) {
        Throwable thrown = catchThrowable(decoding);
        assertThat(thrown).as("refusal of " + field).isExactlyInstanceOf(MalformedMessageException.class);
        MalformedMessageException malformed = (MalformedMessageException) thrown;
        assertThat(malformed.field()).as(String.valueOf(malformed.getMessage())).isEqualTo(field);
        assertThat(malformed.offset())
                .as(String.valueOf(malformed.getMessage()))
                .isEqualTo(offset);
        return malformed;
    }
}
