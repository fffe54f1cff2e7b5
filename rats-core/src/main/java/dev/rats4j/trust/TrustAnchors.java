package dev.rats4j.trust;

import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keys and certificates that the caller trusts. Never discovered, always given. */
public final class TrustAnchors {

    private final List<X509Certificate> certificates;
    private final List<PublicKey> keys;
    private final List<Bytes> schemeKeys;

    private TrustAnchors(Builder builder) {
        certificates = List.copyOf(builder.certificates);
        keys = List.copyOf(builder.keys);
        schemeKeys = List.copyOf(builder.schemeKeys);
    }

    /** Starts with none. */
    public static Builder builder() {
        return new Builder();
    }

    /** Certificates at which a path may end. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** Keys that are trusted themselves, without a certificate. */
    public List<PublicKey> keys() {
        return keys;
    }

    /**
     * The first of {@link #keys()} that fits what a message says about its key. Keys that have no encoding, such as those of some
     * security modules, fit nothing.
     *
     * @param fits gets the key as {@link CanonicalKey} encodes it
     */
    public Optional<PublicKey> pinned(Predicate<Bytes> fits) {
        return keys.stream()
                .filter(key -> CanonicalKey.find(key).filter(fits).isPresent())
                .findFirst();
    }

    /** Keys that are trusted themselves, in a scheme's own format, for example TPMT_PUBLIC. */
    public List<Bytes> schemeKeys() {
        return schemeKeys;
    }

    /** These anchors, and more keys that are trusted themselves. */
    public TrustAnchors and(List<PublicKey> more) {
        Builder builder = copy();
        more.forEach(builder::key);
        return builder.build();
    }

    /** These anchors, and one more key in a scheme's own format. */
    public TrustAnchors andSchemeKey(Bytes more) {
        return copy().schemeKey(more).build();
    }

    private Builder copy() {
        Builder builder = builder();
        certificates.forEach(builder::certificate);
        schemeKeys.forEach(builder::schemeKey);
        keys.forEach(builder::key);
        return builder;
    }

    /** Whether nothing is trusted. */
    public boolean isEmpty() {
        return certificates.isEmpty() && keys.isEmpty() && schemeKeys.isEmpty();
    }

    /** Collects anchors. */
    public static final class Builder {
        private final List<X509Certificate> certificates = new ArrayList<>();
        private final List<PublicKey> keys = new ArrayList<>();
        private final List<Bytes> schemeKeys = new ArrayList<>();

        private Builder() {}

        /** Trusts paths that end at this certificate. */
        public Builder certificate(X509Certificate certificate) {
            certificates.add(certificate);
            return this;
        }

        /** Trusts this key itself. */
        public Builder key(PublicKey key) {
            keys.add(key);
            return this;
        }

        /** Trusts this key itself, in a scheme's own format. */
        public Builder schemeKey(Bytes key) {
            schemeKeys.add(key);
            return this;
        }

        /** What was collected, possibly nothing. */
        public TrustAnchors build() {
            return new TrustAnchors(this);
        }
    }
}
