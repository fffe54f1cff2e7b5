package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.dsse.Base64Text;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.Pem;
import java.util.List;

/**
 * Bodies of entries compared with what the bundle carries. A log proves that somebody logged something; only this says that it was this
 * signature, by this signer, over this content.
 */
final class EntryBodies {

    private static final JsonLimits LIMITS = new JsonLimits(DsseEnvelope.MAX_LENGTH, 16, DsseEnvelope.MAX_LENGTH, 1024);

    private final CryptoBackend crypto;

    EntryBodies(CryptoBackend crypto) {
        this.crypto = crypto;
    }

    void require(LogEntry entry, SignedContent content) throws Refusal {
        try {
            JsonObject body = Json.parseObject(entry.body(), LIMITS);
            boolean same = body.string("kind").equals(entry.kind())
                    && body.string("apiVersion").equals(entry.kindVersion());
            if (!same) {
                throw refusal("says it is of another kind than its body");
            }
            compare(entry, body.object("spec"), content);
        } catch (MalformedMessageException e) {
            throw refusal("has a body that cannot be read: " + e.field());
        }
    }

    private void compare(LogEntry entry, JsonObject spec, SignedContent content)
            throws MalformedMessageException, Refusal {
        switch (entry.kind() + " " + entry.kindVersion()) {
            case "hashedrekord 0.0.1" -> hashedRekord(spec, content);
            case "hashedrekord 0.0.2" -> hashedRekord2(spec.object("hashedRekordV002"), content);
            case "dsse 0.0.1" -> dsse(spec, content);
            case "dsse 0.0.2" -> dsse2(spec.object("dsseV002"), content);
            case "intoto 0.0.2" -> inToto(spec.object("content"), content);
            default -> throw refusal("is of a kind that is not supported");
        }
    }

    private void hashedRekord(JsonObject spec, SignedContent content) throws MalformedMessageException, Refusal {
        hash(spec.object("data").object("hash"), content.message());
        JsonObject signature = spec.object("signature");
        signature(Base64Text.lenient(signature, "content"), content);
        signer(Base64Text.lenient(signature.object("publicKey"), "content"), content);
    }

    private void hashedRekord2(JsonObject spec, SignedContent content) throws MalformedMessageException, Refusal {
        digest(ProtoJson.digest(spec.object("data")), content.message());
        signature2(spec.object("signature"), content);
    }

    private void dsse(JsonObject spec, SignedContent content) throws MalformedMessageException, Refusal {
        hash(spec.object("payloadHash"), envelope(content).untrustedPayload());
        JsonObject signature = only(spec);
        signature(Base64Text.lenient(signature, "signature"), content);
        signer(Base64Text.lenient(signature, "verifier"), content);
    }

    private void dsse2(JsonObject spec, SignedContent content) throws MalformedMessageException, Refusal {
        digest(ProtoJson.digest(spec.object("payloadHash")), envelope(content).untrustedPayload());
        signature2(only(spec), content);
    }

    /** Signatures and the payload are in base64 twice. */
    private void inToto(JsonObject spec, SignedContent content) throws MalformedMessageException, Refusal {
        DsseEnvelope envelope = envelope(content);
        JsonObject logged = spec.object("envelope");
        hash(spec.object("payloadHash"), envelope.untrustedPayload());
        if (!logged.string("payloadType").equals(envelope.untrustedPayloadType())) {
            throw refusal("is about another type of payload");
        }
        if (logged.has("payload") && !isTwice(logged, "payload", envelope.untrustedPayload())) {
            throw refusal("is about other content");
        }
        JsonObject signature = only(logged);
        if (!isTwice(signature, "sig", content.signature())) {
            throw refusal("is about another signature");
        }
        signer(Base64Text.lenient(signature, "publicKey"), content);
    }

    /** Whether a member is some bytes, in base64 twice. */
    private static boolean isTwice(JsonObject json, String name, Bytes bytes) throws MalformedMessageException {
        return Base64Text.lenient(json, name).equals(Bytes.ofUtf8(Base64Text.encode(bytes)));
    }

    private static DsseEnvelope envelope(SignedContent content) throws Refusal {
        return content.envelope().orElseThrow(() -> refusal("is about an envelope, and the bundle has none"));
    }

    private static JsonObject only(JsonObject json) throws MalformedMessageException, Refusal {
        List<JsonObject> all = json.array("signatures").objects();
        if (all.size() != 1) {
            throw refusal("has not exactly one signature");
        }
        return all.get(0);
    }

    /** A digest in hexadecimal digits under the old names. */
    private static void hash(JsonObject json, Bytes message) throws MalformedMessageException, Refusal {
        HashAlgorithm algorithm = switch (json.string("algorithm")) {
            case "sha256" -> HashAlgorithm.SHA256;
            case "sha384" -> HashAlgorithm.SHA384;
            case "sha512" -> HashAlgorithm.SHA512;
            default -> throw json.malformed("algorithm", "is no hash algorithm of the format");
        };
        if (!algorithm.digest(message).value().toHex().equals(json.string("value"))) {
            throw refusal("is about other content");
        }
    }

    private static void digest(Digest digest, Bytes message) throws Refusal {
        if (!digest.algorithm().digest(message).equals(digest)) {
            throw refusal("is about other content");
        }
    }

    private static void signature(Bytes logged, SignedContent content) throws Refusal {
        if (!logged.equals(content.signature())) {
            throw refusal("is about another signature");
        }
    }

    private void signature2(JsonObject json, SignedContent content) throws MalformedMessageException, Refusal {
        signature(Base64Text.lenient(json, "content"), content);
        JsonObject verifier = json.object("verifier");
        boolean isSigner = verifier.has("x509Certificate")
                ? content.isSigner(ProtoJson.bytes(verifier.object("x509Certificate"), "rawBytes"))
                : content.isSigner(crypto.publicKey(ProtoJson.bytes(verifier.object("publicKey"), "rawBytes")));
        if (!isSigner) {
            throw refusal("is about another signer");
        }
    }

    /** The signer in PEM: a certificate, or a key. */
    private void signer(Bytes pem, SignedContent content) throws MalformedMessageException, Refusal {
        List<Pem.Block> blocks = Pem.blocks(pem);
        boolean isSigner = blocks.size() == 1
                && (blocks.get(0).label().equals("CERTIFICATE")
                        ? content.isSigner(blocks.get(0).content())
                        : content.isSigner(crypto.publicKey(pem)));
        if (!isSigner) {
            throw refusal("is about another signer");
        }
    }

    private static Refusal refusal(String reason) {
        return new Refusal(SigstoreStep.ENTRY, "an entry " + reason);
    }
}
