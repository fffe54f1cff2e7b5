package dev.rats4j.cli.inspect;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** What is in a file, for people. Nothing is verified. The output grows at most in proportion to the content. */
public final class Inspection {

    private final Bytes content;
    private final Described described;
    private final boolean malformed;

    private Inspection(Bytes content, Described described, boolean malformed) {
        this.content = content;
        this.described = described;
        this.malformed = malformed;
    }

    /** Inspects content of any kind; never fails. */
    public static Inspection of(Bytes content) {
        Inspector inspector = new Inspector();
        Described described = inspector.describe(content, 0);
        return new Inspection(content, described, inspector.foundMalformed());
    }

    /** What it is, or what it seems meant to be if it is malformed. */
    public ContentKind kind() {
        return described.kind();
    }

    /** Whether a format was recognised, malformed or not. Text and unknown bytes are none, and neither is an empty file. */
    public boolean recognised() {
        return switch (kind()) {
            case UNKNOWN, TEXT, EMPTY -> false;
            default -> true;
        };
    }

    /** Whether it, or a part inside of it that says what it is, breaks its format. */
    public boolean malformed() {
        return malformed;
    }

    /** The lines under the first. */
    public List<Node> nodes() {
        return described.nodes();
    }

    /** A tree of lines; the first says what it is, and that nothing is verified. Ends with the end of a line. */
    public String toText() {
        StringBuilder text = new StringBuilder(described.title())
                .append(", ")
                .append(Visible.bytes(content.length()))
                .append("; nothing below is verified\n");
        append(text, described.nodes(), "");
        return text.toString();
    }

    private static void append(StringBuilder text, List<Node> nodes, String indent) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            boolean isLast = i == nodes.size() - 1;
            text.append(indent).append(isLast ? "└─ " : "├─ ").append(node.name());
            text.append(node.name().isEmpty() || node.value().isEmpty() ? "" : ": ");
            text.append(node.value()).append('\n');
            append(text, node.children(), indent + (isLast ? "   " : "│  "));
        }
    }

    /** The same as an object with {@code kind}, {@code title}, {@code bytes}, {@code verified} (false), and {@code nodes}. */
    public JsonValue toJson() {
        return JsonObject.builder()
                .put("kind", kind().name())
                .put("title", described.title())
                .put("bytes", content.length())
                .put("verified", false)
                .put("recognised", recognised())
                .put("malformed", malformed)
                .put("nodes", json(described.nodes()))
                .build();
    }

    private static JsonArray json(List<Node> nodes) {
        List<JsonValue> values = new ArrayList<>();
        for (Node node : nodes) {
            JsonObject.Builder json = JsonObject.builder();
            if (!node.name().isEmpty()) {
                json.put("name", node.name());
            }
            json.put("value", node.value());
            if (!node.children().isEmpty()) {
                json.put("children", json(node.children()));
            }
            values.add(json.build());
        }
        return JsonArray.of(values);
    }
}
