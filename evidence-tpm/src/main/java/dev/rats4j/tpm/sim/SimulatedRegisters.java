package dev.rats4j.tpm.sim;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Registers of a PC Client TPM: 24 per bank, PCR 17 to 22 at all ones at first, others at zero. */
final class SimulatedRegisters {

    static final int COUNT = 24;

    private final Map<HashAlgorithm, Map<Integer, Digest>> banks = new EnumMap<>(HashAlgorithm.class);

    SimulatedRegisters(Set<HashAlgorithm> active) {
        active.forEach(bank -> {
            Map<Integer, Digest> registers = new TreeMap<>();
            for (int index = 0; index < COUNT; index++) {
                registers.put(index, start(bank, index));
            }
            banks.put(bank, registers);
        });
    }

    private static Digest start(HashAlgorithm bank, int index) {
        byte[] value = new byte[bank.length()];
        if (index >= 17 && index <= 22) {
            Arrays.fill(value, (byte) 0xff);
        }
        return new Digest(bank, Bytes.copyOf(value));
    }

    void set(PcrValues values) {
        for (HashAlgorithm bank : values.banks()) {
            registers(bank).putAll(values.bank(bank));
        }
    }

    void extend(int index, Digest digest) {
        Map<Integer, Digest> registers = registers(digest.algorithm());
        Digest before = registers.get(index);
        if (before == null) {
            throw new IllegalArgumentException("PCR " + index);
        }
        registers.put(index, digest.algorithm().digest(before.value(), digest.value()));
    }

    Set<HashAlgorithm> active() {
        return banks.keySet();
    }

    PcrValues values() {
        return new PcrValues(banks);
    }

    private Map<Integer, Digest> registers(HashAlgorithm bank) {
        Map<Integer, Digest> registers = banks.get(bank);
        if (registers == null) {
            throw new IllegalArgumentException("bank " + bank + " is not active");
        }
        return registers;
    }
}
