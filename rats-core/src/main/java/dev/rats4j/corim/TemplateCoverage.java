package dev.rats4j.corim;

import java.util.ArrayList;
import java.util.List;

/** Names the parts of a CoRIM that have no form in a template. */
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
        unless(corim.dependentRims().isEmpty(), "dependent-rims");
        corim.extensions().keySet().forEach(number -> missing.add("corim-map " + number));
        entities(corim.entities(), "");
        for (ConciseTag tag : corim.tags()) {
            if (tag instanceof Comid comid) {
                comid(comid, " of tag " + comid.id());
            } else {
                missing.add("tag " + tag.tag());
            }
        }
    }

    private void entities(List<CorimEntity> entities, String where) {
        unless(entities.stream().allMatch(entity -> entity.extensions().isEmpty()), "extensions of entities" + where);
    }

    private void comid(Comid comid, String where) {
        unless(comid.language().isEmpty(), "language" + where);
        unless(comid.linkedTags().isEmpty(), "linked-tags" + where);
        unless(comid.identity().version().orElse(1) != 0, "tag-version 0" + where);
        entities(comid.entities(), where);
        comid.extensions().keySet().forEach(number -> missing.add("concise-mid-tag " + number + where));
        Triples triples = comid.triples();
        unless(triples.identity().isEmpty(), "identity-triples" + where);
        unless(triples.dependency().isEmpty(), "dependency-triples" + where);
        unless(triples.membership().isEmpty(), "membership-triples" + where);
        unless(triples.coswid().isEmpty(), "coswid-triples" + where);
        unless(triples.conditionalEndorsementSeries().isEmpty(), "conditional-endorsement-series-triples" + where);
        unless(triples.conditionalEndorsement().isEmpty(), "conditional-endorsement-triples" + where);
        triples.extensions().keySet().forEach(number -> missing.add("triples-map " + number + where));
        triples.reference().forEach(triple -> values(triple, where));
        triples.endorsed().forEach(triple -> values(triple, where));
        triples.attestKey().forEach(triple -> {
            environment(triple.environment(), where);
            triple.key().ifPresent(key -> element(key, where));
            keys(triple.keys(), where);
            keys(triple.authorizedBy(), where);
        });
    }

    private void values(ValueTriple triple, String where) {
        environment(triple.environment(), where);
        for (Measurement measurement : triple.measurements()) {
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
