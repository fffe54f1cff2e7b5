package dev.rats4j.log;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** A tree in memory that grows leaf by leaf, RFC 9162, 2.1. Keeps hashes, not entries: some 64 bytes per leaf. For one thread at a time. */
public final class MerkleTree {

    /** By height, the hashes of all complete subtrees of {@code 2^height} leaves. */
    private final List<List<Bytes>> levels = new ArrayList<>();

    private long size;

    /** A tree without leaves. */
    public MerkleTree() {}

    /** Adds a leaf with this entry, and says its index. */
    @CanIgnoreReturnValue
    public long append(Bytes entry) {
        return appendHash(MerkleHash.ofLeaf(entry));
    }

    /** Adds a leaf by its hash, and says its index. */
    @CanIgnoreReturnValue
    public long appendHash(Bytes leafHash) {
        Bytes hash = MerkleHash.require(leafHash, "leaf hash");
        int height = 0;
        for (long rest = size; ; rest >>>= 1) {
            if (height == levels.size()) {
                levels.add(new ArrayList<>());
            }
            List<Bytes> level = levels.get(height);
            level.add(hash);
            if ((rest & 1) == 0) {
                return size++;
            }
            hash = MerkleHash.ofNode(level.get(level.size() - 2), hash);
            height++;
        }
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** The present state. */
    public TreeHead head() {
        return head(size);
    }

    /** The state when the tree had this many leaves. */
    public TreeHead head(long atSize) {
        requireSize(atSize);
        return new TreeHead(atSize, hash(new TreeNodes.Range(0, atSize)));
    }

    /** A proof that a leaf is in the tree of this size. */
    public InclusionProof inclusionProof(long leafIndex, long inSize) {
        requireSize(inSize);
        if (leafIndex < 0 || leafIndex >= inSize) {
            throw new IllegalArgumentException("leaf " + leafIndex + " in a tree of size " + inSize);
        }
        return new InclusionProof(inSize, leafIndex, hashes(TreeNodes.inclusion(leafIndex, inSize)));
    }

    /** A proof that the tree of the newer size continues that of the older one. */
    public ConsistencyProof consistencyProof(long olderSize, long newerSize) {
        requireSize(newerSize);
        if (olderSize <= 0 || olderSize > newerSize) {
            throw new IllegalArgumentException("from a tree of size " + olderSize + " to one of size " + newerSize);
        }
        return new ConsistencyProof(olderSize, newerSize, hashes(TreeNodes.consistency(olderSize, newerSize)));
    }

    private void requireSize(long wanted) {
        if (wanted < 0 || wanted > size) {
            throw new IllegalArgumentException("size " + wanted + " of a tree that has " + size);
        }
    }

    private List<Bytes> hashes(List<TreeNodes.Range> ranges) {
        return ranges.stream().map(this::hash).toList();
    }

    private Bytes hash(TreeNodes.Range range) {
        return TreeNodes.fold(TreeNodes.nodes(range).stream()
                .map(node -> levels.get(node.height()).get(Math.toIntExact(node.index())))
                .toList());
    }

    /** The hash of a complete subtree, for tiles. */
    Bytes node(int height, long index) {
        return levels.get(height).get(Math.toIntExact(index));
    }
}
