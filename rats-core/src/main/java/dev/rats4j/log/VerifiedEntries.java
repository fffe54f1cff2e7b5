package dev.rats4j.log;

import dev.rats4j.wire.Bytes;
import java.util.List;

/** That entries stand in a tree one after another. Who answers for the tree is another question. */
public final class VerifiedEntries {

    private final TreeHead head;
    private final long first;
    private final List<Bytes> entries;

    VerifiedEntries(TreeHead head, long first, List<Bytes> entries) {
        this.head = head;
        this.first = first;
        this.entries = List.copyOf(entries);
    }

    /** The tree. */
    public TreeHead head() {
        return head;
    }

    /** Index of the first entry. */
    public long first() {
        return first;
    }

    /** The entries. */
    public List<Bytes> entries() {
        return entries;
    }
}
