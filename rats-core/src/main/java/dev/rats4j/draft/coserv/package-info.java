/**
 * CoSERV, draft-ietf-rats-coserv-07: queries for endorsements, reference values and trust anchors, and their results.
 *
 * <p>A draft: shapes may change. Messages are read, written and verified here; nothing is sent.
 */
@NullMarked
package dev.rats4j.draft.coserv;

import org.jspecify.annotations.NullMarked;
