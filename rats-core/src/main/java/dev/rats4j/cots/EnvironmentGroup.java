package dev.rats4j.cots;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.corim.CorimItems;
import dev.rats4j.corim.Environment;
import dev.rats4j.coswid.AbbreviatedSwid;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * An environment-group-list-map: where anchors may be used. At least one member is there; usually exactly one.
 *
 * <p>The members have keys 1, 2 and 3, as implementations write them. The draft gives none in its CDDL; a later text has 0, 1 and 2.
 *
 * @param environment an environment of CoRIM
 * @param software software by members of its tag
 * @param namedStore a name that the relying party is configured with
 */
public record EnvironmentGroup(
        Optional<Environment> environment, Optional<AbbreviatedSwid> software, Optional<String> namedStore) {

    private static final String NAME = "environment-group-list-map";

    /** Refuses the empty one. */
    public EnvironmentGroup {
        if (environment.isEmpty() && software.isEmpty() && namedStore.isEmpty()) {
            throw new IllegalArgumentException("an environment group has a member");
        }
    }

    /** An environment of CoRIM. */
    public static EnvironmentGroup of(Environment environment) {
        return new EnvironmentGroup(Optional.of(environment), Optional.empty(), Optional.empty());
    }

    /** Software. */
    public static EnvironmentGroup of(AbbreviatedSwid software) {
        return new EnvironmentGroup(Optional.empty(), Optional.of(software), Optional.empty());
    }

    /** A name. */
    public static EnvironmentGroup named(String store) {
        return new EnvironmentGroup(Optional.empty(), Optional.empty(), Optional.of(store));
    }

    static EnvironmentGroup read(CborItem item) throws MalformedMessageException {
        CborMap map = item.map(NAME);
        Optional<CborItem> environment = map.optional(1);
        Optional<CborItem> software = map.optional(2);
        Optional<CborItem> namedStore = map.optional(3);
        map.expectNoOthers();
        if (map.isEmpty()) {
            throw item.malformed(NAME, "is empty");
        }
        return new EnvironmentGroup(
                environment.isPresent() ? Optional.of(CorimItems.readEnvironment(environment.get())) : Optional.empty(),
                software.isPresent() ? Optional.of(AbbreviatedSwid.read(software.get())) : Optional.empty(),
                namedStore.isPresent()
                        ? Optional.of(namedStore.get().text(NAME + ".named-ta-store"))
                        : Optional.empty());
    }

    Bytes encoded() {
        Cbor.MapBuilder map = Cbor.map();
        environment.ifPresent(value -> map.put(1, CorimItems.encoded(value)));
        software.ifPresent(value -> map.put(2, value.encoded()));
        namedStore.ifPresent(value -> map.put(3, Cbor.text(value)));
        return map.encode();
    }
}
