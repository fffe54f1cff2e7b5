package dev.rats4j.cli.content;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * What content seems meant to be, although its decoder refuses it: told by how it begins, or by members that only one format has.
 *
 * @param kind what it seems meant to be
 * @param reason where it breaks, and how
 */
public record Likeness(ContentKind kind, MalformedMessageException reason) {

    /** The likeness to a kind if its decoder refuses; empty if it accepts. */
    static Optional<Likeness> refused(ContentKind kind, Recognition.Decoder decoder, Bytes content) {
        try {
            decoder.decode(content);
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.of(new Likeness(kind, e));
        }
    }
}
