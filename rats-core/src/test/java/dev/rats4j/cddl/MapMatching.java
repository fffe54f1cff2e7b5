package dev.rats4j.cddl;

import dev.rats4j.cddl.Type.Entry;
import dev.rats4j.cddl.Type.Group;
import dev.rats4j.cddl.Type.Keyed;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Matches the pairs of a map. A state is the set of pairs that no entry has taken yet; alternatives lead to several states. Entries whose
 * key is a value go first, wildcards last, each takes all that it can, and only alternatives of a group are tried one after another.
 */
final class MapMatching {

    private static final int DEEPEST = 100;
    private static final int MOST_STATES = 1000;

    private final Matching matching;
    private final List<Value.Pair> pairs;
    private final Path path;
    private Set<Value> named = Set.of();
    private BitSet fewest;
    private int depth;

    MapMatching(Matching matching, Value.Table table, Path path) {
        this.matching = matching;
        this.pairs = table.pairs();
        this.path = path;
        this.fewest = all();
    }

    private BitSet all() {
        BitSet all = new BitSet();
        all.set(0, pairs.size());
        return all;
    }

    boolean matches(Group group) {
        if (matching.reading() == Reading.NAMED_KEYS_CUT) {
            named = matching.constants().named(group);
        }
        Set<BitSet> ends = choices(group, all());
        if (ends.stream().anyMatch(BitSet::isEmpty)) {
            return true;
        }
        if (!ends.isEmpty()) {
            Value key = pairs.get(fewest.nextSetBit(0)).key();
            matching.noteInstead(
                    path, "has the member " + key + ", which does not belong there or has the wrong value");
        }
        return false;
    }

    private void enter() {
        matching.step();
        if (++depth > DEEPEST) {
            throw new CddlException("groups nested more than " + DEEPEST + " deep at " + path);
        }
    }

    private Set<BitSet> choices(Group group, BitSet start) {
        enter();
        Set<BitSet> ends = new LinkedHashSet<>();
        for (List<Entry> entries : group.choices()) {
            ends.addAll(sequence(entries, start));
        }
        depth--;
        return ends;
    }

    private Set<BitSet> sequence(List<Entry> entries, BitSet start) {
        Set<BitSet> states = Set.of(start);
        for (Entry entry : matching.constants().ordered(entries)) {
            Set<BitSet> next = new LinkedHashSet<>();
            for (BitSet state : states) {
                next.addAll(after(entry, state));
            }
            if (next.size() > MOST_STATES) {
                throw new CddlException("more than " + MOST_STATES + " ways to read the map at " + path);
            }
            states = next;
        }
        states.stream()
                .filter(state -> state.cardinality() < fewest.cardinality())
                .forEach(state -> fewest = state);
        return states;
    }

    private Set<BitSet> after(Entry entry, BitSet state) {
        if (entry.member() instanceof Keyed keyed) {
            return take(entry, keyed, state);
        }
        Optional<Group> group = matching.schema().group(entry.member());
        if (group.isEmpty()) {
            return Set.of(); // a type without a key matches no pair
        }
        return entry.most() == 1 ? atMostOnce(entry, group.get(), state) : repeated(entry, group.get(), state);
    }

    private Set<BitSet> take(Entry entry, Keyed keyed, BitSet state) {
        Optional<List<Value>> keys = matching.constants().literals(keyed.key());
        BitSet left = (BitSet) state.clone();
        int count = 0;
        for (int i = state.nextSetBit(0); i >= 0 && count < entry.most(); i = state.nextSetBit(i + 1)) {
            Value.Pair pair = pairs.get(i);
            if (!hasKey(keyed, keys, pair.key())) {
                continue;
            }
            if (matching.matches(keyed.value(), pair.value(), path.member(pair.key()))) {
                left.clear(i);
                count++;
            } else if (keyed.isCut()) {
                return Set.of();
            }
        }
        if (count < entry.least()) {
            matching.note(
                    path,
                    "lacks " + Wording.of(keyed.key())
                            + keys.map(list -> " " + list).orElse(""));
            return Set.of();
        }
        return Set.of(left);
    }

    private boolean hasKey(Keyed keyed, Optional<List<Value>> keys, Value key) {
        return keys.isPresent()
                ? keys.get().stream().anyMatch(one -> Numbers.areEqual(one, key))
                : !named.contains(key) && matching.matchesSilently(keyed.key(), key);
    }

    private Set<BitSet> atMostOnce(Entry entry, Group group, BitSet state) {
        Set<BitSet> ends = new LinkedHashSet<>(choices(group, state));
        if (entry.least() == 0) {
            ends.add(state);
        }
        return ends;
    }

    /** As often as it takes at least one more pair. */
    private Set<BitSet> repeated(Entry entry, Group group, BitSet start) {
        BitSet state = start;
        for (int count = 0; count < entry.most(); count++) {
            BitSet before = state;
            Optional<BitSet> next = choices(group, before).stream()
                    .filter(end -> !end.equals(before))
                    .findFirst();
            if (next.isEmpty()) {
                return count >= entry.least() ? Set.of(state) : Set.of();
            }
            state = next.get();
        }
        return Set.of(state);
    }
}
