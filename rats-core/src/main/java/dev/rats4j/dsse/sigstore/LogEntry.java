package dev.rats4j.dsse.sigstore;

import dev.rats4j.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry of a transparency log, sigstore_rekor.proto, TransparencyLogEntry, as received.
 *
 * @param logIndex index over all shards of the log
 * @param logId identifier of the log's key
 * @param kind of the body, for example {@code hashedrekord}
 * @param kindVersion of the body, for example {@code 0.0.1}
 * @param integratedTime when the log says it took it; signed by the promise only, and zero without one
 * @param promise the signed entry timestamp (SET)
 * @param proof of inclusion
 * @param body the entry, as the log hashed it
 */
public record LogEntry(
        long logIndex,
        Bytes logId,
        String kind,
        String kindVersion,
        Instant integratedTime,
        Optional<Bytes> promise,
        Optional<Proof> proof,
        Bytes body) {

    /**
     * That an entry is in a tree, sigstore_rekor.proto, InclusionProof.
     *
     * @param logIndex index of the entry in this tree
     * @param treeSize number of entries of the tree
     * @param rootHash of the tree
     * @param hashes from the leaf to the root
     * @param checkpoint the signed note of the log about this tree
     */
    public record Proof(long logIndex, long treeSize, Bytes rootHash, List<Bytes> hashes, String checkpoint) {
        /** Copies the list. */
        public Proof {
            hashes = List.copyOf(hashes);
        }

        /** The size only. */
        @Override
        public String toString() {
            return "proof in a tree of " + treeSize;
        }
    }

    /** The kind only. */
    @Override
    public String toString() {
        return "log entry " + kind + " " + kindVersion;
    }
}
