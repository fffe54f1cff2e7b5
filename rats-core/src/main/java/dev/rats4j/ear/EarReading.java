package dev.rats4j.ear;

import dev.rats4j.wire.Bytes;
import java.util.Optional;

/**
 * What a reader found.
 *
 * @param ear in the terms of the current draft, whatever the dialect
 * @param plainEvidence raw evidence without a type, of legacy profiles only
 */
record EarReading(Ear ear, Optional<Bytes> plainEvidence) {}
