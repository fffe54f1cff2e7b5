package dev.rats4j.corim.profile;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.TypeChoices;
import dev.rats4j.corim.TypedId;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules that the PSA and CCA profiles share, of today and of the first drafts. */
final class ArmRules {

    /** Tag of an implementation id in the first drafts. */
    static final long OLD_IMPLEMENTATION_ID = 600;
    /** Tag of the id of a software component in the first drafts. */
    static final long OLD_COMPONENT_ID = 601;
    /** Tag of a label of the CCA platform configuration in the first drafts. */
    static final long OLD_CONFIG_LABEL = 602;

    private static final int IMPLEMENTATION_ID_LENGTH = 32;
    private static final int INSTANCE_ID_LENGTH = 33;
    private static final int INSTANCE_ID_TYPE = 1;
    private static final Set<Integer> HASH_LENGTHS = Set.of(32, 48, 64);
    private static final long PKIX_BASE64_KEY = 554;

    private ArmRules() {}

    /** The types of the first drafts. */
    static TypeChoices oldChoices() {
        return new TypeChoices(Map.of(
                TypeChoices.Place.CLASS_ID,
                List.of(TypeChoices.taggedBytes(OLD_IMPLEMENTATION_ID, IMPLEMENTATION_ID_LENGTH)),
                TypeChoices.Place.MEASURED_ELEMENT,
                List.of(ArmRules::isComponentId, TypeChoices.taggedText(OLD_CONFIG_LABEL))));
    }

    /** {@code 601({1 => text, 4 => text, 5 => hash})}. */
    private static boolean isComponentId(CborItem item) throws MalformedMessageException {
        if (!item.isTagged(OLD_COMPONENT_ID)) {
            return false;
        }
        CborMap map = item.tagContent("arm-swcomp-id").map("arm-swcomp-id");
        map.required(1, "measurement-type").text("arm-swcomp-id.measurement-type");
        map.required(4, "version").text("arm-swcomp-id.version");
        Bytes signer = map.required(5, "signer-id").bytes("arm-swcomp-id.signer-id");
        map.expectNoOthers();
        return HASH_LENGTHS.contains(signer.length());
    }

    private static Optional<TypedId> classId(Environment environment) {
        return environment.environmentClass().flatMap(EnvironmentClass::id);
    }

    /** The class is an implementation id of 32 bytes under a tag. */
    static void requireImplementation(Environment environment, long tag, ProfileRules.Place place) {
        boolean right = classId(environment)
                .filter(id -> id.tag() == tag && id.value().length() == IMPLEMENTATION_ID_LENGTH)
                .isPresent();
        place.at("environment.class.class-id").require(right, "is no implementation id: 32 bytes, tag " + tag);
    }

    /** The environment is a class without an instance. */
    static void requireNoInstance(Environment environment, ProfileRules.Place place) {
        place.at("environment.instance")
                .require(environment.instance().isEmpty(), "stands in a triple about every instance");
    }

    /** The class id is bytes of any length. */
    static void requireBytesClass(Environment environment, ProfileRules.Place place) {
        place.at("environment.class.class-id")
                .require(
                        classId(environment)
                                .filter(id -> id.tag() == TypedId.BYTES)
                                .isPresent(),
                        "is not bytes");
    }

    /** One public key for one instance. */
    static void checkKey(KeyTriple triple, long classTag, ProfileRules.Place place) {
        requireImplementation(triple.environment(), classTag, place);
        boolean named =
                triple.environment().instance().filter(ArmRules::isInstanceId).isPresent();
        place.at("environment.instance").require(named, "is no UEID of 33 bytes that begins with 01");
        List<CryptoKey> keys = triple.keys();
        place.at("key-list")
                .require(
                        keys.size() == 1 && keys.get(0).tag() == PKIX_BASE64_KEY, "is not exactly one pkix-base64-key");
    }

    private static boolean isInstanceId(Environment.CryptoKeyOrId instance) {
        return instance instanceof Environment.InstanceId named
                && named.id().tag() == TypedId.UEID
                && named.id().value().length() == INSTANCE_ID_LENGTH
                && named.id().value().at(0) == INSTANCE_ID_TYPE;
    }

    /** The text that a measurement is named by. */
    static Optional<String> name(Measurement measurement) {
        return measurement
                .key()
                .filter(MeasuredElement.Text.class::isInstance)
                .map(key -> ((MeasuredElement.Text) key).value());
    }

    /** Digests, and at most one signer, which is bytes. */
    static void checkComponent(Measurement measurement, ProfileRules.Place place) {
        requireDigests(measurement, place);
        Optional<CodePoint.CryptoKeys> signers = measurement.values().get(CodePoint.CRYPTO_KEYS);
        boolean right = signers.map(CodePoint.CryptoKeys::entries)
                .map(keys -> keys.size() == 1 && keys.get(0).tag() == TypedId.BYTES)
                .orElse(true);
        place.at("mval.cryptokeys").require(right, "is not exactly one signer id in bytes");
    }

    static void requireDigests(Measurement measurement, ProfileRules.Place place) {
        place.at("mval").require(measurement.values().get(CodePoint.DIGESTS).isPresent(), "lacks digests");
    }

    static void requireRawValue(Measurement measurement, ProfileRules.Place place) {
        place.at("mval").require(measurement.values().get(CodePoint.RAW_VALUE).isPresent(), "lacks a raw-value");
    }

    /** Whether a measurement is named by a type of the first drafts. */
    static boolean isNamedBy(Measurement measurement, long tag) {
        return measurement
                .key()
                .filter(key -> key instanceof MeasuredElement.OfProfile old && old.tag() == tag)
                .isPresent();
    }
}
