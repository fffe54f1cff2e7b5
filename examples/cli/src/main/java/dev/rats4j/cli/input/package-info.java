/** Files that the user hands in: read with limits, recognised by content, joined to evidence and anchors. */
@NullMarked
package dev.rats4j.cli.input;

import org.jspecify.annotations.NullMarked;
