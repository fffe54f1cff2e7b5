package dev.rats4j.trust;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Stub for the shape only. */
public final class CertificationPaths {

    /** Paths whose signatures are verified with this backend. */
    public CertificationPaths(CryptoBackend crypto) {}

    /** A certificate in DER, nothing after it. */
    public static X509Certificate certificate(Bytes der) throws MalformedMessageException {
        throw new MalformedMessageException("Certificate", 0, "stub");
    }

    /** Validates a path for a digital-signature key. */
    public PathResult validate(
            X509Certificate leaf, List<X509Certificate> intermediates, TrustAnchors anchors, Instant at) {
        return new PathResult.Unanchored("stub");
    }
}
