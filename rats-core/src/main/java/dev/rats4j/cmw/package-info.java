/**
 * Conceptual message wrappers (RFC 9999): records, tags and collections, in CBOR and JSON.
 *
 * <p>A wrapper says what its bytes are; nothing in it is verified. Signed wrappers and the X.509 extension are not here.
 */
@NullMarked
package dev.rats4j.cmw;

import org.jspecify.annotations.NullMarked;
