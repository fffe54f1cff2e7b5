package dev.rats4j.ear;

import dev.rats4j.crypto.VerifiedSignature;

/** An EAR and the proof who signed it. Made from {@link VerifiedEarPayload} only. Whether the key is trusted is the caller's to know. */
public final class VerifiedEar {

    private final Ear ear;
    private final VerifiedSignature proof;

    VerifiedEar(Ear ear, VerifiedSignature proof) {
        this.ear = ear;
        this.proof = proof;
    }

    /** What the Verifier says. */
    public Ear ear() {
        return ear;
    }

    /** The signature, with its key. */
    public VerifiedSignature proof() {
        return proof;
    }
}
