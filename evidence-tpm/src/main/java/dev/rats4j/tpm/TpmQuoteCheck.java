package dev.rats4j.tpm;

import static dev.rats4j.Aspect.CONFIGURATION;
import static dev.rats4j.Aspect.INSTANCE_IDENTITY;
import static dev.rats4j.Check.Kind.CRYPTOGRAPHIC;
import static dev.rats4j.Check.Kind.POLICY;
import static dev.rats4j.TrustworthinessClaim.CRYPTO_VALIDATION_FAILED;
import static dev.rats4j.TrustworthinessClaim.NONE;
import static dev.rats4j.TrustworthinessClaim.claim;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessClaim;

/** Everything that is checked before the claims of a TPM quote are believed, besides its event log ({@code TpmEventLogCheck}). */
public enum TpmQuoteCheck implements Check {
    /** The structure begins with TPM_GENERATED_VALUE: the TPM made it, nobody let it sign a look-alike. */
    MAGIC("tpm.quote.magic", "TPM 2.0 Part 2, 6.2", CRYPTOGRAPHIC, INSTANCE_IDENTITY, NONE, CRYPTO_VALIDATION_FAILED),
    /** The structure is a quote, not another attestation. */
    TYPE("tpm.quote.type", "TPM 2.0 Part 2, 6.9", CRYPTOGRAPHIC, INSTANCE_IDENTITY, NONE, CRYPTO_VALIDATION_FAILED),
    /** The attestation key is pinned, or its certificate leads to a trust anchor. */
    KEY_TRUSTED("tpm.quote.key-trusted", "RFC 5280, 6.1", CRYPTOGRAPHIC, INSTANCE_IDENTITY, claim(2), claim(97)),
    /** The certification path obeys every other rule; not assessed for a pinned key. */
    PATH("tpm.quote.path", "RFC 5280, 6.1", CRYPTOGRAPHIC, INSTANCE_IDENTITY, NONE, CRYPTO_VALIDATION_FAILED),
    /** Public area and certificate in the evidence hold the same key; not assessed unless both are there. */
    KEY_SAME("tpm.key.same-key", "RFC 9683, 2.1.1", CRYPTOGRAPHIC, INSTANCE_IDENTITY, NONE, CRYPTO_VALIDATION_FAILED),
    /**
     * The key was made in its TPM, never leaves it, and signs only what the TPM made; by the pinned public area, or by the purpose
     * tcg-kp-AIKCertificate in a valid certificate; not assessed for a bare public key or a certificate of another purpose.
     */
    KEY_ATTRIBUTES(
            "tpm.key.attributes",
            "TPM 2.0 Part 1, 36",
            CRYPTOGRAPHIC,
            INSTANCE_IDENTITY,
            NONE,
            CRYPTO_VALIDATION_FAILED),
    /** The key has at least 112 bits of strength: RSA of 2048 bits, or a curve that we know. */
    KEY_STRENGTH(
            "tpm.key.strength",
            "NIST SP 800-57 Part 1, 5.6.1",
            CRYPTOGRAPHIC,
            INSTANCE_IDENTITY,
            NONE,
            CRYPTO_VALIDATION_FAILED),
    /** An RSA key does not come from the generator whose primes can be computed from the modulus. */
    KEY_NOT_ROCA("tpm.key.not-roca", "FIPS 186-5, A.1; CVE-2017-15361", POLICY, INSTANCE_IDENTITY, NONE, claim(97)),
    /** The signature covers the quote exactly as received. */
    SIGNATURE(
            "tpm.quote.signature",
            "TPM 2.0 Part 3, 18.4",
            CRYPTOGRAPHIC,
            INSTANCE_IDENTITY,
            NONE,
            CRYPTO_VALIDATION_FAILED),
    /** The quote carries the nonce it was requested with. Stale: no claims at all. */
    NONCE("tpm.quote.nonce", "RFC 9334, 10.2", CRYPTOGRAPHIC, INSTANCE_IDENTITY, NONE, NONE),
    /** The quote selects at least one PCR, and every PCR that was asked for. */
    PCR_SELECTED(
            "tpm.quote.pcr-selected",
            "TPM 2.0 Part 2, 10.12.1",
            CRYPTOGRAPHIC,
            Aspect.EXECUTABLES,
            NONE,
            CRYPTO_VALIDATION_FAILED),
    /** The PCR values hash to the quoted digest, in the order of the selection. */
    PCR_DIGEST(
            "tpm.quote.pcr-digest",
            "TPM 2.0 Part 3, 18.4",
            CRYPTOGRAPHIC,
            Aspect.EXECUTABLES,
            NONE,
            CRYPTO_VALIDATION_FAILED),
    /** Signature and PCR digest use a hash that resists collisions. */
    HASH_STRENGTH("tpm.quote.hash-strength", "NIST SP 800-131A, 9", POLICY, CONFIGURATION, NONE, claim(32));

    private final Definition definition;

    TpmQuoteCheck(
            String id,
            String clause,
            Kind kind,
            Aspect aspect,
            TrustworthinessClaim onPass,
            TrustworthinessClaim onFailure) {
        definition = new Definition(id, clause, kind, aspect, onPass, onFailure);
    }

    @Override
    public Definition definition() {
        return definition;
    }

    @Override
    public boolean mayBeLeftOut() {
        return switch (this) {
            case PATH, KEY_SAME, KEY_ATTRIBUTES, KEY_NOT_ROCA, NONCE, HASH_STRENGTH -> true;
            case MAGIC, TYPE, KEY_TRUSTED, KEY_STRENGTH, SIGNATURE, PCR_SELECTED, PCR_DIGEST -> false;
        };
    }
}
