package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.EcdsaSignatures;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.dsse.Base64Text;
import dev.rats4j.dsse.DigestSet;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.dsse.InTotoStatement;
import dev.rats4j.dsse.ResourceDescriptor;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.log.MerkleHash;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes bundles of {@link TestSigstore}; tests change one thing at a time. */
final class TestBundle {

    private final TestSigstore sigstore;
    private final TestSigstore.Holder holder;
    private final Bytes artifact;
    private String kind = "hashedrekord 0.0.1";
    private String mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private boolean envelope;
    private boolean promise = true;
    private boolean proof = true;
    private boolean key;
    private Instant integrated = TestSigstore.NOW;
    private Optional<Instant> stamped = Optional.empty();
    private Optional<Bytes> loggedSignature = Optional.empty();
    private Optional<TestSigstore.Holder> loggedHolder = Optional.empty();
    private Optional<Bytes> loggedContent = Optional.empty();
    private Optional<Signer> logger = Optional.empty();
    private String origin = TestSigstore.HOST + " - 42";

    TestBundle(TestSigstore sigstore, TestSigstore.Holder holder, Bytes artifact) {
        this.sigstore = sigstore;
        this.holder = holder;
        this.artifact = artifact;
    }

    /** Kind and version of the entry; versions of tiled logs come without promise. */
    TestBundle kind(String given) {
        kind = given;
        if (given.endsWith("0.0.2") && !given.startsWith("intoto")) {
            promise = false;
            origin = TestSigstore.HOST;
        }
        return this;
    }

    TestBundle mediaType(String given) {
        mediaType = given;
        return this;
    }

    TestBundle origin(String given) {
        origin = given;
        return this;
    }

    TestBundle enveloped() {
        envelope = true;
        return this;
    }

    TestBundle withoutProof() {
        proof = false;
        return this;
    }

    TestBundle withoutPromise() {
        promise = false;
        return this;
    }

    /** Signed with a key that the verifier knows. */
    TestBundle keyed() {
        key = true;
        return this;
    }

    TestBundle integrated(Instant given) {
        integrated = given;
        return this;
    }

    TestBundle stamped(Instant given) {
        stamped = Optional.of(given);
        return this;
    }

    TestBundle logged(Bytes signature) {
        loggedSignature = Optional.of(signature);
        return this;
    }

    TestBundle logged(TestSigstore.Holder given) {
        loggedHolder = Optional.of(given);
        return this;
    }

    TestBundle loggedContent(Bytes given) {
        loggedContent = Optional.of(given);
        return this;
    }

    TestBundle loggedBy(Signer given) {
        logger = Optional.of(given);
        return this;
    }

    private DsseEnvelope envelope() {
        InTotoStatement statement = new InTotoStatement(
                List.of(ResourceDescriptor.of("a", DigestSet.of(HashAlgorithm.SHA256.digest(artifact)))),
                "https://example.org/predicate",
                JsonObject.builder().build());
        return statement.sign(holder.signer());
    }

    private Bytes signature() {
        return envelope
                ? envelope().signatures().get(0).signature()
                : EcdsaSignatures.toDer(holder.signer().sign(artifact));
    }

    /** Bytes that the signature is over. */
    Bytes message() {
        return envelope ? envelope().preAuthenticationEncoding() : artifact;
    }

    JsonObject json() {
        JsonObject.Builder bundle =
                JsonObject.builder().put("mediaType", mediaType).put("verificationMaterial", material());
        if (envelope) {
            return bundle.put("dsseEnvelope", envelope().toJson()).build();
        }
        JsonObject digest = JsonObject.builder()
                .put("algorithm", "SHA2_256")
                .put(
                        "digest",
                        Base64Text.encode(HashAlgorithm.SHA256.digest(artifact).value()))
                .build();
        return bundle.put(
                        "messageSignature",
                        JsonObject.builder()
                                .put("messageDigest", digest)
                                .put("signature", Base64Text.encode(signature()))
                                .build())
                .build();
    }

    SigstoreBundle bundle() throws MalformedMessageException {
        return SigstoreBundle.decode(Json.write(json()));
    }

