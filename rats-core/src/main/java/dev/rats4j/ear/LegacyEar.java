package dev.rats4j.ear;

import dev.rats4j.wire.Bytes;
import java.util.Optional;

/**
 * A result of a profile before draft -04. Not an {@link Ear}: whoever expects one does not get this by accident.
 *
 * @param profile what it was
 * @param translated what it says, in the claims of draft -04; without raw evidence
 * @param rawEvidence the evidence that was appraised; these profiles do not say of what type it is
 */
public record LegacyEar(LegacyEarProfile profile, Ear translated, Optional<Bytes> rawEvidence) {}
