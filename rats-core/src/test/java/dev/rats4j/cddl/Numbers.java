package dev.rats4j.cddl;

import dev.rats4j.cddl.Value.Int;
import dev.rats4j.cddl.Value.Real;
import java.math.BigDecimal;

/** Comparison of values. An integer and a floating-point number are different values in CBOR, but compare by size. */
final class Numbers {

    private Numbers() {}

    static boolean areEqual(Value one, Value other) {
        if (one instanceof Real a && other instanceof Real b) {
            return Double.compare(a.value(), b.value()) == 0;
        }
        return one.equals(other);
    }

    /** Within bounds of its own type. */
    static boolean isWithin(Value low, Value high, boolean isClosed, Value value) {
        if (!isNumber(value) || value.getClass() != low.getClass() || isNaN(value)) {
            return false;
        }
        int top = compare(value, high);
        return compare(value, low) >= 0 && (isClosed ? top <= 0 : top < 0);
    }

    static boolean isNumber(Value value) {
        return value instanceof Int || value instanceof Real;
    }

    static boolean isNaN(Value value) {
        return value instanceof Real real && Double.isNaN(real.value());
    }

    /** The order of two numbers that are not NaN. */
    static int compare(Value one, Value other) {
        if (one instanceof Int a && other instanceof Int b) {
            return a.value().compareTo(b.value());
        }
        double a = toDouble(one);
        double b = toDouble(other);
        boolean isFinite = Double.isFinite(a) && Double.isFinite(b);
        return isFinite ? exact(one).compareTo(exact(other)) : Double.compare(a, b);
    }

    private static double toDouble(Value value) {
        return value instanceof Int number ? number.value().doubleValue() : ((Real) value).value();
    }

    private static BigDecimal exact(Value value) {
        return value instanceof Int number
                ? new BigDecimal(number.value())
                : BigDecimal.valueOf(((Real) value).value());
    }
}
