package dev.rats4j.log;

import dev.rats4j.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Trees and proofs by the recursive definitions of RFC 9162, 2.1, and of draft-ietf-plants-merkle-tree-certs, 4; independent of the code under test. */
final class NaiveMerkle {

    private NaiveMerkle() {}

    static Bytes sha256(byte prefix, Bytes... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(prefix);
            for (Bytes part : parts) {
                digest.update(part.toByteArray());
            }
            return Bytes.copyOf(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Bytes root(List<Bytes> entries) {
        int n = entries.size();
        if (n == 0) {
            return Bytes.fromHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        }
        if (n == 1) {
            return sha256((byte) 0, entries.get(0));
        }
        int k = split(n);
        return sha256((byte) 1, root(entries.subList(0, k)), root(entries.subList(k, n)));
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    static List<Bytes> path(int m, List<Bytes> entries) {
        int n = entries.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        List<Bytes> path;
        if (m < k) {
            path = new ArrayList<>(path(m, entries.subList(0, k)));
            path.add(root(entries.subList(k, n)));
        } else {
            path = new ArrayList<>(path(m - k, entries.subList(k, n)));
            path.add(root(entries.subList(0, k)));
        }
        return path;
    }

    /** The proof from entries {@code start} to {@code end} to all. */
    static List<Bytes> part(int start, int end, List<Bytes> entries) {
        return part(start, end, entries, true);
    }

    private static List<Bytes> part(int start, int end, List<Bytes> entries, boolean isKnown) {
        int n = entries.size();
        if (start == 0 && end == n) {
            return isKnown ? List.of() : List.of(root(entries));
        }
        int k = split(n);
        List<Bytes> path;
        if (end <= k) {
            path = new ArrayList<>(part(start, end, entries.subList(0, k), isKnown));
            path.add(root(entries.subList(k, n)));
        } else if (k <= start) {
            path = new ArrayList<>(part(start - k, end - k, entries.subList(k, n), isKnown));
            path.add(root(entries.subList(0, k)));
        } else {
            path = new ArrayList<>(part(0, end - k, entries.subList(k, n), false));
            path.add(root(entries.subList(0, k)));
        }
        return path;
    }

    static List<Bytes> entries(int count) {
        List<Bytes> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(Bytes.ofUtf8("entry " + i));
        }
        return entries;
    }

    static MerkleTree tree(List<Bytes> entries) {
        MerkleTree tree = new MerkleTree();
        entries.forEach(tree::append);
        return tree;
    }
}
