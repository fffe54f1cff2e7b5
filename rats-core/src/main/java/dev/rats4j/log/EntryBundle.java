package dev.rats4j.log;

import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of a tile of level 0, C2SP tlog-tiles: each after its length in two bytes, big-endian.
 *
 * @param entries 1 to 256, of at most 65535 bytes each
 */
public record EntryBundle(List<Bytes> entries) {

    private static final int MAX_ENTRY = 0xffff;

    /** Refuses other numbers and lengths. */
    public EntryBundle {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > Tile.FULL) {
            throw new IllegalArgumentException("bundle of " + entries.size() + " entries");
        }
        if (entries.stream().anyMatch(entry -> entry.length() > MAX_ENTRY)) {
            throw new IllegalArgumentException("entry longer than " + MAX_ENTRY + " bytes");
        }
    }

    /** Decodes a bundle. */
    public static EntryBundle decode(Bytes message) throws MalformedMessageException {
        ByteReader reader = new ByteReader(message);
        List<Bytes> entries = new ArrayList<>();
        do {
            if (entries.size() == Tile.FULL) {
                throw new MalformedMessageException(
                        "entry bundle", reader.position(), "more than " + Tile.FULL + " entries");
            }
            entries.add(reader.bytes(reader.u16("entry.length"), "entry"));
        } while (reader.remaining() > 0);
        return new EntryBundle(entries);
    }

    /** Encodes it. */
    public Bytes encode() {
        List<Bytes> parts = new ArrayList<>();
        for (Bytes entry : entries) {
            parts.add(Bytes.of(entry.length() >> 8, entry.length() & 0xff));
            parts.add(entry);
        }
        return Bytes.concat(parts.toArray(Bytes[]::new));
    }
}
