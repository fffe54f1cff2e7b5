package dev.rats4j.cddl;

import dev.rats4j.cddl.Value.Int;
import java.util.Optional;

/** Major types, {@code #0} to {@code #7}. */
final class Majors {

    private static final int HALF = 25;

    private Majors() {}

    static boolean matches(int major, Optional<Value> detail, Value value, boolean isJson) {
        if (major == 7) {
            return simpleOrFloat(detail, value, isJson);
        }
        if (detail.isPresent()) {
            throw new CddlException("#" + major + '.' + detail.get() + " is not supported");
        }
        return switch (major) {
            case 0 -> value instanceof Int number && number.value().signum() >= 0;
            case 1 -> value instanceof Int number && number.value().signum() < 0;
            case 2 -> value instanceof Value.Binary;
            case 3 -> value instanceof Value.Text;
            case 4 -> value instanceof Value.Sequence;
            case 5 -> value instanceof Value.Table;
            default -> value instanceof Value.Tag;
        };
    }

    /** JSON does not say how wide a number is, nor whether it is an integer. */
    private static boolean simpleOrFloat(Optional<Value> detail, Value value, boolean isJson) {
        if (detail.isEmpty()) {
            return value instanceof Value.Simple || value instanceof Value.Real;
        }
        int wanted = detail.get() instanceof Int number ? number.value().intValueExact() : -1;
        if (value instanceof Value.Simple simple) {
            return simple.number() == wanted;
        }
        boolean isFloat = wanted >= HALF && wanted <= HALF + 2;
        if (value instanceof Value.Real real) {
            return isFloat && (real.width() == 0 || real.width() == 2 << (wanted - HALF));
        }
        return isJson && isFloat && value instanceof Int;
    }
}
