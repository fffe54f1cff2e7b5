package dev.rats4j.log;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.cose.VerifiedHashEnvelope;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.log.VerifiedStatement.Registration;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.PathResult;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which statements are believed.
 *
 * @param issuer who has to have signed
 * @param logs whose receipts count, each with a key of its own
 * @param threshold how many of the logs must have the statement; 0 for none
 */
@CheckReturnValue
public record StatementPolicy(StatementIssuer issuer, List<StatementLog> logs, int threshold) {

    private static final int MAX_CERTIFICATES = 64;

    /** Refuses a policy that nothing can meet, and logs that share a key. */
    public StatementPolicy {
        logs = List.copyOf(logs);
        if (threshold < 0 || threshold > logs.size()) {
            throw new IllegalArgumentException("threshold " + threshold + " of " + logs.size() + " logs");
        }
        Set<Bytes> keys = new HashSet<>();
        if (!logs.stream().allMatch(log -> keys.add(Bytes.copyOf(log.key().getEncoded())))) {
            throw new IllegalArgumentException("one key twice");
        }
    }

    /**
     * Verifies a statement with its payload and the receipts in it.
     *
     * @throws MalformedMessageException if what was signed says it is a digest and is none, or a certificate is none
     */
    public StatementResult verify(SignedStatement statement, CryptoBackend crypto) throws MalformedMessageException {
        return verify(statement, Optional.empty(), statement.untrustedReceipts(), crypto);
    }

    /**
     * Verifies a statement.
     *
     * @param payload for a statement that does not carry its payload; empty for one that does
     * @param receipts that came with the statement or another way; those that are none, or of others, are not counted
     */
    public StatementResult verify(
            SignedStatement statement, Optional<Bytes> payload, List<Bytes> receipts, CryptoBackend crypto)
            throws MalformedMessageException {
        if (payload.isPresent() == statement.untrustedPayload().isPresent()) {
            return new StatementResult.Refused(
                    payload.isPresent() ? "payload: given and there as well" : "payload: detached and not given");
        }
        List<X509Certificate> path = new ArrayList<>();
        if (issuer instanceof StatementIssuer.Certified certified) {
            Optional<String> fault = certify(statement, certified, path);
            if (fault.isPresent()) {
                return new StatementResult.Refused(fault.get());
            }
        }
        PublicKey key = issuer instanceof StatementIssuer.Key given
                ? given.key()
                : crypto.own(path.get(0).getPublicKey());
        CoseSign1 message = statement.message();
        Optional<CoseSign1.Verified> signed = payload.isPresent()
                ? message.verifyDetached(crypto, key, Bytes.EMPTY, payload.get())
                : message.verify(crypto, key, Bytes.EMPTY);
        if (signed.isEmpty()) {
            return new StatementResult.Refused("signature: does not verify");
        }
        List<Registration> registrations = registrations(statement.registered(), receipts, crypto);
        if (registrations.size() < threshold) {
            return new StatementResult.Refused("receipts: " + registrations.size() + " of " + threshold + " logs");
        }
        return new VerifiedStatement(
                statement, signed.get(), VerifiedHashEnvelope.of(signed.get()), path, registrations);
    }

    /** Finds the path; says what is wrong if there is none. */
    private static Optional<String> certify(
            SignedStatement statement, StatementIssuer.Certified certified, List<X509Certificate> path)
            throws MalformedMessageException {
        if (statement.untrustedChain().isEmpty()) {
            return Optional.of("path: no certificate in the statement");
        }
        if (statement.untrustedChain().size() > MAX_CERTIFICATES) {
            return Optional.of("path: more than " + MAX_CERTIFICATES + " certificates");
        }
        if (!statement.bindsCertificate()) {
            return Optional.of("path: the protected header does not name the certificate");
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (Bytes certificate : statement.untrustedChain()) {
            chain.add(CertificationPaths.certificate(certificate));
        }
        PathResult result = certified
                .paths()
                .validate(chain.get(0), chain.subList(1, chain.size()), certified.anchors(), certified.at());
        if (result instanceof PathResult.ValidPath valid) {
            path.addAll(valid.certificates());
            return Optional.empty();
        }
        return Optional.of("path: "
                + (result instanceof PathResult.Invalid invalid
                        ? invalid.reason()
                        : ((PathResult.Unanchored) result).reason()));
    }

    private List<Registration> registrations(Bytes registered, List<Bytes> receipts, CryptoBackend crypto) {
        List<Registration> found = new ArrayList<>();
        for (StatementLog log : logs) {
            CoseReceipt.Registered entry = CoseReceipt.Registered.of(log.entryOf(registered));
            for (Bytes receipt : receipts) {
                Optional<VerifiedReceipt> verified = receipt(receipt, log, entry, crypto);
                if (verified.isPresent()) {
                    found.add(new Registration(log, verified.get()));
                    break;
                }
            }
        }
        return found;
    }

    private static Optional<VerifiedReceipt> receipt(
            Bytes receipt, StatementLog log, CoseReceipt.Registered entry, CryptoBackend crypto) {
        try {
            return CoseReceipt.decode(receipt).verifyInclusion(crypto, log.key(), entry);
        } catch (MalformedMessageException e) {
            return Optional.empty(); // nothing signs the list of receipts, so anybody may have added this one
        }
    }
}
