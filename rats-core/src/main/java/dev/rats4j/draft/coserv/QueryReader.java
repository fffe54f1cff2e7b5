package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.corim.CorimItems;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.TypeChoices;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads queries. */
final class QueryReader {

    private QueryReader() {}

    /** Reads one item of a list. */
    @FunctionalInterface
    interface Reader<T> {
        T read(CborItem item) throws MalformedMessageException;
    }

    /** An array of at least so many. */
    static <T> List<T> list(CborItem item, String field, int least, Reader<? extends T> reader)
            throws MalformedMessageException {
        List<T> values = new ArrayList<>();
        for (CborItem element : item.elements(field)) {
            values.add(reader.read(element));
        }
        if (values.size() < least) {
            throw item.malformed(field, "is empty");
        }
        return values;
    }

    static CoservQuery read(CborItem item, TypeChoices choices) throws MalformedMessageException {
        CborMap map = item.map("query");
        Optional<CborItem> manifests = map.optional(3);
        if (manifests.isPresent()) {
            map.expectNoOthers();
            return new CoservQuery.ByManifest(
                    list(manifests.get(), "rim-selector", 1, QueryReader::readManifestSelector));
        }
        CborItem type = map.required(0, "artifact-type");
        CborItem selector = map.required(1, "environment-selector");
        CborItem resultType = map.required(2, "result-type");
        map.expectNoOthers();
        return new CoservQuery.ByEnvironment(
                readArtifactType(type), readSelector(selector, choices), readResultType(resultType));
    }

    private static CoservQuery.ArtifactType readArtifactType(CborItem item) throws MalformedMessageException {
        long number = item.unsigned("artifact-type");
        for (CoservQuery.ArtifactType type : CoservQuery.ArtifactType.values()) {
            if (type.number() == number) {
                return type;
            }
        }
        throw item.malformed("artifact-type", number + " is none of 0, 1 and 2");
    }

    private static CoservQuery.ResultType readResultType(CborItem item) throws MalformedMessageException {
        long number = item.unsigned("result-type");
        for (CoservQuery.ResultType type : CoservQuery.ResultType.values()) {
            if (type.number() == number) {
                return type;
            }
        }
        throw item.malformed("result-type", number + " is none of 0, 1 and 2");
    }

    private static ManifestSelector readManifestSelector(CborItem item) throws MalformedMessageException {
        CborItem[] parts = item.elements(2, 2, "rim-selector-id");
        long number = parts[0].unsigned("rim-selector-id.kind");
        for (ManifestSelector.Kind kind : ManifestSelector.Kind.values()) {
            if (kind.number() == number) {
                return new ManifestSelector(kind, CorimItems.readTagId(parts[1], "rim-selector-id.id"));
            }
        }
        throw parts[0].malformed("rim-selector-id.kind", number + " is none of 0, 1 and 2");
    }

    private static EnvironmentSelector readSelector(CborItem item, TypeChoices choices)
            throws MalformedMessageException {
        CborMap map = item.map("environment-selector-map");
        Optional<CborItem> classes = map.optional(0);
        Optional<CborItem> instances = map.optional(1);
        Optional<CborItem> groups = map.optional(2);
        map.expectNoOthers();
        if (map.keys().size() != 1) {
            throw item.malformed("environment-selector-map", map.keys().size() + " selectors, exactly one");
        }
        if (classes.isPresent()) {
            return new EnvironmentSelector.Classes(
                    list(classes.get(), "class", 1, stateful(choices, part -> CorimItems.readClass(part, choices))));
        }
        if (instances.isPresent()) {
            return new EnvironmentSelector.Instances(list(
                    instances.get(), "instance", 1, stateful(choices, part -> CorimItems.readInstance(part, choices))));
        }
        return new EnvironmentSelector.Groups(
                list(groups.orElseThrow(), "group", 1, stateful(choices, part -> CorimItems.readGroup(part, choices))));
    }

    private static <T> Reader<EnvironmentSelector.Stateful<T>> stateful(
            TypeChoices choices, Reader<? extends T> environment) {
        return item -> {
            CborItem[] parts = item.elements(1, 2, "stateful environment");
            List<Measurement> measurements =
                    parts.length == 2 ? CorimItems.readMeasurements(parts[1], choices) : List.of();
            return new EnvironmentSelector.Stateful<>(environment.read(parts[0]), measurements);
        };
    }
}
