/**
 * Epoch markers, draft-ietf-rats-epoch-markers-02: what a handle distributor sends so that others know that evidence is fresh.
 *
 * <p>A draft: tags and names may change. A marker proves nothing by itself; who sent it, the message around it says.
 */
@NullMarked
package dev.rats4j.draft.epoch;

import org.jspecify.annotations.NullMarked;
