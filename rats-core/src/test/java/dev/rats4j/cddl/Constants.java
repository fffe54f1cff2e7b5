package dev.rats4j.cddl;

import dev.rats4j.cddl.Type.Entry;
import dev.rats4j.cddl.Type.Group;
import dev.rats4j.cddl.Type.Keyed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be said of definitions without any value, for one notation: which types are values, and in which order a map is read. */
final class Constants {

    private static final int DEEPEST = 100;

    private final Schema schema;
    private final Notation notation;
    private final Map<Type, Optional<List<Value>>> literals = new IdentityHashMap<>();
    private final Map<List<Entry>, List<Entry>> ordered = new IdentityHashMap<>();
    private final Map<Group, Set<Value>> named = new IdentityHashMap<>();

    Constants(Schema schema, Notation notation) {
        this.schema = schema;
        this.notation = notation;
    }

    private static void checkDepth(int depth) {
        if (depth > DEEPEST) {
            throw new CddlException("groups nested more than " + DEEPEST + " deep");
        }
    }

    // ---- values

    /** The one value that a type is. */
    Value constant(Type type) {
        return single(type).orElseThrow(() -> new CddlException(Wording.of(type) + " is not one value"));
    }

    /** The value of a type that is one. */
    Optional<Value> single(Type type) {
        return literals(type).filter(values -> values.size() == 1).map(values -> values.get(0));
    }

    /** All values of a type, if it is a list of values. */
    Optional<List<Value>> literals(Type type) {
        Optional<List<Value>> known = literals.get(type);
        if (known == null) {
            literals.put(type, Optional.empty()); // for names that lead back to themselves
            known = listed(type);
            literals.put(type, known);
        }
        return known;
    }

    private Optional<List<Value>> listed(Type type) {
        if (type instanceof Type.Literal literal) {
            return Optional.of(List.of(literal.value()));
        }
        if (type instanceof Type.Ref ref) {
            return literals(schema.type(ref));
        }
        if (type instanceof Type.Choice choice) {
            return united(choice.options());
        }
        if (type instanceof Type.Enumeration enumeration) {
            return united(values(enumeration));
        }
        if (type instanceof Type.Control control && control.name().equals(".feature")) {
            return isEnabled(control) ? literals(control.target()) : Optional.of(List.of());
        }
        return type instanceof Type.Control control ? computed(control).map(List::of) : Optional.empty();
    }

    private Optional<List<Value>> united(List<Type> options) {
        List<Value> all = new ArrayList<>();
        for (Type option : options) {
            Optional<List<Value>> some = literals(option);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(some.get());
        }
        return Optional.of(all);
    }

    /** The types of the members of an enumeration. */
    List<Type> values(Type.Enumeration enumeration) {
        List<Type> values = new ArrayList<>();
        collect(enumeration.group(), values, 0);
        return values;
    }

    private void collect(Group group, List<Type> values, int depth) {
        checkDepth(depth);
        for (List<Entry> entries : group.choices()) {
            for (Entry entry : entries) {
                Optional<Group> inner = schema.group(entry.member());
                if (inner.isPresent()) {
                    collect(inner.get(), values, depth + 1);
                } else if (entry.member() instanceof Keyed keyed) {
                    values.add(keyed.value());
                } else if (entry.member() instanceof Type.Plain plain) {
                    values.add(plain.type());
                }
            }
        }
    }

    /** The value of {@code .cat}, {@code .det} and {@code .plus} over values. */
    Optional<Value> computed(Type.Control control) {
        if (!Set.of(".cat", ".det", ".plus").contains(control.name())) {
            return Optional.empty();
        }
        Optional<Value> target = single(control.target());
        Optional<Value> controller = single(control.controller());
        return target.flatMap(left -> controller.map(right -> Joining.of(control.name(), left, right)));
    }

    /** Whether a feature is on: all are, but the one of the other notation. */
    boolean isEnabled(Type.Control feature) {
        if (!(constant(feature.controller()) instanceof Value.Text name)) {
            throw new CddlException(".feature without a name");
        }
        return notation.hasFeature(name.value());
    }

    // ---- maps

    /** Entries in the order in which they take pairs: values as keys first, wildcards last; groups without alternatives opened. */
    List<Entry> ordered(List<Entry> entries) {
        List<Entry> known = ordered.get(entries);
        if (known == null) {
            known = new ArrayList<>();
            flatten(entries, known, 0);
            known.sort(Comparator.comparingInt(this::rank));
            ordered.put(entries, known);
        }
        return known;
    }

    private void flatten(List<Entry> entries, List<Entry> target, int depth) {
        checkDepth(depth);
        for (Entry entry : entries) {
            List<Entry> inner = new ArrayList<>();
            Optional<Group> group = schema.group(entry.member());
            if (group.isPresent() && group.get().choices().size() == 1) {
                flatten(group.get().choices().get(0), inner, depth + 1);
            }
            if (inner.size() == 1 && inner.get(0).isOnce()) {
                target.add(new Entry(entry.least(), entry.most(), inner.get(0).member()));
            } else if (entry.isOnce() && !inner.isEmpty()) {
                target.addAll(inner);
            } else {
                target.add(entry);
            }
        }
    }

    private int rank(Entry entry) {
        if (entry.member() instanceof Keyed keyed) {
            return literals(keyed.key()).isPresent() ? 0 : 3;
        }
        return entry.most() == 1 ? 1 : 2;
    }

    /** All values that are keys anywhere in a group. */
    Set<Value> named(Group group) {
        Set<Value> known = named.get(group);
        if (known == null) {
            known = new HashSet<>();
            collectNames(group, known, 0);
            named.put(group, known);
        }
        return known;
    }

    private void collectNames(Group group, Set<Value> names, int depth) {
        checkDepth(depth);
        for (List<Entry> entries : group.choices()) {
            for (Entry entry : entries) {
                schema.group(entry.member()).ifPresent(inner -> collectNames(inner, names, depth + 1));
                if (entry.member() instanceof Keyed keyed) {
                    literals(keyed.key()).ifPresent(names::addAll);
                }
            }
        }
    }
}
