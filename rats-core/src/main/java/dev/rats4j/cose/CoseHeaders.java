package dev.rats4j.cose;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A header bucket of COSE, RFC 9052, 3: labels and values, as encoded items. */
public final class CoseHeaders {

    /** alg. */
    public static final CborKey ALG = CborKey.of(1);
    /** crit. */
    public static final CborKey CRIT = CborKey.of(2);
    /** content type. */
    public static final CborKey CONTENT_TYPE = CborKey.of(3);
    /** kid. */
    public static final CborKey KID = CborKey.of(4);
    /** CWT claims, RFC 9597. */
    public static final CborKey CWT_CLAIMS = CborKey.of(15);
    /** typ, RFC 9596. */
    public static final CborKey TYP = CborKey.of(16);
    /** x5chain, RFC 9360. */
    public static final CborKey X5CHAIN = CborKey.of(33);
    /** x5t, RFC 9360. */
    public static final CborKey X5T = CborKey.of(34);

    /** No headers. */
    public static final CoseHeaders NONE = new CoseHeaders(Map.of());

    private final Map<CborKey, CborItem> values;

    private CoseHeaders(Map<CborKey, CborItem> values) {
        // not Map.copyOf, whose tables get slow with labels that were chosen for it
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Headers to be written. */
    public static Builder builder() {
        return new Builder();
    }

    static CoseHeaders of(CborMap map) throws MalformedMessageException {
        for (CborKey label : map.keys()) {
            boolean isLabel = label instanceof CborKey.Text
                    || (label instanceof CborKey.Int number && number.value() == (int) number.value());
            if (!isLabel) {
                throw map.item().malformed("COSE header", "label " + label + " is neither text nor of 32 bits");
            }
        }
        return new CoseHeaders(map.entries());
    }

    /** The value of a label. */
    public Optional<CborItem> value(CborKey label) {
        return Optional.ofNullable(values.get(label));
    }

    /** All labels. */
    public Set<CborKey> labels() {
        return values.keySet();
    }

    /** Certificates of x5chain in DER, the signer's first; none if there is no such header. RFC 9360, 2. */
    public List<Bytes> x5chain() throws MalformedMessageException {
        Optional<CborItem> header = value(X5CHAIN);
        if (header.isEmpty()) {
            return List.of();
        }
        if (header.get().kind() == CborItem.Kind.BYTES) {
            return List.of(header.get().bytes("x5chain"));
        }
        List<Bytes> chain = new ArrayList<>();
        for (CborItem certificate : header.get().elements("x5chain")) {
            chain.add(certificate.bytes("x5chain"));
        }
        if (chain.size() < 2) {
            throw header.get().malformed("x5chain", "an array of " + chain.size() + " certificates, at least 2");
        }
        return chain;
    }

    Bytes encoded() {
        Cbor.MapBuilder map = Cbor.map();
        values.forEach((label, value) -> map.put(label, value.encoded()));
        return map.encode();
    }

    /** A builder that has these headers already. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.values.putAll(values);
        return builder;
    }

    /** These and {@code alg}, which may be there if it is the same. */
    CoseHeaders with(int algorithm) {
        Optional<CborItem> alg = value(ALG);
        if (alg.isPresent() && alg.get().encoded().equals(Cbor.integer(algorithm))) {
            return this;
        }
        return toBuilder().put(ALG, Cbor.integer(algorithm)).build();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Collects headers. */
    public static final class Builder {
        private final Map<CborKey, CborItem> values = new TreeMap<>(java.util.Comparator.comparing(CborKey::encoded));

        private Builder() {}

        /**
         * Adds a header.
         *
         * @param item one encoded item
         */
        public Builder put(CborKey label, Bytes item) {
            try {
                if (values.put(label, CborItem.decode(item, dev.rats4j.cbor.CborProfile.DETERMINISTIC)) != null) {
                    throw new IllegalArgumentException(label + " twice");
                }
            } catch (MalformedMessageException e) {
                throw new IllegalArgumentException("header " + label + " is not one deterministic item", e);
            }
            return this;
        }

        /** Adds certificates in DER, the signer's first. */
        public Builder x5chain(List<Bytes> certificates) {
            return put(
                    X5CHAIN,
                    certificates.size() == 1
                            ? Cbor.bytes(certificates.get(0))
                            : Cbor.array(certificates.stream().map(Cbor::bytes).toList()));
        }

        /** The headers. */
        public CoseHeaders build() {
            return new CoseHeaders(values);
        }
    }
}
