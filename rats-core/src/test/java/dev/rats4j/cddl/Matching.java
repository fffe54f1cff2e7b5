package dev.rats4j.cddl;

import dev.rats4j.cddl.Type.Ref;
import dev.rats4j.cddl.Value.Int;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a value matches a type. Everything that was decided for a pair of both is kept, so that alternatives that share a part
 * cost it once; whatever the input, it ends after {@link #MOST_STEPS} steps.
 */
final class Matching {

    /** Steps of one validation; enough for messages of some megabytes. */
    static final int MOST_STEPS = 20_000_000;

    private static final int DEEPEST = 500;

    /** The same two objects. Trees are equal to their copies, but have another place and reason. */
    private record Question(Type type, Value value) {
        @Override
        public boolean equals(Object object) {
            return object instanceof Question other && other.type == type && other.value == value;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(type) + System.identityHashCode(value);
        }
    }

    /** Why something was refused, and how deep in the value that was. */
    private record Failure(Path path, Supplier<String> reason) {}

    private record Answer(boolean isMatch, Optional<Failure> failure) {}

    /** Steps left, shared with what is inside strings. */
    static final class Budget {
        private int steps = MOST_STEPS;
        private int depth;
    }

    private final Schema schema;
    private final Notation notation;
    private final Reading reading;
    private final Constants constants;
    private final Budget budget;
    private final Map<Question, Answer> answers = new HashMap<>();
    private final Set<Question> open = new HashSet<>();
    private @Nullable Failure failure;

    Matching(Schema schema, Notation notation, Reading reading, Budget budget) {
        this.schema = schema;
        this.notation = notation;
        this.reading = reading;
        this.constants = schema.constants(notation);
        this.budget = budget;
    }

    Schema schema() {
        return schema;
    }

    Constants constants() {
        return constants;
    }

    Reading reading() {
        return reading;
    }

    boolean isJson() {
        return notation == Notation.JSON;
    }

    /** For an item inside a string, in its own notation. */
    boolean matchesInside(Type type, Value value, Notation inner, Path path) {
        Matching inside = new Matching(schema, inner, reading, budget);
        boolean isMatch = inside.matches(type, value, path.inside(inner.name().toLowerCase(java.util.Locale.ROOT)));
        if (!isMatch && inside.failure != null) {
            note(inside.failure);
        }
        return isMatch;
    }

    /** Why the last value was refused. */
    String reason() {
        return failure == null
                ? "refused"
                : failure.path() + " " + failure.reason().get();
    }

    /** Keeps a reason if none was found deeper in the value. */
    void note(Path path, String reason) {
        note(new Failure(path, () -> reason));
    }

    private void note(Failure found) {
        if (failure == null || failure.path().depth() < found.path().depth()) {
            failure = found;
        }
    }

    /** Keeps a reason if none was found deeper in the value, instead of one at the same place. */
    void noteInstead(Path path, String reason) {
        if (failure == null || failure.path().depth() <= path.depth()) {
            failure = new Failure(path, () -> reason);
        }
    }

    void step() {
        if (--budget.steps < 0) {
            throw new CddlException("gave up after " + MOST_STEPS + " steps");
        }
    }

    /** Whether a value is of a type; if not, there is a reason. */
    boolean matches(Type type, Value value, Path path) {
        step();
        Question question = new Question(type, value);
        Answer known = answers.get(question);
        if (known == null) {
            if (!open.add(question)) {
                return false; // a = a / b: what needs itself to match matches only by the other alternatives
            }
            Failure before = failure;
            failure = null;
            known = new Answer(decide(type, value, path), Optional.ofNullable(failure));
            failure = before;
            open.remove(question);
            answers.put(question, known);
        }
        if (!known.isMatch()) {
            known.failure().ifPresent(this::note);
        }
        return known.isMatch();
    }

    /** The same without a reason, for keys. */
    boolean matchesSilently(Type type, Value value) {
        Failure before = failure;
        boolean isMatch = matches(type, value, Path.ROOT);
        failure = before;
        return isMatch;
    }

    private boolean decide(Type type, Value value, Path path) {
        if (++budget.depth > DEEPEST) {
            throw new CddlException("nested more than " + DEEPEST + " deep at " + path);
        }
        boolean isMatch = structure(type, value, path);
        budget.depth--;
        boolean isHere = failure == null || failure.path().depth() == path.depth();
        if (!isMatch && isHere && (failure == null || (value.isScalar() && !(type instanceof Type.Control)))) {
            failure = new Failure(path, () -> "is " + value + ", not " + Wording.of(type));
        }
        return isMatch;
    }

    private boolean structure(Type type, Value value, Path path) {
        if (type instanceof Ref ref) {
            return matches(schema.type(ref), value, path);
        }
        if (type instanceof Type.Choice choice) {
            return choice.options().stream().anyMatch(option -> matches(option, value, path));
        }
        if (type instanceof Type.Unwrap unwrap) {
            return matches(schema.unwrapped(unwrap.type()), value, path);
        }
        if (type instanceof Type.MapOf map) {
            return value instanceof Value.Table table && new MapMatching(this, table, path).matches(map.group());
        }
        if (type instanceof Type.ArrayOf array) {
            return value instanceof Value.Sequence sequence
                    && new ArrayMatching(this, sequence, path).matches(array.group());
        }
        if (type instanceof Type.Enumeration enumeration) {
            return constants.values(enumeration).stream().anyMatch(option -> matches(option, value, path));
        }
        if (type instanceof Type.Tagged tagged) {
            return value instanceof Value.Tag tag
                    && matches(tagged.number(), tag.number(), path)
                    && matches(
                            tagged.content(),
                            tag.content(),
                            path.inside(tag.number().toString()));
        }
        if (type instanceof Type.Control control) {
            return new Controls(this, path).matches(control, value);
        }
        return leaf(type, value);
    }

    private boolean leaf(Type type, Value value) {
        if (type instanceof Type.Literal literal) {
            return Numbers.areEqual(literal.value(), value);
        }
        if (type instanceof Type.Range range) {
            return Numbers.isWithin(
                    constants.constant(range.low()), constants.constant(range.high()), range.isClosed(), value);
        }
        if (type instanceof Type.Major major) {
            return Majors.matches(major.major(), major.detail().map(constants::constant), value, isJson());
        }
        return type instanceof Type.Any;
    }

    /** Whether the length or number is one that a controller of {@code .size} names. */
    boolean hasNumber(Type type, long number) {
        return matchesSilently(type, Int.of(number));
    }
}
