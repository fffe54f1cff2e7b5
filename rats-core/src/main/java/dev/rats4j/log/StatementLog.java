package dev.rats4j.log;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;

/**
 * A transparency service whose receipts are believed.
 *
 * @param name for results
 * @param key signs its receipts
 * @param entry what of a statement is in its leaves
 */
public record StatementLog(String name, PublicKey key, Entry entry) {

    /** What is registered. Neither RFC 9942 nor RFC 9943 says, so one has to know it of a service. */
    public enum Entry {
        /** The statement itself; ledgers of CCF hold its SHA-256 by their own rules and are meant here. */
        STATEMENT,
        /** The SHA-256 of the statement. */
        STATEMENT_SHA256
    }

    /** Refuses a service without a name. */
    public StatementLog {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a log without a name");
        }
    }

    Bytes entryOf(Bytes statement) {
        return switch (entry) {
            case STATEMENT -> statement;
            case STATEMENT_SHA256 -> HashAlgorithm.SHA256.digest(statement).value();
        };
    }
}
