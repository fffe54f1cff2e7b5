package dev.rats4j.spi;

import dev.rats4j.Check;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/**
 * How a kind of device shows that its attestation key lives beside a key that its manufacturer endorsed, for example by credential
 * activation. Stateless: keeps no secret and does no I/O; whoever enrols keeps what a challenge expects.
 */
public interface EnrolmentScheme {

    /** Short stable name, lower case: that of the evidence scheme whose keys are enrolled. */
    String name();

    /** Every check that {@link EnrolmentRequest#challenge} answers. */
    List<Check> catalogue();

    /**
     * Gives the structure of a device's request: endorsed key with its certificate, attestation key. Nothing is believed.
     *
     * @throws MalformedMessageException for bytes that break the format, and nothing else for any bytes
     */
    EnrolmentRequest decode(Bytes request) throws MalformedMessageException;
}
