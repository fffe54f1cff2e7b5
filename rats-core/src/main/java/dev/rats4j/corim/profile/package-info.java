/**
 * Profiles of CoRIM that others defined: AMD SEV-SNP, Intel, PSA and Arm CCA.
 *
 * <p>They know types, names and rules. How a Verifier compares values of a profile is not here.
 */
@NullMarked
package dev.rats4j.corim.profile;

import org.jspecify.annotations.NullMarked;
