package dev.rats4j.tee.psa;

import dev.rats4j.eat.ClaimCodec;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatMap;
import dev.rats4j.eat.EatValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;

/**
 * Software that was measured, RFC 9783, 4.4.1.
 *
 * @param type what it is, for example {@code BL}
 * @param measurement digest of 32, 48 or 64 bytes
 * @param version of the software
 * @param signerId digest of the key that signed it, 32, 48 or 64 bytes
 * @param description how it was measured; in platform tokens of CCA the name of the hash function
 */
public record SoftwareComponent(
        Optional<String> type,
        Bytes measurement,
        Optional<String> version,
        Bytes signerId,
        Optional<String> description) {

    private static final int MOST = 1024;

    static final ClaimCodec<SoftwareComponent> CODEC = ClaimCodec.of(SoftwareComponent::read, SoftwareComponent::write);

    /** At least one. */
    static final ClaimCodec<List<SoftwareComponent>> LIST = ClaimCodec.listOf(CODEC, 1, MOST);

    /** Refuses other lengths. */
    public SoftwareComponent {
        if (!isHash(measurement) || !isHash(signerId)) {
            throw new IllegalArgumentException("a measurement or signer that is not of 32, 48 or 64 bytes");
        }
    }

    static boolean isHash(Bytes value) {
        return value.length() == 32 || value.length() == 48 || value.length() == 64;
    }

    private static SoftwareComponent read(EatValue value) throws MalformedMessageException {
        EatMap map = value.map();
        SoftwareComponent component = new SoftwareComponent(
                text(map, 1, "measurement-type"),
                hash(map.required(2, "measurement-value")),
                text(map, 4, "version"),
                hash(map.required(5, "signer-id")),
                text(map, 6, "measurement-desc"));
        map.expectNoOthers();
        return component;
    }

    private static Optional<String> text(EatMap map, long label, String name) throws MalformedMessageException {
        Optional<EatValue> value = map.optional(label, name);
        return value.isEmpty() ? Optional.empty() : Optional.of(value.get().text());
    }

    private static Bytes hash(EatValue value) throws MalformedMessageException {
        Bytes bytes = value.bytes();
        if (!isHash(bytes)) {
            throw value.malformed("has " + bytes.length() + " bytes, not 32, 48 or 64");
        }
        return bytes;
    }

    private static EatValue write(SoftwareComponent component, EatFormat format) {
        EatFormat.MapBuilder map = format.map();
        component.type.ifPresent(text -> map.put(1, "measurement-type", format.text(text)));
        map.put(2, "measurement-value", format.bytes(component.measurement));
        component.version.ifPresent(text -> map.put(4, "version", format.text(text)));
        map.put(5, "signer-id", format.bytes(component.signerId));
        component.description.ifPresent(text -> map.put(6, "measurement-desc", format.text(text)));
        return map.build();
    }
}
