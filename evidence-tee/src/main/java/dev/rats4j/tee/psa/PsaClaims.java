package dev.rats4j.tee.psa;

import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatProfile;
import dev.rats4j.eat.Ueid;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/**
 * The claims of a PSA token, RFC 9783, 4, the same for all profiles. All follow their profile. By itself it says nothing about who made
 * them: {@link VerifiedPsaToken} does.
 */
public final class PsaClaims {

    private final PsaProfile profile;
    private final EatClaims claims;

    private PsaClaims(PsaProfile profile, EatClaims claims) {
        this.profile = profile;
        this.claims = claims;
    }

    /**
     * Decodes a claims set in CBOR.
     *
     * @param accepted profiles, at least one
     * @throws MalformedMessageException if it states none of the profiles, lacks a claim, or has one that is not what the profile wants
     */
    public static PsaClaims decode(Bytes claimsSet, PsaProfile... accepted) throws MalformedMessageException {
        return read(profile -> EatClaims.decode(claimsSet, EatFormat.CBOR, profile), accepted);
    }

    /** Claims as a profile reads them. */
    @FunctionalInterface
    interface Source {
        EatClaims read(EatProfile profile) throws MalformedMessageException;
    }

    static PsaClaims read(Source source, PsaProfile... accepted) throws MalformedMessageException {
        if (accepted.length == 0) {
            throw new IllegalArgumentException("no profile is accepted");
        }
        PsaProfile profile = PsaProfile.stated(source.read(EatProfile.NONE), accepted);
        EatClaims claims = source.read(profile.eat());
        profile.eat().expect(claims);
        return new PsaClaims(profile, claims);
    }

    /** Claims of an EAT that was verified with one of our profiles. */
    static PsaClaims of(EatProfile profile, EatClaims claims) {
        return new PsaClaims(PsaProfile.of(profile), claims);
    }

    private <T> T value(EatClaim<T> current, EatClaim<T> iot) {
        return optional(current, iot).orElseThrow();
    }

    private <T> Optional<T> optional(EatClaim<T> current, EatClaim<T> iot) {
        return claims.get(profile == PsaProfile.IOT_1 ? iot : current);
    }

    /** The profile that they follow. */
    public PsaProfile profile() {
        return profile;
    }

    /** The challenge, 32, 48 or 64 bytes. */
    public Bytes nonce() {
        return profile == PsaProfile.IOT_1
                ? claims.get(PsaClaim.IOT_NONCE).orElseThrow()
                : claims.nonces().get(0).bytes().orElseThrow();
    }

    /** The instance: 33 bytes, the first of which is 1. It names the key that signs. */
    public Ueid instanceId() {
        return profile == PsaProfile.IOT_1
                ? new Ueid(claims.get(PsaClaim.IOT_INSTANCE_ID).orElseThrow())
                : claims.get(EatClaim.UEID).orElseThrow();
    }

    /** The hardware of the root of trust, 32 bytes. */
    public Bytes implementationId() {
        return value(PsaClaim.IMPLEMENTATION_ID, PsaClaim.IOT_IMPLEMENTATION_ID);
    }

    /** Who asked for the token: below 0 from the non-secure side, above 0 from the secure side, never 0. */
    public int clientId() {
        return value(PsaClaim.CLIENT_ID, PsaClaim.IOT_CLIENT_ID);
    }

    /** State of the life of the root of trust. */
    public SecurityLifecycle lifecycle() {
        return value(PsaClaim.LIFECYCLE, PsaClaim.IOT_LIFECYCLE);
    }

    /** What was measured; empty only if a token of {@link PsaProfile#IOT_1} says that nothing was. */
    public List<SoftwareComponent> softwareComponents() {
        return optional(PsaClaim.SOFTWARE_COMPONENTS, PsaClaim.IOT_SOFTWARE_COMPONENTS)
                .orElse(List.of());
    }

    /** Another value after each boot: 8 to 32 bytes. */
    public Optional<Bytes> bootSeed() {
        return optional(profile == PsaProfile.RFC9783 ? EatClaim.BOOTSEED : PsaClaim.BOOT_SEED, PsaClaim.IOT_BOOT_SEED);
    }

    /** Certificate of the implementation; in {@link PsaProfile#IOT_1} perhaps only the version of the hardware, 13 digits. */
    public Optional<String> certificationReference() {
        return optional(PsaClaim.CERTIFICATION_REFERENCE, PsaClaim.IOT_CERTIFICATION_REFERENCE);
    }

    /** Where the device says that a verifier is. Nothing here goes there. */
    public Optional<String> verificationService() {
        return optional(PsaClaim.VERIFICATION_SERVICE, PsaClaim.IOT_VERIFICATION_SERVICE);
    }

    /** All claims, also those that no profile knows. */
    public EatClaims eat() {
        return claims;
    }

    /** Same profile, same claims. */
    @Override
    public boolean equals(Object object) {
        return object instanceof PsaClaims other && profile == other.profile && claims.equals(other.claims);
    }

    @Override
    public int hashCode() {
        return claims.hashCode();
    }

    /** The profile only: claims do not belong in a log. */
    @Override
    public String toString() {
        return "claims of " + profile;
    }
}
