/**
 * Evidence of a TPM 2.0: the scheme {@code tpm}, its checks and its claims.
 *
 * <p>TCG TPM 2.0 Library, Parts 1 to 3; RFC 9683. Verification only: tools that talk to a TPM are in {@code tools}.
 */
@NullMarked
package dev.rats4j.tpm;

import org.jspecify.annotations.NullMarked;
