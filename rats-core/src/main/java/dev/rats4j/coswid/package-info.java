/**
 * Concise Software Identification Tags: RFC 9393, with the reference integrity extension of the TCG.
 *
 * <p>The model, its CBOR and signed tags. Members of extensions are kept as encoded items. A tag says what somebody claims about
 * software; who that is, only a signature says.
 */
@NullMarked
package dev.rats4j.coswid;

import org.jspecify.annotations.NullMarked;
