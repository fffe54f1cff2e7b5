package dev.rats4j.corim.profile;

import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.TypeChoices;
import dev.rats4j.corim.TypedId;
import dev.rats4j.corim.ValueTriple;
import java.util.List;
import java.util.Optional;

/** CoRIM for PSA, draft-fdb-rats-psa-endorsements: reference values of software components, attestation keys, certifications. */
public final class PsaProfile implements CorimProfile {

    /** Identifier of today. */
    public static final String ID = "tag:arm.com,2025:psa#1.0.0";
    /** Identifier of the first drafts, with types of their own. */
    public static final String OLD_ID = "http://arm.com/psa/iot/1";

    private static final String COMPONENT = "psa.software-component";
    private static final long CERTIFICATION_NUMBER = 100;

    private final boolean old;

    private PsaProfile(boolean old) {
        this.old = old;
    }

    /** The profile of today. */
    public static PsaProfile current() {
        return new PsaProfile(false);
    }

    /** The profile of the first drafts. */
    public static PsaProfile old() {
        return new PsaProfile(true);
    }

    @Override
    public String id() {
        return old ? OLD_ID : ID;
    }

    @Override
    public TypeChoices typeChoices() {
        return old ? ArmRules.oldChoices() : TypeChoices.NONE;
    }

    private long classTag() {
        return old ? ArmRules.OLD_IMPLEMENTATION_ID : TypedId.BYTES;
    }

    @Override
    public List<Violation> check(Corim corim) {
        return ProfileRules.of(corim, id())
                .references(this::checkReference)
                .endorsements(
                        (triple, place) -> ArmRules.requireImplementation(triple.environment(), classTag(), place))
                .attestKeys((triple, place) -> ArmRules.checkKey(triple, classTag(), place))
                .violations();
    }

    private void checkReference(ValueTriple triple, ProfileRules.Place place) {
        ArmRules.requireImplementation(triple.environment(), classTag(), place);
        ArmRules.requireNoInstance(triple.environment(), place);
        ProfileRules.all(triple.measurements(), "measurements", place, this::checkComponent);
    }

    private void checkComponent(Measurement measurement, ProfileRules.Place place) {
        boolean named = old
                ? ArmRules.isNamedBy(measurement, ArmRules.OLD_COMPONENT_ID)
                : ArmRules.name(measurement).equals(Optional.of(COMPONENT));
        place.at("mkey").require(named, old ? "is no arm-swcomp-id, tag 601" : "is not " + COMPONENT);
        ArmRules.checkComponent(measurement, place);
    }

    @Override
    public Optional<String> codePointName(long number) {
        return number == CERTIFICATION_NUMBER ? Optional.of("psa-cert-num") : Optional.empty();
    }
}
