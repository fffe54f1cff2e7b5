package dev.rats4j.tee.cca;

import dev.rats4j.eat.VerifiedEat;
import java.util.Optional;
import java.util.Set;

/**
 * A CCA token of which all {@link CcaCheck}s hold: the given key vouches for the platform, and the platform for the key that vouches for
 * the realm. Whether it is fresh, the key that of the platform, and either in a good state is not known. Only {@link CcaToken#verify}
 * makes one.
 */
public final class VerifiedCcaToken implements CcaResult {

    private final VerifiedEat platformToken;
    private final VerifiedEat realmToken;
    private final CcaPlatformClaims platform;
    private final CcaRealmClaims realm;

    VerifiedCcaToken(VerifiedEat platformToken, VerifiedEat realmToken) {
        this.platformToken = platformToken;
        this.realmToken = realmToken;
        this.platform = new CcaPlatformClaims(new CcaProfiles.Claims(platformToken.profile(), platformToken.claims()));
        this.realm = new CcaRealmClaims(new CcaProfiles.Claims(realmToken.profile(), realmToken.claims()));
    }

    /** What the platform says of itself. */
    public CcaPlatformClaims platform() {
        return platform;
    }

    /** What is said of the realm. */
    public CcaRealmClaims realm() {
        return realm;
    }

    /** The platform token as an EAT. */
    public VerifiedEat platformToken() {
        return platformToken;
    }

    /** The realm token as an EAT. */
    public VerifiedEat realmToken() {
        return realmToken;
    }

    @Override
    public Optional<VerifiedCcaToken> verified() {
        return Optional.of(this);
    }

    @Override
    public Set<CcaCheck> failed() {
        return Set.of();
    }

    /** The profiles only. */
    @Override
    public String toString() {
        return "verified CCA token of " + platform.profile() + " and " + realm.profile();
    }
}
