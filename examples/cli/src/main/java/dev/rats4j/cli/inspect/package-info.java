/**
 * Shows people what is in a file. Nothing is verified here, and nothing that a file says reaches a terminal unescaped.
 */
@NullMarked
package dev.rats4j.cli.inspect;

import org.jspecify.annotations.NullMarked;
