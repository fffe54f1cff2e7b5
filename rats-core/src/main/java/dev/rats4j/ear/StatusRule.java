package dev.rats4j.ear;

import dev.rats4j.TrustworthinessTier;
import java.util.Collection;
import java.util.List;

/** How good a status may be over its parts: "of no higher trust than the worst", EAR draft -04, 3 and 3.1. */
final class StatusRule {

    private StatusRule() {}

    /**
     * Whether a status is no better than the worst of its parts. A status of none affirms nothing, so it may stand over a warning (a
     * required aspect may be unknown besides); it may not hide a contraindication.
     */
    static boolean isNoBetter(TrustworthinessTier status, Collection<TrustworthinessTier> parts) {
        TrustworthinessTier worst = TrustworthinessTier.worstOf(parts);
        if (parts.isEmpty()) {
            return true;
        }
        if (status.equals(TrustworthinessTier.NONE)) {
            return !worst.equals(TrustworthinessTier.CONTRAINDICATED);
        }
        return TrustworthinessTier.worstOf(List.of(status, worst)).equals(status);
    }
}
