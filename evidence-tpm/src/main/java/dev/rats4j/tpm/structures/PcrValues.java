package dev.rats4j.tpm.structures;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Values of Platform Configuration Registers, by bank and number. Where they come from decides whether they may be believed. */
public final class PcrValues {

    /** Numbers of PCRs are below this: TPM 2.0 Part 2, 10.6.1 allows more, no platform has them. */
    public static final int LIMIT = 32;

    /** No values. */
    public static final PcrValues NONE = builder().build();

    /** An array of {@link #LIMIT} places per bank; banks without a value have none. */
    private final Map<HashAlgorithm, @Nullable Digest[]> banks;

    /**
     * Values by bank.
     *
     * @throws IllegalArgumentException for a number outside 0..31 or a digest of another algorithm than its bank's
     */
    public PcrValues(Map<HashAlgorithm, ? extends Map<Integer, Digest>> values) {
        Builder builder = builder();
        values.forEach((bank, registers) -> registers.forEach((index, digest) -> {
            if (digest.algorithm() != bank) {
                throw new IllegalArgumentException("bank " + bank + " holds " + digest.algorithm());
            }
            builder.put(index, digest);
        }));
        banks = Collections.unmodifiableMap(builder.banks);
    }

    private PcrValues(Builder builder) {
        banks = Collections.unmodifiableMap(builder.banks);
    }

    /** Starts with no values. */
    public static Builder builder() {
        return new Builder();
    }

    /** The value of a PCR, if it is known. */
    public Optional<Digest> get(HashAlgorithm bank, int index) {
        return Optional.ofNullable(valueOrNull(bank, index));
    }

    /** For loops over all PCRs, which an Optional each would make slow. */
    @Nullable
    Digest valueOrNull(HashAlgorithm bank, int index) {
        @Nullable Digest[] registers = banks.get(bank);
        return registers == null || index < 0 || index >= LIMIT ? null : registers[index];
    }

    /** Banks of which at least one value is known. */
    public Set<HashAlgorithm> banks() {
        return banks.keySet();
    }

    /** All values of a bank by number, possibly none. */
    public SortedMap<Integer, Digest> bank(HashAlgorithm bank) {
        SortedMap<Integer, Digest> values = new TreeMap<>();
        for (int index = 0; index < LIMIT; index++) {
            Optional<Digest> value = get(bank, index);
            if (value.isPresent()) {
                values.put(index, value.get());
            }
        }
        return Collections.unmodifiableSortedMap(values);
    }

    /** Those values that a condition holds for. */
    public PcrValues only(BiPredicate<HashAlgorithm, Integer> condition) {
        if (allMatch(condition)) {
            return this;
        }
        Builder kept = builder();
        banks.forEach((bank, registers) -> {
            for (int index = 0; index < LIMIT; index++) {
                Digest value = registers[index];
                if (value != null && condition.test(bank, index)) {
                    kept.put(index, value);
                }
            }
        });
        return kept.build();
    }

    private boolean allMatch(BiPredicate<HashAlgorithm, Integer> condition) {
        for (HashAlgorithm bank : banks.keySet()) {
            for (int index = 0; index < LIMIT; index++) {
                if (valueOrNull(bank, index) != null && !condition.test(bank, index)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof PcrValues other
                && banks.keySet().equals(other.banks.keySet())
                && banks.entrySet().stream()
                        .allMatch(bank -> Arrays.equals(bank.getValue(), other.banks.get(bank.getKey())));
    }

    @Override
    public int hashCode() {
        return banks.entrySet().stream()
                .mapToInt(bank -> bank.getKey().hashCode() ^ Arrays.hashCode(bank.getValue()))
                .sum();
    }

    /** Banks and numbers, no values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        banks.keySet()
                .forEach(bank -> text.append(text.isEmpty() ? "" : " ")
                        .append(bank)
                        .append(bank(bank).keySet()));
        return text.toString();
    }

    /** Collects values, the last one of each PCR. Not for use after {@link #build}. */
    public static final class Builder {
        private final Map<HashAlgorithm, @Nullable Digest[]> banks = new EnumMap<>(HashAlgorithm.class);

        private Builder() {}

        /**
         * Puts a value into the bank of its algorithm.
         *
         * @throws IllegalArgumentException for a number outside 0..31
         */
        public Builder put(int index, Digest value) {
            if (index < 0 || index >= LIMIT) {
                throw new IllegalArgumentException("PCR " + index + " of bank " + value.algorithm());
            }
            @Nullable Digest[] registers = banks.get(value.algorithm());
            if (registers == null) {
                registers = new Digest[LIMIT];
                banks.put(value.algorithm(), registers);
            }
            registers[index] = value;
            return this;
        }

        /** The values. */
        public PcrValues build() {
            return new PcrValues(this);
        }
    }
}
