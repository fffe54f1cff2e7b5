package dev.rats4j.verifier.corim;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules of comparison, condition against accepted claims: draft-ietf-rats-corim-11, "Comparing". */
final class Comparison {

    /**
     * Code points without a rule of their own, which are equal or not: version, flags, mac-addr, ip-addr, serial-number, ueid, uuid,
     * name. Of what a profile defines, and of its other types at these code points, nobody here knows the rule: they never match.
     */
    private static final Set<Long> COMPARED_BY_EQUALITY = Set.of(0L, 3L, 6L, 7L, 8L, 9L, 10L, 11L);

    private Comparison() {}

    /** Every field in the condition exists on the other side and is equal; extra fields there are ignored. */
    static boolean matches(Environment condition, Environment accepted) {
        return containedIn(condition.instance(), accepted.instance())
                && containedIn(condition.group(), accepted.group())
                && (condition.environmentClass().isEmpty()
                        || accepted.environmentClass()
                                .filter(condition.environmentClass().get()::isContainedIn)
                                .isPresent());
    }

    private static boolean containedIn(Optional<?> condition, Optional<?> accepted) {
        return condition.isEmpty() || condition.equals(accepted);
    }

    /** Every key in the condition equals some key there; order does not matter. */
    static boolean matchesAuthority(List<CryptoKey> condition, List<CryptoKey> accepted) {
        return accepted.containsAll(condition);
    }

    /** Every code point in the condition matches. */
    static boolean matches(MeasurementValues condition, MeasurementValues accepted) {
        for (Map.Entry<Long, MeasurementValues.Entry> entry :
                condition.entries().entrySet()) {
            MeasurementValues.Entry other = accepted.entries().get(entry.getKey());
            if (other == null || !matches(entry.getKey(), entry.getValue().value(), other.value())) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(long codePoint, Object condition, Object accepted) {
        if (condition instanceof CodePoint.Svn svn && accepted instanceof CodePoint.Svn other) {
            return matches(svn, other);
        }
        if (condition instanceof CodePoint.Digests digests && accepted instanceof CodePoint.Digests other) {
            return !commonAlgorithms(digests, other).isEmpty();
        }
        if (condition instanceof CodePoint.RawValue raw && accepted instanceof CodePoint.RawValue other) {
            return matches(raw, other);
        }
        if (condition instanceof CodePoint.CryptoKeys keys && accepted instanceof CodePoint.CryptoKeys other) {
            return keys.entries().size() <= other.entries().size()
                    && keys.entries()
                            .equals(other.entries().subList(0, keys.entries().size()));
        }
        if (condition instanceof CodePoint.IntegrityRegisters registers
                && accepted instanceof CodePoint.IntegrityRegisters other) {
            return matches(registers, other);
        }
        if (condition instanceof CodePoint.IntRange range && accepted instanceof CodePoint.IntRange other) {
            return matches(range, other);
        }
        boolean hasRule = COMPARED_BY_EQUALITY.contains(codePoint) && !(condition instanceof Bytes);
        if (condition instanceof CodePoint.Flags flags) {
            hasRule = flags.extensions().isEmpty(); // nobody here knows what other flags mean
        }
        return hasRule && condition.equals(accepted);
    }

    private static boolean matches(CodePoint.Svn condition, CodePoint.Svn accepted) {
        if (condition.minimum() == accepted.minimum()) {
            return condition.value().equals(accepted.value());
        }
        return condition.minimum() && accepted.value().compareTo(condition.value()) >= 0;
    }

    /**
     * Algorithms that both sides have; the digests under all of them are equal.
     *
     * @return empty if there is no common algorithm, a common one differs, or an algorithm is there twice on either side
     */
    static Set<NamedDigest.Algorithm> commonAlgorithms(CodePoint.Digests condition, CodePoint.Digests accepted) {
        Optional<Map<NamedDigest.Algorithm, Bytes>> expected = byAlgorithm(condition);
        Optional<Map<NamedDigest.Algorithm, Bytes>> actual = byAlgorithm(accepted);
        if (expected.isEmpty() || actual.isEmpty()) {
            return Set.of();
        }
        Map<NamedDigest.Algorithm, Bytes> common = new HashMap<>(expected.get());
        common.keySet().retainAll(actual.get().keySet());
        for (Map.Entry<NamedDigest.Algorithm, Bytes> digest : common.entrySet()) {
            if (!Optional.of(digest.getValue())
                    .equals(Optional.ofNullable(actual.get().get(digest.getKey())))) {
                return Set.of();
            }
        }
        return common.keySet();
    }

    private static Optional<Map<NamedDigest.Algorithm, Bytes>> byAlgorithm(CodePoint.Digests digests) {
        Map<NamedDigest.Algorithm, Bytes> byAlgorithm = new HashMap<>();
        for (NamedDigest digest : digests.entries()) {
            if (byAlgorithm.put(digest.algorithm(), digest.value()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(byAlgorithm);
    }

    /** Every register of the condition is there too, and matches as digests do. */
    private static boolean matches(CodePoint.IntegrityRegisters condition, CodePoint.IntegrityRegisters accepted) {
        for (Map.Entry<CborKey, CodePoint.Digests> register :
                condition.registers().entrySet()) {
            CodePoint.Digests other = accepted.registers().get(register.getKey());
            if (other == null || commonAlgorithms(register.getValue(), other).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The accepted side has no mask; only bits set in the condition's mask count. */
    private static boolean matches(CodePoint.RawValue condition, CodePoint.RawValue accepted) {
        if (accepted.mask().isPresent()
                || condition.value().length() != accepted.value().length()) {
            return false;
        }
        if (condition.mask().isEmpty()) {
            return condition.value().equals(accepted.value());
        }
        Bytes mask = condition.mask().get();
        for (int i = 0; i < mask.length(); i++) {
            if (((condition.value().at(i) ^ accepted.value().at(i)) & mask.at(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The accepted range lies within the condition's; an absent end is unbounded. */
    private static boolean matches(CodePoint.IntRange condition, CodePoint.IntRange accepted) {
        return reaches(condition.minimum(), accepted.minimum(), -1)
                && reaches(condition.maximum(), accepted.maximum(), 1);
    }

    private static boolean reaches(Optional<BigInteger> condition, Optional<BigInteger> accepted, int direction) {
        return condition.isEmpty()
                || (accepted.isPresent()
                        && accepted.get().subtract(condition.get()).signum() != direction);
    }
}
