package dev.rats4j.conformance;

import static dev.rats4j.conformance.Trial.named;
import static dev.rats4j.conformance.Trial.require;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AttestationResult;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.CriticalClaim;
import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The negative suite of an evidence scheme. A concrete subclass says what the scheme's checks are for, supplies good evidence and
 * variants of it with one defect each, and appraises; the kit flips, cuts, forges what it can itself, and asserts which check fails.
 *
 * <p>Every case runs for every route. A case that does not apply is excused with a reason, which the test prints.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SchemeConformance {

    private static final String CLAIM_APPRAISED = "verifier.claim-appraised";

    private List<Route> routes = List.of();

    /** The scheme. */
    public abstract EvidenceScheme scheme();

    /** Every way to be believed that the scheme has, at least one. Asked for once. */
    protected abstract List<Route> routes();

    /** Which check has which role: those of the scheme's catalogue, and of the appraisal. */
    protected abstract Map<Role, Check> checks();

    /** Checks about what the evidence is, such as a magic number or a type, for formats in which these are not malformed. */
    protected Set<Check> structureChecks() {
        return Set.of();
    }

    /** Appraises as users of the scheme would: a verifier, its corpus made of the given CoRIMs, and a policy that accepts good evidence. */
    protected abstract AttestationResult appraise(Specimen specimen, Expectations expectations);

    /** How much of S-4 and S-5 is tried. Only the kit's proof of itself takes less than all. */
    Extent extent() {
        return Extent.FULL;
    }

    final List<Route> cases() {
        if (routes.isEmpty()) {
            routes = List.copyOf(routes());
            assertThat(routes).as("routes").isNotEmpty();
        }
        return routes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("good evidence is authenticated and affirmed")
    public final void good(Route route) {
        assertThat(right(route)).isNotEmpty();
        requireAffirmed(route.good(), expected(route, Optional.empty(), false), "good evidence");
        requireAffirmed(route.good(), expected(route, Optional.empty(), true), "good evidence under a silent policy");
        route.excuses().forEach(excuse -> System.out.println(scheme().name() + " [" + route + "]: " + excuse));
    }

    @Test
    @DisplayName("B1 every check of the catalogue passes over good evidence of some route")
    public final void b1() {
        List<Check> catalogue = scheme().catalogue();
        assertThat(Trial.ids(catalogue))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith(scheme().name() + "."));
        Set<Check> passed = new HashSet<>();
        Map<Check, String> excused = new LinkedHashMap<>();
        for (Route route : cases()) {
            Trial trial = Trial.of(scheme(), route.good());
            passed.addAll(trial.with(Outcome.PASSED));
            excused.putAll(route.excusedChecks());
            assertThat(trial.with(Outcome.PASSED))
                    .as("checks that pass on route %s though they are excused", route)
                    .noneMatch(route.excusedChecks()::containsKey);
        }
        passed.addAll(excused.keySet());
        List<String> never = Trial.ids(
                catalogue.stream().filter(check -> !passed.contains(check)).toList());
        require(
                never.isEmpty(),
                "checks that pass over no good evidence: " + never
                        + "; excuse them with notApplicable(…) and a reason, or let them pass");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("S-1 one bit of the signature flipped; a signature of zero length")
    public final void s1(Route route) {
        Bytes whole = route.good().evidence().content();
        Bytes signature = route.signature().orElseThrow(() -> new AssertionError("the route names no signature"));
        int at = Extent.onlyOccurrence(whole, signature);
        Check check = check(Role.SIGNATURE);
        int refused = 0;
        for (int bit : extent().bits(signature).toArray()) {
            Trial trial = trial(route.good().with(Extent.flipped(whole, 8 * at + bit)));
            trial.requireMalformedOrRefusedBy(List.of(check), "a signature with bit " + bit + " flipped");
            refused += trial.isMalformed() ? 0 : 1;
        }
        assertThat(refused)
                .as("signatures with a flipped bit that failed " + check.id())
                .isPositive();
        tryVariants(route, Case.S1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("S-2 a valid signature by another key; a self-made chain with the same names")
    public final void s2(Route route) {
        tryVariants(route, Case.S2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("S-3 old, once valid evidence under another nonce; no nonce")
    public final void s3(Route route) {
        assertThat(route.good().freshness()).isInstanceOf(Freshness.Nonce.class);
        Bytes nonce = ((Freshness.Nonce) route.good().freshness()).value();
        Bytes last = nonce.slice(nonce.length() - 1, nonce.length());
        Bytes shorter = nonce.slice(0, nonce.length() - 1);
        for (Bytes other : List.of(
                Extent.flipped(nonce, 0),
                Extent.flipped(nonce, 8 * nonce.length() - 1),
                Bytes.concat(shorter, Bytes.of(last.at(0) ^ 0xff)),
                shorter,
                Bytes.concat(nonce, Bytes.of(0)),
                Bytes.copyOf(new byte[nonce.length()]))) {
            trial(route.good().with(new Freshness.Nonce(other)))
                    .requireRefusedBy(
                            check(Role.NONCE), "evidence with another nonce than the requested " + other.toHex());
        }
        Trial unasked = trial(route.good().with(new Freshness.InsecureNotChecked("nobody asked")));
        assertThat(unasked.with(Outcome.NOT_ASSESSED))
                .as("checks that were not done because nobody asked for a nonce")
                .contains(check(Role.NONCE));
        tryVariants(route, Case.S3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Tag("exhaustive")
    @DisplayName("S-4 every proper prefix, every extension by 1 to 16 bytes")
    public final void s4(Route route) {
        Bytes whole = route.good().evidence().content();
        for (int length : extent().prefixes(whole).toArray()) {
            String what = "evidence cut off after " + length + " of " + whole.length() + " bytes";
            Specimen cut = route.good().with(whole.slice(0, length));
            named(what, () -> require(trial(cut).isMalformed(), what + " is not malformed"));
        }
        List<Claims> right = right(route);
        for (Bytes extended : Extent.extensions(whole)) {
            String what = "evidence with " + (extended.length() - whole.length()) + " bytes after it";
            Trial trial = trial(route.good().with(extended));
            if (route.trailingData().isPresent()) {
                trial.requireNoOtherClaims(right, what);
            } else {
                require(trial.isMalformed(), what + " is not malformed, and the route does not say that it is normal");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Tag("exhaustive")
    @DisplayName("S-5 every single bit flipped: never other claims")
    public final void s5(Route route) {
        List<Claims> right = right(route);
        new FlippedBits(scheme(), extent(), route.good())
                .tryAll("evidence", (trial, what) -> trial.requireNoOtherClaims(right, what));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("S-6 sibling structures, unknown versions and values, reserved bits")
    public final void s6(Route route) {
        tryVariants(route, Case.S6);
        assertThat(Variant.of(Case.S6))
                .as("variants of S-6 on route %s", route)
                .anyMatch(variant -> !route.variants(variant).isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Tag("exhaustive")
    @DisplayName("S-7 debug, migration or test state, and no flipped bit hides it")
    public final void s7(Route route) {
        tryVariants(route, Case.S7);
        for (Specimen debug : route.variants(Variant.DEBUG)) {
            Check off = check(Role.DEBUG_OFF);
            new FlippedBits(scheme(), extent(), debug)
                    .tryAll(
                            "evidence of a device in debug state",
                            (trial, what) -> require(
                                    !trial.isAuthentic()
                                            || !trial.with(Outcome.PASSED).contains(off),
                                    what + " passes " + off.id()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("S-8 each version component one below the floor, at it, above it")
    public final void s8(Route route) {
        tryVariants(route, Case.S8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("S-9 certificates expired, not yet valid, without the key usage, in too long a path, revoked")
    public final void s9(Route route) {
        tryVariants(route, Case.S9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("S-10 no anchors, endorsements or revocation data: never affirming")
    public final void s10(Route route) {
        Specimen nobody = route.good().with(TrustAnchors.builder().build()).with(List.of());
        Trial trial = trial(nobody);
        require(!trial.isAuthentic(), "evidence is authenticated though nobody is trusted");
        assertThat(trial.with(Outcome.FAILED)).as("failed checks").contains(check(Role.KEY_TRUSTED));
        requireNotAffirmed(nobody, expected(route, Optional.empty(), false), "evidence without any anchor");
        tryVariants(route, Case.S10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("S-11 a policy that is silent on a critical claim; no reference values at all")
    public final void s11(Route route) {
        if (route.excuse(Case.S11).isPresent()) {
            return;
        }
        requireUnappraised(route, ReferenceValues.none(), "evidence without reference values");
        Set<ClaimPath<?>> critical = critical(route);
        assertThat(critical).as("critical claims of good evidence").isNotEmpty();
        critical.forEach(path -> requireUnappraised(
                route,
                expected(route, Optional.of(path), true),
                "evidence without a reference value for " + path.name()));
    }

    private void requireUnappraised(Route route, Expectations expectations, String what) {
        AttestationResult result = requireNotAffirmed(route.good(), expectations, what);
        assertThat(Trial.ids(failed(result))).as("failed checks of %s", what).containsExactly(CLAIM_APPRAISED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("S-12 collaborators that throw or answer rubbish: never affirming")
    public final void s12(Route route) {
        new BrokenCollaborators(
                        route.good(),
                        scheme(),
                        specimen -> appraise(specimen, expected(route, Optional.empty(), false)))
                .tryAll(right(route));
    }

    /** Tries all variants of a case, each of which has to be there or to be excused. */
    private void tryVariants(Route route, Case aCase) {
        route.requireEverySpokenOf(aCase);
        for (Variant variant : Variant.of(aCase)) {
            List<Specimen> specimens = route.variants(variant);
            for (int i = 0; i < specimens.size(); i++) {
                Specimen specimen = specimens.get(i);
                String what = variant + " " + (i + 1) + " of " + specimens.size();
                named(what, () -> tryVariant(route, variant, specimen, what));
            }
        }
    }

    private void tryVariant(Route route, Variant variant, Specimen specimen, String what) {
        Expectations expectations = expected(route, Optional.empty(), false);
        switch (variant.answer()) {
            case REFUSED -> trial(specimen).requireRefusedBy(check(variant), what);
            case REFUSED_OR_MALFORMED -> trial(specimen).requireMalformedOrRefusedBy(List.of(check(variant)), what);
            case NOT_UNDERSTOOD -> trial(specimen).requireMalformedOrRefusedBy(structureChecks(), what);
            case NOT_AFFIRMED -> {}
            case REFUSED_IN_APPRAISAL -> {
                AttestationResult result = appraise(specimen, expectations);
                assertThat(Trial.ids(failed(result)))
                        .as("failed checks of %s", what)
                        .containsExactly(check(variant).id());
            }
            case AFFIRMED -> {
                requireAffirmed(specimen, expectations, what);
                return;
            }
        }
        requireNotAffirmed(specimen, expectations, what);
    }

    private Check check(Variant variant) {
        return check(variant.role().orElseThrow());
    }

    private Check check(Role role) {
        return Optional.ofNullable(checks().get(role))
                .orElseThrow(() -> new AssertionError("checks() names no check for the role " + role));
    }

    private Trial trial(Specimen specimen) {
        return Trial.of(scheme(), specimen);
    }

    private AuthenticatedEvidence authentic(Route route) {
        Trial trial = trial(route.good());
        assertThat(trial.with(Outcome.FAILED))
                .as("failed checks of good evidence")
                .isEmpty();
        return trial.authentic().orElseThrow(() -> new AssertionError("good evidence of " + route + " is malformed"));
    }

    private List<Claims> right(Route route) {
        return authentic(route).claims();
    }

    /** Paths of critical claims that good evidence has. */
    private Set<ClaimPath<?>> critical(Route route) {
        AuthenticatedEvidence good = authentic(route);
        Set<ClaimPath<?>> paths = new LinkedHashSet<>();
        scheme().criticalClaims().stream()
                .<ClaimPath<?>>map(CriticalClaim::path)
                .filter(path -> good.claim(path).isPresent())
                .forEach(paths::add);
        return paths;
    }

    private Expectations expected(Route route, Optional<ClaimPath<?>> without, boolean isPolicySilent) {
        return ReferenceValues.of(authentic(route), critical(route), without, isPolicySilent);
    }

    private static List<Check> failed(AttestationResult result) {
        return result.submodules().values().stream()
                .flatMap(appraisal -> appraisal.findings().failed().stream())
                .map(Finding::check)
                .toList();
    }

    private void requireAffirmed(Specimen specimen, Expectations expectations, String what) {
        AttestationResult result = appraise(specimen, expectations);
        assertThat(Trial.ids(failed(result))).as("failed checks of %s", what).isEmpty();
        assertThat(result.status()).as("verdict about %s", what).isEqualTo(TrustworthinessTier.AFFIRMING);
    }

    private AttestationResult requireNotAffirmed(Specimen specimen, Expectations expectations, String what) {
        AttestationResult result = appraise(specimen, expectations);
        assertThat(result.status()).as("verdict about %s", what).isNotEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(failed(result)).as("failed checks of %s", what).isNotEmpty();
        return result;
    }
}
