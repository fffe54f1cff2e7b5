package dev.rats4j.cddl;

import dev.rats4j.cddl.Type.Entry;
import dev.rats4j.cddl.Type.Group;
import dev.rats4j.cddl.Type.Inline;
import dev.rats4j.cddl.Type.Keyed;
import dev.rats4j.cddl.Type.Member;
import dev.rats4j.cddl.Type.Plain;
import dev.rats4j.cddl.Type.Ref;
import java.util.List;
import java.util.function.Function;

/** Replaces names all over a definition: parameters by arguments, imported names by prefixed ones. */
final class Rewriting {

    private final Function<Ref, Type> names;

    /** The function is given names whose arguments are rewritten already. */
    Rewriting(Function<Ref, Type> names) {
        this.names = names;
    }

    Type type(Type type) {
        if (type instanceof Ref ref) {
            return names.apply(new Ref(ref.name(), types(ref.arguments())));
        }
        if (type instanceof Type.Choice choice) {
            return new Type.Choice(types(choice.options()));
        }
        if (type instanceof Type.Range range) {
            return new Type.Range(type(range.low()), type(range.high()), range.isClosed());
        }
        if (type instanceof Type.Control control) {
            return new Type.Control(type(control.target()), control.name(), type(control.controller()));
        }
        if (type instanceof Type.Unwrap unwrap) {
            return new Type.Unwrap(type(unwrap.type()));
        }
        return container(type);
    }

    private Type container(Type type) {
        if (type instanceof Type.Enumeration enumeration) {
            return new Type.Enumeration(group(enumeration.group()));
        }
        if (type instanceof Type.MapOf map) {
            return new Type.MapOf(group(map.group()));
        }
        if (type instanceof Type.ArrayOf array) {
            return new Type.ArrayOf(group(array.group()));
        }
        if (type instanceof Type.Tagged tagged) {
            return new Type.Tagged(type(tagged.number()), type(tagged.content()));
        }
        if (type instanceof Type.Major major) {
            return new Type.Major(major.major(), major.detail().map(this::type));
        }
        return type;
    }

    private List<Type> types(List<Type> types) {
        return types.stream().map(this::type).toList();
    }

    Group group(Group group) {
        return new Group(group.choices().stream()
                .map(entries -> entries.stream().map(this::entry).toList())
                .toList());
    }

    Entry entry(Entry entry) {
        return new Entry(entry.least(), entry.most(), member(entry.member()));
    }

    private Member member(Member member) {
        if (member instanceof Keyed keyed) {
            return new Keyed(type(keyed.key()), keyed.isCut(), type(keyed.value()));
        }
        if (member instanceof Inline inline) {
            return new Inline(group(inline.group()));
        }
        return new Plain(type(((Plain) member).type()));
    }
}