    private static JsonObject raw(Bytes bytes) {
        return JsonObject.builder().put("rawBytes", Base64Text.encode(bytes)).build();
    }

    private JsonObject material() {
        JsonObject.Builder material = JsonObject.builder();
        if (key) {
            material.put("publicKey", JsonObject.builder().put("hint", "mine").build());
        } else if (mediaType.contains("0.3")) {
            material.put("certificate", raw(holder.der()));
        } else {
            material.put(
                    "x509CertificateChain",
                    JsonObject.builder()
                            .put("certificates", JsonArray.of(List.of(raw(holder.der()))))
                            .build());
        }
        material.put("tlogEntries", JsonArray.of(List.of(entry())));
        stamped.ifPresent(at -> material.put(
                "timestampVerificationData",
                JsonObject.builder()
                        .put(
                                "rfc3161Timestamps",
                                JsonArray.of(List.of(JsonObject.builder()
                                        .put(
                                                "signedTimestamp",
                                                Base64Text.encode(sigstore.clock.stamp(signature(), at)))
                                        .build())))
                        .build()));
        return material.build();
    }

    private boolean tiled() {
        return !promise && kind.endsWith("0.0.2");
    }

    private JsonObject entry() {
        Bytes body = new TestEntryBody(
                        kind,
                        loggedSignature.orElseGet(this::signature),
                        loggedContent.orElse(message()),
                        envelope ? Optional.of(envelope()) : Optional.empty(),
                        loggedHolder.orElse(holder),
                        key)
                .encode();
        Bytes logId = tiled() ? sigstore.tiledKeyId() : TestSigstore.keyId(sigstore.log);
        Signer signer = logger.orElse(tiled() ? sigstore.tiledLog : sigstore.log);
        String[] names = kind.split(" ", -1);
        JsonObject.Builder entry = JsonObject.builder()
                .put("logIndex", "7")
                .put(
                        "logId",
                        JsonObject.builder()
                                .put("keyId", Base64Text.encode(logId))
                                .build())
                .put(
                        "kindVersion",
                        JsonObject.builder()
                                .put("kind", names[0])
                                .put("version", names[1])
                                .build())
                .put("canonicalizedBody", Base64Text.encode(body));
        if (promise) {
            entry.put("integratedTime", Long.toString(integrated.getEpochSecond()))
                    .put("inclusionPromise", promise(body, logId, signer));
        }
        return proof ? entry.put("inclusionProof", proof(body, logId, signer)).build() : entry.build();
    }

    private JsonObject promise(Bytes body, Bytes logId, Signer signer) {
        String text = "{\"body\":\"" + Base64Text.encode(body) + "\",\"integratedTime\":" + integrated.getEpochSecond()
                + ",\"logID\":\"" + logId.toHex() + "\",\"logIndex\":7}";
        return JsonObject.builder()
                .put("signedEntryTimestamp", Base64Text.encode(sign(signer, Bytes.ofUtf8(text))))
                .build();
    }

    private static Bytes sign(Signer signer, Bytes message) {
        Bytes signature = signer.sign(message);
        return signer.publicKey().getAlgorithm().startsWith("EC") ? EcdsaSignatures.toDer(signature) : signature;
    }

    /** The second of two entries. */
    private JsonObject proof(Bytes body, Bytes logId, Signer signer) {
        Bytes first = MerkleHash.ofLeaf(Bytes.of(1));
        String root = Base64Text.encode(MerkleHash.ofNode(first, MerkleHash.ofLeaf(body)));
        String text = origin + "\n2\n" + root + "\n";
        Bytes signature = Bytes.concat(logId.slice(0, 4), sign(signer, Bytes.ofUtf8(text)));
        String note = text + "\n\u2014 " + TestSigstore.HOST + " " + Base64Text.encode(signature) + "\n";
        return JsonObject.builder()
                .put("logIndex", "1")
                .put("treeSize", "2")
                .put("rootHash", root)
                .put("hashes", JsonArray.ofStrings(List.of(Base64Text.encode(first))))
                .put("checkpoint", JsonObject.builder().put("envelope", note).build())
                .build();
    }
}
