package dev.rats4j.cli.input;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.util.Optional;

/** Private keys in files, with the algorithm that fits them. */
public final class SigningKey {

    private SigningKey() {}

    /** Reads a private key: PEM (not encrypted), PKCS#8 in DER, or a JWK of ML-DSA, Ed25519 or Ed448. */
    public static Signer read(Path path, CryptoBackend crypto) throws InputException {
        InputFile file = InputFile.read(path);
        try {
            Bytes content = file.content();
            boolean isJson = ContentKind.beginsLikeJson(content);
            return signer(isJson ? PrivateJwk.parse(content, crypto) : crypto.keyPair(content), crypto);
        } catch (MalformedMessageException e) {
            throw new InputException(path + " holds no usable private key: " + e.getMessage() + ".");
        }
    }

    /** A signer with these keys: ES256, ES384 or ES512 by the curve, EdDSA, ML-DSA, or PS256. */
    public static Signer signer(KeyPair keys, CryptoBackend crypto) {
        return crypto.signer(keys.getPrivate(), keys.getPublic(), algorithm(keys.getPublic(), crypto));
    }

    private static SignatureAlgorithm algorithm(PublicKey key, CryptoBackend crypto) {
        if (key instanceof ECKey) {
            return new SignatureAlgorithm(
                    Operation.ECDSA, hash(crypto.curveOf(key).orElseThrow()));
        }
        Optional<PureScheme> scheme = PureScheme.of(key);
        if (scheme.isPresent()) {
            return scheme.get().algorithm();
        }
        return CryptoBackend.isEd25519(key)
                ? new SignatureAlgorithm(Operation.ED25519, HashAlgorithm.SHA512)
                : new SignatureAlgorithm(Operation.RSASSA_PSS, HashAlgorithm.SHA256);
    }

    private static HashAlgorithm hash(EllipticCurve curve) {
        return switch (curve) {
            case P256 -> HashAlgorithm.SHA256;
            case P384 -> HashAlgorithm.SHA384;
            case P521 -> HashAlgorithm.SHA512;
        };
    }
}
