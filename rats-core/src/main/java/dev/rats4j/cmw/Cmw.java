package dev.rats4j.cmw;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * A conceptual message wrapper, RFC 9999, 3: a record (also in the form of a tag) or a collection. {@link SignedCmw} is one with a
 * signature, {@link CmwExtension} one in a certificate.
 */
public sealed interface Cmw permits CmwRecord, CmwCollection {

    /**
     * Decodes a wrapper in any of its unsigned forms, told apart by the first byte.
     *
     * @throws MalformedMessageException for anything else, and nothing else for any bytes
     */
    static Cmw decode(Bytes message) throws MalformedMessageException {
        if (message.isEmpty()) {
            throw new MalformedMessageException("CMW", 0, "is empty");
        }
        return beginsLikeJson(message) ? CmwJson.decode(message) : CmwCbor.decode(message);
    }

    /** Whether the first byte is white space, or begins an object or an array in JSON: none of a wrapper in CBOR. */
    static boolean beginsLikeJson(Bytes message) {
        return !message.isEmpty()
                && switch (message.at(0)) {
                    case '[', '{', ' ', '\t', '\r', '\n' -> true;
                    default -> false;
                };
    }

    /**
     * The type of a collection in CBOR or JSON, if it is one and has a type. Items inside a collection in CBOR are not looked at.
     *
     * @throws MalformedMessageException for what is no wrapper by its outermost layer, and nothing else for any bytes
     */
    static Optional<String> collectionType(Bytes message) throws MalformedMessageException {
        if (!message.isEmpty() && message.at(0) >> 5 == 5) {
            return CmwCbor.collectionType(message);
        }
        return decode(message) instanceof CmwCollection collection ? collection.type() : Optional.empty();
    }

    /** What is done with one item of a collection. Both are good only during the call. */
    @FunctionalInterface
    interface ItemReader {
        /** Reads an item; {@link #record} reads one that is a record. */
        void read(CborItem label, CborItem item) throws MalformedMessageException;
    }

    /**
     * Hands out the items of a collection in CBOR, unread: for collections whose labels are known, read all the time.
     *
     * @throws MalformedMessageException for what is no collection of this type, and what the reader throws
     */
    static void forEachItem(Bytes message, String collectionType, ItemReader reader) throws MalformedMessageException {
        CmwCbor.forEachItem(message, collectionType, reader);
    }

    /**
     * A record in CBOR.
     *
     * @param expected its type if all is well, which then is not made anew
     */
    static CmwRecord record(CborItem item, CmwType.MediaType expected) throws MalformedMessageException {
        return CmwCbor.readRecord(item, Optional.of(expected));
    }

    /** Whether bytes begin like a wrapper in CBOR or JSON: cheap, and no promise that they decode. */
    static boolean looksLike(Bytes message) {
        if (message.isEmpty()) {
            return false;
        }
        int first = message.at(0);
        return first == '{' || first == '[' || first >> 5 == 4 || first >> 5 == 5 || first == 0xda;
    }

    /** The wrapper in CBOR, deterministic encoding. */
    default Bytes toCbor() {
        return CmwCbor.encode(this);
    }

    /** The wrapper in JSON, compact. Labels that are numbers cannot be written. */
    default Bytes toJson() {
        return CmwJson.encode(this);
    }
}
