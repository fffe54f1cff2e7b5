/**
 * Structures of TPM 2.0 that occur in evidence, one per file, under their own names.
 *
 * <p>Sections refer to "TPM 2.0 Library, Part 2: Structures", revision 1.59. Only decoding; no commands, no device access, nothing is
 * believed.
 */
@NullMarked
package dev.rats4j.tpm.structures;

import org.jspecify.annotations.NullMarked;
