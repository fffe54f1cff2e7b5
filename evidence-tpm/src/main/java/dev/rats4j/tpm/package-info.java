/**
 * tpm.
 */
@NullMarked
package dev.rats4j.tpm;

import org.jspecify.annotations.NullMarked;
