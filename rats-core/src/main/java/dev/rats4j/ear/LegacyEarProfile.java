package dev.rats4j.ear;

import java.util.Optional;

/**
 * Profiles of EAR before draft -04 that are still about. None is read unless it is named: {@link LegacyEarReader}. What their claims become
 * stands in docs/formats/ear.md.
 */
public enum LegacyEarProfile {
    /** Draft -03: names as now; raw evidence without a type, Veraison's claims -70000 and -70001. */
    DRAFT_03(new EarDialect("tag:ietf.org,2026:rats/ear#03", true, false)),
    /** Draft -02: names in JSON with dots, as {@code ear.status}. */
    DRAFT_02(new EarDialect("tag:ietf.org,2025-07:ear", true, true)),
    /** What Project Veraison deployed since 2023: names with dots, one policy identifier. */
    VERAISON_2023(new EarDialect("tag:github.com,2023:veraison/ear", true, true)),
    /** The same under the name of Confidential Containers. */
    TRUSTEE_2024(new EarDialect("tag:github.com,2024:confidential-containers/Trustee", true, true));

    private final EarDialect dialect;

    LegacyEarProfile(EarDialect dialect) {
        this.dialect = dialect;
    }

    /** Value of {@code eat_profile}. */
    public String uri() {
        return dialect.profile();
    }

    /** The profile with this value of {@code eat_profile}. */
    public static Optional<LegacyEarProfile> ofUri(String uri) {
        for (LegacyEarProfile profile : values()) {
            if (profile.uri().equals(uri)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    EarDialect dialect() {
        return dialect;
    }
}
