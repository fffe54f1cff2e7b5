package dev.rats4j.corim;

import dev.rats4j.cbor.CborCursor;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads environment-map, class-map and typed ids. */
final class EnvironmentReader {

    static final Set<Long> ELEMENT_IDS = Set.of(TypedId.OID, TypedId.UUID);
    private static final Set<Long> CLASS_IDS = Set.of(TypedId.OID, TypedId.UUID, TypedId.BYTES);
    private static final Set<Long> INSTANCE_IDS = Set.of(TypedId.UEID, TypedId.UUID, TypedId.BYTES);
    private static final Set<Long> GROUP_IDS = Set.of(TypedId.UUID, TypedId.BYTES);
    private static final Set<Long> PATH_KEYS = Set.of(556L, 561L);

    private final CborCursor in;
    private final TypeChoices choices;
    private final KeyReader keys;

    EnvironmentReader(CborCursor in, TypeChoices choices) {
        this.in = in;
        this.choices = choices;
        keys = new KeyReader(in, choices);
    }

    Environment read() throws MalformedMessageException {
        int start = in.offset();
        Optional<EnvironmentClass> environmentClass = Optional.empty();
        Optional<Environment.CryptoKeyOrId> instance = Optional.empty();
        Optional<TypedId> group = Optional.empty();
        in.enterMap("environment-map");
        while (in.more()) {
            long key = in.key("environment-map");
            if (key == 0) {
                environmentClass = Optional.of(readClass());
            } else if (key == 1) {
                instance = Optional.of(instance());
            } else if (key == 2) {
                group = Optional.of(group());
            } else {
                throw in.malformed("environment-map", "unknown key " + key);
            }
        }
        if (environmentClass.isEmpty() && instance.isEmpty() && group.isEmpty()) {
            throw new MalformedMessageException("environment-map", start, "is empty");
        }
        return new Environment(environmentClass, instance, group);
    }

    EnvironmentClass readClass() throws MalformedMessageException {
        int start = in.offset();
        Optional<TypedId> id = Optional.empty();
        Optional<String> vendor = Optional.empty();
        Optional<String> model = Optional.empty();
        OptionalLong layer = OptionalLong.empty();
        OptionalLong index = OptionalLong.empty();
        boolean empty = true;
        in.enterMap("class-map");
        while (in.more()) {
            empty = false;
            long key = in.key("class-map");
            if (key == 0) {
                id = Optional.of(typedId(CLASS_IDS, TypeChoices.Place.CLASS_ID, "class-map.class-id"));
            } else if (key == 1) {
                vendor = Optional.of(in.text("class-map.vendor"));
            } else if (key == 2) {
                model = Optional.of(in.text("class-map.model"));
            } else if (key == 3) {
                layer = OptionalLong.of(in.unsigned("class-map.layer"));
            } else if (key == 4) {
                index = OptionalLong.of(in.unsigned("class-map.index"));
            } else {
                throw in.malformed("class-map", "unknown key " + key);
            }
        }
        if (empty) {
            throw new MalformedMessageException("class-map", start, "is empty");
        }
        return new EnvironmentClass(id, vendor, model, layer, index);
    }

    TypedId group() throws MalformedMessageException {
        return typedId(GROUP_IDS, TypeChoices.Place.GROUP_ID, "environment-map.group");
    }

    Environment.CryptoKeyOrId instance() throws MalformedMessageException {
        long tag = in.peek().tag("environment-map.instance");
        if (PATH_KEYS.contains(tag)) {
            throw in.malformed("environment-map.instance", "is a path, which names no instance");
        }
        if (INSTANCE_IDS.contains(tag) || choices.accepts(TypeChoices.Place.INSTANCE_ID, in)) {
            return new Environment.InstanceId(
                    typedId(INSTANCE_IDS, TypeChoices.Place.INSTANCE_ID, "environment-map.instance"));
        }
        return new Environment.InstanceKey(keys.read());
    }

    TypedId typedId(Set<Long> tags, TypeChoices.Place place, String field) throws MalformedMessageException {
        int start = in.offset();
        boolean ofProfile = choices.accepts(place, in);
        long tag = in.tag(field);
        if (!ofProfile && !tags.contains(tag)) {
            throw new MalformedMessageException(field, start, "tag " + tag + " is not one of its types");
        }
        Bytes value = in.bytes(field);
        if (!fits(tag, value)) {
            throw new MalformedMessageException(
                    field, start, value.length() + " bytes that are no value of tag " + tag);
        }
        return new TypedId(tag, value);
    }

    private static boolean fits(long tag, Bytes value) {
        if (tag == TypedId.UUID) {
            return value.length() == 16;
        }
        if (tag == TypedId.UEID) {
            return value.length() >= 7 && value.length() <= 33;
        }
        return tag != TypedId.OID || ObjectIdentifier.ofContent(value).isPresent();
    }
}
