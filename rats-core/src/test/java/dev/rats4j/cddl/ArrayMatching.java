package dev.rats4j.cddl;

import dev.rats4j.cddl.Type.Entry;
import dev.rats4j.cddl.Type.Group;
import dev.rats4j.cddl.Type.Keyed;
import dev.rats4j.cddl.Type.Plain;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Matches the elements of an array. Works on sets of positions, as for a regular expression: every way to read the elements counts, in
 * time linear in their number for the groups that there are.
 */
final class ArrayMatching {

    private static final int DEEPEST = 100;

    private final Matching matching;
    private final List<Value> elements;
    private final Path path;
    private int depth;
    private int furthest;

    ArrayMatching(Matching matching, Value.Sequence sequence, Path path) {
        this.matching = matching;
        this.elements = sequence.elements();
        this.path = path;
    }

    boolean matches(Group group) {
        BitSet start = new BitSet();
        start.set(0);
        boolean isMatch = choices(group, start).get(elements.size());
        if (!isMatch) {
            matching.note(path, "has " + elements.size() + " elements, of which " + furthest + " match");
        }
        return isMatch;
    }

    /** Where the group can end if it starts at these positions. */
    private BitSet choices(Group group, BitSet starts) {
        if (++depth > DEEPEST) {
            throw new CddlException("groups nested more than " + DEEPEST + " deep at " + path);
        }
        BitSet ends = new BitSet();
        for (List<Entry> entries : group.choices()) {
            BitSet reached = starts;
            for (Entry entry : entries) {
                reached = repeated(entry, reached);
            }
            ends.or(reached);
        }
        depth--;
        return ends;
    }

    private BitSet repeated(Entry entry, BitSet starts) {
        BitSet ends = new BitSet();
        BitSet reached = (BitSet) starts.clone();
        for (int count = 0; !reached.isEmpty(); count++) {
            if (count >= entry.least()) {
                reached.andNot(ends);
                ends.or(reached);
            }
            if (count == entry.most()) {
                break;
            }
            reached = once(entry.member(), reached);
        }
        return ends;
    }

    private BitSet once(Type.Member member, BitSet starts) {
        matching.step();
        Optional<Group> group = matching.schema().group(member);
        if (group.isPresent()) {
            return choices(group.get(), starts);
        }
        Type type = member instanceof Keyed keyed ? keyed.value() : ((Plain) member).type();
        BitSet ends = new BitSet();
        for (int at = starts.nextSetBit(0); at >= 0 && at < elements.size(); at = starts.nextSetBit(at + 1)) {
            if (matching.matches(type, elements.get(at), path.element(at))) {
                ends.set(at + 1);
                furthest = Math.max(furthest, at + 1);
            }
        }
        return ends;
    }
}
