/**
 * A second reader of our formats: a validator for CDDL (RFC 8610, 9165, 9682, 9741), which checks what we emit and what the vectors hold
 * against the definitions of the specifications themselves. {@link dev.rats4j.cddl.Cddl} is the entry; {@code
 * docs/decisions/0024-cddl-validator.md} says why it exists and what it leaves out.
 */
@NullMarked
package dev.rats4j.cddl;

import org.jspecify.annotations.NullMarked;
