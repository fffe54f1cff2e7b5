/**
 * Hashes, keys and signatures, with providers passed by hand.
 *
 * <p>The only place that calls {@code java.security.Signature}; what verified is a type. No certificates here (see {@code trust}).
 */
@NullMarked
package dev.rats4j.crypto;

import org.jspecify.annotations.NullMarked;
