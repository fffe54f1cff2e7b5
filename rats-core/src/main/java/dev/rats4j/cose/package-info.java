/**
 * COSE_Sign1, COSE_Sign, COSE_Mac0 and keys (RFC 9052, 9053, 9360), and the hash envelope (RFC 9995), over the bytes received.
 *
 * <p>Nothing of an unverified message is called anything but untrusted. No encryption and no countersignatures here.
 */
@NullMarked
package dev.rats4j.cose;

import org.jspecify.annotations.NullMarked;
