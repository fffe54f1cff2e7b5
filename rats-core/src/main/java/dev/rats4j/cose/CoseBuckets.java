package dev.rats4j.cose;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.Set;

/**
 * The two headers that every COSE structure begins with, RFC 9052, 3.
 *
 * @param covered what a signature covers of the first: its bytes as received, or none if it has no labels (RFC 9052, 4.4)
 */
record CoseBuckets(CborItem at, String field, Bytes covered, CoseHeaders protectedHeaders, CoseHeaders unprotected) {

    /**
     * Reads both.
     *
     * @param understood labels that {@code crit} may name
     */
    static CoseBuckets decode(
            CborItem first, CborItem second, CborProfile profile, Set<CborKey> understood, String field)
            throws MalformedMessageException {
        Bytes encoded = first.bytes(field + ".protected");
        CoseHeaders headers = encoded.isEmpty()
                ? CoseHeaders.NONE
                : CoseHeaders.of(CborItem.decode(encoded, profile).map(field + ".protected"));
        CoseHeaders unprotected = CoseHeaders.of(second.map(field + ".unprotected"));
        CoseBuckets buckets =
                new CoseBuckets(first, field, headers.isEmpty() ? Bytes.EMPTY : encoded, headers, unprotected);
        buckets.requireApart(second);
        buckets.requireUnderstood(understood);
        return buckets;
    }

    private void requireApart(CborItem second) throws MalformedMessageException {
        for (CborKey label : protectedHeaders.labels()) {
            if (unprotected.labels().contains(label)) {
                throw second.malformed(field, "label " + label + " in both headers"); // RFC 9052, 3
            }
        }
        if (unprotected.labels().contains(CoseHeaders.ALG)) {
            throw second.malformed(field + ".alg", "is in the unprotected header"); // RFC 9052, 3.1
        }
    }

    private void requireUnderstood(Set<CborKey> understood) throws MalformedMessageException {
        if (unprotected.labels().contains(CoseHeaders.CRIT)) {
            throw at.malformed(field + ".crit", "is in the unprotected header"); // RFC 9052, 3.1
        }
        Optional<CborItem> crit = protectedHeaders.value(CoseHeaders.CRIT);
        if (crit.isEmpty()) {
            return;
        }
        int count = 0;
        for (CborItem label : crit.get().elements(field + ".crit")) {
            CborKey key = label.kind() == CborItem.Kind.TEXT
                    ? CborKey.of(label.text(field + ".crit"))
                    : CborKey.of(label.int32(field + ".crit"));
            if (!understood.contains(key) || !protectedHeaders.labels().contains(key)) {
                throw at.malformed(field + ".crit", key + " is not understood, or not there");
            }
            count++;
        }
        if (count == 0) {
            throw at.malformed(field + ".crit", "is empty");
        }
    }

    /** The number under {@code alg} in the protected header. */
    int algorithm() throws MalformedMessageException {
        Optional<CborItem> alg = protectedHeaders.value(CoseHeaders.ALG);
        if (alg.isEmpty()) {
            throw at.malformed(field + ".alg", "is not in the protected header");
        }
        return alg.get().int32(field + ".alg");
    }

    MalformedMessageException unsupported(int algorithm) {
        return at.malformed(field + ".alg", algorithm + " is not supported");
    }

    /** Refuses an {@code alg} where it has no meaning. */
    void requireNoAlgorithm() throws MalformedMessageException {
        if (protectedHeaders.labels().contains(CoseHeaders.ALG)) {
            throw at.malformed(field + ".alg", "belongs to the signers");
        }
    }

    /** Content, or nothing where it is detached. */
    static Optional<Bytes> payload(CborItem item, String field) throws MalformedMessageException {
        return item.isNull() ? Optional.empty() : Optional.of(item.bytes(field));
    }

    /** Takes the tag away, if the form has one. */
    static CborItem untagged(CborItem item, CoseSign1.Form form, long tag, String field)
            throws MalformedMessageException {
        return form == CoseSign1.Form.TAGGED || (form == CoseSign1.Form.EITHER && item.isTagged(tag))
                ? item.tagged(tag, field)
                : item;
    }

    /** What a signature or code covers. RFC 9052, 4.4 and 6.3. */
    static Bytes covered(String context, Bytes... parts) {
        Bytes[] items = new Bytes[parts.length + 1];
        items[0] = Cbor.text(context);
        for (int i = 0; i < parts.length; i++) {
            items[i + 1] = Cbor.bytes(parts[i]);
        }
        return Cbor.array(items);
    }
}
