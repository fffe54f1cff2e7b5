package dev.rats4j.cddl;

import dev.rats4j.cddl.Type.Entry;
import dev.rats4j.cddl.Type.Group;
import dev.rats4j.cddl.Type.Inline;
import dev.rats4j.cddl.Type.Member;
import dev.rats4j.cddl.Type.Plain;
import dev.rats4j.cddl.Type.Ref;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Rules by name, generic ones with their arguments put in. */
final class Schema {

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<Ref, List<Entry>> bodies = new HashMap<>();
    // by identity: the hash of a name with arguments is that of all that stands in them
    private final Map<Ref, Type> types = new IdentityHashMap<>();
    private final Map<Ref, Group> groups = new IdentityHashMap<>();
    private final Map<Ref, Boolean> areGroups = new IdentityHashMap<>();
    private final Map<Type, Type> unwrapped = new IdentityHashMap<>();
    private final Map<Notation, Constants> constants = new EnumMap<>(Notation.class);

    /** Rules and the prelude. A name that is defined twice must be defined alike. */
    Schema(List<Rule> given) {
        Prelude.RULES.forEach(this::add);
        given.forEach(this::add);
    }

    private void add(Rule rule) {
        Rule before = rules.get(rule.name());
        if (before == null || isSocket(rule.name()) && before.alternatives().isEmpty()) {
            rules.put(rule.name(), rule);
        } else if (rule.isAddition()) {
            List<Entry> all = new ArrayList<>(before.alternatives());
            all.addAll(rule.alternatives());
            rules.put(rule.name(), new Rule(rule.name(), before.parameters(), all, before.isAddition()));
        } else if (!rule.equals(before)) {
            throw new CddlException(rule.name() + " is defined twice, differently");
        }
    }

    /** What the rules say without any value. */
    Constants constants(Notation notation) {
        return constants.computeIfAbsent(notation, key -> new Constants(this, key));
    }

    /** Whether a name is a socket, which may stay without any definition; imported ones have a prefix before the dollar sign. */
    static boolean isSocket(String name) {
        return name.startsWith("$") || name.contains(".$");
    }

    private static boolean isGroupSocket(String name) {
        return name.startsWith("$$") || name.contains(".$$");
    }

    /** Names of all rules but those of the prelude. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(rules.keySet());
        Prelude.RULES.forEach(rule -> names.remove(rule.name()));
        return names;
    }

    /** Names that are used by a rule, or by rules that it uses, and defined nowhere. */
    Set<String> undefined(String root) {
        Set<String> missing = new TreeSet<>();
        Set<String> seen = new HashSet<>(Set.of(root));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            String name = open.pop();
            Rule rule = rules.get(name);
            if (rule == null) {
                if (!isSocket(name)) {
                    missing.add(name);
                }
                continue;
            }
            Rewriting visit = new Rewriting(ref -> {
                if (!rule.parameters().contains(ref.name()) && seen.add(ref.name())) {
                    open.push(ref.name());
                }
                return ref;
            });
            rule.alternatives().forEach(visit::entry);
        }
        return missing;
    }

    private List<Entry> body(Ref ref) {
        List<Entry> known = bodies.get(ref);
        if (known == null) {
            known = instantiate(ref);
            bodies.put(ref, known);
        }
        return known;
    }

    private List<Entry> instantiate(Ref ref) {
        Rule rule = rules.get(ref.name());
        if (rule == null) {
            if (isSocket(ref.name())) {
                return List.of();
            }
            throw new CddlException(ref.name() + " is not defined");
        }
        if (rule.parameters().size() != ref.arguments().size()) {
            throw new CddlException(ref.name() + " takes " + rule.parameters().size() + " arguments");
        }
        Rewriting arguments = new Rewriting(name -> {
            int index = rule.parameters().indexOf(name.name());
            return index < 0 ? name : ref.arguments().get(index);
        });
        return rule.alternatives().stream().map(arguments::entry).toList();
    }

    /** What a name stands for where a type belongs. */
    Type type(Ref ref) {
        Type known = types.get(ref);
        if (known == null) {
            List<Type> options = new ArrayList<>();
            for (Entry entry : body(ref)) {
                if (!entry.isOnce() || !(entry.member() instanceof Plain plain)) {
                    throw new CddlException(ref.name() + " is a group where a type belongs");
                }
                options.add(plain.type());
            }
            known = options.size() == 1 ? options.get(0) : new Type.Choice(options);
            types.put(ref, known);
        }
        return known;
    }

    /** The group that a member is, if it is one. */
    Optional<Group> group(Member member) {
        if (member instanceof Inline inline) {
            return Optional.of(inline.group());
        }
        if (member instanceof Plain plain) {
            if (plain.type() instanceof Ref ref && isGroup(ref)) {
                return Optional.of(groups.computeIfAbsent(
                        ref, key -> new Group(body(key).stream().map(List::of).toList())));
            }
            if (plain.type() instanceof Type.Unwrap unwrap) {
                return contained(unwrap.type());
            }
        }
        return Optional.empty();
    }

    private Optional<Group> contained(Type type) {
        Type inner = followed(type);
        if (inner instanceof Type.MapOf map) {
            return Optional.of(map.group());
        }
        return inner instanceof Type.ArrayOf array ? Optional.of(array.group()) : Optional.empty();
    }

    /** A type behind any number of names. */
    private Type followed(Type type) {
        Type inner = type;
        for (int steps = 0; inner instanceof Ref ref; steps++) {
            if (isGroup(ref) || steps > rules.size()) {
                return inner;
            }
            inner = type(ref);
        }
        return inner;
    }

    /** What {@code ~} leaves of a type: what is under its tag. */
    Type unwrapped(Type type) {
        Type known = unwrapped.get(type);
        if (known == null) {
            Type inner = followed(type);
            known = inner instanceof Type.Tagged tagged ? tagged.content() : inner;
            unwrapped.put(type, known);
        }
        return known;
    }

    private boolean isGroup(Ref ref) {
        Boolean known = areGroups.get(ref);
        if (known == null) {
            areGroups.put(ref, false); // for names that lead back to themselves
            known = isGroupSocket(ref.name()) || body(ref).stream().anyMatch(this::isGroup);
            areGroups.put(ref, known);
        }
        return known;
    }

    private boolean isGroup(Entry entry) {
        if (!entry.isOnce() || !(entry.member() instanceof Plain plain)) {
            return true;
        }
        if (plain.type() instanceof Type.Unwrap unwrap) {
            return contained(unwrap.type()).isPresent();
        }
        return plain.type() instanceof Ref ref && isGroup(ref);
    }
}
