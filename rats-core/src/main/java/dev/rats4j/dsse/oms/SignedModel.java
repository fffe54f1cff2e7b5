package dev.rats4j.dsse.oms;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.crypto.CanonicalKey;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.dsse.DsseEnvelope;
import dev.rats4j.dsse.DsseKey;
import dev.rats4j.dsse.InTotoStatement;
import dev.rats4j.dsse.VerifiedDsse;
import dev.rats4j.dsse.sigstore.BundleContent;
import dev.rats4j.dsse.sigstore.BundleVersion;
import dev.rats4j.dsse.sigstore.CodeSigning;
import dev.rats4j.dsse.sigstore.SigstoreBundle;
import dev.rats4j.dsse.sigstore.SigstoreIdentity;
import dev.rats4j.dsse.sigstore.SigstoreResult;
import dev.rats4j.dsse.sigstore.SigstoreVerifier;
import dev.rats4j.dsse.sigstore.VerificationMaterial;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.PathResult;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The signature of a model, OMS 1.0, as received: a Sigstore bundle with an envelope over a manifest. It is verified in the way that its
 * signer chose: with a key, with certificates, or with an identity of Sigstore.
 */
@CheckReturnValue
public final class SignedModel {

    private static final String KEY_EXPECTED = "the model is signed in another way than with a key";
    private static final String CHAIN_EXPECTED = "the model is signed in another way than with certificates";
    private static final int PEM_LINE = 64;
    private static final String NO_SIGNATURE = "the signature does not verify";

    private final SigstoreBundle bundle;
    private final DsseEnvelope envelope;
    private final ModelManifest manifest;

    private SignedModel(SigstoreBundle bundle, DsseEnvelope envelope, ModelManifest manifest) {
        this.bundle = bundle;
        this.envelope = envelope;
        this.manifest = manifest;
    }

    /**
     * Reads a bundle with a manifest in it.
     *
     * @throws MalformedMessageException for anything else, the manifest of older versions among it; for a lone certificate without an
     *     entry of a log
     */
    public static SignedModel decode(Bytes json) throws MalformedMessageException {
        SigstoreBundle bundle = SigstoreBundle.decode(json);
        if (!(bundle.content() instanceof BundleContent.Envelope content)) {
            throw new MalformedMessageException("$.dsseEnvelope", 0, "is missing");
        }
        if (!content.envelope().untrustedPayloadType().equals(InTotoStatement.PAYLOAD_TYPE)) {
            throw new MalformedMessageException(
                    "$.dsseEnvelope.payloadType", 0, "is not " + InTotoStatement.PAYLOAD_TYPE);
        }
        boolean isLone = bundle.material() instanceof VerificationMaterial.Certificates given && given.single();
        if (isLone && bundle.entries().isEmpty()) {
            throw new MalformedMessageException("$.verificationMaterial.tlogEntries", 0, "is missing or empty");
        }
        ModelManifest manifest =
                ModelManifest.of(InTotoStatement.decode(content.envelope().untrustedPayload()));
        return new SignedModel(bundle, content.envelope(), manifest);
    }

    /** Signs a manifest with a key; the bundle says which by the SHA-256 of its PEM, as other implementations compare it. */
    public static Bytes sign(ModelManifest manifest, Signer signer) {
        JsonObject material = JsonObject.builder()
                .put("publicKey", JsonObject.builder().put("hint", hint(signer)).build())
                .put("tlogEntries", JsonArray.of(List.of()))
                .build();
        return Json.write(JsonObject.builder()
                .put("mediaType", BundleVersion.V0_3.mediaType())
                .put("verificationMaterial", material)
                .put("dsseEnvelope", manifest.toStatement().sign(signer).toJson())
                .build());
    }

    private static String hint(Signer signer) {
        byte[] key = CanonicalKey.encode(signer.publicKey()).toByteArray();
        String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
        return HashAlgorithm.SHA256.digest(Bytes.ofUtf8(pem)).value().toHex();
    }

    /** The manifest, before anybody verified it: to be shown, not to be used. */
    public ModelManifest untrustedManifest() {
        return manifest;
    }

    /** What it says about its key: good for finding it, and for nothing else. */
    public VerificationMaterial untrustedMaterial() {
        return bundle.material();
    }

    /** Verifies with a key; what the bundle says about its key is not looked at. */
    public ModelVerification verify(CryptoBackend crypto, DsseKey key) {
        return bundle.material() instanceof VerificationMaterial.KeyHint
                ? answer(envelope.verify(crypto, key), Optional.empty())
                : new ModelVerification.Refused(KEY_EXPECTED);
    }

    /**
     * Verifies with the certificates of the bundle, the first of which is for code signing, on a path to an anchor.
     *
     * @param intermediates further certificates that may stand between
     * @param at the instant at which all certificates must be valid
     */
    public ModelVerification verify(
            CryptoBackend crypto,
            CertificationPaths paths,
            List<X509Certificate> intermediates,
            TrustAnchors anchors,
            Instant at) {
        if (!(bundle.material() instanceof VerificationMaterial.Certificates given) || given.single()) {
            return new ModelVerification.Refused(CHAIN_EXPECTED);
        }
        List<X509Certificate> between = new ArrayList<>(given.certificates());
        between.addAll(intermediates);
        PathResult path = paths.validate(given.leaf(), between, anchors, at);
        if (path instanceof PathResult.Unanchored unanchored) {
            return new ModelVerification.Refused("no path to an anchor: " + unanchored.reason());
        }
        if (path instanceof PathResult.Invalid invalid) {
            return new ModelVerification.Refused("no valid path: " + invalid.reason());
        }
        // one of an authority will do: what the reference implementation is tested with says so of itself
        Optional<String> wrong = CodeSigning.refusal(given.leaf());
        if (wrong.isPresent()) {
            return new ModelVerification.Refused(wrong.get());
        }
        try {
            DsseKey key = DsseKey.of(crypto.own(given.leaf().getPublicKey()), crypto);
            return answer(envelope.verify(crypto, key), Optional.of(given.leaf()));
        } catch (IllegalArgumentException e) {
            return new ModelVerification.Refused("the certificate has a key of a kind that is not supported");
        }
    }

    /** Verifies that an identity of Sigstore signed. */
    public ModelVerification verify(SigstoreVerifier verifier, SigstoreIdentity identity) {
        SigstoreResult result = verifier.verifyEnvelope(bundle, identity);
        if (result instanceof SigstoreResult.Refused refused) {
            return new ModelVerification.Refused(refused.reason());
        }
        SigstoreResult.Verified verified = (SigstoreResult.Verified) result;
        return answer(verified.envelope(), verified.certificate());
    }

    private ModelVerification answer(Optional<VerifiedDsse> verified, Optional<X509Certificate> certificate) {
        return verified.isPresent()
                ? new ModelVerification.Verified(manifest, verified.get(), certificate)
                : new ModelVerification.Refused(NO_SIGNATURE);
    }

    /** The size of the manifest only. */
    @Override
    public String toString() {
        return "signed " + manifest;
    }
}
