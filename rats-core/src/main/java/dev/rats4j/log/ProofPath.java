package dev.rats4j.log;

import dev.rats4j.wire.Bytes;
import java.util.List;

/** What a path of hashes leads to. Lengths are exact: there is one path for one question, and no room for another. */
final class ProofPath {

    private ProofPath() {}

    /** Number of hashes in the inclusion path of a leaf. */
    static int inclusionLength(long index, long size) {
        int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
        return inner + Long.bitCount(index >>> inner);
    }

    /** The root that a leaf leads to, RFC 9162, 2.1.3.2; the path has the right length. */
    static Bytes inclusionRoot(long index, long size, Bytes leafHash, List<Bytes> path) {
        long fn = index;
        long sn = size - 1;
        Bytes hash = leafHash;
        for (Bytes sibling : path) {
            if ((fn & 1) == 1 || fn == sn) {
                hash = MerkleHash.ofNode(sibling, hash);
                int shift = fn == 0 ? 0 : Long.numberOfTrailingZeros(fn);
                fn >>>= shift;
                sn >>>= shift;
            } else {
                hash = MerkleHash.ofNode(hash, sibling);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return hash;
    }

    /** Both roots that a consistency path leads to: of the older tree or subtree, and of the newer tree. */
    record Roots(Bytes older, Bytes newer) {}

    /** Number of hashes in the consistency path from leaves {@code start} to {@code end} to a tree. */
    static int consistencyLength(long start, long end, long size) {
        Walk walk = new Walk(start, end, size);
        int length = walk.beginsWithNode() ? 0 : 1;
        while (walk.tn != 0) {
            walk.ascend();
            length++;
        }
        return length;
    }

    /**
     * Follows a consistency path of the right length, RFC 9162, 2.1.4.2; for subtrees as in draft-ietf-plants-merkle-tree-certs.
     *
     * @param hash of the older tree, or of the subtree
     */
    static Roots consistencyRoots(long start, long end, long size, Bytes hash, List<Bytes> path) {
        Walk walk = new Walk(start, end, size);
        boolean withoutFirst = walk.beginsWithNode();
        Bytes older = withoutFirst ? hash : path.get(0);
        Bytes newer = older;
        for (Bytes sibling : path.subList(withoutFirst ? 0 : 1, path.size())) {
            if (walk.isRightChild()) {
                if (walk.fn < walk.sn) {
                    older = MerkleHash.ofNode(sibling, older);
                }
                newer = MerkleHash.ofNode(sibling, newer);
            } else {
                newer = MerkleHash.ofNode(newer, sibling);
            }
            walk.ascend();
        }
        return new Roots(older, newer);
    }

    /** Positions of the first leaf, the last leaf and the tree's last leaf, each as seen from one level of the tree. */
    private static final class Walk {
        private long fn;
        private long sn;
        private long tn;

        Walk(long start, long end, long size) {
            fn = start;
            sn = end - 1;
            tn = size - 1;
            boolean isWhole = sn == tn;
            while (fn != sn && (isWhole || (sn & 1) == 1)) {
                shift(1);
            }
        }

        boolean beginsWithNode() {
            return fn == sn;
        }

        boolean isRightChild() {
            return (sn & 1) == 1 || sn == tn;
        }

        void ascend() {
            if (isRightChild() && sn != 0) {
                shift(Long.numberOfTrailingZeros(sn));
            }
            shift(1);
        }

        private void shift(int by) {
            fn >>>= by;
            sn >>>= by;
            tn >>>= by;
        }
    }
}
