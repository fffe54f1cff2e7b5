package dev.rats4j.log;

/** That a newer tree begins with all leaves of an older one, in their order. Who answers for the heads is another question. */
public final class VerifiedConsistency {

    private final TreeHead older;
    private final TreeHead newer;

    VerifiedConsistency(TreeHead older, TreeHead newer) {
        this.older = older;
        this.newer = newer;
    }

    /** The older head. */
    public TreeHead older() {
        return older;
    }

    /** The newer head. */
    public TreeHead newer() {
        return newer;
    }
}
