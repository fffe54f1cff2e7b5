/**
 * Logs that only grow and statements registered in them: Merkle proofs (RFC 9162), COSE receipts (RFC 9942), signed and transparent
 * statements (RFC 9943), signed notes, checkpoints, cosignatures and tiles (C2SP).
 *
 * <p>Nothing here fetches anything. What was checked is a type of its own, and says under which key and for which tree.
 */
@NullMarked
package dev.rats4j.log;

import org.jspecify.annotations.NullMarked;
