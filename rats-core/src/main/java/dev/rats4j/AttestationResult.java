package dev.rats4j;

import dev.rats4j.wire.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a Verifier says about an Attester, before it is signed: one appraisal per submodule.
 *
 * @param submodules at least one, by name
 * @param nonce the nonce that authenticated evidence carried; empty if freshness was not checked or authentication failed
 */
public record AttestationResult(Map<String, Appraisal> submodules, Optional<Bytes> nonce) {

    /** Keeps the order; refuses a result about nothing. */
    public AttestationResult {
        submodules = Collections.unmodifiableMap(new LinkedHashMap<>(submodules));
        if (submodules.isEmpty()) {
            throw new IllegalArgumentException("a result is about at least one submodule");
        }
    }

    /** The tier of the whole: no better than the worst submodule. */
    public TrustworthinessTier status() {
        return TrustworthinessTier.worstOf(
                submodules.values().stream().map(Appraisal::status).toList());
    }
}
