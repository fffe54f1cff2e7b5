package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.dsse.DsseKey;
import dev.rats4j.json.JsonObject;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.ByteReader;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.DerElement;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the parts of a trusted root. */
final class TrustedRootReading {

    private static final int MAX_CHAIN = 8;
    private static final int INTEGER = 0x02;

    private final CryptoBackend crypto;

    TrustedRootReading(CryptoBackend crypto) {
        this.crypto = crypto;
    }

    List<TrustedRoot.Log> logs(List<JsonObject> given) throws MalformedMessageException {
        List<TrustedRoot.Log> all = new ArrayList<>();
        Set<Bytes> keyIds = new HashSet<>();
        for (JsonObject json : given) {
            TrustedRoot.Log log = log(json);
            if (!keyIds.add(log.keyId())) {
                throw json.malformed("logId", "is that of another log, too");
            }
            all.add(log);
        }
        return all;
    }

    private TrustedRoot.Log log(JsonObject json) throws MalformedMessageException {
        JsonObject key = json.object("publicKey");
        Bytes raw = ProtoJson.bytes(key, "rawBytes");
        Optional<JsonObject> window = ProtoJson.object(key, "validFor");
        if (window.isEmpty()) {
            throw key.malformed("validFor", "is missing");
        }
        String details = key.string("keyDetails");
        SignatureAlgorithm algorithm = algorithm(key, details);
        PublicKey publicKey;
        try {
            publicKey = details.startsWith("PKCS1_") ? pkcs1(raw) : crypto.publicKey(raw);
        } catch (MalformedMessageException e) {
            throw key.malformed("rawBytes", "is no such key: " + e.field());
        }
        return new TrustedRoot.Log(
                host(json),
                ProtoJson.bytes(json.object("logId"), "keyId"),
                new DsseKey(publicKey, algorithm, Optional.empty()),
                window(window.get()));
    }

    /** sigstore_common.proto, PublicKeyDetails. */
    private static SignatureAlgorithm algorithm(JsonObject key, String details) throws MalformedMessageException {
        return switch (details) {
            case "PKIX_ECDSA_P256_SHA_256" -> new SignatureAlgorithm(Operation.ECDSA, HashAlgorithm.SHA256);
            case "PKIX_ECDSA_P384_SHA_384" -> new SignatureAlgorithm(Operation.ECDSA, HashAlgorithm.SHA384);
            case "PKIX_ECDSA_P521_SHA_512" -> new SignatureAlgorithm(Operation.ECDSA, HashAlgorithm.SHA512);
            case "PKIX_ED25519" -> new SignatureAlgorithm(Operation.ED25519, HashAlgorithm.SHA512);
            case "PKCS1_RSA_PKCS1V5",
                    "PKIX_RSA_PKCS1V15_2048_SHA256",
                    "PKIX_RSA_PKCS1V15_3072_SHA256",
                    "PKIX_RSA_PKCS1V15_4096_SHA256" ->
                new SignatureAlgorithm(Operation.RSASSA_PKCS1, HashAlgorithm.SHA256);
            default -> throw key.malformed("keyDetails", "is a kind of key that is not supported");
        };
    }

    /** RSAPublicKey, RFC 8017, A.1.1; some roots have SubjectPublicKeyInfo under the same name. */
    private PublicKey pkcs1(Bytes raw) throws MalformedMessageException {
        ByteReader reader =
                new ByteReader(DerElement.decode(raw, "RSAPublicKey").content());
        DerElement first = DerElement.next(reader, "RSAPublicKey.modulus");
        if (first.tag() == DerElement.SEQUENCE) {
            return crypto.publicKey(raw);
        }
        DerElement second = DerElement.next(reader, "RSAPublicKey.publicExponent");
        reader.expectEnd("RSAPublicKey");
        return crypto.rsaPublicKey(number(first), number(second));
    }

    private static BigInteger number(DerElement element) throws MalformedMessageException {
        if (element.tag() != INTEGER || element.content().isEmpty()) {
            throw new MalformedMessageException("RSAPublicKey", 0, "is not of two numbers");
        }
        return new BigInteger(element.content().toByteArray());
    }

    private static String host(JsonObject json) throws MalformedMessageException {
        Optional<String> address = ProtoJson.string(json, "baseUrl");
        if (address.isEmpty()) {
            return "";
        }
        try {
            String host = URI.create(address.get()).getRawAuthority();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            throw json.malformed("baseUrl", "is no URI");
        }
    }

    TrustedRoot.Authority authority(JsonObject json) throws MalformedMessageException {
        JsonObject chain = json.object("certChain");
        List<X509Certificate> certificates = new ArrayList<>();
        for (JsonObject element : ProtoJson.objects(chain, "certificates", MAX_CHAIN)) {
            try {
                certificates.add(CertificationPaths.certificate(ProtoJson.bytes(element, "rawBytes")));
            } catch (MalformedMessageException e) {
                throw element.malformed("rawBytes", "is no certificate: " + e.field());
            }
        }
        if (certificates.isEmpty()) {
            throw chain.malformed("certificates", "is empty");
        }
        return new TrustedRoot.Authority(certificates, window(json.object("validFor")));
    }

    /** The start is required: a root without it is refused, and not one that was always valid. */
    private static ValidityWindow window(JsonObject json) throws MalformedMessageException {
        Optional<Instant> start = ProtoJson.time(json, "start");
        Optional<Instant> end = ProtoJson.time(json, "end");
        if (start.isEmpty()) {
            throw json.malformed("start", "is missing");
        }
        if (end.isPresent() && end.get().isBefore(start.get())) {
            throw json.malformed("end", "is before the start");
        }
        return new ValidityWindow(start.get(), end);
    }
}
