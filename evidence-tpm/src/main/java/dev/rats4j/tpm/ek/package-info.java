/**
 * Who a TPM is: its endorsement key, the manufacturer's certificate of it, and the challenge that only the TPM with this key and a
 * given attestation key can answer.
 */
@NullMarked
package dev.rats4j.tpm.ek;

import org.jspecify.annotations.NullMarked;
