package dev.rats4j.tee.psa;

import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatProfile;
import dev.rats4j.eat.ProfileName;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which claims a token has, and under which numbers. Whoever reads tokens names those that are accepted. */
public enum PsaProfile {
    /** RFC 9783. */
    RFC9783("tag:psacertified.org,2023:psa#tfm") {
        @Override
        EatProfile make() {
            return withNumbersOfRfc().checking(PsaRules::expectSeed);
        }
    },
    /** The drafts before it: the same numbers but for the boot seed. */
    ARM_2_0_0("http://arm.com/psa/2.0.0") {
        @Override
        EatProfile make() {
            return withNumbersOfRfc().defining(PsaClaim.BOOT_SEED);
        }
    },
    /** Before EAT had numbers: all claims below -74999; the profile may be unstated. */
    IOT_1("PSA_IOT_PROFILE_1") {
        @Override
        EatProfile make() {
            return EatProfile.NONE
                    .defining(
                            PsaClaim.IOT_PROFILE,
                            PsaClaim.IOT_CLIENT_ID,
                            PsaClaim.IOT_LIFECYCLE,
                            PsaClaim.IOT_IMPLEMENTATION_ID,
                            PsaClaim.IOT_BOOT_SEED,
                            PsaClaim.IOT_CERTIFICATION_REFERENCE,
                            PsaClaim.IOT_SOFTWARE_COMPONENTS,
                            PsaClaim.IOT_NO_MEASUREMENTS,
                            PsaClaim.IOT_NONCE,
                            PsaClaim.IOT_INSTANCE_ID,
                            PsaClaim.IOT_VERIFICATION_SERVICE)
                    .requiring(
                            PsaClaim.IOT_CLIENT_ID,
                            PsaClaim.IOT_LIFECYCLE,
                            PsaClaim.IOT_IMPLEMENTATION_ID,
                            PsaClaim.IOT_BOOT_SEED,
                            PsaClaim.IOT_NONCE,
                            PsaClaim.IOT_INSTANCE_ID)
                    .checking(PsaRules::expectNoProfile)
                    .checking(PsaRules::expectEitherMeasurementsOrNone);
        }
    };

    private final String value;

    @SuppressWarnings("Immutable") // a profile never changes
    private final EatProfile eat;

    PsaProfile(String value) {
        this.value = value;
        this.eat = make();
    }

    abstract EatProfile make();

    EatProfile withNumbersOfRfc() {
        return EatProfile.of(value)
                .defining(
                        PsaClaim.CLIENT_ID,
                        PsaClaim.LIFECYCLE,
                        PsaClaim.IMPLEMENTATION_ID,
                        PsaClaim.CERTIFICATION_REFERENCE,
                        PsaClaim.SOFTWARE_COMPONENTS,
                        PsaClaim.VERIFICATION_SERVICE)
                .requiring(
                        EatClaim.NONCE,
                        EatClaim.UEID,
                        PsaClaim.IMPLEMENTATION_ID,
                        PsaClaim.CLIENT_ID,
                        PsaClaim.LIFECYCLE,
                        PsaClaim.SOFTWARE_COMPONENTS)
                .checking(PsaRules::expectNonceAndInstance);
    }

    /** What tokens state: a URI, but a plain text in {@link #IOT_1}. */
    public String value() {
        return value;
    }

    /** The claims and rules. */
    public EatProfile eat() {
        return eat;
    }

    static PsaProfile of(EatProfile profile) {
        return Arrays.stream(values())
                .filter(known -> known.eat == profile)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no profile of PSA tokens"));
    }

    static EatProfile[] accepting(PsaProfile... accepted) {
        if (accepted.length == 0) {
            throw new IllegalArgumentException("no profile is accepted");
        }
        return Arrays.stream(accepted).map(PsaProfile::eat).toArray(EatProfile[]::new);
    }

    /** The profile that claims state, if it is accepted. */
    static PsaProfile stated(EatClaims claims, PsaProfile... accepted) throws MalformedMessageException {
        for (EatClaims.Mistyped wrong : claims.mistyped().values()) {
            if (wrong.claim() == EatClaim.PROFILE) {
                throw new MalformedMessageException(wrong.field(), wrong.offset(), wrong.detail());
            }
        }
        Optional<ProfileName> name = claims.get(EatClaim.PROFILE);
        for (PsaProfile profile : List.of(accepted)) {
            if (profile.eat.name().equals(name)) {
                return profile;
            }
        }
        String wanted = "is not one of those accepted: " + Arrays.toString(accepted);
        throw new MalformedMessageException(EatClaim.PROFILE.name(), 0, wanted);
    }
}
