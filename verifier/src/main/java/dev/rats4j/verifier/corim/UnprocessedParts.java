package dev.rats4j.verifier.corim;

import dev.rats4j.corim.Comid;
import dev.rats4j.corim.ConciseTag;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimEntity;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.Triples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Parts of a CoRIM that this Verifier does not process. A CoRIM with such a part is refused whole: a condition that nobody looked at
 * must not count as met, and a tag that another one replaces must not count at all.
 */
public final class UnprocessedParts {

    private final List<String> found = new ArrayList<>();

    private UnprocessedParts() {}

    /** The parts by name, in their order; none if the Verifier processes everything that the CoRIM says. */
    public static List<String> of(Corim corim) {
        UnprocessedParts parts = new UnprocessedParts();
        parts.addCorim(corim);
        return List.copyOf(parts.found);
    }

    /** The same of what a signature says about its signer. */
    static List<String> of(SignedCorim.Meta meta) {
        return meta.extensions().keySet().stream()
                .map(number -> "corim-signer-map " + number)
                .toList();
    }

    private void addCorim(Corim corim) {
        for (ConciseTag tag : corim.tags()) {
            if (!(tag instanceof Comid)) {
                found.add("tag " + tag.tag());
            }
        }
        addUnlessEmpty(corim.dependentRims(), "dependent-rims", "");
        addEntities(corim.entities(), "");
        corim.extensions().keySet().forEach(number -> found.add("corim-map " + number));
        corim.comids().forEach(this::addComid);
    }

    private void addComid(Comid comid) {
        String where = " of tag " + comid.id();
        addEntities(comid.entities(), where);
        addUnlessEmpty(comid.linkedTags(), "linked-tags", where);
        Triples triples = comid.triples();
        addUnlessEmpty(triples.identity(), "identity-triples", where);
        addUnlessEmpty(triples.dependency(), "dependency-triples", where);
        addUnlessEmpty(triples.membership(), "membership-triples", where);
        addUnlessEmpty(triples.coswid(), "coswid-triples", where);
        addUnlessEmpty(triples.conditionalEndorsementSeries(), "conditional-endorsement-series-triples", where);
        addUnlessEmpty(triples.conditionalEndorsement(), "conditional-endorsement-triples", where);
        triples.extensions().keySet().forEach(number -> found.add("triples-map " + number + where));
        comid.extensions().keySet().forEach(number -> found.add("concise-mid-tag " + number + where));
    }

    private void addEntities(List<CorimEntity> entities, String where) {
        for (CorimEntity entity : entities) {
            entity.extensions().keySet().forEach(number -> found.add("entity-map " + number + where));
        }
    }

    private void addUnlessEmpty(Collection<?> part, String name, String where) {
        if (!part.isEmpty()) {
            found.add(name + where);
        }
    }
}
