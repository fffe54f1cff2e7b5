package dev.rats4j.spi;

import dev.rats4j.Authentication;

/** Evidence that was understood but not believed: structure, no claims. */
public interface DecodedEvidence {

    /** Answers origin, integrity and freshness; runs every check of the catalogue that can be run. */
    Authentication authenticate(AuthenticationInputs inputs);
}
