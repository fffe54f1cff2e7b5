/**
 * Statements about software and models, and the envelope that carries them: DSSE, in-toto Statement v1, SLSA.
 */
@NullMarked
package dev.rats4j.dsse;

import org.jspecify.annotations.NullMarked;
