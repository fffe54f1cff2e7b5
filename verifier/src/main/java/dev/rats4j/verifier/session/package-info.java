/** Appraisal with nonces that this Verifier gives out and takes back once. RFC 9334, 10.2. */
@NullMarked
package dev.rats4j.verifier.session;

import org.jspecify.annotations.NullMarked;
