package dev.rats4j.relyingparty;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarAppraisal;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.VerifierId;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signed results for tests: a good one, and ways to spoil it. */
final class Results {

    static final CryptoBackend CRYPTO = CryptoBackend.standard();
    static final Signer VERIFIER = ecdsa();
    static final Signer OTHER = ecdsa();
    static final Signer STRANGER = ecdsa();
    static final Signer ED25519 =
            signer(CRYPTO.generateEd25519(new SecureRandom()), Operation.ED25519, HashAlgorithm.SHA512);
    static final Instant ISSUED = Instant.parse("2026-11-05T10:00:00Z");
    static final Bytes NONCE = Bytes.fromHex("00112233445566778899aabbccddeeff");

    private Instant issuedAt = ISSUED;
    private Optional<Instant> notBefore = Optional.of(ISSUED.minusSeconds(3600));
    private Optional<Instant> expiresAt = Optional.of(ISSUED.plusSeconds(3600));
    private Optional<TrustworthinessTier> stated = Optional.empty();
    private TrustworthinessTier status = TrustworthinessTier.AFFIRMING;
    private Optional<TrustworthinessTier> second = Optional.empty();
    private List<String> policyIds = List.of("policy-1");
    private Map<String, String> verifierClaims = Map.of();
    private Optional<Bytes> nonce = Optional.of(NONCE);
    private Optional<Bytes> evidenceNonce = Optional.of(NONCE);
    private String name = "tpm";

    private Results() {}

    private static Signer ecdsa() {
        return signer(CRYPTO.generate(EllipticCurve.P256, new SecureRandom()), Operation.ECDSA, HashAlgorithm.SHA256);
    }

    private static Signer signer(KeyPair pair, Operation operation, HashAlgorithm hash) {
        return CRYPTO.signer(pair.getPrivate(), pair.getPublic(), new SignatureAlgorithm(operation, hash));
    }

    static Results good() {
        return new Results();
    }

    Results expiresAt(Optional<Instant> time) {
        expiresAt = time;
        issuedAt = time.isPresent() && !time.get().isAfter(ISSUED) ? time.get().minusSeconds(1) : ISSUED;
        return this;
    }

    Results notBefore(Optional<Instant> time) {
        notBefore = time;
        return this;
    }

    Results stated(Optional<TrustworthinessTier> tier) {
        stated = tier;
        return this;
    }

    Results status(TrustworthinessTier tier) {
        status = tier;
        return this;
    }

    Results second(TrustworthinessTier tier) {
        second = Optional.of(tier);
        return this;
    }

    Results policyIds(List<String> ids) {
        policyIds = ids;
        return this;
    }

    Results waiver(String check) {
        verifierClaims = Map.of("note", "n", EarAppraisal.WAIVER_PREFIX + check, "until 2027-03");
        return this;
    }

    Results nonces(Optional<Bytes> ofResult, Optional<Bytes> ofEvidence) {
        nonce = ofResult;
        evidenceNonce = ofEvidence;
        return this;
    }

    Results name(String submodule) {
        name = submodule;
        return this;
    }

    Ear build() {
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        submodules.put(name, appraisal(status));
        second.ifPresent(tier -> submodules.put("second", appraisal(tier)));
        VerifierId verifier = new VerifierId("https://verifier.example", "1");
        return new Ear(issuedAt, expiresAt, notBefore, verifier, stated, nonce, Optional.empty(), submodules);
    }

    private EarAppraisal appraisal(TrustworthinessTier tier) {
        return new EarAppraisal(tier, TrustworthinessVector.EMPTY, policyIds, Map.of(), verifierClaims, evidenceNonce);
    }

    static Bytes token(Ear ear) {
        return token(ear, VERIFIER, EarFormat.CWT);
    }

    static Bytes token(Ear ear, Signer signer, EarFormat format) {
        return EarToken.sign(ear, signer, CRYPTO, format).bytes();
    }

    /** The good result under the profile of the draft before. */
    static Bytes olderProfile() {
        String json = new String(good().build().toJson().toByteArray(), StandardCharsets.UTF_8);
        return Bytes.ofUtf8(
                CompactJws.sign(JsonObject.builder().build(), Bytes.ofUtf8(json.replace("#04", "#03")), VERIFIER)
                        .text());
    }
}
