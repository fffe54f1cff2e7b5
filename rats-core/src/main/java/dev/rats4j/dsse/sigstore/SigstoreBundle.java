package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.Digest;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Sigstore bundle as received, sigstore_bundle.proto. Nothing of it is believed before {@link SigstoreVerifier} has answered. Unknown
 * members are ignored, duplicate ones refused.
 *
 * @param version of the format
 * @param material what it says about the key
 * @param entries of transparency logs, at most 16
 * @param timestamps answers of time-stamping authorities in DER (RFC 3161), at most 16
 * @param content what was signed
 */
public record SigstoreBundle(
        BundleVersion version,
        VerificationMaterial material,
        List<LogEntry> entries,
        List<Bytes> timestamps,
        BundleContent content) {

    private static final int MAX_LENGTH = DsseEnvelope.MAX_LENGTH;
    private static final JsonLimits LIMITS = new JsonLimits(MAX_LENGTH, 32, MAX_LENGTH, 1 << 16);
    private static final int MAX_CERTIFICATES = 16;
    private static final int MAX_ENTRIES = 16;
    private static final int MAX_PROOF = 64;
    private static final int MAX_SIGNATURE = 1 << 16;

    /** Copies the lists. */
    public SigstoreBundle {
        entries = List.copyOf(entries);
        timestamps = List.copyOf(timestamps);
    }

    /**
     * Reads a bundle.
     *
     * @throws MalformedMessageException for anything else: another media type, no content or two, no material or two, an empty chain,
     *     negative numbers
     */
    public static SigstoreBundle decode(Bytes json) throws MalformedMessageException {
        JsonObject bundle = Json.parseObject(json, LIMITS);
        BundleVersion version = BundleVersion.ofMediaType(bundle.string("mediaType"))
                .orElseThrow(() -> bundle.malformed("mediaType", "is not that of a bundle of version 0.1 to 0.3"));
        JsonObject material = bundle.object("verificationMaterial");
        List<LogEntry> entries = new ArrayList<>();
        for (JsonObject entry : ProtoJson.objects(material, "tlogEntries", MAX_ENTRIES)) {
            entries.add(entry(entry));
        }
        List<Bytes> timestamps = new ArrayList<>();
        Optional<JsonObject> data = ProtoJson.object(material, "timestampVerificationData");
        if (data.isPresent()) {
            for (JsonObject timestamp : ProtoJson.objects(data.get(), "rfc3161Timestamps", MAX_ENTRIES)) {
                timestamps.add(ProtoJson.bytes(timestamp, "signedTimestamp"));
            }
        }
        return new SigstoreBundle(version, material(material), entries, timestamps, content(bundle));
    }

    private static BundleContent content(JsonObject bundle) throws MalformedMessageException {
        Optional<JsonObject> message = ProtoJson.object(bundle, "messageSignature");
        Optional<JsonObject> envelope = ProtoJson.object(bundle, "dsseEnvelope");
        if (message.isPresent() == envelope.isPresent()) {
            throw bundle.malformed("dsseEnvelope", "has to be there, or messageSignature, and not both");
        }
        if (envelope.isPresent()) {
            return new BundleContent.Envelope(DsseEnvelope.of(envelope.get()));
        }
        Optional<JsonObject> given = ProtoJson.object(message.get(), "messageDigest");
        Optional<Digest> digest = given.isPresent() ? Optional.of(ProtoJson.digest(given.get())) : Optional.empty();
        Bytes signature = ProtoJson.bytes(message.get(), "signature");
        if (signature.length() > MAX_SIGNATURE) {
            throw message.get().malformed("signature", "is longer than " + MAX_SIGNATURE + " bytes");
        }
        return new BundleContent.MessageSignature(digest, signature);
    }

    private static VerificationMaterial material(JsonObject material) throws MalformedMessageException {
        Optional<JsonObject> key = ProtoJson.object(material, "publicKey");
        Optional<JsonObject> chain = ProtoJson.object(material, "x509CertificateChain");
        Optional<JsonObject> certificate = ProtoJson.object(material, "certificate");
        if ((key.isPresent() ? 1 : 0) + (chain.isPresent() ? 1 : 0) + (certificate.isPresent() ? 1 : 0) != 1) {
            throw material.malformed("certificate", "or a chain or a public key has to be there, and only one of them");
        }
        if (key.isPresent()) {
            return keyHint(key.get());
        }
        if (certificate.isPresent()) {
            return new VerificationMaterial.Certificates(List.of(certificate(certificate.get())), true);
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (JsonObject element : ProtoJson.objects(chain.get(), "certificates", MAX_CERTIFICATES)) {
            certificates.add(certificate(element));
        }
        if (certificates.isEmpty()) {
            throw chain.get().malformed("certificates", "is empty");
        }
        return new VerificationMaterial.Certificates(certificates, false);
    }

    private static VerificationMaterial keyHint(JsonObject key) throws MalformedMessageException {
        Optional<Bytes> raw =
                ProtoJson.isPresent(key, "rawBytes") ? Optional.of(ProtoJson.bytes(key, "rawBytes")) : Optional.empty();
        return new VerificationMaterial.KeyHint(ProtoJson.string(key, "hint"), raw);
    }

    private static X509Certificate certificate(JsonObject json) throws MalformedMessageException {
        Bytes der = ProtoJson.bytes(json, "rawBytes");
        try {
            return CertificationPaths.certificate(der);
        } catch (MalformedMessageException e) {
            throw json.malformed("rawBytes", "is no certificate: " + e.field());
        }
    }

    private static LogEntry entry(JsonObject json) throws MalformedMessageException {
        JsonObject kind = json.object("kindVersion");
        Optional<JsonObject> promise = ProtoJson.object(json, "inclusionPromise");
        Optional<JsonObject> proof = ProtoJson.object(json, "inclusionProof");
        return new LogEntry(
                ProtoJson.unsigned(json, "logIndex"),
                ProtoJson.bytes(json.object("logId"), "keyId"),
                kind.string("kind"),
                kind.string("version"),
                time(json),
                promise.isPresent()
                        ? Optional.of(ProtoJson.bytes(promise.get(), "signedEntryTimestamp"))
                        : Optional.empty(),
                proof.isPresent() ? Optional.of(proof(proof.get())) : Optional.empty(),
                ProtoJson.bytes(json, "canonicalizedBody"));
    }

    private static Instant time(JsonObject json) throws MalformedMessageException {
        long seconds = ProtoJson.unsigned(json, "integratedTime");
        if (seconds > Instant.MAX.getEpochSecond()) {
            throw json.malformed("integratedTime", "is beyond all calendars");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static LogEntry.Proof proof(JsonObject json) throws MalformedMessageException {
        Optional<JsonObject> checkpoint = ProtoJson.object(json, "checkpoint");
        return new LogEntry.Proof(
                ProtoJson.unsigned(json, "logIndex"),
                ProtoJson.unsigned(json, "treeSize"),
                ProtoJson.bytes(json, "rootHash"),
                ProtoJson.allBytes(json, "hashes", MAX_PROOF),
                checkpoint.isPresent() ? checkpoint.get().string("envelope") : "");
    }

    /** The version and kind of content only. */
    @Override
    public String toString() {
        return "bundle " + version.number() + " with "
                + (content instanceof BundleContent.Envelope ? "an envelope" : "a signature");
    }
}
