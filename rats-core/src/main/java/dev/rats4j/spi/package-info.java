/**
 * What others implement: evidence schemes, enrolment schemes, attesters, signers, sources.
 *
 * <p>{@code ServiceLoader} offers schemes only; a verifier enables them by name. Enabling a scheme means trusting its code.
 */
@NullMarked
package dev.rats4j.spi;

import org.jspecify.annotations.NullMarked;
