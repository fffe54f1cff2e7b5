package dev.rats4j.dsse;

import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;

/** A payload and the proof who signed it. Made by {@link DsseEnvelope#verify} only. */
public final class VerifiedDsse {

    private final String payloadType;
    private final Bytes payload;
    private final List<VerifiedSignature> proofs;

    VerifiedDsse(String payloadType, Bytes payload, List<VerifiedSignature> proofs) {
        this.payloadType = payloadType;
        this.payload = payload;
        this.proofs = List.copyOf(proofs);
    }

    /** What the payload is; signed together with it. */
    public String payloadType() {
        return payloadType;
    }

    /** What was signed, exactly as received. */
    public Bytes payload() {
        return payload;
    }

    /** The signatures that verified, one per key. */
    public List<VerifiedSignature> proofs() {
        return proofs;
    }

    /**
     * The statement that was signed.
     *
     * @throws MalformedMessageException if the payload type is another one, or the payload is no statement
     */
    public InTotoStatement statement() throws MalformedMessageException {
        if (!payloadType.equals(InTotoStatement.PAYLOAD_TYPE)) {
            throw new MalformedMessageException("payloadType", 0, "is not " + InTotoStatement.PAYLOAD_TYPE);
        }
        return InTotoStatement.decode(payload);
    }
}
