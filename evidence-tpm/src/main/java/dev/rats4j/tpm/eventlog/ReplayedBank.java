package dev.rats4j.tpm.eventlog;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a log says the registers of a bank hold.
 *
 * @param bank the bank
 * @param values values of the PCRs that events extend, by number
 * @param undetermined PCRs that an event without a digest for this bank extends: their value cannot be told
 */
public record ReplayedBank(HashAlgorithm bank, SortedMap<Integer, Digest> values, SortedSet<Integer> undetermined) {

    /** Copies the collections. */
    public ReplayedBank {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        undetermined = Collections.unmodifiableSortedSet(new TreeSet<>(undetermined));
    }
}
