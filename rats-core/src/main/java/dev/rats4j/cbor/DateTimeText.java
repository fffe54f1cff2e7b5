package dev.rats4j.cbor;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tdate: tag 0, date and time of RFC 3339 in text, with capital T and Z. Seconds are from 0 to 59; a leap second has no instant.
 *
 * @param text as it is written, of at most 64 characters
 */
public record DateTimeText(String text) {

    /** The CBOR tag. */
    public static final long TAG = 0;

    private static final int LONGEST = 64;
    private static final int LONGEST_FRACTION = 9;
    private static final Pattern SHAPE = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]++)?+(Z|[+-][0-9]{2}:[0-9]{2})");

    /** Refuses what is no date and time. */
    public DateTimeText {
        if (parse(text).isEmpty()) {
            throw new IllegalArgumentException("no date and time of RFC 3339");
        }
    }

    /** An instant in UTC, with as many digits as it needs. */
    public static DateTimeText of(Instant time) {
        return new DateTimeText(time.toString());
    }

    private static Optional<Instant> parse(String text) {
        if (text.length() > LONGEST || !SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(withoutExcess(text)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Instants end at nanoseconds; what is below is dropped. */
    private static String withoutExcess(String text) {
        int point = text.indexOf('.');
        int end = point + 1;
        while (point > 0 && end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return point > 0 && end - point - 1 > LONGEST_FRACTION
                ? text.substring(0, point + 1 + LONGEST_FRACTION) + text.substring(end)
                : text;
    }

    /** The instant. */
    public Instant time() {
        return parse(text).orElseThrow();
    }

    /** Reads tag 0 and what is under it. */
    public static DateTimeText read(CborItem item, String field) throws MalformedMessageException {
        CborItem content = item.tagged(TAG, field);
        String text = content.text(field);
        if (parse(text).isEmpty()) {
            throw content.malformed(field, "is no date and time of RFC 3339");
        }
        return new DateTimeText(text);
    }

    /** The item with its tag. */
    public Bytes encoded() {
        return Cbor.tagged(TAG, Cbor.text(text));
    }

    @Override
    public String toString() {
        return text;
    }
}
