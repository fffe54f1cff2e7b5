package dev.rats4j.corim;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cose.ContentType;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * How CoRIMs are signed: what the header says, and in which of the three forms.
 *
 * @param meta who signs
 * @param statement where the header says so
 * @param certificates of the signer's key in DER, leaf first; possibly none
 */
public record CorimSigning(SignedCorim.Meta meta, Statement statement, List<Bytes> certificates) {

    /** Where the header says who signs. */
    public enum Statement {
        /** In corim-meta. */
        CORIM_META,
        /** In CWT claims, which have no place for the signer's URI and for extensions. */
        CWT_CLAIMS,
        /** In both. */
        BOTH
    }

    /** Copies the list; refuses what the statement has no place for. */
    public CorimSigning {
        certificates = List.copyOf(certificates);
        if (statement == Statement.CWT_CLAIMS
                && (meta.signerUri().isPresent() || !meta.extensions().isEmpty())) {
            throw new IllegalArgumentException("CWT claims have no place for a URI or extensions");
        }
    }

    /** With corim-meta, without certificates. */
    public static CorimSigning of(SignedCorim.Meta meta) {
        return new CorimSigning(meta, Statement.CORIM_META, List.of());
    }

    /** The same with certificates. */
    public CorimSigning withCertificates(List<Bytes> chain) {
        return new CorimSigning(meta, statement, chain);
    }

    /** The same, said elsewhere. */
    public CorimSigning withStatement(Statement where) {
        return new CorimSigning(meta, where, certificates);
    }

    /** Signs a CoRIM and puts it into the message. */
    public Bytes attached(CryptoBackend crypto, Signer signer, Corim corim) {
        return CoseSign1.sign(crypto, signer, headersOfContent(), CoseHeaders.NONE, corim.encode());
    }

    /** Signs a CoRIM and leaves it away: {@link Corim#encode()} is what was signed. */
    public Bytes detached(CryptoBackend crypto, Signer signer, Corim corim) {
        return CoseSign1.signDetached(crypto, signer, headersOfContent(), corim.encode(), Bytes.EMPTY);
    }

    /**
     * Signs the digest of a CoRIM: {@link Corim#encode()} is what was hashed.
     *
     * @param hash SHA-256, SHA-384 or SHA-512
     * @param location where the CoRIM may be found
     */
    public Bytes hashEnvelope(
            CryptoBackend crypto, Signer signer, Corim corim, HashAlgorithm hash, Optional<String> location) {
        HashEnvelope envelope = new HashEnvelope(
                hash.digest(corim.encode()), Optional.of(new ContentType.Media(Corim.MEDIA_TYPE)), location);
        return envelope.sign(crypto, signer, headers().build(), CoseHeaders.NONE);
    }

    private CoseHeaders headersOfContent() {
        return headers()
                .put(CoseHeaders.CONTENT_TYPE, Cbor.text(Corim.MEDIA_TYPE))
                .build();
    }

    private CoseHeaders.Builder headers() {
        CoseHeaders.Builder headers = CoseHeaders.builder();
        if (statement != Statement.CWT_CLAIMS) {
            headers.put(CorimMeta.CORIM_META, CorimMeta.writeMeta(meta));
        }
        if (statement != Statement.CORIM_META) {
            headers.put(CoseHeaders.CWT_CLAIMS, CorimMeta.writeClaims(meta));
        }
        if (!certificates.isEmpty()) {
            headers.x5chain(certificates);
        }
        return headers;
    }
}
