/**
 * Conceptual message wrappers (RFC 9999): records, tags and collections, in CBOR and JSON, also signed and in certificates; and the media
 * types that name what is in them.
 *
 * <p>A wrapper says what its bytes are; nothing in it is verified. A signature over a wrapper says who wrapped.
 */
@NullMarked
package dev.rats4j.cmw;

import org.jspecify.annotations.NullMarked;
