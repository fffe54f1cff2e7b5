package dev.rats4j.log;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import java.util.List;

/** Hashes of a Merkle tree with SHA-256, RFC 9162, 2.1.1. Leaves and nodes begin with different bytes, so that none passes for the other. */
public final class MerkleHash {

    /** Length in bytes. */
    public static final int LENGTH = 32;

    /** The root of the tree without leaves. */
    public static final Bytes EMPTY_TREE = HashAlgorithm.SHA256.digest().value();

    private static final Bytes LEAF = Bytes.of(0);
    private static final Bytes NODE = Bytes.of(1);

    private MerkleHash() {}

    /** The hash of a leaf with this entry. */
    public static Bytes ofLeaf(Bytes entry) {
        return HashAlgorithm.SHA256.digest(LEAF, entry).value();
    }

    /** The hash of a node. */
    public static Bytes ofNode(Bytes left, Bytes right) {
        return HashAlgorithm.SHA256.digest(NODE, left, right).value();
    }

    static Bytes require(Bytes hash, String what) {
        if (hash.length() != LENGTH) {
            throw new IllegalArgumentException(what + " of " + hash.length() + " bytes, not " + LENGTH);
        }
        return hash;
    }

    static List<Bytes> requirePath(List<Bytes> path, int length) {
        if (path.size() != length) {
            throw new IllegalArgumentException("path of " + path.size() + " hashes, not " + length);
        }
        path.forEach(hash -> require(hash, "hash of the path"));
        return List.copyOf(path);
    }
}
