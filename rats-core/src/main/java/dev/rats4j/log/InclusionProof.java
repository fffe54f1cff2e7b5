package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The way from a leaf to the root, RFC 9162, 2.1.3. It proves nothing before it is held against a tree head that somebody answers for.
 *
 * @param treeSize leaves in the tree, from 1 to 2^63-1
 * @param leafIndex of the leaf, from 0
 * @param path hashes of 32 bytes, from the leaf's sibling upwards; none in a tree of one leaf
 */
@CheckReturnValue
public record InclusionProof(long treeSize, long leafIndex, List<Bytes> path) {

    /** Refuses an index outside of the tree, and a path of any but the one length that fits. */
    public InclusionProof {
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new IllegalArgumentException("leaf " + leafIndex + " in a tree of size " + treeSize);
        }
        path = MerkleHash.requirePath(path, ProofPath.inclusionLength(leafIndex, treeSize));
    }

    /** The root that the proof leads to from a leaf: every leaf leads to one, and only the right one to the right one. */
    public Bytes root(Bytes leafHash) {
        return ProofPath.inclusionRoot(leafIndex, treeSize, MerkleHash.require(leafHash, "leaf hash"), path);
    }

    /**
     * Holds the proof against a head.
     *
     * @param leafHash {@link MerkleHash#ofLeaf} of the entry
     * @return empty unless the leaf leads to this very head
     */
    public Optional<VerifiedInclusion> verify(Bytes leafHash, TreeHead head) {
        return head.size() == treeSize && root(leafHash).equals(head.root())
                ? Optional.of(new VerifiedInclusion(head.asSubtree(), leafIndex, leafHash))
                : Optional.empty();
    }
}
