package dev.rats4j;

import dev.rats4j.crypto.VerifiedSignature;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Claims of known origin, unchanged and fresh. Not yet good: that is for the appraisal. */
public final class AuthenticatedEvidence implements Authentication {

    private final List<VerifiedSignature> proofs;
    private final Supplier<List<Claims>> source;
    private final Findings findings;

    /** What the source said, once it was asked. Two threads may ask at a time: it says the same to both. */
    private volatile @Nullable List<Claims> claims;

    private AuthenticatedEvidence(List<VerifiedSignature> proofs, Supplier<List<Claims>> source, Findings findings) {
        this.proofs = proofs;
        this.source = source;
        this.findings = findings;
    }

    /**
     * The one place where claims come into being.
     *
     * @param proofs signatures that cover what the claims say, at least one
     * @param claims what is claimed, all of {@link Claims.Type#EVIDENCE}
     * @param findings an outcome for every check of the scheme's catalogue, no cryptographic one failed; failures of policy
     *     checks are facts that the appraisal refuses
     * @throws IllegalStateException if there is no proof, a check has no outcome, or a cryptographic one failed: a mistake of the scheme
     */
    public static AuthenticatedEvidence assertion(
            List<VerifiedSignature> proofs, List<Claims> claims, Findings findings) {
        List<Claims> stated = requireEvidence(List.copyOf(claims));
        return assertion(proofs, () -> stated, findings);
    }

    /**
     * The same, for claims that are stated when they are first asked for. Whoever only wants to know who said it does not pay for
     * what was said.
     *
     * @param claims says the same each time; depends on nothing that changes
     */
    public static AuthenticatedEvidence assertion(
            List<VerifiedSignature> proofs, Supplier<List<Claims>> claims, Findings findings) {
        if (proofs.isEmpty()) {
            throw new IllegalStateException("no verified signature");
        }
        if (findings.anyUnanswered()) {
            throw new IllegalStateException("no outcome for "
                    + findings.unanswered().stream().map(Check::id).toList()
                    + ": authenticate calls expect or notAssessed for every check");
        }
        if (findings.anyCryptographicFailed()) {
            throw new IllegalStateException("failed " + findings.failed());
        }
        return new AuthenticatedEvidence(List.copyOf(proofs), claims, findings);
    }

    private static List<Claims> requireEvidence(List<Claims> claims) {
        if (claims.isEmpty() || claims.stream().anyMatch(claim -> claim.type() != Claims.Type.EVIDENCE)) {
            throw new IllegalStateException("evidence makes claims of type evidence");
        }
        return claims;
    }

    /** Signatures that were verified. */
    public List<VerifiedSignature> proofs() {
        return proofs;
    }

    /** What the Attester says. */
    public List<Claims> claims() {
        List<Claims> stated = claims;
        if (stated == null) {
            stated = requireEvidence(List.copyOf(source.get()));
            claims = stated;
        }
        return stated;
    }

    /** The value at a path, if it is claimed. */
    public <T> Optional<T> claim(ClaimPath<T> path) {
        return claims().stream().flatMap(c -> c.get(path).stream()).findFirst();
    }

    /** The value at a path as people read it, if it is claimed; of several environments, one after another. */
    public <T> Optional<String> claimText(ClaimPath<T> path) {
        List<String> texts = claims().stream()
                .flatMap(claim -> claim.get(path).stream())
                .map(path.codePoint()::text)
                .toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", texts));
    }

    @Override
    public Findings findings() {
        return findings;
    }
}
