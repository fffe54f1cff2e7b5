package dev.rats4j.spi;

import dev.rats4j.AttesterException;
import dev.rats4j.Evidence;
import dev.rats4j.wire.Bytes;

/** Collects evidence about this machine. One door: {@link #attest}. */
public interface Attester extends AutoCloseable {

    /**
     * Evidence that carries the nonce.
     *
     * @param nonce the challenge of the Verifier
     */
    Evidence attest(Bytes nonce) throws AttesterException, InterruptedException;

    /** Leaves nothing behind. */
    @Override
    void close() throws AttesterException;
}
