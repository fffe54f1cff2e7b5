package dev.rats4j.spi;

import dev.rats4j.wire.Bytes;

/**
 * The two keys of one device. Equal keys have equal bytes, so that a store can compare them.
 *
 * @param endorsementKey the key that the manufacturer endorsed, which tells this device from others, as {@code CanonicalKey} encodes it
 * @param attestationKey the key that signs evidence, in the scheme's own form, as {@code TrustAnchors.Builder.schemeKey} takes it
 * @param attestationPublicKey the same key, as {@code CanonicalKey} encodes it, for comparison with the one that verified a signature
 */
public record DeviceKeys(Bytes endorsementKey, Bytes attestationKey, Bytes attestationPublicKey) {

    /**
     * Refuses a device whose endorsed key signs evidence: it could be made to sign its own endorsement. Keys are kept for long, so each
     * keeps its own bytes only and not the request of which it was a part.
     */
    public DeviceKeys {
        endorsementKey = endorsementKey.compact();
        attestationKey = attestationKey.compact();
        attestationPublicKey = attestationPublicKey.compact();
        if (endorsementKey.equals(attestationPublicKey)) {
            throw new IllegalArgumentException("one key in two roles");
        }
    }
}
