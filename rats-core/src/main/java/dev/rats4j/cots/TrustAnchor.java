package dev.rats4j.cots;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/**
 * A trust-anchor: {@code [format, data]}. The shape of the data is checked for the formats of the draft, no signature is; other formats
 * are kept.
 *
 * @param format see the constants
 * @param data DER
 */
public record TrustAnchor(long format, Bytes data) {

    /** An X.509 certificate. */
    public static final long CERTIFICATE = 0;
    /** A TrustAnchorInfo of RFC 5914, also as a TrustAnchorChoice. */
    public static final long ANCHOR_INFO = 1;
    /** A SubjectPublicKeyInfo. */
    public static final long PUBLIC_KEY = 2;

    /** Refuses data of another shape than the format's. */
    public TrustAnchor {
        try {
            AnchorDer.of(format, data);
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("not of its format: " + e.getMessage(), e);
        }
    }

    static TrustAnchor read(CborItem item, String field) throws MalformedMessageException {
        CborItem[] parts = item.elements(2, 2, "trust-anchor");
        long format = parts[0].unsigned("trust-anchor.format");
        Bytes data = parts[1].bytes("trust-anchor.data");
        try {
            AnchorDer.of(format, data);
        } catch (MalformedMessageException e) {
            throw parts[1].malformed("trust-anchor.data", "in the DER, " + e.getMessage());
        }
        return new TrustAnchor(format, data);
    }

    static Bytes readCertificate(CborItem item, String field) throws MalformedMessageException {
        Bytes data = item.bytes(field);
        try {
            AnchorDer.of(CERTIFICATE, data);
        } catch (MalformedMessageException e) {
            throw item.malformed(field, "in the DER, " + e.getMessage());
        }
        return data;
    }

    private AnchorDer der() {
        try {
            return AnchorDer.of(format, data);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("checked before", e);
        }
    }

    /** The SubjectPublicKeyInfo in DER; empty for formats that are not known. */
    public Optional<Bytes> publicKey() {
        return der().publicKey();
    }

    /** The certificate in DER, if there is one: the anchor itself, or the one inside of a TrustAnchorInfo. */
    public Optional<Bytes> certificate() {
        return der().certificate();
    }

    /** taTitle of a TrustAnchorInfo. */
    public Optional<String> title() {
        return der().title();
    }

    Bytes encoded() {
        return Cbor.array(Cbor.integer(format), Cbor.bytes(data));
    }
}
