package dev.rats4j.benchmarks;

import dev.rats4j.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Deterministic ECDSA with SHA-256 (RFC 6979), as a program signs that has key and message already, without this library. */
final class RawSigning {

    private final PrivateKey key;
    private final byte[] message;

    RawSigning(PrivateKey key, Bytes message) {
        this.key = key;
        this.message = message.toByteArray();
    }

    Object sign() {
        try {
            Signature signer = Signature.getInstance("SHA256withECDDSA", RawVerification.BOUNCY_CASTLE);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the raw signature cannot be made", e);
        }
    }
}
