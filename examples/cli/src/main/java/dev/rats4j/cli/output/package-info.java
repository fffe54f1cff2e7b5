/** What the user gets to see: lines for people, JSON for programs, a page to keep. */
@NullMarked
package dev.rats4j.cli.output;

import org.jspecify.annotations.NullMarked;
