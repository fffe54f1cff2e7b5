/**
 * TCG event logs: decoding, replay, comparison with quoted registers.
 *
 * <p>TCG PC Client Platform Firmware Profile 1.06, section 10. What a digest does not cover is called untrusted.
 */
@NullMarked
package dev.rats4j.tpm.eventlog;

import org.jspecify.annotations.NullMarked;
