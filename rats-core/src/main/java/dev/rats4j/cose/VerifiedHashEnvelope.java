package dev.rats4j.cose;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** A hash envelope whose message was verified. The preimage is still to be compared: {@link #open}. */
@CheckReturnValue
public final class VerifiedHashEnvelope {

    private final HashEnvelope envelope;

    private VerifiedHashEnvelope(HashEnvelope envelope) {
        this.envelope = envelope;
    }

    /**
     * The envelope in a verified message; empty if the message carries content and no digest.
     *
     * @throws MalformedMessageException if a detached digest is not as long as the algorithm says
     */
    public static Optional<VerifiedHashEnvelope> of(CoseSign1.Verified message) throws MalformedMessageException {
        return of(message.protectedHeaders(), message.payload());
    }

    /** The same of a message with several signatures, of which one was verified. */
    public static Optional<VerifiedHashEnvelope> of(CoseSign.Verified message) throws MalformedMessageException {
        return of(message.protectedHeaders(), message.payload());
    }

    /** The same of a message with a code, which convinces only those who have its key. */
    public static Optional<VerifiedHashEnvelope> of(CoseMac0.Verified message) throws MalformedMessageException {
        return of(message.protectedHeaders(), message.payload());
    }

    private static Optional<VerifiedHashEnvelope> of(CoseHeaders headers, Bytes payload)
            throws MalformedMessageException {
        return HashEnvelope.read(headers, payload).map(VerifiedHashEnvelope::new);
    }

    /** What was signed. */
    public HashEnvelope envelope() {
        return envelope;
    }

    /** Empty unless these bytes have the signed digest. */
    public Optional<VerifiedPreimage> open(Bytes preimage) {
        return envelope.digest().algorithm().digest(preimage).equals(envelope.digest())
                ? Optional.of(new VerifiedPreimage(envelope, preimage))
                : Optional.empty();
    }

    /** Bytes whose digest was signed. Only {@link VerifiedHashEnvelope#open} makes one. */
    public static final class VerifiedPreimage {
        private final HashEnvelope envelope;
        private final Bytes content;

        private VerifiedPreimage(HashEnvelope envelope, Bytes content) {
            this.envelope = envelope;
            this.content = content;
        }

        /** The bytes. */
        public Bytes content() {
            return content;
        }

        /** What the signer says they are. */
        public Optional<ContentType> type() {
            return envelope.preimageType();
        }
    }
}
