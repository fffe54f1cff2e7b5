package dev.rats4j.log;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cose.CoseHashAlgorithm;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.crypto.Digest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** The header {@code x5t}, RFC 9360, 2: which certificate is the signer's. */
final class CertificateThumbprint {

    private CertificateThumbprint() {}

    /** The digest in the protected header, if there is one. SHA-1 and truncated hashes are refused. */
    static Optional<Digest> read(CoseHeaders headers) throws MalformedMessageException {
        Optional<CborItem> item = headers.value(CoseHeaders.X5T);
        if (item.isEmpty()) {
            return Optional.empty();
        }
        CborItem[] parts = item.get().elements(2, 2, "statement.x5t");
        int identifier = parts[0].int32("statement.x5t");
        Optional<CoseHashAlgorithm> algorithm = CoseHashAlgorithm.of(identifier);
        if (algorithm.isEmpty()) {
            throw parts[0].malformed("statement.x5t", "hash algorithm " + identifier + " is not supported");
        }
        Bytes value = parts[1].bytes("statement.x5t");
        if (value.length() != algorithm.get().hash().length()) {
            throw parts[1].malformed("statement.x5t", value.length() + " bytes");
        }
        return Optional.of(new Digest(algorithm.get().hash(), value));
    }

    static boolean isOf(Digest thumbprint, Bytes certificate) {
        return thumbprint.algorithm().digest(certificate).equals(thumbprint);
    }
}
