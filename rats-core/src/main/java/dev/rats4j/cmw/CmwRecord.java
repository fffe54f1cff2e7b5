package dev.rats4j.cmw;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import java.util.Set;

/**
 * A typed message, RFC 9999, 3.1.
 *
 * @param type what the value is
 * @param value the message itself
 * @param indicators what role it plays; empty if the sender did not say
 */
public record CmwRecord(CmwType type, Bytes value, Set<ConceptualMessage> indicators) implements Cmw {

    /** Copies the set. */
    public CmwRecord {
        indicators = Set.copyOf(indicators);
    }

    /** A message of a media type, without indicators. */
    public static CmwRecord of(String mediaType, Bytes value) {
        return new CmwRecord(new CmwType.MediaType(mediaType), value, Set.of());
    }

    /**
     * A wrapper in a record, so that JSON travels in CBOR and CBOR in JSON; the type names the encoding, and the collection if it has
     * a type.
     *
     * @param encoding that of the wrapper inside
     * @throws IllegalArgumentException if the wrapper has no form in this encoding
     */
    public static CmwRecord wrapping(Cmw cmw, CmwEncoding encoding) {
        Optional<String> collectionType =
                cmw instanceof CmwCollection collection ? collection.type() : Optional.empty();
        String parameter = collectionType
                .map(type -> ";" + MediaTypes.COLLECTION_TYPE + "=" + MediaTypeText.parameterValue(type))
                .orElse("");
        return of(encoding.mediaType() + parameter, encoding.encode(cmw));
    }

    /**
     * The wrapper that is the value of this record, one level of it; empty if the type is none of an unsigned wrapper.
     *
     * <p>RFC 9999 gives Content-Formats 274 and 275 two meanings each. Under these two numbers the first byte tells JSON from COSE.
     *
     * @throws MalformedMessageException if the value is no wrapper, or not the collection that the parameter {@code cmwc_t} names
     */
    public Optional<Cmw> wrapped() throws MalformedMessageException {
        Optional<CmwEncoding> encoding = WrapperKind.of(this).flatMap(WrapperKind::encoding);
        if (encoding.isEmpty()) {
            return Optional.empty();
        }
        Cmw cmw = encoding.get().decode(value);
        Optional<String> stated = type.parameter(MediaTypes.COLLECTION_TYPE);
        if (stated.isPresent() && !isCollectionOf(cmw, stated.get())) {
            throw new MalformedMessageException("CMW.cmwc_t", 0, "names another type than that of the collection");
        }
        return Optional.of(cmw);
    }

    private static boolean isCollectionOf(Cmw cmw, String type) {
        return cmw instanceof CmwCollection collection
                && collection.type().filter(type::equalsIgnoreCase).isPresent();
    }

    /**
     * The signed wrapper that is the value of this record; empty if the type is none of a signed one.
     *
     * @throws MalformedMessageException if the value is no signed wrapper of its type
     */
    public Optional<SignedCmw> wrappedSigned() throws MalformedMessageException {
        Optional<WrapperKind> kind =
                WrapperKind.of(this).filter(k -> k.encoding().isEmpty());
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        SignedCmw signed = SignedCmw.decode(value);
        if ((signed.form() == SignedCmw.Form.COSE) != (kind.get() == WrapperKind.COSE)) {
            throw new MalformedMessageException("signed CMW", 0, "is not of the type of its record");
        }
        return Optional.of(signed);
    }

    /**
     * The record as a CBOR tag over its value, RFC 9999, 3.2. The Content-Format is that of the media type, if it has no parameters.
     *
     * @throws IllegalArgumentException if it has indicators, its type no tag, or a tag that RFC 9999 gives two meanings (of
     *     Content-Formats 274 and 275): write the record itself then
     */
    public Bytes toTag() {
        if (!indicators.isEmpty()) {
            throw new IllegalArgumentException("a tag has no room for indicators");
        }
        Optional<CmwType.ContentFormat> format =
                WrapperKind.contentFormat(type).filter(f -> !WrapperKind.isAmbiguous(f));
        long tag = format.flatMap(CmwType.ContentFormat::tag)
                .orElseThrow(() -> new IllegalArgumentException("no tag for " + type));
        return Cbor.tagged(tag, Cbor.bytes(value));
    }
}
