package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A reference-measurement-entry of the reference integrity manifests of the TCG, which extends a tag. Numbers are unsigned.
 *
 * @param payloadType whether the payload has the measurements
 * @param globalUri platform-configuration-uri-global
 * @param localUri platform-configuration-uri-local
 * @param bindingSpecName the specification that says what the measurements mean
 * @param bindingSpecVersion its version
 * @param platform of the platform: manufacturer, model and version
 * @param firmware of the firmware: manufacturer, model and version
 * @param rimLinkHash digest of the base manifest
 */
public record ReferenceMeasurement(
        Optional<PayloadType> payloadType,
        Optional<SwidUri> globalUri,
        Optional<SwidUri> localUri,
        String bindingSpecName,
        String bindingSpecVersion,
        Platform platform,
        Firmware firmware,
        Bytes rimLinkHash) {

    /** payload-type. */
    public enum PayloadType {
        /** The payload has them. */
        DIRECT(0),
        /** The payload names files that have them. */
        INDIRECT(1),
        /** Both. */
        HYBRID(2);

        private final long number;

        PayloadType(long number) {
            this.number = number;
        }
    }

    /**
     * The platform.
     *
     * @param manufacturerId private enterprise number
     * @param manufacturerName name
     * @param modelName model
     * @param version version
     */
    public record Platform(
            OptionalLong manufacturerId, String manufacturerName, String modelName, OptionalLong version) {
        /** Refuses negative numbers. */
        public Platform {
            requireUnsigned(manufacturerId);
            requireUnsigned(version);
        }
    }

    /**
     * The firmware.
     *
     * @param manufacturerId private enterprise number
     * @param manufacturerName name
     * @param modelName model
     * @param version version
     */
    public record Firmware(
            OptionalLong manufacturerId,
            Optional<String> manufacturerName,
            Optional<String> modelName,
            OptionalLong version) {
        /** Nothing known. */
        public static final Firmware NONE =
                new Firmware(OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());

        /** Refuses negative numbers. */
        public Firmware {
            requireUnsigned(manufacturerId);
            requireUnsigned(version);
        }
    }

    private static void requireUnsigned(OptionalLong number) {
        if (number.orElse(0) < 0) {
            throw new IllegalArgumentException("numbers are unsigned");
        }
    }

    static ReferenceMeasurement read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, "reference-measurement-entry");
        ReferenceMeasurement measurement = new ReferenceMeasurement(
                map.optional(59, "payload-type", ReferenceMeasurement::readType),
                map.optional(60, "platform-configuration-uri-global", SwidUri::read),
                map.optional(61, "platform-configuration-uri-local", SwidUri::read),
                map.required(62, "binding-spec-name", CborItem::text),
                map.required(63, "binding-spec-version", CborItem::text),
                new Platform(
                        map.unsigned(64, "platform-manufacturer-id"),
                        map.required(65, "platform-manufacturer-name", CborItem::text),
                        map.required(66, "platform-model-name", CborItem::text),
                        map.unsigned(67, "platform-version")),
                new Firmware(
                        map.unsigned(68, "firmware-manufacturer-id"),
                        map.text(69, "firmware-manufacturer-name"),
                        map.text(70, "firmware-model-name"),
                        map.unsigned(71, "firmware-version")),
                map.required(72, "rim-link-hash", CborItem::bytes));
        map.expectNoOthers();
        return measurement;
    }

    private static PayloadType readType(CborItem item, String field) throws MalformedMessageException {
        long number = item.unsigned(field);
        for (PayloadType type : PayloadType.values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw item.malformed(field, number + " is none of 0, 1 and 2");
    }

    Bytes encoded() {
        return new SwidMembers()
                .put(59, payloadType, type -> Cbor.integer(type.number))
                .put(60, globalUri, SwidUri::encoded)
                .put(61, localUri, SwidUri::encoded)
                .put(62, Cbor.text(bindingSpecName))
                .put(63, Cbor.text(bindingSpecVersion))
                .number(64, platform.manufacturerId())
                .put(65, Cbor.text(platform.manufacturerName()))
                .put(66, Cbor.text(platform.modelName()))
                .number(67, platform.version())
                .number(68, firmware.manufacturerId())
                .text(69, firmware.manufacturerName())
                .text(70, firmware.modelName())
                .number(71, firmware.version())
                .put(72, Cbor.bytes(rimLinkHash))
                .encode();
    }
}
