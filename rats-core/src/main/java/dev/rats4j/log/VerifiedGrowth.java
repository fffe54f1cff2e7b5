package dev.rats4j.log;

import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import java.util.Optional;

/** That a log continues a tree that was known, by the signature of a key. Made by {@link CoseReceipt#verifyConsistency} only. */
public final class VerifiedGrowth {

    private final VerifiedSignature proof;
    private final TreeHead older;
    private final TreeHead newer;
    private final Optional<String> issuer;

    VerifiedGrowth(VerifiedSignature proof, TreeHead older, TreeHead newer, Optional<String> issuer) {
        this.proof = proof;
        this.older = older;
        this.newer = newer;
        this.issuer = issuer;
    }

    /** The signature over the newer root, with the key of the log. */
    public VerifiedSignature proof() {
        return proof;
    }

    /** What was known. */
    public TreeHead older() {
        return older;
    }

    /** The root of the tree that continues it, signed. */
    public Bytes root() {
        return newer.root();
    }

    /** The newer tree's size by the proof. No signature covers it: paths from 2 to 3 and from 2 to 4 leaves look the same. */
    public long untrustedSize() {
        return newer.size();
    }

    /** Who the log says it is, signed. */
    public Optional<String> issuer() {
        return issuer;
    }
}
