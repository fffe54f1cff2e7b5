package dev.rats4j.corim;

import java.util.List;

/**
 * A concise-mid-tag.
 *
 * @param id tag-id
 * @param version tag-version, 0 if it was absent
 * @param entities who made it, possibly nobody
 * @param referenceValues reference-triples
 * @param endorsedValues endorsed-triples
 * @param attestKeys attest-key-triples
 * @param uninterpreted what else is in it, by name: a Verifier must refuse it
 */
public record Comid(
        TagId id,
        long version,
        List<CorimEntity> entities,
        List<ValueTriple> referenceValues,
        List<ValueTriple> endorsedValues,
        List<KeyTriple> attestKeys,
        List<String> uninterpreted) {

    /** Copies the lists; refuses a tag without triples. */
    public Comid {
        entities = List.copyOf(entities);
        referenceValues = List.copyOf(referenceValues);
        endorsedValues = List.copyOf(endorsedValues);
        attestKeys = List.copyOf(attestKeys);
        uninterpreted = List.copyOf(uninterpreted);
        if (referenceValues.isEmpty() && endorsedValues.isEmpty() && attestKeys.isEmpty() && uninterpreted.isEmpty()) {
            throw new IllegalArgumentException("a CoMID has at least one triple");
        }
    }
}
