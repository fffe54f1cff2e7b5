package dev.rats4j.coswid;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/**
 * A payload-entry, RFC 9393, 2.9.3: what an installation is made of.
 *
 * @param resources files, directories, processes, resources
 * @param attributes global attributes and extensions
 */
public record SwidPayload(ResourceCollection resources, SwidAttributes attributes) {

    /** Refuses extensions under the keys of resources. */
    public SwidPayload {
        attributes.requireOutside(
                PathElements.DIRECTORY, PathElements.FILE, ResourceCollection.PROCESS, ResourceCollection.RESOURCE);
    }

    /** Without attributes. */
    public static SwidPayload of(ResourceCollection resources) {
        return new SwidPayload(resources, SwidAttributes.NONE);
    }

    static SwidPayload read(CborItem item, String field) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, "payload-entry");
        return new SwidPayload(ResourceCollection.read(map), map.attributes());
    }

    Bytes encoded() {
        return resources.write().with(attributes);
    }
}
