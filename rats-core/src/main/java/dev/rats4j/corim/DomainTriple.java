package dev.rats4j.corim;

import java.util.List;

/**
 * A domain-membership-triple-record or a trust-dependency-triple-record.
 *
 * @param domain domain-id
 * @param others members of the domain, or the trustees that it depends on; at least one
 */
public record DomainTriple(Environment domain, List<Environment> others) {

    /** Copies the list; refuses the empty one. */
    public DomainTriple {
        others = List.copyOf(others);
        if (others.isEmpty()) {
            throw new IllegalArgumentException("a domain triple has at least one member or trustee");
        }
    }
}
