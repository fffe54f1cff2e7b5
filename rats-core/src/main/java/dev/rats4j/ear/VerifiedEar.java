package dev.rats4j.ear;

import dev.rats4j.crypto.VerifiedSignature;
import java.util.Optional;

/** An EAR and the proof who signed it. Made from {@link VerifiedEarPayload} only. Whether the key is trusted is the caller's to know. */
public final class VerifiedEar {

    private final Ear ear;
    private final Optional<LegacyEarProfile> legacyProfile;
    private final VerifiedSignature proof;

    VerifiedEar(Ear ear, Optional<LegacyEarProfile> legacyProfile, VerifiedSignature proof) {
        this.ear = ear;
        this.legacyProfile = legacyProfile;
        this.proof = proof;
    }

    /** What the Verifier says; if {@link #legacyProfile} is there, {@link LegacyEar#translated}. */
    public Ear ear() {
        return ear;
    }

    /** The older profile in which it was said; empty unless the caller named it as one that is accepted. */
    public Optional<LegacyEarProfile> legacyProfile() {
        return legacyProfile;
    }

    /** The signature, with its key. */
    public VerifiedSignature proof() {
        return proof;
    }
}
