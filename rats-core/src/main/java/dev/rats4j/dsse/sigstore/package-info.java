/**
 * Sigstore bundles: a signature with all that is needed to verify it offline, given a trusted root. Nothing is fetched.
 */
@NullMarked
package dev.rats4j.dsse.sigstore;

import org.jspecify.annotations.NullMarked;
