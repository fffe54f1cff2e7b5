package dev.rats4j.log;

import dev.rats4j.crypto.VerifiedSignature;
import java.util.Optional;

/** That a log continues a tree that was known, by the signature of a key. Made by {@link CoseReceipt#verifyConsistency} only. */
public final class VerifiedGrowth {

    private final VerifiedSignature proof;
    private final VerifiedConsistency consistency;
    private final Optional<String> issuer;

    VerifiedGrowth(VerifiedSignature proof, VerifiedConsistency consistency, Optional<String> issuer) {
        this.proof = proof;
        this.consistency = consistency;
        this.issuer = issuer;
    }

    /** The signature over the newer root, with the key of the log. */
    public VerifiedSignature proof() {
        return proof;
    }

    /** Both heads; the key answers for the newer one. */
    public VerifiedConsistency consistency() {
        return consistency;
    }

    /** Who the log says it is, signed. */
    public Optional<String> issuer() {
        return issuer;
    }
}
