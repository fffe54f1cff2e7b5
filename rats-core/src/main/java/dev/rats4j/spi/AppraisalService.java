package dev.rats4j.spi;

import dev.rats4j.Evidence;
import dev.rats4j.SourceUnavailableException;
import dev.rats4j.wire.Bytes;

/** What a relying party or a key broker holds instead of a verifier: it asks one, wherever that runs. */
public interface AppraisalService {

    /**
     * Has evidence appraised.
     *
     * @param nonce what the evidence has to carry
     * @return an EAR token as the service sent it, CWT or JWT, also if the evidence was refused. Nothing of it is believed: the
     *     relying party decides on it
     * @throws SourceUnavailableException if there is no answer; never a verdict
     */
    Bytes appraise(Evidence evidence, Bytes nonce) throws SourceUnavailableException;
}
