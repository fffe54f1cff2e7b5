package dev.rats4j.tpm.tools;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmsPcrSelection;
import dev.rats4j.wire.Bytes;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** PCRs to quote, by bank; banks in the order of {@link HashAlgorithm}, numbers ascending. */
record SelectedPcrs(Map<HashAlgorithm, SortedSet<Integer>> banks) {

    /** A PC Client TPM has this many. */
    static final int COUNT = 24;

    SelectedPcrs {
        EnumMap<HashAlgorithm, SortedSet<Integer>> copy = new EnumMap<>(HashAlgorithm.class);
        banks.forEach((bank, numbers) -> copy.put(bank, Collections.unmodifiableSortedSet(new TreeSet<>(numbers))));
        banks = Collections.unmodifiableMap(copy);
        if (banks.isEmpty()) {
            throw new IllegalArgumentException("no PCR is selected");
        }
        banks.forEach((bank, numbers) -> {
            if (numbers.isEmpty() || numbers.first() < 0 || numbers.last() >= COUNT) {
                throw new IllegalArgumentException("PCRs " + numbers + " of bank " + bank);
            }
        });
    }

    static String toolName(HashAlgorithm bank) {
        return bank.name().toLowerCase(Locale.ROOT);
    }

    /** As the tools want it, for example {@code sha256:0,1,2+sha384:16}. */
    String argument() {
        return banks.entrySet().stream()
                .map(bank -> toolName(bank.getKey()) + ":"
                        + bank.getValue().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining("+"));
    }

    /** What a quote over all of this says that it selects. */
    List<TpmsPcrSelection> selections() {
        return banks.entrySet().stream()
                .map(bank -> new TpmsPcrSelection(bank.getKey(), List.copyOf(bank.getValue())))
                .toList();
    }

    /** Takes values apart that follow one another in this order; empty if they are too many or too few. */
    Optional<PcrValues> split(Bytes values) {
        Map<HashAlgorithm, SortedMap<Integer, Digest>> result = new EnumMap<>(HashAlgorithm.class);
        int at = 0;
        for (Map.Entry<HashAlgorithm, SortedSet<Integer>> bank : banks.entrySet()) {
            int length = bank.getKey().length();
            SortedMap<Integer, Digest> registers = new TreeMap<>();
            for (int number : bank.getValue()) {
                if (at + length > values.length()) {
                    return Optional.empty();
                }
                registers.put(number, new Digest(bank.getKey(), values.slice(at, at + length)));
                at += length;
            }
            result.put(bank.getKey(), registers);
        }
        return at == values.length() ? Optional.of(new PcrValues(result)) : Optional.empty();
    }
}
