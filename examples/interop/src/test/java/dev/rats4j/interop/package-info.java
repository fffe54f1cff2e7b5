@NullMarked
package dev.rats4j.interop;

import org.jspecify.annotations.NullMarked;
