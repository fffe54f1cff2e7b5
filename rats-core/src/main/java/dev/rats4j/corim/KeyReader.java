package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborCursor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads crypto-key-type-choice. */
final class KeyReader {

    private static final Set<Long> TEXT_KEYS = Set.of(554L, 555L, 556L);
    private static final Set<Long> DIGEST_KEYS = Set.of(557L, 559L, 561L);
    private static final Set<Long> BYTE_KEYS = Set.of(560L, 562L);
    private static final long COSE_KEY = 558;

    private final CborCursor in;
    private final TypeChoices choices;

    KeyReader(CborCursor in, TypeChoices choices) {
        this.in = in;
        this.choices = choices;
    }

    List<CryptoKey> list() throws MalformedMessageException {
        return new PartReader(in).list("crypto keys", this::read);
    }

    CryptoKey read() throws MalformedMessageException {
        int start = in.offset();
        boolean ofProfile = choices.accepts(TypeChoices.Place.CRYPTO_KEY, in);
        long tag = in.tag("crypto-key-type-choice");
        CborItem content = in.item();
        if (TEXT_KEYS.contains(tag)) {
            content.text("crypto-key-type-choice");
        } else if (BYTE_KEYS.contains(tag)) {
            content.bytes("crypto-key-type-choice");
        } else if (DIGEST_KEYS.contains(tag)) {
            new PartReader(CborCursor.of(content)).digest();
        } else if (tag == COSE_KEY) {
            checkCoseKey(content);
        } else if (!ofProfile) {
            throw new MalformedMessageException("crypto-key-type-choice", start, "tag " + tag + " is not a key");
        }
        return new CryptoKey(tag, Cbor.deterministic(content));
    }

    /** The shape of a COSE_Key, RFC 9052, 7; whether the key is one that somebody can use is seen when it is used. */
    private static void checkCoseKey(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("COSE_Key");
        numberOrText(map.required(1, "kty"), "COSE_Key.kty");
        Optional<CborItem> kid = map.optional(2);
        Optional<CborItem> algorithm = map.optional(3);
        Optional<CborItem> operations = map.optional(4);
        Optional<CborItem> baseIv = map.optional(5);
        if (kid.isPresent()) {
            kid.get().bytes("COSE_Key.kid");
        }
        if (algorithm.isPresent()) {
            numberOrText(algorithm.get(), "COSE_Key.alg");
        }
        if (operations.isPresent()) {
            boolean empty = true;
            for (CborItem operation : operations.get().elements("COSE_Key.key_ops")) {
                numberOrText(operation, "COSE_Key.key_ops");
                empty = false;
            }
            if (empty) {
                throw operations.get().malformed("COSE_Key.key_ops", "is empty");
            }
        }
        if (baseIv.isPresent()) {
            baseIv.get().bytes("COSE_Key.Base IV");
        }
    }

    private static void numberOrText(CborItem item, String field) throws MalformedMessageException {
        if (item.kind() != CborItem.Kind.TEXT) {
            item.integer(field);
        }
    }
}
