/**
 * The Verifier of RFC 9334: authenticates evidence, appraises it against CoRIMs and a policy, issues the result.
 *
 * <p>Knows no kind of evidence itself: schemes are given to it.
 */
@NullMarked
package dev.rats4j.verifier;

import org.jspecify.annotations.NullMarked;
