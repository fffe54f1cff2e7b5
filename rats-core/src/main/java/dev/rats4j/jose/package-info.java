/**
 * Signed JSON: compact JWS (RFC 7515) and public keys as JWK (RFC 7517), read strictly from the received text.
 *
 * <p>Nothing in a token decides what is trusted; keys are always given by the caller.
 */
@NullMarked
package dev.rats4j.jose;

import org.jspecify.annotations.NullMarked;
