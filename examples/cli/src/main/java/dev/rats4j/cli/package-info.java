/**
 * cli.
 */
@NullMarked
package dev.rats4j.cli;

import org.jspecify.annotations.NullMarked;
