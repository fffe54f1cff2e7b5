package dev.rats4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.Check;
import dev.rats4j.Claims;
import dev.rats4j.Evidence;
import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.corim.Measurement;
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
        require(!isMalformed(), what + " is malformed; " + check.id() + " should refuse it");
        require(!isAuthentic(), what + " is authenticated; " + check.id() + " should refuse it");
        assertThat(ids(with(Outcome.FAILED))).as("failed checks of %s", what).containsExactly(check.id());
    }

    /** Malformed, or refused because of exactly one of these checks. */
    void requireMalformedOrRefusedBy(Collection<Check> checks, String what) {
        if (isMalformed()) {
            return;
        }
        String orElse = checks.isEmpty() ? "" : ", or exactly one of " + ids(checks) + " fail";
        require(!isAuthentic(), what + " is authenticated; decode should say malformed" + orElse);
        assertThat(ids(with(Outcome.FAILED)))
                .as("failed checks of %s", what)
                .hasSize(1)
                .isSubsetOf(ids(checks));
    }

    /** Malformed, refused, or nothing changed. */
    void requireNoOtherClaims(List<Claims> right, String what) {
        claims().ifPresent(claims -> require(
                claims.equals(right), what + " is authenticated and claims something else: " + others(claims, right)));
    }

    /** What is measured otherwise; values do not show themselves. */
    private static String others(List<Claims> claims, List<Claims> right) {
        List<Measurement> known =
                right.stream().flatMap(one -> one.elements().stream()).toList();
        List<String> others = claims.stream()
                .flatMap(one -> one.elements().stream())
                .filter(measurement -> !known.contains(measurement))
                .map(measurement -> measurement.key().map(Object::toString).orElse("a measurement without a key"))
                .toList();
        return others.isEmpty() ? "another environment, authority or number of measurements" : others.toString();
    }

    /** Fails with a sentence; what AssertJ adds about a truth value says nothing. */
    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    /** Runs an attempt. What a scheme throws out of turn is a failure that says over which evidence. */
    static void named(String what, Runnable attempt) {
        Throwable thrown = catchThrowable(attempt::run);
        if (thrown instanceof Error failure) {
            throw failure;
        }
        if (thrown != null) {
            throw new AssertionError(what + ": thrown instead of an answer: " + thrown, thrown);
        }
    }

    static List<String> ids(Collection<? extends Check> checks) {
        return checks.stream().map(Check::id).toList();
    }
}
