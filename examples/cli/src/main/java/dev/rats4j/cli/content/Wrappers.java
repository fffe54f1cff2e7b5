package dev.rats4j.cli.content;

import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** What a conceptual message wrapper says about itself. */
public final class Wrappers {

    private Wrappers() {}

    /** The type of a collection, for example {@code tag:rats4j.dev,2026:tpm-evidence}; empty if it is none or has no type. */
    public static Optional<String> collectionType(Bytes content) {
        try {
            return Cmw.decode(content) instanceof CmwCollection collection ? collection.type() : Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }
}
