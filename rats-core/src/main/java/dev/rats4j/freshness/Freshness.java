package dev.rats4j.freshness;

import dev.rats4j.wire.Bytes;

/** How the caller knows that evidence is fresh. RFC 9334, 10. */
public sealed interface Freshness {

    /** The evidence must carry this nonce, byte for byte. */
    record Nonce(Bytes value) implements Freshness {
        /** Refuses the empty nonce. */
        public Nonce {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("an empty nonce proves nothing");
            }
        }
    }

    /** Nobody asked; the nonce check is not assessed, so the result cannot affirm the identity of the instance. */
    record InsecureNotChecked(String reason) implements Freshness {
        /** Wants a reason. */
        public InsecureNotChecked {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("say why freshness is not checked");
            }
        }
    }
}
