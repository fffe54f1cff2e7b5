/**
 * The CoRIM processor: draft-ietf-rats-corim-11, "Reference Verifier", phases 1 to 4, for reference, endorsed and attest-key triples.
 *
 * <p>A corpus is checked and indexed once; comparison follows the draft's rules bit for bit. What a policy makes of it is not here.
 */
@NullMarked
package dev.rats4j.verifier.corim;

import org.jspecify.annotations.NullMarked;
