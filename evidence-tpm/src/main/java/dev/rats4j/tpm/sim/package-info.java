/**
 * A TPM made of software keys, for tests, demonstrations and benchmarks.
 *
 * <p>Everything here is simulated: keys lie in memory, registers hold whatever the caller says, and nothing is protected. Its keys and
 * certificates are trusted by nobody who was not handed them as anchors; none is ever among the roots of TPM vendors.
 */
@NullMarked
package dev.rats4j.tpm.sim;

import org.jspecify.annotations.NullMarked;
