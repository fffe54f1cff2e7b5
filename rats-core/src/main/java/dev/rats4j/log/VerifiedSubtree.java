package dev.rats4j.log;

/** That a subtree is part of a tree. Who answers for the tree is another question. */
public final class VerifiedSubtree {

    private final Subtree subtree;
    private final TreeHead head;

    VerifiedSubtree(Subtree subtree, TreeHead head) {
        this.subtree = subtree;
        this.head = head;
    }

    /** The part. */
    public Subtree subtree() {
        return subtree;
    }

    /** The whole. */
    public TreeHead head() {
        return head;
    }
}
