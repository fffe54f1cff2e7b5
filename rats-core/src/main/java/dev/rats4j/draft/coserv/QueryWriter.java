package dev.rats4j.draft.coserv;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.corim.CorimItems;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.function.Function;

/** Writes queries in deterministic encoding. */
final class QueryWriter {

    private QueryWriter() {}

    static Bytes write(CoservQuery query) {
        if (query instanceof CoservQuery.ByManifest manifests) {
            return Cbor.map()
                    .put(3, array(manifests.selectors(), QueryWriter::write))
                    .encode();
        }
        CoservQuery.ByEnvironment environments = (CoservQuery.ByEnvironment) query;
        return Cbor.map()
                .put(0, Cbor.integer(environments.artifactType().number()))
                .put(1, write(environments.selector()))
                .put(2, Cbor.integer(environments.resultType().number()))
                .encode();
    }

    static <T> Bytes array(List<T> values, Function<? super T, Bytes> writer) {
        return Cbor.array(values.stream().map(writer).toList());
    }

    private static Bytes write(ManifestSelector selector) {
        return Cbor.array(Cbor.integer(selector.kind().number()), CorimItems.encoded(selector.id()));
    }

    private static Bytes write(EnvironmentSelector selector) {
        Cbor.MapBuilder map = Cbor.map();
        if (selector instanceof EnvironmentSelector.Classes classes) {
            map.put(0, array(classes.any(), one -> write(one, CorimItems.encoded(one.environment()))));
        } else if (selector instanceof EnvironmentSelector.Instances instances) {
            map.put(1, array(instances.any(), one -> write(one, CorimItems.encoded(one.environment()))));
        } else {
            EnvironmentSelector.Groups groups = (EnvironmentSelector.Groups) selector;
            map.put(2, array(groups.any(), one -> write(one, CorimItems.encoded(one.environment()))));
        }
        return map.encode();
    }

    private static Bytes write(EnvironmentSelector.Stateful<?> stateful, Bytes environment) {
        return stateful.measurements().isEmpty()
                ? Cbor.array(environment)
                : Cbor.array(environment, CorimItems.encodedMeasurements(stateful.measurements()));
    }
}
