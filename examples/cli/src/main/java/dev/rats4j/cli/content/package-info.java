/**
 * What the content of a file is, found by decoding it, and the parts of it that the commands need.
 */
@NullMarked
package dev.rats4j.cli.content;

import org.jspecify.annotations.NullMarked;
