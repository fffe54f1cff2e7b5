package dev.rats4j.tpm;

import dev.rats4j.Evidence;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of TPM evidence, as they travel in a CMW collection of type {@link #COLLECTION_TYPE}; {@code docs/formats/tpm.md} has the
 * CDDL. Nothing in it is believed.
 *
 * @param quote TPMS_ATTEST, without size prefix
 * @param signature TPMT_SIGNATURE over exactly the quote's bytes
 * @param untrustedPcrs values of the selected PCRs; they count only as far as they hash to the quoted digest
 * @param untrustedKey TPMT_PUBLIC of the signing key, without size prefix; trusted only by certificate or pin
 * @param keyCertificate certificate of the signing key, X.509 in DER
 * @param eventLog TCG event log of the firmware
 */
public record TpmEvidence(
        Bytes quote,
        Bytes signature,
        PcrValues untrustedPcrs,
        Optional<Bytes> untrustedKey,
        Optional<Bytes> keyCertificate,
        Optional<Bytes> eventLog) {

    /** Type of the collection. */
    public static final String COLLECTION_TYPE = "tag:rats4j.dev,2026:tpm-evidence";

    /** Media type of the collection in CBOR. */
    public static final String MEDIA_TYPE = "application/cmw+cbor";

    private static final String QUOTE = "quote";
    private static final String SIGNATURE = "signature";
    private static final String PCRS = "pcrs";
    private static final String KEY = "key";
    private static final String KEY_CERTIFICATE = "key-certificate";
    private static final String EVENT_LOG = "event-log";
    private static final Set<String> LABELS = Set.of(QUOTE, SIGNATURE, PCRS, KEY, KEY_CERTIFICATE, EVENT_LOG);

    /** Reads a collection, CBOR or JSON. */
    public static TpmEvidence decode(Bytes message) throws MalformedMessageException {
        if (!(Cmw.decode(message) instanceof CmwCollection collection)
                || !collection.type().equals(Optional.of(COLLECTION_TYPE))) {
            throw new MalformedMessageException("tpm-evidence", 0, "not a collection of type " + COLLECTION_TYPE);
        }
        for (CborKey label : collection.items().keySet()) {
            if (!(label instanceof CborKey.Text text) || !LABELS.contains(text.value())) {
                throw new MalformedMessageException("tpm-evidence", 0, "a label is none of " + new TreeSet<>(LABELS));
            }
        }
        Optional<Bytes> pcrs = part(collection, PCRS);
        return new TpmEvidence(
                required(collection, QUOTE),
                required(collection, SIGNATURE),
                pcrs.isPresent() ? PcrValuesCodec.decode(pcrs.get()) : PcrValues.NONE,
                part(collection, KEY),
                part(collection, KEY_CERTIFICATE),
                part(collection, EVENT_LOG));
    }

    private static Bytes required(CmwCollection collection, String label) throws MalformedMessageException {
        Optional<Bytes> part = part(collection, label);
        if (part.isEmpty()) {
            throw new MalformedMessageException("tpm-evidence", 0, "lacks " + label);
        }
        return part.get();
    }

    private static Optional<Bytes> part(CmwCollection collection, String label) throws MalformedMessageException {
        Optional<Bytes> value = collection.value(label);
        if (value.isEmpty() && collection.item(label).isPresent()) {
            throw new MalformedMessageException("tpm-evidence." + label, 0, "is a collection, not a record");
        }
        return value;
    }

    /** The collection in CBOR. */
    public Evidence encode() {
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        put(items, QUOTE, "application/vnd.rats4j.tpms-attest", Optional.of(quote));
        put(items, SIGNATURE, "application/vnd.rats4j.tpmt-signature", Optional.of(signature));
        put(
                items,
                PCRS,
                "application/vnd.rats4j.tpm-pcrs+cbor",
                untrustedPcrs.banks().isEmpty() ? Optional.empty() : Optional.of(PcrValuesCodec.encode(untrustedPcrs)));
        put(items, KEY, "application/vnd.rats4j.tpmt-public", untrustedKey);
        put(items, KEY_CERTIFICATE, "application/pkix-cert", keyCertificate);
        put(items, EVENT_LOG, "application/vnd.rats4j.tcg-event-log", eventLog);
        return new Evidence(MEDIA_TYPE, new CmwCollection(Optional.of(COLLECTION_TYPE), items).toCbor());
    }

    private static void put(Map<CborKey, Cmw> items, String label, String mediaType, Optional<Bytes> value) {
        value.ifPresent(bytes -> items.put(CborKey.of(label), CmwRecord.of(mediaType, bytes)));
    }
}
