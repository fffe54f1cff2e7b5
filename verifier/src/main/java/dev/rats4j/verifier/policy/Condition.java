package dev.rats4j.verifier.policy;

import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a policy requires of a claim. The direction of a comparison is its type.
 *
 * @param <T> type of the claim's value
 */
public sealed interface Condition<T> {

    /** Whether a value meets it; digests without collision resistance do not count. */
    boolean isMetBy(T value);

    /**
     * Whether a value meets it.
     *
     * @param weakDigests whether digests without collision resistance count
     */
    default boolean isMetBy(T value, boolean weakDigests) {
        return isMetBy(value);
    }

    /** A number that is not below a floor. */
    record AtLeast(BigInteger floor) implements Condition<CodePoint.IntRange> {
        /** Refuses numbers that an int-range cannot hold. */
        public AtLeast {
            var unused = new CodePoint.IntRange(Optional.of(floor), Optional.empty());
        }

        /** A floor of 63 bits. */
        public AtLeast(long floor) {
            this(BigInteger.valueOf(floor));
        }

        @Override
        public boolean isMetBy(CodePoint.IntRange value) {
            return value.minimum()
                    .filter(number -> number.compareTo(floor) >= 0)
                    .isPresent();
        }

        @Override
        public String toString() {
            return "at least " + floor;
        }
    }

    /** A number that is not above a ceiling. */
    record AtMost(BigInteger ceiling) implements Condition<CodePoint.IntRange> {
        /** Refuses numbers that an int-range cannot hold. */
        public AtMost {
            var unused = new CodePoint.IntRange(Optional.empty(), Optional.of(ceiling));
        }

        /** A ceiling of 63 bits. */
        public AtMost(long ceiling) {
            this(BigInteger.valueOf(ceiling));
        }

        @Override
        public boolean isMetBy(CodePoint.IntRange value) {
            return value.maximum()
                    .filter(number -> number.compareTo(ceiling) <= 0)
                    .isPresent();
        }

        @Override
        public String toString() {
            return "at most " + ceiling;
        }
    }

    /** A security version number that is not below a floor. */
    record SvnAtLeast(long floor) implements Condition<CodePoint.Svn> {
        /** Refuses negative numbers. */
        public SvnAtLeast {
            if (floor < 0) {
                throw new IllegalArgumentException("a security version number is not negative");
            }
        }

        @Override
        public boolean isMetBy(CodePoint.Svn value) {
            return !value.minimum() && value.value().compareTo(BigInteger.valueOf(floor)) >= 0;
        }

        @Override
        public String toString() {
            return "SVN at least " + floor;
        }
    }

    /**
     * Digests that are in a list: every one under an algorithm that the list has, at least one, and one of them without collisions
     * known. An Attester that states several digests does not choose the one that is looked at.
     */
    record DigestIn(List<NamedDigest> allowed) implements Condition<CodePoint.Digests> {
        /** Copies the list; refuses the empty one. */
        public DigestIn {
            allowed = List.copyOf(allowed);
            if (allowed.isEmpty()) {
                throw new IllegalArgumentException(
                        "a list of no digests refuses everything; leave the claim out instead");
            }
        }

        @Override
        public boolean isMetBy(CodePoint.Digests value) {
            return isMetBy(value, false);
        }

        @Override
        public boolean isMetBy(CodePoint.Digests value, boolean weakDigests) {
            Set<NamedDigest.Algorithm> listed =
                    allowed.stream().map(NamedDigest::algorithm).collect(Collectors.toSet());
            List<NamedDigest> common = value.entries().stream()
                    .filter(digest -> listed.contains(digest.algorithm()))
                    .toList();
            boolean strong = common.stream().anyMatch(digest -> NamedDigest.isCollisionResistant(digest.algorithm()));
            return !common.isEmpty() && allowed.containsAll(common) && (strong || weakDigests);
        }

        @Override
        public String toString() {
            return "one of " + allowed.size() + " digests";
        }
    }

    /** A name, letter by letter. */
    record NameEquals(String expected) implements Condition<String> {
        @Override
        public boolean isMetBy(String value) {
            return value.equals(expected);
        }

        @Override
        public String toString() {
            return "equal to " + expected;
        }
    }

    /** Whether a value of unknown type is of the right one and meets it. */
    static <T> boolean isMet(Condition<T> condition, Class<T> type, Optional<?> value, boolean weakDigests) {
        return value.filter(type::isInstance)
                .map(type::cast)
                .filter(known -> condition.isMetBy(known, weakDigests))
                .isPresent();
    }
}
