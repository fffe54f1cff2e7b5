package dev.rats4j.corim;

import java.util.ArrayList;
import java.util.List;

/** Names the parts of a CoRIM that have no form in a template: types that only a profile knows, and directories that are too deep. */
final class TemplateCoverage {

    private final List<String> missing = new ArrayList<>();

    private TemplateCoverage() {}

    static List<String> missing(Corim corim) {
        TemplateCoverage coverage = new TemplateCoverage();
        coverage.corim(corim);
        return List.copyOf(coverage.missing);
    }

    private void unless(boolean absent, String name) {
        if (!absent) {
            missing.add(name);
        }
    }

    private void corim(Corim corim) {
        for (ConciseTag tag : corim.tags()) {
            if (tag instanceof Comid comid) {
                triples(comid.triples(), " of tag " + comid.id());
            } else if (tag instanceof CoswidTag software) {
                unless(
                        !TemplateCoswid.isTooDeep(software.coswid()),
                        "directories of tag " + software.coswid().tagId());
            }
        }
    }

    private void triples(Triples triples, String where) {
        triples.reference().forEach(triple -> values(triple, where));
        triples.endorsed().forEach(triple -> values(triple, where));
        triples.identity().forEach(triple -> keys(triple, where));
        triples.attestKey().forEach(triple -> keys(triple, where));
        triples.dependency().forEach(triple -> domain(triple, where));
        triples.membership().forEach(triple -> domain(triple, where));
        triples.coswid().forEach(triple -> environment(triple.environment(), where));
        triples.conditionalEndorsementSeries().forEach(triple -> {
            environment(triple.environment(), where);
            measurements(triple.claims(), where);
            keys(triple.authorizedBy(), where);
            triple.series().forEach(step -> {
                measurements(step.condition(), where);
                measurements(step.addition(), where);
            });
        });
        triples.conditionalEndorsement().forEach(triple -> {
            triple.conditions().forEach(condition -> {
                environment(condition.environment(), where);
                measurements(condition.claims(), where);
            });
            triple.endorsements().forEach(endorsement -> values(endorsement, where));
        });
    }

    private void keys(KeyTriple triple, String where) {
        environment(triple.environment(), where);
        triple.key().ifPresent(key -> element(key, where));
        keys(triple.keys(), where);
        keys(triple.authorizedBy(), where);
    }

    private void domain(DomainTriple triple, String where) {
        environment(triple.domain(), where);
        triple.others().forEach(other -> environment(other, where));
    }

    private void values(ValueTriple triple, String where) {
        environment(triple.environment(), where);
        measurements(triple.measurements(), where);
    }

    private void measurements(List<Measurement> measurements, String where) {
        for (Measurement measurement : measurements) {
            measurement.key().ifPresent(key -> element(key, where));
            keys(measurement.authorizedBy(), where);
            for (MeasurementValues.Entry entry : measurement.values().entries().values()) {
                long number = entry.codePoint().number();
                boolean widened = !entry.codePoint().type().isInstance(entry.value())
                        || CodePoint.typed(number)
                                .filter(typed -> !typed.equals(entry.codePoint()))
                                .isPresent();
                unless(!widened, "code point " + number + where);
                if (entry.value() instanceof CodePoint.CryptoKeys list) {
                    keys(list.entries(), where);
                }
            }
        }
    }

    private void environment(Environment environment, String where) {
        environment
                .environmentClass()
                .flatMap(EnvironmentClass::id)
                .ifPresent(id -> unless(TemplateType.isNamed(id.tag()), "class-id of tag " + id.tag() + where));
        environment.group().ifPresent(id -> unless(TemplateType.isNamed(id.tag()), "group of tag " + id.tag() + where));
        if (environment.instance().isPresent()) {
            Environment.CryptoKeyOrId instance = environment.instance().get();
            long tag = instance instanceof Environment.InstanceId named
                    ? named.id().tag()
                    : ((Environment.InstanceKey) instance).key().tag();
            unless(TemplateType.isNamed(tag), "instance of tag " + tag + where);
        }
    }

    private void element(MeasuredElement element, String where) {
        unless(!(element instanceof MeasuredElement.OfProfile), "mkey of a profile" + where);
    }

    private void keys(List<CryptoKey> keys, String where) {
        for (CryptoKey key : keys) {
            unless(TemplateType.isNamed(key.tag()), "key of tag " + key.tag() + where);
        }
    }
}
