package dev.rats4j.verifier;

import dev.rats4j.Findings;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarToken;

/**
 * An EAR that was just signed.
 *
 * @param ear what it says
 * @param token what to hand out
 * @param findings an outcome for every {@link EarIssuerCheck}: what the token could not say
 */
public record IssuedEar(Ear ear, EarToken token, Findings findings) {}
