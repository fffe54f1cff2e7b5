package dev.rats4j.tee;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Claims sets with one claim changed. */
public final class Edited {

    private Edited() {}

    /** The claims with another encoded value under a number. */
    public static Bytes with(Bytes claims, long number, Bytes value) throws MalformedMessageException {
        Map<CborKey, Bytes> entries = entries(claims);
        entries.put(CborKey.of(number), value);
        return encode(entries);
    }

    /** The claims without the one under a number. */
    public static Bytes without(Bytes claims, long number) throws MalformedMessageException {
        Map<CborKey, Bytes> entries = entries(claims);
        entries.remove(CborKey.of(number));
        return encode(entries);
    }

    private static Map<CborKey, Bytes> entries(Bytes claims) throws MalformedMessageException {
        Map<CborKey, Bytes> entries = new LinkedHashMap<>();
        CborItem.decode(claims, CborProfile.WELL_FORMED)
                .map("claims")
                .entries()
                .forEach((key, item) -> entries.put(key, item.encoded()));
        return entries;
    }

    private static Bytes encode(Map<CborKey, Bytes> entries) {
        Cbor.MapBuilder map = Cbor.map();
        entries.forEach(map::put);
        return map.encode();
    }
}
