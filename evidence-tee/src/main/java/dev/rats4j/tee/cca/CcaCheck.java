package dev.rats4j.tee.cca;

/** What has to hold of a CCA token before anything in it counts. */
public enum CcaCheck {
    /** The given key signed the platform token. */
    PLATFORM_SIGNATURE,
    /** Claim 44237 of the realm token is a public key. Without one there is nothing to verify the realm token with. */
    REALM_KEY,
    /** The key of claim 44237 signed the realm token. */
    REALM_SIGNATURE,
    /** The nonce of the platform token is the hash, by the function of claim 44240, of the bytes of claim 44237. */
    KEY_BINDING
}
