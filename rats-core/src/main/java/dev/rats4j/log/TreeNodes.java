package dev.rats4j.log;

import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which ranges of leaves a proof is made of, and which complete subtrees a range is made of. RFC 9162, 2.1. */
final class TreeNodes {

    private TreeNodes() {}

    /** Leaves from {@code start} to {@code end}, without the last, that are hashed as a tree of their own. */
    record Range(long start, long end) {
        long size() {
            return end - start;
        }

        /** Where the tree of this range, of at least two leaves, parts. */
        long middle() {
            return start + Long.highestOneBit(size() - 1);
        }

        Range left() {
            return new Range(start, middle());
        }

        Range right() {
            return new Range(middle(), end);
        }
    }

    /** A complete subtree of {@code 2^height} leaves, the {@code index}-th at this height. */
    record Node(int height, long index) {}

    /** The complete subtrees of a range, from the left; none is below another. */
    static List<Node> nodes(Range range) {
        List<Node> nodes = new ArrayList<>();
        long at = range.start();
        while (at < range.end()) {
            int height = Long.SIZE - 1 - Long.numberOfLeadingZeros(range.end() - at);
            nodes.add(new Node(height, at >>> height));
            at += 1L << height;
        }
        return nodes;
    }

    /** The hash of a range from those of its {@link #nodes}. */
    static Bytes fold(List<Bytes> hashes) {
        if (hashes.isEmpty()) {
            return MerkleHash.EMPTY_TREE;
        }
        Bytes hash = hashes.get(hashes.size() - 1);
        for (int i = hashes.size() - 2; i >= 0; i--) {
            hash = MerkleHash.ofNode(hashes.get(i), hash);
        }
        return hash;
    }

    /** The ranges whose hashes are the inclusion path of a leaf. */
    static List<Range> inclusion(long index, long size) {
        List<Range> siblings = new ArrayList<>();
        Range range = new Range(0, size);
        while (range.size() > 1) {
            boolean isLeft = index < range.middle();
            siblings.add(isLeft ? range.right() : range.left());
            range = isLeft ? range.left() : range.right();
        }
        Collections.reverse(siblings);
        return siblings;
    }

    /** The ranges whose hashes are the consistency path between the first leaves and all. */
    static List<Range> consistency(long olderSize, long newerSize) {
        List<Range> path = new ArrayList<>();
        Range range = new Range(0, newerSize);
        while (range.end() != olderSize) {
            boolean isLeft = olderSize <= range.middle();
            path.add(isLeft ? range.right() : range.left());
            range = isLeft ? range.left() : range.right();
        }
        if (range.start() != 0) { // what starts at 0 is the older tree itself, which the verifier has
            path.add(range);
        }
        Collections.reverse(path);
        return path;
    }
}
