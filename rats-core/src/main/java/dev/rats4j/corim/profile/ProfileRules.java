package dev.rats4j.corim.profile;

import dev.rats4j.corim.Comid;
import dev.rats4j.corim.ConditionalEndorsementSeriesTriple;
import dev.rats4j.corim.ConditionalEndorsementTriple;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimProfile.Violation;
import dev.rats4j.corim.CorimProfiles;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.StatefulEnvironment;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.ValueTriple;
import java.util.ArrayList;
import java.util.List;

/** Walks through a CoRIM and collects where rules are broken. */
final class ProfileRules {

    private final Corim corim;
    private final List<Violation> violations;

    private ProfileRules(Corim corim, String id) {
        this.corim = corim;
        violations = new ArrayList<>(CorimProfiles.ofOtherProfile(corim, id));
    }

    static ProfileRules of(Corim corim, String id) {
        return new ProfileRules(corim, id);
    }

    /** What has to hold of one part. */
    interface Rule<T> {
        void check(T part, Place place);
    }

    /** Where a part stands. */
    final class Place {
        private final String path;

        private Place(String path) {
            this.path = path;
        }

        Place at(String member) {
            return new Place(path + "." + member);
        }

        Place at(String list, int index) {
            return new Place(path + "." + list + "[" + index + "]");
        }

        void require(boolean holds, String otherwise) {
            if (!holds) {
                violations.add(new Violation(path, otherwise));
            }
        }
    }

    private interface Part<T> {
        List<T> of(Triples triples);
    }

    private <T> ProfileRules each(String name, Part<T> part, Rule<? super T> rule) {
        List<Comid> comids = corim.comids();
        for (int tag = 0; tag < comids.size(); tag++) {
            List<T> triples = part.of(comids.get(tag).triples());
            for (int i = 0; i < triples.size(); i++) {
                rule.check(triples.get(i), new Place("comids[" + tag + "]." + name + "[" + i + "]"));
            }
        }
        return this;
    }

    ProfileRules references(Rule<ValueTriple> rule) {
        return each("reference-triples", Triples::reference, rule);
    }

    ProfileRules endorsements(Rule<ValueTriple> rule) {
        return each("endorsed-triples", Triples::endorsed, rule);
    }

    ProfileRules attestKeys(Rule<KeyTriple> rule) {
        return each("attest-key-triples", Triples::attestKey, rule);
    }

    /** All measurements, in triples of whatever kind. */
    ProfileRules measurements(Rule<Measurement> rule) {
        Rule<ValueTriple> values = (triple, place) -> all(triple.measurements(), "measurements", place, rule);
        Rule<ConditionalEndorsementSeriesTriple> series = (triple, place) -> {
            all(triple.claims(), "claims-list", place, rule);
            for (int i = 0; i < triple.series().size(); i++) {
                all(triple.series().get(i).condition(), "condition", place.at("series", i), rule);
                all(triple.series().get(i).addition(), "addition", place.at("series", i), rule);
            }
        };
        Rule<ConditionalEndorsementTriple> conditional = (triple, place) -> {
            List<StatefulEnvironment> conditions = triple.conditions();
            for (int i = 0; i < conditions.size(); i++) {
                all(conditions.get(i).claims(), "claims-list", place.at("conditions", i), rule);
            }
            for (int i = 0; i < triple.endorsements().size(); i++) {
                values.check(triple.endorsements().get(i), place.at("endorsements", i));
            }
        };
        return references(values)
                .endorsements(values)
                .each("conditional-endorsement-series-triples", Triples::conditionalEndorsementSeries, series)
                .each("conditional-endorsement-triples", Triples::conditionalEndorsement, conditional);
    }

    static void all(List<Measurement> measurements, String name, Place place, Rule<Measurement> rule) {
        for (int i = 0; i < measurements.size(); i++) {
            rule.check(measurements.get(i), place.at(name, i));
        }
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
