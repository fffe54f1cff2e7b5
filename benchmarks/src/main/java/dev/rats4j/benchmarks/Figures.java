package dev.rats4j.benchmarks;

import dev.rats4j.json.JsonNull;
import dev.rats4j.json.JsonNumber;
import dev.rats4j.json.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers, written. */
final class Figures {

    /** More digits than a measurement has. */
    private static final MathContext DIGITS = new MathContext(6);

    private Figures() {}

    static JsonValue json(double value) {
        return new JsonNumber(new BigDecimal(value).round(DIGITS));
    }

    static JsonValue json(OptionalDouble value) {
        return value.isPresent() ? json(value.getAsDouble()) : JsonNull.NULL;
    }

    static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    static String fixed(OptionalDouble value, int decimals) {
        return value.isPresent() ? fixed(value.getAsDouble(), decimals) : "–";
    }
}
