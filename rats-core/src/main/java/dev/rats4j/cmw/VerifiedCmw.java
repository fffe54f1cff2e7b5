package dev.rats4j.cmw;

import dev.rats4j.crypto.VerifiedSignature;

/**
 * A wrapper and the proof who signed it. Made by {@link SignedCmw#verify} only. Whether the key is trusted is the caller's to know, and
 * what is in the records has signatures of its own, or none.
 */
public final class VerifiedCmw {

    private final Cmw cmw;
    private final VerifiedSignature proof;

    VerifiedCmw(Cmw cmw, VerifiedSignature proof) {
        this.cmw = cmw;
        this.proof = proof;
    }

    /** What was signed. */
    public Cmw cmw() {
        return cmw;
    }

    /** The signature, with its key. */
    public VerifiedSignature proof() {
        return proof;
    }
}
