package dev.rats4j.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.erdtman.jcs.NumberToJSON;

/** A number, exactly as its decimal text says. Numbers of equal value are equal: 1, 1.0 and 10e-1 are one number. */
public final class JsonNumber implements JsonValue {

    /** Most significant digits, and largest power of ten in either direction. */
    public static final int MAX_DIGITS = 400;

    private static final int LONG_DIGITS = 19;

    private final BigDecimal value;
    private final boolean writtenAsInteger;

    /** Removes trailing zeros; refuses numbers of more than {@link #MAX_DIGITS} digits before or after the point. */
    public JsonNumber(BigDecimal value) {
        this(value, value.stripTrailingZeros().scale() <= 0);
    }

    JsonNumber(BigDecimal value, boolean writtenAsInteger) {
        if (!isBounded(value)) {
            throw new IllegalArgumentException("a number of more than " + MAX_DIGITS + " digits");
        }
        BigDecimal stripped = value.stripTrailingZeros();
        boolean plain = stripped.scale() < 0 && stripped.precision() - stripped.scale() <= LONG_DIGITS;
        this.value = plain ? stripped.setScale(0) : stripped;
        this.writtenAsInteger = writtenAsInteger;
    }

    /** The value, without trailing zeros. */
    public BigDecimal value() {
        return value;
    }

    /** Whether its text had neither fraction nor exponent: for formats that tell integers from floating-point numbers of equal value. */
    public boolean isWrittenAsInteger() {
        return writtenAsInteger;
    }

    /** An integer. */
    public static JsonNumber of(long value) {
        return new JsonNumber(BigDecimal.valueOf(value));
    }

    /**
     * A floating-point number, in the fewest digits that give it back (ECMAScript, RFC 8785, 3.2.2.3). Texts of the JDK's own differ
     * between its versions.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public static JsonNumber ofDouble(double value) {
        return new JsonNumber(shortest(value));
    }

    static BigDecimal shortest(double value) {
        try {
            return new BigDecimal(NumberToJSON.serializeNumber(value));
        } catch (IOException e) {
            throw new IllegalArgumentException("not a finite number", e);
        }
    }

    static boolean isBounded(BigDecimal value) {
        long scale = value.scale();
        return value.precision() <= MAX_DIGITS
                && scale <= MAX_DIGITS
                && scale >= -MAX_DIGITS
                && value.precision() - scale <= MAX_DIGITS;
    }

    /** The value, if it is an integer between -2^63 and 2^63 - 1. */
    public OptionalLong asLong() {
        if (value.scale() > 0 || value.precision() - value.scale() > LONG_DIGITS) {
            return OptionalLong.empty();
        }
        boolean fits = value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                && value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0;
        return fits ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }

    @Override
    public String type() {
        return "number";
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof JsonNumber other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The type only: claims do not belong in a log. */
    @Override
    public String toString() {
        return "number";
    }
}
