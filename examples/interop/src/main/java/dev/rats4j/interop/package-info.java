/** Our messages, read and written with libraries of others. */
@NullMarked
package dev.rats4j.interop;

import org.jspecify.annotations.NullMarked;
