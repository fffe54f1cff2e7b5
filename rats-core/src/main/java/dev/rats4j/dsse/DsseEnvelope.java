package dev.rats4j.dsse;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EcdsaSignatures;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonNull;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A payload with signatures, DSSE v1.0.2, as received. Signatures are over the pre-authentication encoding of payload and type, never
 * over the payload alone. Keys come from the caller; unknown members are ignored.
 */
@CheckReturnValue
public final class DsseEnvelope {

    /** Most bytes of an envelope that is read. */
    public static final int MAX_LENGTH = 64 << 20;
    /** Most signatures of an envelope. */
    public static final int MAX_SIGNATURES = 64;

    /** Most bytes that one key is tried on: payload times signatures. */
    private static final long MAX_WORK = 4L * MAX_LENGTH;

    private static final JsonLimits LIMITS = new JsonLimits(MAX_LENGTH, 16, MAX_LENGTH, 4096);
    private static final int MAX_TYPE = 1024;
    private static final int MAX_SIGNATURE = 1 << 16;

    private final String payloadType;
    private final Bytes payload;
    private final List<DsseSignature> signatures;

    private DsseEnvelope(String payloadType, Bytes payload, List<DsseSignature> signatures) {
        this.payloadType = payloadType;
        this.payload = payload;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * Reads an envelope.
     *
     * @throws MalformedMessageException for anything else, duplicate members, no signature or more than {@link #MAX_SIGNATURES}, or more
     *     than 256 MiB to verify per key, payload times signatures
     */
    public static DsseEnvelope decode(Bytes json) throws MalformedMessageException {
        return of(Json.parseObject(json, LIMITS));
    }

    /** Reads an envelope that is a part of a larger text. */
    public static DsseEnvelope of(JsonObject json) throws MalformedMessageException {
        String type = json.string("payloadType");
        if (type.isEmpty() || type.length() > MAX_TYPE) {
            throw json.malformed("payloadType", "is empty, or longer than " + MAX_TYPE + " characters");
        }
        Bytes payload = Base64Text.padded(json, "payload");
        List<DsseSignature> signatures = new ArrayList<>();
        JsonArray given = json.array("signatures");
        if (given.values().isEmpty() || given.values().size() > MAX_SIGNATURES) {
            throw json.malformed("signatures", "has none, or more than " + MAX_SIGNATURES);
        }
        if ((long) payload.length() * given.values().size() > MAX_WORK) {
            throw json.malformed("signatures", "are too many for so long a payload");
        }
        for (JsonObject signature : given.objects()) {
            signatures.add(signature(signature));
        }
        return new DsseEnvelope(type, payload, signatures);
    }

    private static DsseSignature signature(JsonObject json) throws MalformedMessageException {
        Bytes signature = Base64Text.padded(json, "sig");
        if (signature.isEmpty() || signature.length() > MAX_SIGNATURE) {
            throw json.malformed("sig", "is empty, or longer than " + MAX_SIGNATURE + " bytes");
        }
        boolean absent = !json.has("keyid") || json.value("keyid") == JsonNull.NULL;
        Optional<String> keyId = absent ? Optional.empty() : Optional.of(json.string("keyid"));
        return new DsseSignature(signature, keyId.filter(id -> !id.isEmpty()));
    }

    /**
     * Signs a payload, once per signer. ECDSA signatures are written in DER.
     *
     * @param payloadType a media type or URI that says what the payload is, at most 1024 characters
     */
    public static DsseEnvelope sign(String payloadType, Bytes payload, List<Signer> signers) {
        if (payloadType.isEmpty()
                || payloadType.length() > MAX_TYPE
                || signers.isEmpty()
                || signers.size() > MAX_SIGNATURES
                || (long) payload.length() * signers.size() > MAX_WORK) {
            throw new IllegalArgumentException("no payload type, no signer, or too many");
        }
        Bytes message = preAuthenticationEncoding(payloadType, payload);
        List<DsseSignature> signatures = signers.stream()
                .map(signer -> new DsseSignature(written(signer, signer.sign(message)), Optional.empty()))
                .toList();
        return new DsseEnvelope(payloadType, payload, signatures);
    }

    private static Bytes written(Signer signer, Bytes signature) {
        return signer.algorithm().operation() == Operation.ECDSA ? EcdsaSignatures.toDer(signature) : signature;
    }

    /** What signatures cover: {@code DSSEv1}, length and bytes of the type, length and bytes of the payload. Protocol, PAE. */
    public static Bytes preAuthenticationEncoding(String payloadType, Bytes payload) {
        int length = payloadType.getBytes(StandardCharsets.UTF_8).length;
        return Bytes.concat(
                Bytes.ofUtf8("DSSEv1 " + length + " " + payloadType + " " + payload.length() + " "), payload);
    }

    /** The signatures, not verified. */
    public List<DsseSignature> signatures() {
        return signatures;
    }

    /** What the payload is said to be, before anybody verified it. */
    public String untrustedPayloadType() {
        return payloadType;
    }

    /** The payload, before anybody verified it: to be shown, not to be used. */
    public Bytes untrustedPayload() {
        return payload;
    }

    /** What signatures of this envelope cover. */
    public Bytes preAuthenticationEncoding() {
        return preAuthenticationEncoding(payloadType, payload);
    }

    /** Verifies with one key. */
    public Optional<VerifiedDsse> verify(CryptoBackend crypto, DsseKey key) {
        return verify(crypto, List.of(key), 1);
    }

    /**
     * Verifies with any of some keys. Two signatures of one key count as one, whatever {@code keyid} they carry.
     *
     * @param threshold how many different keys must have signed, at least one
     * @return empty unless so many have
     */
    public Optional<VerifiedDsse> verify(CryptoBackend crypto, List<DsseKey> keys, int threshold) {
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold below one");
        }
        Bytes message = preAuthenticationEncoding();
        Set<Bytes> counted = new HashSet<>();
        List<VerifiedSignature> proofs = new ArrayList<>();
        for (DsseKey key : keys) {
            Bytes identity = CanonicalKey.encode(key.key());
            if (!counted.contains(identity)) {
                signature(crypto, key, message).ifPresent(proof -> {
                    counted.add(identity);
                    proofs.add(proof);
                });
            }
        }
        return proofs.size() < threshold
                ? Optional.empty()
                : Optional.of(new VerifiedDsse(payloadType, payload, proofs));
    }

    private Optional<VerifiedSignature> signature(CryptoBackend crypto, DsseKey key, Bytes message) {
        List<DsseSignature> likelyFirst = new ArrayList<>(signatures);
        likelyFirst.sort((one, other) -> Boolean.compare(isHinted(other, key), isHinted(one, key)));
        return likelyFirst.stream()
                .flatMap(signature -> key.verify(crypto, message, signature.signature()).stream())
                .findFirst();
    }

    private static boolean isHinted(DsseSignature signature, DsseKey key) {
        return key.id().isPresent() && signature.keyId().equals(key.id());
    }

    /** The envelope as JSON, with the members of the specification only. */
    public JsonObject toJson() {
        List<JsonObject> written = new ArrayList<>();
        for (DsseSignature signature : signatures) {
            JsonObject.Builder builder = JsonObject.builder();
            signature.keyId().ifPresent(id -> builder.put("keyid", id));
            written.add(
                    builder.put("sig", Base64Text.encode(signature.signature())).build());
        }
        return JsonObject.builder()
                .put("payload", Base64Text.encode(payload))
                .put("payloadType", payloadType)
                .put("signatures", JsonArray.of(written))
                .build();
    }

    /** The envelope in UTF-8. */
    public Bytes encode() {
        return Json.write(toJson());
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof DsseEnvelope other
                && payloadType.equals(other.payloadType)
                && payload.equals(other.payload)
                && signatures.equals(other.signatures);
    }

    @Override
    public int hashCode() {
        return 31 * payload.hashCode() + signatures.hashCode();
    }

    /** Sizes only. */
    @Override
    public String toString() {
        return "envelope of " + payload.length() + " bytes with " + signatures.size() + " signatures";
    }
}
