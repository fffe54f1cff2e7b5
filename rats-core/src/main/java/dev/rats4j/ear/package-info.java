/**
 * EAT Attestation Results (draft-ietf-rats-ear-04): what a Verifier tells a Relying Party, in CBOR and JSON, as CWT and JWT.
 *
 * <p>The reader knows one profile and refuses others; a token gives no claims before its signature is verified. The device topology
 * (claim 1007) and extensions are not read.
 */
@NullMarked
package dev.rats4j.ear;

import org.jspecify.annotations.NullMarked;
