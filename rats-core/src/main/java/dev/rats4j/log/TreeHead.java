package dev.rats4j.log;

import dev.rats4j.wire.Bytes;

/**
 * A state of a log, as somebody claims it: by itself it is neither signed nor checked.
 *
 * @param size number of leaves, from 0 to 2^63-1
 * @param root Merkle tree hash, 32 bytes; of a tree without leaves {@link MerkleHash#EMPTY_TREE}
 */
public record TreeHead(long size, Bytes root) {

    /** Refuses a negative size, a root of another length, and an empty tree with another root. */
    public TreeHead {
        if (size < 0) {
            throw new IllegalArgumentException("tree of size " + size);
        }
        MerkleHash.require(root, "root");
        if (size == 0 && !root.equals(MerkleHash.EMPTY_TREE)) {
            throw new IllegalArgumentException("empty tree with the root of another");
        }
    }

    /** All its leaves as one subtree. */
    public Subtree asSubtree() {
        return new Subtree(0, size, root);
    }
}
