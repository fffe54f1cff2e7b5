package dev.rats4j.cli.content;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What content is, and what it seems meant to be if that is more.
 *
 * @param kind what its own decoder accepts
 * @param likeness what it seems meant to be, although its decoder refuses it; empty if it is of a kind of its own, or begins like nothing
 *     in particular
 */
public record Recognised(ContentKind kind, Optional<Likeness> likeness) {

    private static final Set<ContentKind> VAGUE = EnumSet.of(
            ContentKind.CBOR,
            ContentKind.COSE_SIGN1,
            ContentKind.COSE_SIGN,
            ContentKind.COSE_MAC0,
            ContentKind.COSE_MAC,
            ContentKind.JWS,
            ContentKind.JSON,
            ContentKind.DER,
            ContentKind.TEXT,
            ContentKind.UNKNOWN);

    /** Looks at content. Time is linear in its length; a JSON text is read once, and not at all if it is longer than 16 MiB. */
    public static Recognised of(Bytes content) {
        if (JsonRecognition.applies(content)) {
            return JsonRecognition.of(content);
        }
        ContentKind kind = Recognition.kind(content);
        return new Recognised(kind, VAGUE.contains(kind) ? likeness(content) : Optional.empty());
    }

    private static Optional<Likeness> likeness(Bytes content) {
        return TpmLikeness.of(content).or(() -> CborLikeness.of(content)).or(() -> TextLikeness.of(content));
    }

    static Recognised plainly(ContentKind kind) {
        return new Recognised(kind, Optional.empty());
    }

    /** Of a kind if its decoder accepts, else another that is like it. */
    static Recognised as(ContentKind kind, Recognition.Decoder decoder, Bytes content, ContentKind otherwise) {
        try {
            decoder.decode(content);
            return plainly(kind);
        } catch (MalformedMessageException e) {
            return new Recognised(otherwise, Optional.of(new Likeness(kind, e)));
        }
    }
}
