package dev.rats4j.tee.cca;

import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatProfile;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The profiles that a reader accepts. The two tokens come from different firmware, so any pair of one of each is accepted.
 *
 * @param platform at least one
 * @param realm at least one
 */
public record CcaProfiles(Set<CcaPlatformProfile> platform, Set<CcaRealmProfile> realm) {

    /** Version 1.0.0. */
    public static final CcaProfiles FIRST = new CcaProfiles(
            CcaPlatformProfile.first(), EnumSet.of(CcaRealmProfile.UNSTATED, CcaRealmProfile.REALM_1_0_0));

    /** Version 2.0.0; both tokens state it. */
    public static final CcaProfiles SECOND = new CcaProfiles(
            CcaPlatformProfile.second(), EnumSet.of(CcaRealmProfile.REALM_2_0_0, CcaRealmProfile.REALM_2_0_0_OF_2024));

    /** All of them, and every mixture. */
    public static final CcaProfiles ALL =
            new CcaProfiles(EnumSet.allOf(CcaPlatformProfile.class), EnumSet.allOf(CcaRealmProfile.class));

    /** Refuses empty sets. */
    public CcaProfiles {
        if (platform.isEmpty() || realm.isEmpty()) {
            throw new IllegalArgumentException("no profile is accepted");
        }
        platform = Set.copyOf(platform);
        realm = Set.copyOf(realm);
    }

    List<EatProfile> ofPlatform() {
        return platform.stream().map(CcaPlatformProfile::eat).toList();
    }

    List<EatProfile> ofRealm() {
        return realm.stream().map(CcaRealmProfile::eat).toList();
    }

    /** Claims as a profile reads them. */
    @FunctionalInterface
    interface Source {
        EatClaims read(EatProfile profile) throws MalformedMessageException;
    }

    /** Claims that follow the one of these profiles that they state. */
    static Claims follow(Source source, Collection<EatProfile> accepted) throws MalformedMessageException {
        EatClaims plain = source.read(EatProfile.NONE);
        for (EatClaims.Mistyped wrong : plain.mistyped().values()) {
            if (wrong.claim() == EatClaim.PROFILE) {
                throw new MalformedMessageException(wrong.field(), wrong.offset(), wrong.detail());
            }
        }
        for (EatProfile profile : accepted) {
            if (profile.name().equals(plain.get(EatClaim.PROFILE))) {
                EatClaims claims = source.read(profile);
                profile.expect(claims);
                return new Claims(profile, claims);
            }
        }
        throw new MalformedMessageException(
                EatClaim.PROFILE.name(), 0, "is missing, or no profile that is accepted here");
    }

    /** Claims and the profile that they follow. */
    record Claims(EatProfile profile, EatClaims claims) {}
}
