/**
 * The conformance kit: the negative suite S-1 to S-12 of {@code docs/threats.md} for any evidence scheme, as an abstract JUnit class.
 *
 * <p>A scheme's module has a concrete subclass of {@link dev.rats4j.conformance.SchemeConformance}. The kit comes with the test-jar of
 * rats-core; JUnit Jupiter and AssertJ must be among the test dependencies of whoever uses it. {@code docs/write-a-scheme.md} shows how.
 */
@NullMarked
package dev.rats4j.conformance;

import org.jspecify.annotations.NullMarked;
