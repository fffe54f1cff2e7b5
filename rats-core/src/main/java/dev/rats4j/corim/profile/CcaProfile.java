package dev.rats4j.corim.profile;

import dev.rats4j.cbor.CborKey;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.TypeChoices;
import dev.rats4j.corim.TypedId;
import dev.rats4j.corim.ValueTriple;
import java.util.List;
import java.util.Set;

/** CoRIM for Arm CCA, draft-ydb-rats-cca-endorsements: of the platform or of a realm, of today or of the first drafts. */
public final class CcaProfile implements CorimProfile {

    /** Identifier of the platform's profile. */
    public static final String PLATFORM = "tag:arm.com,2025:cca_platform#1.0.0";
    /** Identifier of the realm's profile. */
    public static final String REALM = "tag:arm.com,2025:cca_realm#1.0.0";
    /** Identifier of the platform's profile in the first drafts, with types of their own. */
    public static final String OLD_PLATFORM = "http://arm.com/cca/ssd/1";
    /** Identifier of the realm's profile in the first drafts. */
    public static final String OLD_REALM = "http://arm.com/cca/realm/1";

    private static final String COMPONENT = "cca.software-component";
    private static final String CONFIG = "cca.platform-config";
    private static final String RIM = "cca.rim";
    private static final String RPV = "cca.rpv";
    private static final Set<String> REALM_DIGESTS = Set.of(RIM, "cca.rem0", "cca.rem1", "cca.rem2", "cca.rem3");
    private static final CborKey OLD_RIM = CborKey.of("rim");

    private enum Kind {
        PLATFORM(CcaProfile.PLATFORM),
        REALM(CcaProfile.REALM),
        OLD_PLATFORM(CcaProfile.OLD_PLATFORM),
        OLD_REALM(CcaProfile.OLD_REALM);

        private final String id;

        Kind(String id) {
            this.id = id;
        }
    }

    private final Kind kind;

    private CcaProfile(Kind kind) {
        this.kind = kind;
    }

    /** The platform's profile. */
    public static CcaProfile platform() {
        return new CcaProfile(Kind.PLATFORM);
    }

    /** The realm's profile. */
    public static CcaProfile realm() {
        return new CcaProfile(Kind.REALM);
    }

    /** The platform's profile of the first drafts. */
    public static CcaProfile oldPlatform() {
        return new CcaProfile(Kind.OLD_PLATFORM);
    }

    /** The realm's profile of the first drafts. */
    public static CcaProfile oldRealm() {
        return new CcaProfile(Kind.OLD_REALM);
    }

    @Override
    public String id() {
        return kind.id;
    }

    @Override
    public TypeChoices typeChoices() {
        return kind == Kind.OLD_PLATFORM ? ArmRules.oldChoices() : TypeChoices.NONE;
    }

    @Override
    public List<Violation> check(Corim corim) {
        ProfileRules rules = ProfileRules.of(corim, id());
        return switch (kind) {
            case PLATFORM -> platformRules(rules, TypedId.BYTES, CcaProfile::checkPlatform);
            case OLD_PLATFORM -> platformRules(rules, ArmRules.OLD_IMPLEMENTATION_ID, CcaProfile::checkOldPlatform);
            case REALM -> rules.references(CcaProfile::checkRealm).violations();
            case OLD_REALM -> rules.references(CcaProfile::checkOldRealm).violations();
        };
    }

    private static List<Violation> platformRules(
            ProfileRules rules, long classTag, ProfileRules.Rule<Measurement> measurement) {
        return rules.references((triple, place) -> {
                    ArmRules.requireImplementation(triple.environment(), classTag, place);
                    ArmRules.requireNoInstance(triple.environment(), place);
                    ProfileRules.all(triple.measurements(), "measurements", place, measurement);
                })
                .attestKeys((triple, place) -> ArmRules.checkKey(triple, classTag, place))
                .violations();
    }

    private static void checkPlatform(Measurement measurement, ProfileRules.Place place) {
        String name = ArmRules.name(measurement).orElse("");
        place.at("mkey")
                .require(Set.of(COMPONENT, CONFIG).contains(name), "is neither " + COMPONENT + " nor " + CONFIG);
        if (name.equals(COMPONENT)) {
            ArmRules.checkComponent(measurement, place);
        } else if (name.equals(CONFIG)) {
            ArmRules.requireRawValue(measurement, place);
        }
    }

    private static void checkOldPlatform(Measurement measurement, ProfileRules.Place place) {
        if (ArmRules.isNamedBy(measurement, ArmRules.OLD_COMPONENT_ID)) {
            ArmRules.requireDigests(measurement, place);
        } else if (ArmRules.isNamedBy(measurement, ArmRules.OLD_CONFIG_LABEL)) {
            ArmRules.requireRawValue(measurement, place);
        } else {
            place.at("mkey").require(false, "is neither an arm-swcomp-id (601) nor a label of the configuration (602)");
        }
    }

    private static void checkRealm(ValueTriple triple, ProfileRules.Place place) {
        ArmRules.requireBytesClass(triple.environment(), place);
        boolean hasRim = triple.measurements().stream()
                .anyMatch(measurement ->
                        ArmRules.name(measurement).filter(RIM::equals).isPresent());
        place.at("measurements").require(hasRim, "lack " + RIM);
        ProfileRules.all(triple.measurements(), "measurements", place, (measurement, at) -> {
            String name = ArmRules.name(measurement).orElse("");
            if (REALM_DIGESTS.contains(name)) {
                ArmRules.requireDigests(measurement, at);
            } else if (name.equals(RPV)) {
                ArmRules.requireRawValue(measurement, at);
            } else {
                at.at("mkey").require(false, "is none of " + RIM + ", cca.rem0 to cca.rem3, " + RPV);
            }
        });
    }

    private static void checkOldRealm(ValueTriple triple, ProfileRules.Place place) {
        boolean named = triple.environment()
                .instance()
                .filter(instance ->
                        instance instanceof Environment.InstanceId id && id.id().tag() == TypedId.BYTES)
                .isPresent();
        place.at("environment.instance").require(named, "is not bytes");
        ProfileRules.all(
                triple.measurements(),
                "measurements",
                place,
                (measurement, at) -> at.at("mval")
                        .require(
                                measurement
                                        .values()
                                        .get(CodePoint.INTEGRITY_REGISTERS)
                                        .filter(registers ->
                                                registers.registers().containsKey(OLD_RIM))
                                        .isPresent(),
                                "lacks the integrity register rim"));
    }
}
