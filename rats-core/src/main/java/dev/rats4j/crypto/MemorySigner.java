package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Signs with a private key in memory. */
final class MemorySigner implements Signer {

    private final CryptoBackend backend;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final SignatureAlgorithm algorithm;

    MemorySigner(CryptoBackend backend, PrivateKey privateKey, PublicKey publicKey, SignatureAlgorithm algorithm) {
        this.backend = backend;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.algorithm = algorithm;
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public Bytes sign(Bytes message) {
        try {
            Signature signature = backend.signature(algorithm, publicKey);
            signature.initSign(privateKey);
            signature.update(message.toByteArray());
            Bytes signed = Bytes.copyOf(signature.sign());
            return algorithm.operation() == SignatureAlgorithm.Operation.ECDSA
                    ? EcdsaSignatures.ofDer(backend.curveOf(publicKey).orElseThrow(), signed)
                            .orElseThrow()
                    : signed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key does not sign with " + algorithm, e);
        }
    }
}
