/**
 * tee.
 */
@NullMarked
package dev.rats4j.tee;

import org.jspecify.annotations.NullMarked;
