/**
 * verifier.
 */
@NullMarked
package dev.rats4j.verifier;

import org.jspecify.annotations.NullMarked;
