package dev.rats4j.cddl;

import dev.rats4j.cddl.Value.Pair;
import dev.rats4j.cddl.Value.Sequence;
import dev.rats4j.cddl.Value.Table;
import dev.rats4j.cddl.Value.Tag;
import dev.rats4j.wire.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes one place of a value: a member or element less, or another type or number in its place. */
final class Mutation {

    private final RandomGenerator random;
    private int left;

    private Mutation(RandomGenerator random, int left) {
        this.random = random;
        this.left = left;
    }

    /** A copy with one change. */
    static Value of(Value value, RandomGenerator random) {
        return new Mutation(random, random.nextInt(size(value))).changed(value);
    }

    private static int size(Value value) {
        if (value instanceof Sequence sequence) {
            return 1 + sequence.elements().stream().mapToInt(Mutation::size).sum();
        }
        if (value instanceof Table table) {
            return 1
                    + table.pairs().stream()
                            .mapToInt(pair -> size(pair.value()))
                            .sum();
        }
        return value instanceof Tag tag ? 1 + size(tag.content()) : 1;
    }

    private Value changed(Value value) {
        if (left-- == 0) {
            return other(value);
        }
        if (value instanceof Sequence sequence) {
            return new Sequence(sequence.elements().stream().map(this::changed).toList());
        }
        if (value instanceof Table table) {
            return new Table(table.pairs().stream()
                    .map(pair -> new Pair(pair.key(), changed(pair.value())))
                    .toList());
        }
        return value instanceof Tag tag ? new Tag(tag.number(), changed(tag.content())) : value;
    }

    private Value other(Value value) {
        if (value instanceof Table table && !table.pairs().isEmpty() && random.nextInt(4) != 0) {
            return new Table(without(table.pairs()));
        }
        if (value instanceof Sequence sequence && !sequence.elements().isEmpty() && random.nextInt(4) != 0) {
            return new Sequence(without(sequence.elements()));
        }
        if (value instanceof Tag tag) {
            return random.nextBoolean() ? tag.content() : new Tag(Value.Int.of(4711), tag.content());
        }
        if (value instanceof Value.Int number && random.nextBoolean()) {
            return new Value.Int(number.value().not().subtract(BigInteger.valueOf(1000)));
        }
        return value instanceof Value.Binary || value instanceof Value.Simple
                ? new Value.Text("?")
                : new Value.Binary(Bytes.of(1, 2));
    }

    private <T> List<T> without(List<T> list) {
        List<T> shorter = new ArrayList<>(list);
        shorter.remove(random.nextInt(list.size()));
        return shorter;
    }
}
