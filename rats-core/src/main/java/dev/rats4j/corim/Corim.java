package dev.rats4j.corim;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An unsigned-corim-map: reference values and endorsements of one author, before anybody said who that is.
 *
 * @param id id
 * @param comids concise-mid-tags
 * @param profile URI, or OID in dotted notation, that fixes the meaning of the content
 * @param validity rim-validity
 * @param entities who made it, possibly nobody
 * @param uninterpretedParts what else is in it, by name: a Verifier must refuse it
 */
public record Corim(
        TagId id,
        List<Comid> comids,
        Optional<String> profile,
        Optional<Validity> validity,
        List<CorimEntity> entities,
        List<String> uninterpretedParts) {

    /** Tag of an unsigned CoRIM. */
    public static final long TAG = 501;

    /** Media type of an unsigned CoRIM. */
    public static final String MEDIA_TYPE = "application/rim+cbor";

    /** Copies the lists; refuses a CoRIM without tags. */
    public Corim {
        comids = List.copyOf(comids);
        entities = List.copyOf(entities);
        uninterpretedParts = List.copyOf(uninterpretedParts);
        if (comids.isEmpty() && uninterpretedParts.isEmpty()) {
            throw new IllegalArgumentException("a CoRIM has at least one tag");
        }
    }

    /** Decodes an unsigned CoRIM, tag 501. */
    public static Corim decode(Bytes message) throws MalformedMessageException {
        return CorimReader.read(CborItem.decode(message, CborProfile.WELL_FORMED));
    }

    /** The unsigned CoRIM, tag 501, deterministic encoding. Fails if there are uninterpreted parts: they would be lost. */
    public Bytes encode() {
        return CorimWriter.write(this);
    }

    /** Everything in it that this version does not interpret, by name. */
    public List<String> uninterpreted() {
        return Stream.concat(
                        uninterpretedParts.stream(),
                        comids.stream()
                                .flatMap(comid ->
                                        comid.uninterpreted().stream().map(part -> part + " of tag " + comid.id())))
                .toList();
    }
}
