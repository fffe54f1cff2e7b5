/**
 * JSON that is read strictly and written in one way: RFC 8259 in UTF-8 without duplicate members, RFC 8785 for canonical text.
 *
 * <p>Values are immutable, numbers are exact, and everything is bounded. Depends on {@code wire} only.
 */
@NullMarked
package dev.rats4j.json;

import org.jspecify.annotations.NullMarked;
