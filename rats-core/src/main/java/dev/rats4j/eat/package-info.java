/**
 * Entity Attestation Tokens (RFC 9711) in CBOR and JSON, as CWT and JWT, without signature (RFC 9781) and as detached bundles; measured
 * components (RFC 10013).
 *
 * <p>Claims that count come out of one of two types, {@link dev.rats4j.eat.VerifiedEat} and {@link dev.rats4j.eat.ProtectedClaims}, and
 * are all of the types that their specifications give them. Everything before is called untrusted.
 */
@NullMarked
package dev.rats4j.eat;

import org.jspecify.annotations.NullMarked;
