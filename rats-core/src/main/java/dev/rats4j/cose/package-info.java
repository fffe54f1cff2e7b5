/**
 * COSE_Sign1 (RFC 9052, 9053, 9360): signatures over the bytes received.
 *
 * <p>Nothing of an unverified message is called anything but untrusted. No MACs, no encryption, no countersignatures here.
 */
@NullMarked
package dev.rats4j.cose;

import org.jspecify.annotations.NullMarked;
