package dev.rats4j.cots;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/**
 * concise-ta-stores: stores in the order in which they are tried.
 *
 * @param stores at least one
 * @param bare whether the only store stands without the array around it, as implementations write it
 */
public record Cots(List<TaStore> stores, boolean bare) {

    /** The CBOR tag in a CoRIM. */
    public static final long TAG = 507;
    /** Most stores of one message. */
    public static final int MOST_STORES = 4096;

    private static final String NAME = "concise-ta-stores";

    /** Refuses no stores, too many, and several without an array. */
    public Cots {
        stores = List.copyOf(stores);
        if (stores.isEmpty() || stores.size() > MOST_STORES || (bare && stores.size() != 1)) {
            throw new IllegalArgumentException("1 to " + MOST_STORES + " stores, several of them in an array");
        }
    }

    /** Stores in an array. */
    public static Cots of(List<TaStore> stores) {
        return new Cots(stores, false);
    }

    /**
     * Decodes stores, with or without tag 507.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    public static Cots decode(Bytes message) throws MalformedMessageException {
        CborItem item = CborItem.decode(message, CborProfile.WELL_FORMED);
        if (!item.isTagged(TAG)) {
            return read(item);
        }
        Bytes content = item.tagContent(NAME).bytes(NAME);
        try {
            return read(CborItem.decode(content, CborProfile.WELL_FORMED));
        } catch (MalformedMessageException e) {
            throw item.malformed(e.field(), "in the byte string, " + e.getMessage());
        }
    }

    /** Reads an array of stores or one store. */
    public static Cots read(CborItem item) throws MalformedMessageException {
        if (item.kind() == CborItem.Kind.MAP) {
            return new Cots(List.of(TaStore.read(item)), true);
        }
        List<TaStore> stores = new ArrayList<>();
        for (CborItem store : item.elements(NAME)) {
            if (stores.size() == MOST_STORES) {
                throw store.malformed(NAME, "more than " + MOST_STORES + " stores");
            }
            stores.add(TaStore.read(store));
        }
        if (stores.isEmpty()) {
            throw item.malformed(NAME, "is empty");
        }
        return new Cots(stores, false);
    }

    /** The stores in deterministic encoding. */
    public Bytes encode() {
        return bare
                ? stores.get(0).encoded()
                : Cbor.array(stores.stream().map(TaStore::encoded).toList());
    }

    /** The same as a tag of a CoRIM. */
    public Bytes encodeTagged() {
        return Cbor.tagged(TAG, Cbor.bytes(encode()));
    }
}
