package dev.rats4j.coswid;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/**
 * A member of type any-uri. The CDDL of RFC 9393 wants tag 32; tags in the field have plain texts. Both are read, and kept apart so that
 * what was read is written alike. The text is not checked: {@code acme.com} is common.
 *
 * @param value the text
 * @param tagged whether tag 32 is there
 */
public record SwidUri(String value, boolean tagged) {

    private static final long TAG = 32;

    /** With tag 32, as the RFC wants it. */
    public static SwidUri of(String value) {
        return new SwidUri(value, true);
    }

    static SwidUri read(CborItem item, String field) throws MalformedMessageException {
        return item.isTagged(TAG)
                ? new SwidUri(item.tagContent(field).text(field), true)
                : new SwidUri(item.text(field), false);
    }

    Bytes encoded() {
        return tagged ? Cbor.tagged(TAG, Cbor.text(value)) : Cbor.text(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
