package dev.rats4j.dsse;

import dev.rats4j.wire.Bytes;
import java.util.Optional;

/**
 * One signature of an envelope.
 *
 * @param signature its bytes, at least one
 * @param keyId which key its maker says it is: not signed, a hint and nothing more; absent, null and the empty text are one
 */
public record DsseSignature(Bytes signature, Optional<String> keyId) {

    /** Refuses an empty signature and an empty key identifier. */
    public DsseSignature {
        if (signature.isEmpty() || keyId.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("an empty signature, or an empty keyid");
        }
    }
}
