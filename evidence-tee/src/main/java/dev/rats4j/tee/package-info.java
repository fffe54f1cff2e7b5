/** Evidence of trusted execution environments; each kind has a package of its own. */
@NullMarked
package dev.rats4j.tee;

import org.jspecify.annotations.NullMarked;
