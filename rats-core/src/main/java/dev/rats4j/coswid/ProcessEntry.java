package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process-entry, RFC 9393, 2.9.2.
 *
 * @param name process-name
 * @param pid process number
 * @param hash digest, by the reference integrity extension; the algorithm is a number
 * @param attributes global attributes and extensions
 */
public record ProcessEntry(String name, OptionalLong pid, Optional<NamedDigest> hash, SwidAttributes attributes) {

    private static final long NAME = 27;
    private static final long PID = 28;

    /** Refuses algorithms by name. */
    public ProcessEntry {
        SwidMembers.requireNumbered(hash);
        attributes.requireOutside(NAME, PID, FileEntry.HASH);
    }

    static ProcessEntry read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, "process-entry");
        return new ProcessEntry(
                map.required(NAME, "process-name", CborItem::text),
                map.integer(PID, "pid"),
                map.hash(FileEntry.HASH, "hash"),
                map.attributes());
    }

    Bytes encoded() {
        return new SwidMembers()
                .put(NAME, Cbor.text(name))
                .number(PID, pid)
                .hash(FileEntry.HASH, hash)
                .with(attributes);
    }
}
