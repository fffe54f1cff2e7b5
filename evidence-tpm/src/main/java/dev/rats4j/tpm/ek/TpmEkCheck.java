package dev.rats4j.tpm.ek;

import static dev.rats4j.TrustworthinessClaim.CRYPTO_VALIDATION_FAILED;
import static dev.rats4j.TrustworthinessClaim.NONE;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.TrustworthinessClaim;

/**
 * Everything that is checked before a TPM is challenged to show its keys, besides what is asked of attestation keys anyway
 * ({@code TpmQuoteCheck}). None may be waived: the challenge binds only what is known by these.
 */
public enum TpmEkCheck implements Check {
    /** The certificate of the endorsement key leads to a manufacturer that was given as an anchor. */
    KEY_TRUSTED("tpm.ek.key-trusted", "RFC 5280, 6.1", TrustworthinessClaim.claim(97)),
    /** The certification path obeys every other rule. */
    PATH("tpm.ek.path", "RFC 5280, 6.1"),
    /** Certificate and public area hold the same endorsement key. */
    SAME_KEY("tpm.ek.same-key", "TCG EK Credential Profile, 3.2"),
    /** The endorsement key was made in its TPM, never leaves it, and decrypts only what the TPM understands, with AES beneath. */
    ATTRIBUTES("tpm.ek.attributes", "TCG EK Credential Profile, Annex B"),
    /** The certificate is for an endorsement key, if it says what it is for, and not for a CA. */
    PURPOSE("tpm.ek.purpose", "TCG EK Credential Profile, 3.2"),
    /** The endorsement key has at least 112 bits of strength, and its Name a hash that resists collisions. */
    STRENGTH("tpm.ek.strength", "NIST SP 800-57 Part 1, 5.6.1"),
    /** The Name that the device gives for its attestation key is that of the public area; not assessed if it gives none. */
    KEY_NAME("tpm.key.name", "TPM 2.0 Part 1, 16");

    private final Definition definition;

    TpmEkCheck(String id, String clause) {
        this(id, clause, CRYPTO_VALIDATION_FAILED);
    }

    TpmEkCheck(String id, String clause, TrustworthinessClaim onFailure) {
        definition = new Definition(id, clause, Kind.CRYPTOGRAPHIC, Aspect.INSTANCE_IDENTITY, NONE, onFailure);
    }

    @Override
    public Definition definition() {
        return definition;
    }

    @Override
    public boolean mayBeLeftOut() {
        return this == PATH || this == KEY_NAME;
    }
}
