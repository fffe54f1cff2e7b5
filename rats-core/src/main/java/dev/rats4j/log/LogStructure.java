package dev.rats4j.log;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of tree that a receipt may speak of: verifiable data structures, RFC 9942, 8.3. */
public enum LogStructure {
    /** The Merkle tree of RFC 9162 with SHA-256. */
    RFC9162_SHA256(1),
    /** The ledger of CCF, draft-ietf-scitt-receipts-ccf-profile; the number is requested and in use. */
    CCF_LEDGER_SHA256(2);

    private final int identifier;

    LogStructure(int identifier) {
        this.identifier = identifier;
    }

    /** The number in the header. */
    public int identifier() {
        return identifier;
    }

    static Optional<LogStructure> of(long identifier) {
        return Arrays.stream(values())
                .filter(structure -> structure.identifier == identifier)
                .findFirst();
    }
}
