package dev.rats4j.cli.inspect;

import dev.rats4j.cli.output.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A line of an inspection with what belongs under it. Names and values are one line each and bounded, whatever they are made from.
 *
 * @param name what it is; empty if the place says it
 * @param value escaped text, possibly empty
 * @param children lines under it
 */
public record Node(String name, String value, List<Node> children) {

    private static final int LONGEST_NAME = 100;

    /** Cuts and escapes the texts; copies the list. */
    public Node {
        name = Printable.of(Visible.cut(name, LONGEST_NAME));
        value = Printable.of(Visible.cut(value, Visible.LONGEST));
        children = List.copyOf(children);
    }

    static Node of(String name, String value) {
        return new Node(name, value, List.of());
    }

    static Node of(String name, String value, Node... children) {
        return new Node(name, value, List.of(children));
    }

    /** One node for each element, up to a number; then one that says how many more there are. */
    static <T> List<Node> each(Collection<T> elements, int most, java.util.function.Function<T, Node> describe) {
        List<Node> nodes = new ArrayList<>();
        for (T element : elements) {
            if (nodes.size() == most) {
                nodes.add(of("", "… " + (elements.size() - most) + " more"));
                break;
            }
            nodes.add(describe.apply(element));
        }
        return nodes;
    }
}
