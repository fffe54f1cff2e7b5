/**
 * relyingparty.
 */
@NullMarked
package dev.rats4j.relyingparty;

import org.jspecify.annotations.NullMarked;
