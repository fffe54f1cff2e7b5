/**
 * Attestation tokens of Arm's Platform Security Architecture, RFC 9783, and of its two predecessors: profiles of {@link dev.rats4j.eat}.
 *
 * <p>A token is decoded and its signature or code is verified. Whether what it claims is good enough is not looked at here.
 */
@NullMarked
package dev.rats4j.tee.psa;

import org.jspecify.annotations.NullMarked;
