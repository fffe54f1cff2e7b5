package dev.rats4j.corim.profile;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.TypeChoices;
import dev.rats4j.corim.TypedId;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.wire.ObjectIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CoRIM for AMD SEV-SNP, draft-deeglaze-amd-sev-snp-corim-profile: fields of the attestation report by number. */
public final class AmdSevSnpProfile implements CorimProfile {

    /** Identifier in the draft. */
    public static final String ID = "tag:amd.com,2025:snp-corim-profile";
    /** Identifier in code, which is a year older. */
    public static final String OLDER_ID = "tag:amd.com,2024:snp-corim-profile";

    /** Class of a chip, and of the chips of one provider, in dotted notation. */
    public static final List<String> CLASSES = List.of("1.3.6.1.4.1.3704.3.1", "1.3.6.1.4.1.3704.3.2");

    private static final long KEY_DIGEST = 32780;
    private static final int KEY_DIGEST_LENGTH = 48;

    /** Fields of the report in the order of the numbers; those without a name here are empty. */
    private static final Map<Long, String> ELEMENTS = Map.ofEntries(
            Map.entry(0L, "version"),
            Map.entry(1L, "guest-svn"),
            Map.entry(2L, "policy"),
            Map.entry(3L, "family-id"),
            Map.entry(4L, "image-id"),
            Map.entry(5L, "vmpl"),
            Map.entry(6L, "current-tcb"),
            Map.entry(7L, "platform-info"),
            Map.entry(640L, "report-data"),
            Map.entry(641L, "measurement"),
            Map.entry(642L, "host-data"),
            Map.entry(643L, "id-key-digest"),
            Map.entry(644L, "author-key-digest"),
            Map.entry(645L, "report-id"),
            Map.entry(646L, "report-id-ma"),
            Map.entry(647L, "reported-tcb"),
            Map.entry(648L, ""),
            Map.entry(649L, ""),
            Map.entry(650L, ""),
            Map.entry(3328L, "chip-id"),
            Map.entry(3329L, "committed-tcb"),
            Map.entry(3330L, "current-version"),
            Map.entry(3936L, "committed-version"),
            Map.entry(3968L, "launch-tcb"));

    private final String id;

    private AmdSevSnpProfile(String id) {
        this.id = id;
    }

    /** The profile under the identifier of the draft. */
    public static AmdSevSnpProfile current() {
        return new AmdSevSnpProfile(ID);
    }

    /** The same under the older identifier. */
    public static AmdSevSnpProfile older() {
        return new AmdSevSnpProfile(OLDER_ID);
    }

    @Override
    public String id() {
        return id;
    }

    /** The digest of a key as a key, and a plain number (the VMPL) as a raw value. */
    @Override
    public TypeChoices typeChoices() {
        return new TypeChoices(Map.of(
                TypeChoices.Place.CRYPTO_KEY,
                List.of(TypeChoices.taggedBytes(KEY_DIGEST, KEY_DIGEST_LENGTH)),
                TypeChoices.Place.RAW_VALUE,
                List.of(item -> item.kind() == CborItem.Kind.UNSIGNED)));
    }

    @Override
    public List<Violation> check(Corim corim) {
        return ProfileRules.of(corim, id)
                .references(AmdSevSnpProfile::checkReport)
                .endorsements(AmdSevSnpProfile::checkReport)
                .violations();
    }

    private static void checkReport(ValueTriple triple, ProfileRules.Place place) {
        boolean ofReport = triple.environment()
                .environmentClass()
                .flatMap(EnvironmentClass::id)
                .filter(AmdSevSnpProfile::isClass)
                .isPresent();
        if (ofReport) {
            ProfileRules.all(triple.measurements(), "measurements", place, AmdSevSnpProfile::checkField);
        }
    }

    private static boolean isClass(TypedId classId) {
        return classId.tag() == TypedId.OID
                && ObjectIdentifier.ofContent(classId.value())
                        .filter(oid -> CLASSES.contains(oid.dotted()))
                        .isPresent();
    }

    private static void checkField(Measurement measurement, ProfileRules.Place place) {
        boolean known = measurement
                .key()
                .filter(key -> key instanceof MeasuredElement.Numbered number && ELEMENTS.containsKey(number.value()))
                .isPresent();
        place.at("mkey").require(known, "is no number of a field of the report");
    }

    @Override
    public Optional<String> elementName(MeasuredElement element) {
        return element instanceof MeasuredElement.Numbered number
                ? Optional.ofNullable(ELEMENTS.get(number.value())).filter(name -> !name.isEmpty())
                : Optional.empty();
    }
}
