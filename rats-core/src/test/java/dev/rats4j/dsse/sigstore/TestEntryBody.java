package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.dsse.Base64Text;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Bodies of entries of all kinds that are read. */
record TestEntryBody(
        String kind,
        Bytes signature,
        Bytes content,
        Optional<DsseEnvelope> envelope,
        TestSigstore.Holder holder,
        boolean key) {

    Bytes encode() {
        String[] names = kind.split(" ", -1);
        JsonObject spec = switch (kind) {
            case "hashedrekord 0.0.2" -> named("hashedRekordV002", hashedRekord2());
            case "dsse 0.0.1" -> dsse();
            case "dsse 0.0.2" -> named("dsseV002", dsse2());
            case "intoto 0.0.2" -> named("content", inToto());
            default -> hashedRekord();
        };
        return Json.write(JsonObject.builder()
                .put("apiVersion", names[1])
                .put("kind", names[0])
                .put("spec", spec)
                .build());
    }

    private static JsonObject named(String name, JsonObject value) {
        return JsonObject.builder().put(name, value).build();
    }

    private Bytes publicKey() {
        return Bytes.copyOf(holder.signer().publicKey().getEncoded());
    }

    private String pem() {
        String label = key ? "PUBLIC KEY" : "CERTIFICATE";
        byte[] der = (key ? publicKey() : holder.der()).toByteArray();
        return Base64Text.encode(Bytes.ofUtf8("-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label
                + "-----\n"));
    }

    private JsonObject verifier() {
        JsonObject raw = JsonObject.builder()
                .put("rawBytes", Base64Text.encode(key ? publicKey() : holder.der()))
                .build();
        return JsonObject.builder()
                .put(key ? "publicKey" : "x509Certificate", raw)
                .put("keyDetails", "PKIX_ECDSA_P256_SHA_256")
                .build();
    }

    private static JsonObject hash(Bytes message) {
        return JsonObject.builder()
                .put("algorithm", "sha256")
                .put("value", HashAlgorithm.SHA256.digest(message).value().toHex())
                .build();
    }

    private static JsonObject digest(Bytes message) {
        Digest digest = HashAlgorithm.SHA256.digest(message);
        return JsonObject.builder()
                .put("algorithm", "SHA2_256")
                .put("digest", Base64Text.encode(digest.value()))
                .build();
    }

    private Bytes payload() {
        return envelope.map(DsseEnvelope::untrustedPayload).orElse(content);
    }

    private JsonObject hashedRekord() {
        return JsonObject.builder()
                .put("data", named("hash", hash(content)))
                .put(
                        "signature",
                        JsonObject.builder()
                                .put("content", Base64Text.encode(signature))
                                .put(
                                        "publicKey",
                                        JsonObject.builder()
                                                .put("content", pem())
                                                .build())
                                .build())
                .build();
    }

    private JsonObject signed() {
        return JsonObject.builder()
                .put("content", Base64Text.encode(signature))
                .put("verifier", verifier())
                .build();
    }

    private JsonObject hashedRekord2() {
        return JsonObject.builder()
                .put("data", digest(content))
                .put("signature", signed())
                .build();
    }

    private JsonObject dsse() {
        return JsonObject.builder()
                .put("payloadHash", hash(payload()))
                .put(
                        "signatures",
                        JsonArray.of(List.of(JsonObject.builder()
                                .put("signature", Base64Text.encode(signature))
                                .put("verifier", pem())
                                .build())))
                .build();
    }

    private JsonObject dsse2() {
        return JsonObject.builder()
                .put("payloadHash", digest(payload()))
                .put("signatures", JsonArray.of(List.of(signed())))
                .build();
    }

    private static String twice(Bytes bytes) {
        return Base64Text.encode(Bytes.ofUtf8(Base64Text.encode(bytes)));
    }

    private JsonObject inToto() {
        JsonObject logged = JsonObject.builder()
                .put("payload", twice(payload()))
                .put("payloadType", "application/vnd.in-toto+json")
                .put(
                        "signatures",
                        JsonArray.of(List.of(JsonObject.builder()
                                .put("sig", twice(signature))
                                .put("publicKey", pem())
                                .build())))
                .build();
        return JsonObject.builder()
                .put("envelope", logged)
                .put("payloadHash", hash(payload()))
                .build();
    }
}
