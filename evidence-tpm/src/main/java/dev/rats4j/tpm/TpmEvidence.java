package dev.rats4j.tpm;

import dev.rats4j.Evidence;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.CmwType;
import dev.rats4j.cmw.ConceptualMessage;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    /** Labels of the collection, and what stands under them. */
    private enum Part {
        QUOTE("quote", "application/vnd.rats4j.tpms-attest"),
        SIGNATURE("signature", "application/vnd.rats4j.tpmt-signature"),
        PCRS("pcrs", "application/vnd.rats4j.tpm-pcrs+cbor"),
        KEY("key", "application/vnd.rats4j.tpmt-public"),
        KEY_CERTIFICATE("key-certificate", "application/pkix-cert"),
        EVENT_LOG("event-log", "application/vnd.rats4j.tcg-event-log");

        private final String label;
        private final CmwType.MediaType type;

        Part(String label, String mediaType) {
            this.label = label;
            this.type = new CmwType.MediaType(mediaType);
        }

        CborKey key() {
            return CborKey.of(label);
        }

        /** The value of a part that is what it should be. */
        Bytes contentOf(Cmw item) throws MalformedMessageException {
            String field = "tpm-evidence." + label;
            if (!(item instanceof CmwRecord record)) {
                throw new MalformedMessageException(field, 0, "is a collection, not a record");
            }
            if (!record.type().equals(type) && !record.type().mediaType().equals(type.mediaType())) {
                throw new MalformedMessageException(field, 0, "is not of type " + type.text());
            }
            if (!record.indicators().isEmpty() && !record.indicators().equals(EVIDENCE)) {
                throw new MalformedMessageException(field, 0, "is meant to be something else than evidence");
            }
            return record.value();
        }
    }

    private static final List<Part> PARTS = List.of(Part.values());

    private static final Set<String> LABELS =
            Arrays.stream(Part.values()).map(part -> part.label).collect(Collectors.toCollection(TreeSet::new));

    private static final Set<ConceptualMessage> EVIDENCE = Set.of(ConceptualMessage.EVIDENCE);

    private static final int MAP = 5;

    /** Reads a collection, CBOR or JSON. */
    public static TpmEvidence decode(Bytes message) throws MalformedMessageException {
        Map<Part, Bytes> parts = new EnumMap<>(Part.class);
        if (!message.isEmpty() && message.at(0) >> 5 == MAP) {
            Cmw.forEachItem(message, COLLECTION_TYPE, (label, item) -> {
                Part part = part(label::isText);
                boolean isRecord = item.kind() == CborItem.Kind.ARRAY;
                parts.put(part, part.contentOf(isRecord ? Cmw.record(item, part.type) : Cmw.decode(item.encoded())));
            });
        } else {
            for (Map.Entry<CborKey, Cmw> item : collection(message).items().entrySet()) {
                Part part = part(label -> item.getKey().equals(CborKey.of(label)));
                parts.put(part, part.contentOf(item.getValue()));
            }
        }
        Bytes pcrs = parts.get(Part.PCRS);
        return new TpmEvidence(
                required(parts, Part.QUOTE),
                required(parts, Part.SIGNATURE),
                pcrs == null ? PcrValues.NONE : PcrValuesCodec.decode(pcrs),
                Optional.ofNullable(parts.get(Part.KEY)),
                Optional.ofNullable(parts.get(Part.KEY_CERTIFICATE)),
                Optional.ofNullable(parts.get(Part.EVENT_LOG)));
    }

    private static CmwCollection collection(Bytes message) throws MalformedMessageException {
        if (Cmw.decode(message) instanceof CmwCollection collection
                && collection.type().equals(Optional.of(COLLECTION_TYPE))) {
            return collection;
        }
        throw new MalformedMessageException("tpm-evidence", 0, "not a collection of type " + COLLECTION_TYPE);
    }

    private static Part part(Predicate<String> isLabel) throws MalformedMessageException {
        for (Part part : PARTS) {
            if (isLabel.test(part.label)) {
                return part;
            }
        }
        throw new MalformedMessageException("tpm-evidence", 0, "a label is none of " + LABELS);
    }

    private static Bytes required(Map<Part, Bytes> parts, Part part) throws MalformedMessageException {
        Bytes value = parts.get(part);
        if (value == null) {
            throw new MalformedMessageException("tpm-evidence", 0, "lacks " + part.label);
        }
        return value;
    }

    /** The collection in CBOR. */
    public Evidence encode() {
        Map<CborKey, Cmw> items = new LinkedHashMap<>();
        put(items, Part.QUOTE, Optional.of(quote));
        put(items, Part.SIGNATURE, Optional.of(signature));
        boolean hasPcrs = !untrustedPcrs.banks().isEmpty();
        put(items, Part.PCRS, hasPcrs ? Optional.of(PcrValuesCodec.encode(untrustedPcrs)) : Optional.empty());
        put(items, Part.KEY, untrustedKey);
        put(items, Part.KEY_CERTIFICATE, keyCertificate);
        put(items, Part.EVENT_LOG, eventLog);
        return new Evidence(MEDIA_TYPE, new CmwCollection(Optional.of(COLLECTION_TYPE), items).toCbor());
    }

    private static void put(Map<CborKey, Cmw> items, Part part, Optional<Bytes> value) {
        value.ifPresent(bytes -> items.put(part.key(), new CmwRecord(part.type, bytes, Set.of())));
    }
}
