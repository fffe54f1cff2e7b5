/**
 * The Attester: evidence of this machine's TPM, or of a software TPM, collected with tpm2-tools.
 *
 * <p>No decision rests on these tools: what they print is decoded and verified elsewhere.
 */
@NullMarked
package dev.rats4j.tpm.tools;

import org.jspecify.annotations.NullMarked;
