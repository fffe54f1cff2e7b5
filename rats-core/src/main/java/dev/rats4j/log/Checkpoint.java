package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a note that states the head of a log, C2SP tlog-checkpoint v1.0.0.
 *
 * @param origin which log, not empty and in one line
 * @param head its size and root
 * @param extensions further lines, none of them empty; cosignatures of ML-DSA do not cover them
 */
@CheckReturnValue
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {

    private static final int MAX_LINES = 1024;
    private static final int FIXED_LINES = 3;
    private static final String FIELD = "checkpoint";

    /** Refuses lines that no note can have. */
    public Checkpoint {
        extensions = List.copyOf(extensions);
        requireLine(origin);
        extensions.forEach(Checkpoint::requireLine);
        if (extensions.size() > MAX_LINES - FIXED_LINES) {
            throw new IllegalArgumentException(extensions.size() + " extension lines");
        }
    }

    private static void requireLine(String line) {
        if (line.isEmpty() || line.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("a line that is empty or has control characters");
        }
    }

    /**
     * Decodes the text of a note.
     *
     * @param text with its last line feed
     */
    public static Checkpoint decode(Bytes text) throws MalformedMessageException {
        List<Line> lines = lines(text);
        if (lines.size() < FIXED_LINES) {
            throw new MalformedMessageException(FIELD, text.length(), lines.size() + " lines, at least " + FIXED_LINES);
        }
        long size = size(lines.get(1));
        Line rootLine = lines.get(2);
        Bytes root = StandardBase64.decode("checkpoint.root", rootLine.offset, rootLine.text);
        if (root.length() != MerkleHash.LENGTH) {
            throw new MalformedMessageException("checkpoint.root", rootLine.offset, root.length() + " bytes");
        }
        if (size == 0 && !root.equals(MerkleHash.EMPTY_TREE)) {
            throw new MalformedMessageException("checkpoint.root", rootLine.offset, "is not that of an empty tree");
        }
        return new Checkpoint(
                lines.get(0).text,
                new TreeHead(size, root),
                lines.subList(FIXED_LINES, lines.size()).stream()
                        .map(Line::text)
                        .toList());
    }

    private record Line(String text, int offset) {}

    private static List<Line> lines(Bytes text) throws MalformedMessageException {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.at(i) == '\n') {
                if (i == start) {
                    throw new MalformedMessageException(FIELD, i, "empty line");
                }
                if (lines.size() == MAX_LINES) {
                    throw new MalformedMessageException(FIELD, start, "more than " + MAX_LINES + " lines");
                }
                lines.add(new Line(text.slice(start, i).utf8(), start));
                start = i + 1;
            } else if (text.at(i) < ' ') {
                throw new MalformedMessageException(FIELD, i, "control character");
            }
        }
        if (start != text.length()) {
            throw new MalformedMessageException(FIELD, text.length(), "last line does not end");
        }
        return lines;
    }

    private static long size(Line line) throws MalformedMessageException {
        if (!line.text.matches("0|[1-9][0-9]{0,18}")) {
            throw new MalformedMessageException("checkpoint.size", line.offset, "is not a decimal number");
        }
        try {
            return Long.parseLong(line.text);
        } catch (NumberFormatException e) {
            throw new MalformedMessageException("checkpoint.size", line.offset, "is 2^63 or more");
        }
    }

    static boolean isCheckpoint(Bytes text) {
        try {
            return !decode(text).origin().isEmpty();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** The text of the note, with its last line feed. */
    public Bytes text() {
        StringBuilder text = new StringBuilder(origin)
                .append('\n')
                .append(head.size())
                .append('\n')
                .append(StandardBase64.encode(head.root()))
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return Bytes.ofUtf8(text.toString());
    }
}
