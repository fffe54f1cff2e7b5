package dev.rats4j.tee.cca;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.eat.ClaimCodec;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Claims of CCA tokens beside the registered ones of EAT and those of {@link dev.rats4j.tee.psa.PsaClaim}; they have a form in CBOR only.
 */
public final class CcaClaim {

    /** Bytes of a public key as point: 4, then x and y on P-384. */
    static final int POINT = 97;

    private static final int MEASUREMENTS = 4;
    private static final Map<String, HashAlgorithm> HASHES =
            Map.of("sha-256", HashAlgorithm.SHA256, "sha-384", HashAlgorithm.SHA384, "sha-512", HashAlgorithm.SHA512);

    /** Configuration of the platform, opaque. */
    public static final EatClaim<Bytes> CONFIGURATION =
            EatClaim.ofCbor(2401, "arm-platform-config", ClaimCodec.bytes(0, 1 << 16));
    /** The hash function of the platform's measurements. */
    public static final EatClaim<HashAlgorithm> PLATFORM_HASH =
            EatClaim.ofCbor(2402, "arm-platform-hash-algo-id", hash());

    /** What the owner of the realm said when it was made, 64 bytes. */
    public static final EatClaim<Bytes> PERSONALIZATION =
            EatClaim.ofCbor(44235, "cca-realm-personalization-value", ClaimCodec.bytes(64, 64));
    /** The hash function of the realm's measurements. */
    public static final EatClaim<HashAlgorithm> REALM_HASH = EatClaim.ofCbor(44236, "cca-realm-hash-algo-id", hash());
    /** The key that signs realm tokens: a point on P-384 of 97 bytes, or an encoded COSE_Key. */
    public static final EatClaim<Bytes> PUBLIC_KEY =
            EatClaim.ofCbor(44237, "cca-realm-public-key", ClaimCodec.of(CcaClaim::readKey, (key, f) -> f.bytes(key)));
    /** The realm as it was before it ran: 32, 48 or 64 bytes. */
    public static final EatClaim<Bytes> INITIAL_MEASUREMENT =
            EatClaim.ofCbor(44238, "cca-realm-initial-measurement", measurement());
    /** Four measurements that the realm extends, 32, 48 or 64 bytes each. */
    public static final EatClaim<List<Bytes>> EXTENSIBLE_MEASUREMENTS = EatClaim.ofCbor(
            44239, "cca-realm-extensible-measurements", ClaimCodec.listOf(measurement(), MEASUREMENTS, MEASUREMENTS));
    /** The hash function that made the nonce of the platform token out of {@link #PUBLIC_KEY}. */
    public static final EatClaim<HashAlgorithm> PUBLIC_KEY_HASH =
            EatClaim.ofCbor(44240, "cca-realm-public-key-hash-algo-id", hash());
    /** Whether realms share a key for encrypting memory, in words. Under the number that is the realm token's in a collection. */
    public static final EatClaim<MecPolicy> MEC_POLICY =
            EatClaim.ofCbor(44241, "cca-realm-mec-policy", MecPolicy.CODEC);
    /** The same as a number, of which no document that we know gives the meaning; 0 to 255. */
    public static final EatClaim<Long> MEC_POLICY_NUMBER =
            EatClaim.ofCbor(44243, "cca-realm-mec-policy", ClaimCodec.integer(0, 255));
    /** Whether firmware may be replaced while the realm runs: 1 for yes, 0 for no. */
    public static final EatClaim<Boolean> LFA_POLICY = EatClaim.ofCbor(
            44244,
            "cca-realm-lfa-policy",
            ClaimCodec.of(value -> ClaimCodec.integer(0, 1).read(value) == 1, (yes, f) -> f.integer(yes ? 1 : 0)));

    private CcaClaim() {}

    private static ClaimCodec<HashAlgorithm> hash() {
        return ClaimCodec.of(
                value -> {
                    HashAlgorithm hash = HASHES.get(value.text());
                    if (hash == null) {
                        throw value.malformed("is none of sha-256, sha-384 and sha-512");
                    }
                    return hash;
                },
                (hash, format) -> format.text(hash.jcaName().toLowerCase(Locale.ROOT)));
    }

    private static ClaimCodec<Bytes> measurement() {
        Set<Integer> lengths = Set.of(32, 48, 64);
        return ClaimCodec.of(
                value -> {
                    Bytes bytes = value.bytes();
                    if (!lengths.contains(bytes.length())) {
                        throw value.malformed("has " + bytes.length() + " bytes, not 32, 48 or 64");
                    }
                    return bytes;
                },
                (bytes, format) -> format.bytes(bytes));
    }

    /** Whether it is a key at all is for whoever verifies with it. */
    private static Bytes readKey(EatValue value) throws MalformedMessageException {
        Bytes key = value.bytes();
        if (key.length() != POINT) {
            try {
                CborItem.decode(key, CborProfile.WELL_FORMED).map("COSE_Key");
            } catch (MalformedMessageException e) {
                throw value.malformed("is neither a point of " + POINT + " bytes nor a COSE_Key: " + e.getMessage());
            }
        }
        return key;
    }
}
