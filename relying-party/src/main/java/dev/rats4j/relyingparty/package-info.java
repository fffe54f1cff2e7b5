/**
 * The Relying Party of RFC 9334: decides whether an attestation result is good enough. One door: {@code RelyingParty.decide}.
 *
 * <p>It knows results, not evidence. Keys of Verifiers are pinned; what a token brings along is never trusted.
 */
@NullMarked
package dev.rats4j.relyingparty;

import org.jspecify.annotations.NullMarked;
