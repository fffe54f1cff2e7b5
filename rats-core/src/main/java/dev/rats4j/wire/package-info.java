/**
 * Bytes and how to read them: the one reader that touches offsets, and the one exception that decoders throw.
 *
 * <p>No formats here; those build on it.
 */
@NullMarked
package dev.rats4j.wire;

import org.jspecify.annotations.NullMarked;
