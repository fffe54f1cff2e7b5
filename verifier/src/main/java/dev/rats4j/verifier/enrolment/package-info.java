/**
 * Enrolment: which keys belong to which device, found out once, before any evidence counts. RFC 9334, 7.5; RFC 9683, 3.1.
 */
@NullMarked
package dev.rats4j.verifier.enrolment;

import org.jspecify.annotations.NullMarked;
