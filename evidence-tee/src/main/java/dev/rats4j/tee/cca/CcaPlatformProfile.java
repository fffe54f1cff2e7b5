package dev.rats4j.tee.cca;

import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatProfile;
import dev.rats4j.tee.psa.PsaClaim;
import dev.rats4j.tee.psa.PsaRules;
import java.util.EnumSet;
import java.util.Set;

/** Profiles of platform tokens. */
public enum CcaPlatformProfile {
    /** The first one. */
    CCA_SSD_1_0_0("http://arm.com/CCA-SSD/1.0.0", false),
    /** draft-ffm-rats-cca-token-00. */
    PLATFORM_1_0_0("tag:arm.com,2023:cca_platform#1.0.0", false),
    /** What the newest samples still state. */
    PLATFORM_2_0_0_OF_2024("tag:arm.com,2024:cca_platform#2.0.0", true),
    /** The newest one; adds the client identifier. */
    PLATFORM_2_0_0("tag:arm.com,2026:cca_platform#2.0.0", true),
    /** The same, marked as delegated. */
    PLATFORM_2_0_0_DELEGATED("tag:arm.com,2026:cca_platform#2.0.0;delegated", true),
    /** The same, marked as HESRAK. */
    PLATFORM_2_0_0_HESRAK("tag:arm.com,2026:cca_platform#2.0.0;HESRAK", true),
    /** The same, marked as direct. */
    PLATFORM_2_0_0_DIRECT("tag:arm.com,2026:cca_platform#2.0.0;direct", true);

    private final boolean isSecond;

    @SuppressWarnings("Immutable") // a profile never changes
    private final EatProfile eat;

    CcaPlatformProfile(String uri, boolean isSecond) {
        this.isSecond = isSecond;
        EatProfile profile = EatProfile.of(uri)
                .defining(
                        PsaClaim.CLIENT_ID,
                        PsaClaim.LIFECYCLE,
                        PsaClaim.IMPLEMENTATION_ID,
                        PsaClaim.SOFTWARE_COMPONENTS,
                        PsaClaim.VERIFICATION_SERVICE,
                        CcaClaim.CONFIGURATION,
                        CcaClaim.PLATFORM_HASH)
                .requiring(
                        EatClaim.NONCE,
                        PsaClaim.IMPLEMENTATION_ID,
                        EatClaim.UEID,
                        CcaClaim.CONFIGURATION,
                        PsaClaim.LIFECYCLE,
                        PsaClaim.SOFTWARE_COMPONENTS,
                        CcaClaim.PLATFORM_HASH)
                .checking(PsaRules::expectNonceAndInstance);
        this.eat = isSecond ? profile.requiring(PsaClaim.CLIENT_ID) : profile;
    }

    /** Those of version 1.0.0. */
    public static Set<CcaPlatformProfile> first() {
        return EnumSet.of(CCA_SSD_1_0_0, PLATFORM_1_0_0);
    }

    /** Those of version 2.0.0. */
    public static Set<CcaPlatformProfile> second() {
        return EnumSet.complementOf(EnumSet.of(CCA_SSD_1_0_0, PLATFORM_1_0_0));
    }

    /** What tokens state. */
    public String uri() {
        return eat.toString();
    }

    /** Whether it is of version 2.0.0. */
    public boolean isSecond() {
        return isSecond;
    }

    /** The claims and rules. */
    public EatProfile eat() {
        return eat;
    }
}
