package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * What files and directories have in common, the group filesystem-item of RFC 9393, 2.9.2.
 *
 * @param name fs-name, without path
 * @param key whether the software cannot do without
 * @param location where it stands, if no directory is around it
 * @param root what a relative location starts from
 */
public record FileSystemItem(String name, Optional<Boolean> key, Optional<String> location, Optional<String> root) {

    static final long KEY = 22;
    static final long LOCATION = 23;
    static final long NAME = 24;
    static final long ROOT = 25;

    /** Only a name. */
    public static FileSystemItem of(String name) {
        return new FileSystemItem(name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static FileSystemItem read(SwidMap map) throws MalformedMessageException {
        return new FileSystemItem(
                map.required(NAME, "fs-name", CborItem::text),
                map.bool(KEY, "key"),
                map.text(LOCATION, "location"),
                map.text(ROOT, "root"));
    }

    SwidMembers write() {
        return new SwidMembers()
                .put(NAME, Cbor.text(name))
                .bool(KEY, key)
                .text(LOCATION, location)
                .text(ROOT, root);
    }
}
