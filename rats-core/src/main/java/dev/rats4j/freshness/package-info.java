/**
 * Freshness of evidence: nonces that are used once, expire, and are bounded in number. RFC 9334, section 10.
 */
@NullMarked
package dev.rats4j.freshness;

import org.jspecify.annotations.NullMarked;
