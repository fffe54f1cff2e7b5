/**
 * The glossary of RFC 9334: evidence, claims, findings, results. What decides is a type; bytes become claims only by being
 * authenticated.
 *
 * <p>Trustworthiness claims, vector and tiers are those of draft-ietf-rats-ar4si-09.
 */
@NullMarked
package dev.rats4j;

import org.jspecify.annotations.NullMarked;
