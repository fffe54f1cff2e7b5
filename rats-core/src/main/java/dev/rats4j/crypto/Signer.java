package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import java.security.PublicKey;

/** Something that holds a private key: in memory ({@link CryptoBackend#signer}) or in a device. */
public interface Signer {

    /** What it signs with. */
    SignatureAlgorithm algorithm();

    /** The public half. */
    PublicKey publicKey();

    /** A signature over exactly these bytes; ECDSA as fixed-length halves r and s. */
    Bytes sign(Bytes message);
}
