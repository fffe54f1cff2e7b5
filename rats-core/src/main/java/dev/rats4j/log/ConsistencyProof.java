package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The way from an older tree to a newer one that only has more leaves, RFC 9162, 2.1.4.
 *
 * @param olderSize leaves in the older tree, at least 1: every tree continues the empty one, so there is nothing to prove
 * @param newerSize leaves in the newer tree, as many or more
 * @param path hashes of 32 bytes; none between trees of one size
 */
@CheckReturnValue
public record ConsistencyProof(long olderSize, long newerSize, List<Bytes> path) {

    /** Refuses sizes in the wrong order, and a path of any but the one length that fits. */
    public ConsistencyProof {
        if (olderSize <= 0 || olderSize > newerSize) {
            throw new IllegalArgumentException("from a tree of size " + olderSize + " to one of size " + newerSize);
        }
        path = MerkleHash.requirePath(path, ProofPath.consistencyLength(0, olderSize, newerSize));
    }

    /** The newer head that the proof leads to; empty if it does not start at this older one. */
    public Optional<TreeHead> newerHead(TreeHead older) {
        if (older.size() != olderSize) {
            return Optional.empty();
        }
        ProofPath.Roots roots = ProofPath.consistencyRoots(0, olderSize, newerSize, older.root(), path);
        return roots.older().equals(older.root())
                ? Optional.of(new TreeHead(newerSize, roots.newer()))
                : Optional.empty();
    }

    /** Holds the proof against two heads; empty unless it leads from the one to the other. */
    public Optional<VerifiedConsistency> verify(TreeHead older, TreeHead newer) {
        return newerHead(older).filter(newer::equals).map(head -> new VerifiedConsistency(older, head));
    }
}
