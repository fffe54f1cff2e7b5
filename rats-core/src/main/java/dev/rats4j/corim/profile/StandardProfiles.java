package dev.rats4j.corim.profile;

import dev.rats4j.corim.CorimProfiles;

/** The profiles that come with this library. */
public final class StandardProfiles {

    private StandardProfiles() {}

    /** All of them, of today and of their first drafts. */
    public static CorimProfiles all() {
        return CorimProfiles.of(
                AmdSevSnpProfile.current(),
                AmdSevSnpProfile.older(),
                new IntelProfile(),
                PsaProfile.current(),
                PsaProfile.old(),
                CcaProfile.platform(),
                CcaProfile.realm(),
                CcaProfile.oldPlatform(),
                CcaProfile.oldRealm());
    }
}
