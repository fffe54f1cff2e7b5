package dev.rats4j.trust;

import java.security.cert.X509Certificate;
import java.util.List;

/** The answer about a certification path. */
public sealed interface PathResult {

    /** A path that ends at an anchor and obeys RFC 5280, 6.1; the leaf first, the anchor last. */
    record ValidPath(List<X509Certificate> certificates) implements PathResult {
        /** Copies the list. */
        public ValidPath {
            certificates = List.copyOf(certificates);
        }

        /** The length only: certificates name devices. */
        @Override
        public String toString() {
            return "path of " + certificates.size() + " certificates";
        }
    }

    /** No path to an anchor that was given (fails {@code key-trusted}). */
    record Unanchored(String reason) implements PathResult {}

    /** A path to an anchor breaks another rule (fails {@code path}). */
    record Invalid(String reason) implements PathResult {}
}
