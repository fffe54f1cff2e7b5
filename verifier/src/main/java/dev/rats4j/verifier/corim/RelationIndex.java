package dev.rats4j.verifier.corim;

import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Relations by the most selective field that their condition names; those that name none are kept apart. */
final class RelationIndex<R extends Relation> {

    private final Map<Object, List<R>> byField = new HashMap<>();
    private final List<R> broad = new ArrayList<>();

    private record Vendor(String name) {}

    private record Model(String name) {}

    RelationIndex(List<R> relations) {
        for (R relation : relations) {
            Optional<Object> field = mostSelective(relation.environment());
            if (field.isPresent()) {
                byField.computeIfAbsent(field.get(), key -> new ArrayList<>()).add(relation);
            } else {
                broad.add(relation);
            }
        }
    }

    private static Optional<Object> mostSelective(Environment environment) {
        List<Object> fields = fields(environment);
        return fields.isEmpty() ? Optional.empty() : Optional.of(fields.get(0));
    }

    /** Fields that a condition may be filed under, the most selective first. */
    private static List<Object> fields(Environment environment) {
        List<Object> fields = new ArrayList<>(5);
        environment.instance().ifPresent(fields::add);
        Optional<EnvironmentClass> environmentClass = environment.environmentClass();
        if (environmentClass.isPresent()) {
            environmentClass.get().id().ifPresent(fields::add);
            environmentClass.get().model().ifPresent(model -> fields.add(new Model(model)));
            environmentClass.get().vendor().ifPresent(vendor -> fields.add(new Vendor(vendor)));
        }
        environment.group().ifPresent(fields::add);
        return fields;
    }

    /** Every relation whose condition could match an environment, and some that do not. */
    List<R> candidates(Environment environment) {
        List<R> candidates = new ArrayList<>(broad);
        for (Object field :
                new LinkedHashSet<>(fields(environment))) { // one id may be that of the class and of the group
            candidates.addAll(byField.getOrDefault(field, List.of()));
        }
        return candidates;
    }

    /** Every relation. */
    List<R> all() {
        List<R> all = new ArrayList<>(broad);
        byField.values().forEach(all::addAll);
        return all;
    }

    boolean isEmpty() {
        return broad.isEmpty() && byField.isEmpty();
    }

    int broadCount() {
        return broad.size();
    }
}
