package dev.rats4j.dsse.oms;

import dev.rats4j.wire.Bytes;
import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** Hash functions of files in a manifest. */
public enum ModelHash {
    /** FIPS 180-4. */
    SHA256("sha256", 32),
    /** BLAKE2b-512, RFC 7693. */
    BLAKE2B("blake2b", 64),
    /** BLAKE3 with 256 bits. */
    BLAKE3("blake3", 32);

    private final String text;
    private final int length;

    ModelHash(String text, int length) {
        this.text = text;
        this.length = length;
    }

    /** How manifests name it. */
    public String text() {
        return text;
    }

    /** Length of a digest in bytes. */
    public int length() {
        return length;
    }

    static Optional<ModelHash> named(String text) {
        for (ModelHash hash : values()) {
            if (hash.text.equals(text)) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    Digest newFunction() {
        return switch (this) {
            case SHA256 -> SHA256Digest.newInstance();
            case BLAKE2B -> new Blake2bDigest(8 * length);
            case BLAKE3 -> new Blake3Digest(8 * length);
        };
    }

    static Bytes finish(Digest function) {
        byte[] digest = new byte[function.getDigestSize()];
        function.doFinal(digest, 0);
        return Bytes.copyOf(digest);
    }

    /** The digest of a content. */
    public Bytes digest(Bytes content) {
        Digest function = newFunction();
        byte[] bytes = content.toByteArray();
        function.update(bytes, 0, bytes.length);
        return finish(function);
    }
}
