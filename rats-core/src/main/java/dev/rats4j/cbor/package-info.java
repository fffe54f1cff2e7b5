/**
 * CBOR (RFC 8949): a strict reader and a deterministic writer.
 *
 * <p>For signed data, decoders may not differ in what they see: keys of different type are different, duplicates are refused, nothing is
 * converted, the received bytes stay at hand. {@code docs/decisions/0003-own-cbor.md} has the classes of input. No COSE here.
 */
@NullMarked
package dev.rats4j.cbor;

import org.jspecify.annotations.NullMarked;
