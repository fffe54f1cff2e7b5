package dev.rats4j.corim.profile;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Types of the values of the Intel profile. */
final class IntelTypes {

    private static final long NUMERIC = 60010;
    private static final long DIGESTS = 60020;
    private static final long TEXTS = 60021;
    private static final long RAW_VALUE = 560;
    private static final long MASKED_VALUE = 563;
    private static final long INT_RANGE = 564;
    private static final long MIN_SVN = 553;
    private static final long LOWEST_KEY = 554;
    private static final long HIGHEST_KEY = 562;
    private static final int COMPONENTS = 16;

    private static final long GREATER_OR_EQUAL = 2;
    private static final Set<Long> MEMBERSHIP = Set.of(6L, 7L);
    private static final Set<Long> TIMES = Set.of(0L, 1L, 1001L, 1003L);

    private IntelTypes() {}

    /** What an item has to be. */
    interface Shape {
        boolean fits(CborItem item) throws MalformedMessageException;
    }

    static boolean isText(CborItem item) {
        return item.kind() == CborItem.Kind.TEXT;
    }

    static boolean isBytes(CborItem item) {
        return item.kind() == CborItem.Kind.BYTES;
    }

    private static boolean isUnsigned(CborItem item) {
        return item.kind() == CborItem.Kind.UNSIGNED;
    }

    static boolean isTextOrNumber(CborItem item) {
        return isText(item) || isUnsigned(item);
    }

    static boolean isNumberOrBytes(CborItem item) {
        return isUnsigned(item) || isBytes(item);
    }

    /** A date as text, or a time under one of its tags. */
    static boolean isDate(CborItem item) throws MalformedMessageException {
        return isText(item) || (item.kind() == CborItem.Kind.TAG && TIMES.contains(item.tag("tcbdate")));
    }

    static boolean isSvn(CborItem item) throws MalformedMessageException {
        return isUnsigned(item) || isAtLeast(item) || item.isTagged(INT_RANGE) || isMinimum(item);
    }

    static boolean isEvaluation(CborItem item) throws MalformedMessageException {
        return isUnsigned(item) || isAtLeast(item) || item.isTagged(INT_RANGE);
    }

    private static boolean isMinimum(CborItem item) throws MalformedMessageException {
        return item.isTagged(MIN_SVN) && isUnsigned(item.tagContent("min-svn"));
    }

    /** {@code 60010([2, number])}. */
    private static boolean isAtLeast(CborItem item) throws MalformedMessageException {
        if (!item.isTagged(NUMERIC)) {
            return false;
        }
        CborItem[] parts = item.tagContent("numeric-expression").elements(2, 2, "numeric-expression");
        boolean isNumber = switch (parts[1].kind()) {
            case UNSIGNED, NEGATIVE, FLOAT -> true;
            default -> false;
        };
        return isNumber && parts[0].integer("numeric-expression") == GREATER_OR_EQUAL;
    }

    static boolean isMasked(CborItem item) throws MalformedMessageException {
        if (item.isTagged(MASKED_VALUE)) {
            CborItem[] parts = item.tagContent("masked-value").elements(2, 2, "masked-value");
            return isBytes(parts[0]) && isBytes(parts[1]);
        }
        return isBytes(item) || (item.isTagged(RAW_VALUE) && isBytes(item.tagContent("raw-value")));
    }

    /** One digest, several, or an expression about a set of them. */
    static boolean isDigest(CborItem item) throws MalformedMessageException {
        if (item.isTagged(DIGESTS)) {
            return allDigests(set(item));
        }
        List<CborItem> elements = list(item);
        boolean several = !elements.isEmpty() && elements.get(0).kind() == CborItem.Kind.ARRAY;
        return several
                ? allDigests(elements)
                : NamedDigest.read(item, "digest").value().length() > 0;
    }

    private static boolean allDigests(List<CborItem> elements) throws MalformedMessageException {
        for (CborItem element : elements) {
            if (NamedDigest.read(element, "digest").value().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    static boolean isTexts(CborItem item) throws MalformedMessageException {
        return (item.isTagged(TEXTS) ? set(item) : list(item)).stream().allMatch(IntelTypes::isText);
    }

    /** The set of {@code [6 or 7, set]}. */
    private static List<CborItem> set(CborItem item) throws MalformedMessageException {
        CborItem[] parts = item.tagContent("set-expression").elements(2, 2, "set-expression");
        if (!MEMBERSHIP.contains(parts[0].integer("set-expression"))) {
            throw parts[0].malformed("set-expression", "is no operator of sets");
        }
        return list(parts[1]);
    }

    static boolean isKeys(CborItem item) throws MalformedMessageException {
        List<CborItem> keys = list(item);
        for (CborItem key : keys) {
            long tag = key.tag("cryptokeys");
            if (tag < LOWEST_KEY || tag > HIGHEST_KEY) {
                return false;
            }
        }
        return !keys.isEmpty();
    }

    /** Sixteen numbers, or sixteen conditions of one kind. */
    static boolean isComponents(CborItem item) throws MalformedMessageException {
        List<CborItem> components = list(item);
        return components.size() == COMPONENTS
                && (all(components, IntelTypes::isUnsigned)
                        || all(components, IntelTypes::isAtLeast)
                        || all(components, component -> component.isTagged(INT_RANGE))
                        || all(components, IntelTypes::isMinimum));
    }

    private static boolean all(List<CborItem> items, Shape shape) throws MalformedMessageException {
        for (CborItem item : items) {
            if (!shape.fits(item)) {
                return false;
            }
        }
        return true;
    }

    private static List<CborItem> list(CborItem item) throws MalformedMessageException {
        List<CborItem> list = new ArrayList<>();
        item.elements("list").forEach(list::add);
        return list;
    }
}
