/**
 * Trust anchors and certification paths: RFC 5280, with own bounded path building and without any fetching.
 */
@NullMarked
package dev.rats4j.trust;

import org.jspecify.annotations.NullMarked;
