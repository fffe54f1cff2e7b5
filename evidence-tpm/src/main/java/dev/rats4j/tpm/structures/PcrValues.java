package dev.rats4j.tpm.structures;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Values of Platform Configuration Registers, by bank and number. Where they come from decides whether they may be believed. */
public final class PcrValues {

    /** Numbers of PCRs are below this: TPM 2.0 Part 2, 10.6.1 allows more, no platform has them. */
    public static final int LIMIT = 32;

    /** No values. */
    public static final PcrValues NONE = new PcrValues(Map.of());

    private final Map<HashAlgorithm, SortedMap<Integer, Digest>> banks;

    /**
     * Values by bank.
     *
     * @throws IllegalArgumentException for a number outside 0..31 or a digest of another algorithm than its bank's
     */
    public PcrValues(Map<HashAlgorithm, ? extends Map<Integer, Digest>> values) {
        EnumMap<HashAlgorithm, SortedMap<Integer, Digest>> copy = new EnumMap<>(HashAlgorithm.class);
        values.forEach((bank, registers) -> {
            TreeMap<Integer, Digest> sorted = new TreeMap<>(registers);
            sorted.forEach((index, digest) -> requireFits(bank, index, digest));
            if (!sorted.isEmpty()) {
                copy.put(bank, Collections.unmodifiableSortedMap(sorted));
            }
        });
        banks = Collections.unmodifiableMap(copy);
    }

    private static void requireFits(HashAlgorithm bank, int index, Digest digest) {
        if (index < 0 || index >= LIMIT || digest.algorithm() != bank) {
            throw new IllegalArgumentException("PCR " + index + " of bank " + bank + " holds " + digest.algorithm());
        }
    }

    /** The value of a PCR, if it is known. */
    public Optional<Digest> get(HashAlgorithm bank, int index) {
        return Optional.ofNullable(bank(bank).get(index));
    }

    /** Banks of which at least one value is known. */
    public Set<HashAlgorithm> banks() {
        return banks.keySet();
    }

    /** All values of a bank by number, possibly none. */
    public SortedMap<Integer, Digest> bank(HashAlgorithm bank) {
        return banks.getOrDefault(bank, Collections.emptySortedMap());
    }

    /** Those values that a condition holds for. */
    public PcrValues only(BiPredicate<HashAlgorithm, Integer> condition) {
        if (allMatch(condition)) {
            return this;
        }
        Map<HashAlgorithm, Map<Integer, Digest>> kept = new EnumMap<>(HashAlgorithm.class);
        banks.forEach((bank, registers) -> registers.forEach((index, digest) -> {
            if (condition.test(bank, index)) {
                kept.computeIfAbsent(bank, b -> new TreeMap<>()).put(index, digest);
            }
        }));
        return new PcrValues(kept);
    }

    private boolean allMatch(BiPredicate<HashAlgorithm, Integer> condition) {
        for (Map.Entry<HashAlgorithm, SortedMap<Integer, Digest>> bank : banks.entrySet()) {
            for (Integer index : bank.getValue().keySet()) {
                if (!condition.test(bank.getKey(), index)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof PcrValues other && banks.equals(other.banks);
    }

    @Override
    public int hashCode() {
        return banks.hashCode();
    }

    /** Banks and numbers, no values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        banks.forEach((bank, values) ->
                text.append(text.isEmpty() ? "" : " ").append(bank).append(values.keySet()));
        return text.toString();
    }
}
