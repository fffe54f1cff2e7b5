package dev.rats4j.log;

import dev.rats4j.cose.ContentType;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.cose.VerifiedHashEnvelope;
import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** A statement whose signature was verified, and the logs that have it. Made by {@link StatementPolicy} only. */
public final class VerifiedStatement implements StatementResult {

    private final SignedStatement statement;
    private final CoseSign1.Verified signed;
    private final Optional<VerifiedHashEnvelope> envelope;
    private final List<X509Certificate> path;
    private final List<Registration> registrations;

    VerifiedStatement(
            SignedStatement statement,
            CoseSign1.Verified signed,
            Optional<VerifiedHashEnvelope> envelope,
            List<X509Certificate> path,
            List<Registration> registrations) {
        this.statement = statement;
        this.signed = signed;
        this.envelope = envelope;
        this.path = List.copyOf(path);
        this.registrations = List.copyOf(registrations);
    }

    /** That a log has the statement. Made by {@link StatementPolicy} only. */
    public static final class Registration {
        private final StatementLog log;
        private final VerifiedReceipt receipt;

        Registration(StatementLog log, VerifiedReceipt receipt) {
            this.log = log;
            this.receipt = receipt;
        }

        /** Which log. */
        public StatementLog log() {
            return log;
        }

        /** Its receipt. */
        public VerifiedReceipt receipt() {
            return receipt;
        }
    }

    /** Who says it, by the signed claim. Whether the key may speak for this name is the caller's to know. */
    public String issuer() {
        return statement.claims().issuer();
    }

    /** What it is about, by the signed claim; empty only if the rules for reading admit that. */
    public Optional<String> subject() {
        return statement.claims().subject();
    }

    /** What the payload is; empty for a hash envelope. */
    public Optional<ContentType> contentType() {
        return statement.contentType();
    }

    /** What was signed. */
    public Bytes payload() {
        return signed.payload();
    }

    /** The payload as a digest of something else, if it is one. */
    public Optional<VerifiedHashEnvelope> hashEnvelope() {
        return envelope;
    }

    /** The signature, with its key. */
    public VerifiedSignature proof() {
        return signed.proof();
    }

    /** The path of the signer's certificate, the signer's first; none if the key was given. */
    public List<X509Certificate> path() {
        return path;
    }

    /** Logs that have it, each once; at least as many as the policy asks for. */
    public List<Registration> registrations() {
        return registrations;
    }
}
