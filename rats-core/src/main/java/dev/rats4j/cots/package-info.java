/**
 * Concise TA Stores, draft-ietf-rats-concise-ta-stores-03: sets of trust anchors, and what they are for.
 *
 * <p>Stores are read and written; nothing here trusts an anchor because it stands in one. The signature around a store says who wants it
 * to be trusted.
 */
@NullMarked
package dev.rats4j.cots;

import org.jspecify.annotations.NullMarked;
