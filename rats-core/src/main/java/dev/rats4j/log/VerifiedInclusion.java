package dev.rats4j.log;

import dev.rats4j.wire.Bytes;

/** That a leaf is in a tree. Who answers for the tree is another question: its head is as good as the signature it came with. */
public final class VerifiedInclusion {

    private final Subtree tree;
    private final long leafIndex;
    private final Bytes leafHash;

    VerifiedInclusion(Subtree tree, long leafIndex, Bytes leafHash) {
        this.tree = tree;
        this.leafIndex = leafIndex;
        this.leafHash = leafHash;
    }

    /** The tree, as the range of all its leaves, or the part of it. */
    public Subtree tree() {
        return tree;
    }

    /** Where the leaf is, counted from the first leaf of the log. */
    public long leafIndex() {
        return leafIndex;
    }

    /** The leaf. */
    public Bytes leafHash() {
        return leafHash;
    }
}
