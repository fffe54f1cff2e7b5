package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Part of a tree: the leaves {@code start} to {@code end}, without the last, as draft-ietf-plants-merkle-tree-certs defines it.
 *
 * @param start a multiple of the smallest power of two that is not below the number of leaves
 * @param end not below start
 * @param root the Merkle tree hash of these leaves, 32 bytes; {@link MerkleHash#EMPTY_TREE} if there are none
 */
@CheckReturnValue
public record Subtree(long start, long end, Bytes root) {

    /** Refuses a range that no proof can speak of. */
    public Subtree {
        if (start < 0 || end < start || !isAligned(start, end)) {
            throw new IllegalArgumentException("no subtree from " + start + " to " + end);
        }
        MerkleHash.require(root, "root");
        if (start == end && !root.equals(MerkleHash.EMPTY_TREE)) {
            throw new IllegalArgumentException("empty subtree with the root of another");
        }
    }

    private static boolean isAligned(long start, long end) {
        if (end - start <= 1 || start == 0) {
            return true;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(end - start - 1);
        return Long.numberOfTrailingZeros(start) >= bits;
    }

    /**
     * Holds a path against this subtree.
     *
     * @param leafIndex counted from the first leaf of the log
     * @return empty unless the leaf leads to the root
     */
    public Optional<VerifiedInclusion> verifyInclusion(long leafIndex, Bytes leafHash, List<Bytes> path) {
        if (leafIndex < start || leafIndex >= end) {
            return Optional.empty();
        }
        long size = end - start;
        long within = leafIndex - start;
        if (!isPath(path, ProofPath.inclusionLength(within, size)) || leafHash.length() != MerkleHash.LENGTH) {
            return Optional.empty();
        }
        return ProofPath.inclusionRoot(within, size, leafHash, path).equals(root)
                ? Optional.of(new VerifiedInclusion(this, leafIndex, leafHash))
                : Optional.empty();
    }

    /** Holds a path between this subtree and a tree against the tree; empty unless the tree has these leaves at this place. */
    public Optional<VerifiedSubtree> verifyPart(TreeHead head, List<Bytes> path) {
        if (end > head.size()) {
            return Optional.empty();
        }
        if (start == end) {
            return path.isEmpty() ? Optional.of(new VerifiedSubtree(this, head)) : Optional.empty();
        }
        if (!isPath(path, ProofPath.consistencyLength(start, end, head.size()))) {
            return Optional.empty();
        }
        ProofPath.Roots roots = ProofPath.consistencyRoots(start, end, head.size(), root, path);
        return roots.older().equals(root) && roots.newer().equals(head.root())
                ? Optional.of(new VerifiedSubtree(this, head))
                : Optional.empty();
    }

    private static boolean isPath(List<Bytes> path, int length) {
        return path.size() == length && path.stream().allMatch(hash -> hash.length() == MerkleHash.LENGTH);
    }
}
