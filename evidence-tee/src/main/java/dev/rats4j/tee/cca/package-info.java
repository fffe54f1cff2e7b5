/**
 * Attestation tokens of Arm's Confidential Compute Architecture (draft-ffm-rats-cca-token): a platform token and a realm token, profiles
 * of {@link dev.rats4j.eat}, and what binds them to each other.
 *
 * <p>Signatures and binding are verified. Whether what the tokens claim is good enough is not looked at here.
 */
@NullMarked
package dev.rats4j.tee.cca;

import org.jspecify.annotations.NullMarked;
