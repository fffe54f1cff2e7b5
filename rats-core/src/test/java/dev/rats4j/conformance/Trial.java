package dev.rats4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.Claims;
import dev.rats4j.Evidence;
import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a scheme said about a specimen: malformed, or an answer. Any other exception is a failure of the scheme. */
record Trial(Optional<Authentication> answer) {

    static Trial of(EvidenceScheme scheme, Specimen specimen) {
        return of(scheme, specimen.evidence(), specimen.inputs());
    }

    static Trial of(EvidenceScheme scheme, Evidence evidence, AuthenticationInputs inputs) {
        try {
            return new Trial(Optional.of(scheme.decode(evidence).authenticate(inputs)));
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).as("offset of " + e.getMessage()).isNotNegative();
            return new Trial(Optional.empty());
        }
    }

    boolean isMalformed() {
        return answer.isEmpty();
    }

    boolean isAuthentic() {
        return authentic().isPresent();
    }

    Optional<AuthenticatedEvidence> authentic() {
        return answer.filter(AuthenticatedEvidence.class::isInstance).map(AuthenticatedEvidence.class::cast);
    }

    Optional<List<Claims>> claims() {
        return authentic().map(AuthenticatedEvidence::claims);
    }

    List<Check> with(Outcome outcome) {
        return answer.map(a -> a.findings().with(outcome)).orElse(List.of()).stream()
                .map(Finding::check)
                .toList();
    }

    /** Refused because of exactly this check. */
    void requireRefusedBy(Check check, String what) {
        assertThat(isMalformed()).as("%s is malformed, not refused", what).isFalse();
        assertThat(ids(with(Outcome.FAILED))).as("failed checks of %s", what).containsExactly(check.id());
        assertThat(isAuthentic()).as("%s is authenticated", what).isFalse();
    }

    /** Malformed, or refused because of exactly one of these checks. */
    void requireMalformedOrRefusedBy(Collection<Check> checks, String what) {
        if (isMalformed()) {
            return;
        }
        assertThat(isAuthentic()).as("%s is authenticated", what).isFalse();
        assertThat(ids(with(Outcome.FAILED)))
                .as("failed checks of %s", what)
                .hasSize(1)
                .isSubsetOf(ids(checks));
    }

    /** Malformed, refused, or nothing changed. */
    void requireNoOtherClaims(List<Claims> right, String what) {
        claims().ifPresent(claims -> assertThat(claims).as("claims of %s", what).isEqualTo(right));
    }

    static List<String> ids(Collection<? extends Check> checks) {
        return checks.stream().map(Check::id).toList();
    }
}
