package dev.rats4j.cli.content;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What content seems meant to be, although its decoder refuses it: told by how it begins, or by members that only one format has.
 *
 * @param kind what it seems meant to be
 * @param reason where it breaks, and how
 */
public record Likeness(ContentKind kind, MalformedMessageException reason) {

    private static final Set<ContentKind> VAGUE = EnumSet.of(
            ContentKind.CBOR,
            ContentKind.COSE_SIGN1,
            ContentKind.JSON,
            ContentKind.DER,
            ContentKind.TEXT,
            ContentKind.UNKNOWN);

    /** What content seems meant to be; empty if it is of a kind of its own, or begins like nothing in particular. */
    public static Optional<Likeness> of(Bytes content) {
        if (!VAGUE.contains(ContentKind.of(content))) {
            return Optional.empty();
        }
        return TpmLikeness.of(content).or(() -> CborLikeness.of(content)).or(() -> TextLikeness.of(content));
    }

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
