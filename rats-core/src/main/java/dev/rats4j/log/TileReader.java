package dev.rats4j.log;

import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.util.Optional;

/** Where tiles come from. Not trusted: what it gives is held against a tree head. */
@FunctionalInterface
public interface TileReader {

    /**
     * The hashes of a tile, 32 bytes each, one after another.
     *
     * @return empty if there is no such tile; for a partial one the full one is asked for then
     * @throws IOException if it cannot be read
     */
    Optional<Bytes> read(Tile tile) throws IOException;
}
