package dev.rats4j.verifier;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.Evidence;
import dev.rats4j.Findings;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.TypedId;
import dev.rats4j.corim.Validity;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.wire.Bytes;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Evidence, CoRIMs and verifiers of {@link AcmeScheme}: with what stands here, the evidence is good. */
public final class Acme {

    public static final CryptoBackend CRYPTO = CryptoBackend.standard();
    public static final CertificationPaths PATHS = new CertificationPaths(CRYPTO);
    public static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    public static final Bytes NONCE = Bytes.fromHex("00112233445566778899aabbccddeeff");
    public static final Freshness FRESH = new Freshness.Nonce(NONCE);

    public static final Signer DEVICE = signer(1);
    public static final Signer ENDORSER = signer(2);
    public static final Signer STRANGER = signer(3);

    public static final Environment CLASS = Environment.ofClass(AcmeScheme.CLASS);
    public static final Environment INSTANCE = CLASS.withInstance(TypedId.bytes(Bytes.of(1)));

    public static final Measurement FIRMWARE = digests(AcmeScheme.FIRMWARE, sha256("firmware"));
    public static final Measurement LOADER = digests(AcmeScheme.LOADER, sha256("loader"));
    public static final Measurement LOG = measured(AcmeScheme.LOG, "good");

    private Acme() {}

    public static Signer signer(long seed) {
        KeyPair keys = keys(seed);
        return CRYPTO.signer(
                keys.getPrivate(),
                keys.getPublic(),
                new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
    }

    /** The same keys for the same seed, on every machine. */
    public static KeyPair keys(long seed) {
        return CRYPTO.generate(EllipticCurve.P256, SeededKeys.random(seed));
    }

    public static NamedDigest sha256(String what) {
        return NamedDigest.of(HashAlgorithm.SHA256.digest(Bytes.ofUtf8(what)));
    }

    public static NamedDigest digest(HashAlgorithm algorithm, String what) {
        return NamedDigest.of(algorithm.digest(Bytes.ofUtf8(what)));
    }

    public static <T> Measurement measured(ClaimPath<T> path, T value) {
        return Measurement.of(path.key().orElseThrow(), MeasurementValues.of(path.codePoint(), value));
    }

    public static Measurement digests(ClaimPath<CodePoint.Digests> path, NamedDigest... digests) {
        return measured(path, new CodePoint.Digests(Arrays.asList(digests)));
    }

    public static ValueTriple triple(Environment environment, Measurement... measurements) {
        return new ValueTriple(environment, Arrays.asList(measurements));
    }

    /** A CoRIM of one tag, always valid, without a profile. */
    public static Corim corim(List<ValueTriple> references, List<ValueTriple> endorsed, List<KeyTriple> keys) {
        Triples triples = Triples.builder()
                .reference(references)
                .endorsed(endorsed)
                .attestKey(keys)
                .build();
        Comid comid = Comid.builder(TagId.of("tag")).triples(triples).build();
        return Corim.builder(TagId.of("corim")).tag(comid).build();
    }

    public static Corim references(Environment environment, Measurement... measurements) {
        return corim(List.of(triple(environment, measurements)), List.of(), List.of());
    }

    public static Corim endorsed(Environment environment, Measurement... measurements) {
        return corim(List.of(), List.of(triple(environment, measurements)), List.of());
    }

    public static Corim keys(KeyTriple... triples) {
        return corim(List.of(), List.of(), Arrays.asList(triples));
    }

    public static Corim valid(Corim corim, Instant from, Instant until) {
        return corim.toBuilder()
                .validity(new Validity(Optional.of(from), until))
                .build();
    }

    public static Corim profiled(Corim corim, String profile) {
        return corim.toBuilder().profile(profile).build();
    }

    public static Bytes signed(Signer signer, Corim corim, Bytes... certificates) {
        SignedCorim.Meta meta = new SignedCorim.Meta("ACME", Optional.empty());
        return SignedCorim.sign(CRYPTO, signer, corim, meta, Arrays.asList(certificates));
    }

    public static TrustAnchors pinned(Signer... signers) {
        TrustAnchors.Builder anchors = TrustAnchors.builder();
        Arrays.stream(signers).forEach(signer -> anchors.key(signer.publicKey()));
        return anchors.build();
    }

    /** Understands the profile and trusts the endorser. */
    public static Corpus.Builder corpus() {
        return Corpus.builder(CRYPTO, PATHS, pinned(ENDORSER)).profiles(AcmeScheme.STANDARD.profiles());
    }

    /** CoRIMs signed by the endorser. */
    public static Corpus corpus(Corim... corims) {
        Corpus.Builder corpus = corpus();
        for (Corim corim : corims) {
            corpus.add("corim", signed(ENDORSER, corim), NOW);
        }
        return corpus.build();
    }

    /** What corroborates {@link #evidence()}. */
    public static Corpus goodCorpus() {
        return corpus(references(CLASS, FIRMWARE), references(CLASS, LOADER));
    }

    /** Firmware, loader and a good log, signed by the device. */
    public static Evidence evidence() {
        return evidence(FIRMWARE, LOADER, LOG);
    }

    public static Evidence evidence(Measurement... measurements) {
        return evidence(references(INSTANCE, measurements));
    }

    public static Evidence evidence(Corim claims) {
        return new Evidence(AcmeScheme.MEDIA_TYPE, AcmeScheme.message(DEVICE, NONCE, claims));
    }

    /** Trusts the device; no reference values, no policy. */
    public static Verifier.Builder verifier() {
        return Verifier.builder(CRYPTO).scheme(AcmeScheme.STANDARD).anchors(pinned(DEVICE));
    }

    /** Under which {@link #evidence()} is affirmed. */
    public static Verifier.Builder goodVerifier() {
        return verifier().corpus(goodCorpus());
    }

    public static AppraisalPolicy.Builder policy() {
        return AppraisalPolicy.forEvidence("acme/1");
    }

    /** Claims as if a scheme had authenticated them: signed by the device, its thumbprint is the authority. */
    public static AuthenticatedEvidence authenticated(ValueTriple... triples) {
        List<CryptoKey> authority = List.of(CryptoKey.thumbprint(DEVICE.publicKey()));
        List<Claims> claims = Arrays.stream(triples)
                .map(triple -> new Claims(
                        triple.environment(),
                        triple.measurements(),
                        authority,
                        Claims.Type.EVIDENCE,
                        Optional.of(AcmeScheme.PROFILE)))
                .toList();
        return AuthenticatedEvidence.assertion(
                List.of(proof()), claims, Findings.builder(List.of()).build());
    }

    private static VerifiedSignature proof() {
        return CRYPTO.verify(DEVICE.publicKey(), DEVICE.algorithm(), NONCE, DEVICE.sign(NONCE))
                .orElseThrow();
    }
}
