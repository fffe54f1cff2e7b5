/**
 * Concise Reference Integrity Manifests: draft-ietf-rats-corim-11.
 *
 * <p>The model (environments, measurements, triples), its CBOR, its JSON template for people, signed CoRIMs, profiles. Appraisal is not
 * here (see the verifier).
 */
@NullMarked
package dev.rats4j.corim;

import org.jspecify.annotations.NullMarked;
