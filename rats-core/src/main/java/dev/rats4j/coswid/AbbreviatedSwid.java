package dev.rats4j.coswid;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * An abbreviated-swid-tag, draft-ietf-rats-concise-ta-stores-03: a concise-swid-tag of which everything may be left out.
 *
 * @param tagId the identifier, if there is one
 * @param content the rest
 */
public record AbbreviatedSwid(Optional<SwidTagId> tagId, SwidContent content) {

    /** Reads the map. */
    public static AbbreviatedSwid read(CborItem item) throws MalformedMessageException {
        SwidMap map = new SwidMap(item, "abbreviated-swid-tag");
        Optional<SwidTagId> tagId = map.optional(SwidContent.TAG_ID, "tag-id", SwidTagId::read);
        return new AbbreviatedSwid(tagId, SwidContent.read(map));
    }

    /** The map in deterministic encoding. */
    public Bytes encoded() {
        return content.write()
                .put(SwidContent.TAG_ID, tagId, SwidTagId::encoded)
                .with(content.attributes());
    }
}
