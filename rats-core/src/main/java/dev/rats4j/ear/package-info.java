/**
 * EAT Attestation Results (draft-ietf-rats-ear-04): what a Verifier tells a Relying Party, in CBOR and JSON, as CWT and JWT.
 *
 * <p>The reader knows one profile and refuses others; {@link dev.rats4j.ear.LegacyEarReader} reads older ones that are named. A token
 * gives no claims before its signature is verified. Claims that are not known are kept and not understood.
 */
@NullMarked
package dev.rats4j.ear;

import org.jspecify.annotations.NullMarked;
