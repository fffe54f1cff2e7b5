package dev.rats4j.cddl;

import java.util.List;
import java.util.Optional;

/** A type expression of CDDL. */
sealed interface Type {

    /** Any value: {@code #}. */
    record Any() implements Type {}

    /** One value. */
    record Literal(Value value) implements Type {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** {@code a / b}. */
    record Choice(List<Type> options) implements Type {}

    /** {@code low..high}, or {@code low...high} without the last. */
    record Range(Type low, Type high, boolean isClosed) implements Type {}

    /** {@code target .name controller}. */
    record Control(Type target, String name, Type controller) implements Type {}

    /** The name of a rule, with arguments if it is generic. */
    record Ref(String name, List<Type> arguments) implements Type {
        static Ref to(String name) {
            return new Ref(name, List.of());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** {@code ~name}: what is inside a tag, a map or an array. */
    record Unwrap(Type type) implements Type {}

    /** {@code &(group)}: one of the values of a group. */
    record Enumeration(Group group) implements Type {}

    /** {@code { group }}. */
    record MapOf(Group group) implements Type {}

    /** {@code [ group ]}. */
    record ArrayOf(Group group) implements Type {}

    /** {@code #6.number(content)}. */
    record Tagged(Type number, Type content) implements Type {}

    /** {@code #major.detail}. */
    record Major(int major, Optional<Type> detail) implements Type {}

    /** Alternatives, each a row of entries. */
    record Group(List<List<Entry>> choices) {}

    /** A member of a group, {@code least} to {@code most} times. */
    record Entry(int least, int most, Member member) {
        static final int UNLIMITED = Integer.MAX_VALUE;

        static Entry once(Member member) {
            return new Entry(1, 1, member);
        }

        boolean isOnce() {
            return least == 1 && most == 1;
        }
    }

    /** What stands in an entry. */
    sealed interface Member {}

    /** {@code key => value}; with a cut, a pair of this key must match here or nowhere. */
    record Keyed(Type key, boolean isCut, Type value) implements Member {}

    /** A type or the name of a group. */
    record Plain(Type type) implements Member {}

    /** {@code ( group )}. */
    record Inline(Group group) implements Member {}
}
