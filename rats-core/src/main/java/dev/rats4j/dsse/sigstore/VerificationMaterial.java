package dev.rats4j.dsse.sigstore;

import dev.rats4j.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** What a bundle says about its key. None of it is trusted. */
public sealed interface VerificationMaterial {

    /**
     * Certificates.
     *
     * @param certificates the signer's first, at least one
     * @param single whether it is the one certificate of version 0.3 and not a chain
     */
    record Certificates(List<X509Certificate> certificates, boolean single) implements VerificationMaterial {
        /** Copies the list, and refuses an empty one. */
        public Certificates {
            certificates = List.copyOf(certificates);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("no certificate");
            }
        }

        /** The signer's. */
        public X509Certificate leaf() {
            return certificates.get(0);
        }

        /** The number only: certificates name people. */
        @Override
        public String toString() {
            return certificates.size() + " certificates";
        }
    }

    /**
     * A key that the verifier has to know.
     *
     * @param hint how its maker calls it; good for finding a key, and for nothing else
     * @param rawBytes the key itself, as old signers write it; never used
     */
    record KeyHint(Optional<String> hint, Optional<Bytes> rawBytes) implements VerificationMaterial {}
}
