package dev.rats4j.cli;

import dev.rats4j.cli.input.InputException;
import dev.rats4j.crypto.HashAlgorithm;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** PCRs by bank, as people write them: {@code sha256:0,1,7+sha384:0}. */
final class PcrSelection {

    private static final int LAST = 23;

    private PcrSelection() {}

    static Map<HashAlgorithm, SortedSet<Integer>> parse(String text) throws InputException {
        Map<HashAlgorithm, SortedSet<Integer>> selection = new EnumMap<>(HashAlgorithm.class);
        for (String part : text.split("[+]", -1)) {
            int colon = part.indexOf(':');
            if (colon < 0) {
                throw new InputException("--pcrs '" + part + "' names no bank; write sha256:0,1,7.");
            }
            String name = part.substring(0, colon);
            if (selection.put(bank(name), indexes(name, part.substring(colon + 1))) != null) {
                throw new InputException("--pcrs names the bank " + name + " twice; write its PCRs as one list.");
            }
        }
        return selection;
    }

    private static SortedSet<Integer> indexes(String bank, String list) throws InputException {
        if (list.isEmpty()) {
            throw new InputException("--pcrs " + bank + ": names no PCR; write " + bank + ":0,1,7.");
        }
        SortedSet<Integer> indexes = new TreeSet<>();
        for (String index : list.split(",", -1)) {
            if (!index.matches("[0-9]{1,2}") || Integer.parseInt(index) > LAST) {
                throw new InputException("--pcrs " + bank + ": '" + index + "' is no PCR; they are 0 to " + LAST + ".");
            }
            indexes.add(Integer.valueOf(index));
        }
        return indexes;
    }

    private static HashAlgorithm bank(String name) throws InputException {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sha1" -> HashAlgorithm.SHA1;
            case "sha256" -> HashAlgorithm.SHA256;
            case "sha384" -> HashAlgorithm.SHA384;
            case "sha512" -> HashAlgorithm.SHA512;
            default ->
                throw new InputException("--pcrs: " + name + " is no bank; banks are sha1, sha256, sha384, sha512.");
        };
    }
}
