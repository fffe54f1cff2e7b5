package dev.rats4j.cli.inspect;

import dev.rats4j.log.Checkpoint;
import dev.rats4j.log.NoteSignature;
import dev.rats4j.log.SignedNote;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Texts of transparency logs that are signed as C2SP says. */
final class LogNodes {

    private static final int MOST_LINES = 50;

    private LogNodes() {}

    static List<Node> of(Bytes content) throws MalformedMessageException {
        Optional<SignedNote> note = note(content);
        if (note.isEmpty()) {
            List<Node> nodes = new ArrayList<>();
            nodes.add(Node.of("signature", "none"));
            nodes.addAll(checkpoint(Checkpoint.decode(content)));
            return nodes;
        }
        List<Node> nodes = new ArrayList<>(Covers.of(
                "each signature",
                List.of("text before the empty line, with its last line end"),
                List.of("lines of signatures")));
        nodes.addAll(text(note.get().untrustedText()));
        nodes.addAll(Node.each(note.get().untrustedSignatures(), SignedNote.MAX_SIGNATURES, LogNodes::signature));
        return nodes;
    }

    private static Optional<SignedNote> note(Bytes content) {
        try {
            return Optional.of(SignedNote.decode(content));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static List<Node> text(Bytes text) {
        try {
            return checkpoint(Checkpoint.decode(text));
        } catch (MalformedMessageException e) {
            List<String> lines = new String(text.toByteArray(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return Node.each(lines, MOST_LINES, line -> Node.of("text", line));
        }
    }

    private static List<Node> checkpoint(Checkpoint checkpoint) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("origin", checkpoint.origin()));
        nodes.add(Node.of(
                "size of the tree", Long.toUnsignedString(checkpoint.head().size())));
        nodes.add(Node.of(
                "root of the tree", "SHA-256: " + checkpoint.head().root().toHex()));
        nodes.addAll(Node.each(checkpoint.extensions(), MOST_LINES, line -> Node.of("extension", line)));
        return nodes;
    }

    private static Node signature(NoteSignature signature) {
        return Node.of(
                "signature",
                "by its own word of " + signature.keyName(),
                Node.of("key id", signature.keyId().toHex()),
                Node.of("value", Visible.brief(signature.signature())));
    }
}
