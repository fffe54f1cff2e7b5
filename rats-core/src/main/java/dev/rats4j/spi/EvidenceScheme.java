package dev.rats4j.spi;

import dev.rats4j.AspectRule;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.CriticalClaim;
import dev.rats4j.Evidence;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Set;

/** A kind of evidence: how it is decoded and authenticated, and what its claims are good for. Stateless; does no I/O. */
public interface EvidenceScheme {

    /** Short stable name, lower case, for example {@code tpm}. */
    String name();

    /** Media types of single messages that this scheme reads, without parameters. Evidence may spell them in any case. */
    Set<String> mediaTypes();

    /** Types ({@code __cmwc_t}) of CMW collections that this scheme reads. */
    Set<String> collectionTypes();

    /** Every check that authentication answers. */
    List<Check> catalogue();

    /** What each aspect of trustworthiness needs. An aspect without a rule is none. */
    List<AspectRule> aspects();

    /** Where its claims stand, with the names that policies use. */
    List<ClaimPath<?>> claimPaths();

    /** Identifiers of the CoRIM profiles that speak about its claims. */
    Set<String> profiles();

    /**
     * Gives the structure, without claims.
     *
     * @param evidence of one of its media types, or of that of a collection, in lower case and without parameters
     * @throws MalformedMessageException for bytes that break the specification, and nothing else for any bytes
     */
    DecodedEvidence decode(Evidence evidence) throws MalformedMessageException;

    /** Critical claims of all aspects. */
    default List<CriticalClaim> criticalClaims() {
        return aspects().stream().flatMap(rule -> rule.claims().stream()).toList();
    }
}
