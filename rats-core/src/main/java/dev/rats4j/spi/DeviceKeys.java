package dev.rats4j.spi;

import dev.rats4j.wire.Bytes;
import java.security.PublicKey;

/**
 * The two keys of one device.
 *
 * @param endorsementKey SubjectPublicKeyInfo of the key that the manufacturer endorsed, in DER, made from the key itself: what tells
 *     this device from others
 * @param attestationKey the key that signs evidence, in the scheme's own form, as {@code TrustAnchors.Builder.schemeKey} takes it
 * @param attestationPublicKey the same key, for comparison with the one that verified a signature
 */
public record DeviceKeys(Bytes endorsementKey, Bytes attestationKey, PublicKey attestationPublicKey) {}
