/**
 * Policies for evidence: one syntax tree, written in Java or as a JSON document.
 *
 * <p>Silence refuses. Exemptions are written down, each with a reason, and show in the result.
 */
@NullMarked
package dev.rats4j.verifier.policy;

import org.jspecify.annotations.NullMarked;
