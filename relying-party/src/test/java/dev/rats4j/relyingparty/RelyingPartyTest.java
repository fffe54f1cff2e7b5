package dev.rats4j.relyingparty;

import static dev.rats4j.TrustworthinessTier.AFFIRMING;
import static dev.rats4j.TrustworthinessTier.CONTRAINDICATED;
import static dev.rats4j.TrustworthinessTier.NONE;
import static dev.rats4j.TrustworthinessTier.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Check;
import dev.rats4j.Finding;
import dev.rats4j.Findings;
import dev.rats4j.Outcome;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelyingPartyTest {

    static final Instant NOW = Results.ISSUED.plusSeconds(60);
    static final Freshness FRESH = new Freshness.Nonce(Results.NONCE);
    static final Freshness UNCHECKED = new Freshness.InsecureNotChecked("the caller kept no nonce");

    static RelyingParty.Builder strict() {
        return RelyingParty.builder(Results.CRYPTO)
                .trust(Results.OTHER.publicKey())
                .trust(Results.VERIFIER.publicKey())
                .accept(Set.of(AFFIRMING))
                .maximumAge(Duration.ofMinutes(5))
                .clockSkew(Duration.ofSeconds(10))
                .requirePolicy("policy-1")
                .requireSubmodule("tpm");
    }

    static Decision decide(Ear ear) {
        return strict().build().decide(Results.token(ear), FRESH, NOW);
    }

    static List<Check> failed(Decision decision) {
        assertThat(decision.findings().unanswered()).isEmpty();
        assertThat(decision.findings().all()).hasSize(RelyingPartyCheck.values().length);
        return decision.findings().failed().stream().map(Finding::check).toList();
    }

    static void assertAccepted(Decision decision) {
        assertThat(failed(decision)).isEmpty();
        assertThat(decision).isInstanceOf(Decision.Accept.class);
    }

    static void assertRejected(Decision decision, Check... checks) {
        assertThat(failed(decision)).containsExactly(checks);
        assertThat(decision).isInstanceOf(Decision.Reject.class);
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("a good token is accepted, with result and proof")
    void accepts(EarFormat format) {
        Bytes token = Results.token(Results.good().build(), Results.VERIFIER, format);
        Decision decision = strict().build().decide(token, FRESH, NOW);
        assertAccepted(decision);
        assertThat(decision.findings().with(Outcome.PASSED)).hasSize(RelyingPartyCheck.values().length);
        if (decision instanceof Decision.Accept accept) {
            assertThat(accept.result().ear()).isEqualTo(Results.good().build());
            assertThat(accept.result().proof().key()).isEqualTo(Results.VERIFIER.publicKey());
        }
    }

    static Decision failing(RelyingPartyCheck check) {
        return switch (check) {
            case WELL_FORMED -> strict().build().decide(Bytes.ofUtf8("e30.e30.AA"), FRESH, NOW);
            case KEY_TRUSTED ->
                strict().build()
                        .decide(Results.token(Results.good().build(), Results.ED25519, EarFormat.CWT), FRESH, NOW);
            case SIGNATURE ->
                strict().build()
                        .decide(Results.token(Results.good().build(), Results.STRANGER, EarFormat.CWT), FRESH, NOW);
            case PROFILE -> strict().build().decide(Results.olderProfile(), FRESH, NOW);
            case ISSUED_AT ->
                strict().maximumAge(Duration.ofSeconds(30))
                        .build()
                        .decide(Results.token(Results.good().build()), FRESH, NOW);
            case NOT_EXPIRED ->
                decide(Results.good()
                        .expiresAt(Optional.of(NOW.minusSeconds(10)))
                        .build());
            case NOT_BEFORE ->
                decide(Results.good()
                        .notBefore(Optional.of(NOW.plusSeconds(11)))
                        .build());
            case NONCE ->
                strict().build()
                        .decide(
                                Results.token(Results.good().build()),
                                new Freshness.Nonce(Bytes.fromHex("0001020304050607")),
                                NOW);
            case STATUS -> decide(Results.good().status(CONTRAINDICATED).build());
            case NO_WAIVERS ->
                decide(Results.good().waiver("tpm.quote.hash-strength").build());
            case POLICY_IDS ->
                decide(Results.good().policyIds(List.of("policy-2")).build());
            case SUBMODULES -> decide(Results.good().name("application").build());
        };
    }

    @ParameterizedTest
    @EnumSource(RelyingPartyCheck.class)
    @DisplayName("every check has a token that fails exactly it")
    void everyCheckHasATokenThatFailsExactlyIt(RelyingPartyCheck check) {
        Decision decision = failing(check);
        assertRejected(decision, check);
        assertThat(decision.findings().failed().get(0).reason()).isNotEmpty();
        assertThat(check.id()).startsWith("relying-party.").matches("[a-z.-]+");
        assertThat(check.definition().clause()).isNotEmpty();
    }

    @Test
    @DisplayName("T-11 an old result, and a result about old evidence, are refused under a new nonce")
    void refusesReplays() {
        Bytes token = Results.token(Results.good().build());
        Freshness next = new Freshness.Nonce(Bytes.fromHex("ff112233445566778899aabbccddeeff"));
        assertRejected(strict().build().decide(token, next, NOW), RelyingPartyCheck.NONCE);
        Optional<Bytes> asked = Optional.of(Results.NONCE);
        Optional<Bytes> old = Optional.of(Bytes.fromHex("0011223344556677"));
        Optional<Bytes> none = Optional.empty();
        assertRejected(decide(Results.good().nonces(asked, old).build()), RelyingPartyCheck.NONCE);
        assertRejected(decide(Results.good().nonces(old, asked).build()), RelyingPartyCheck.NONCE);
        assertRejected(decide(Results.good().nonces(old, none).build()), RelyingPartyCheck.NONCE);
        assertRejected(decide(Results.good().nonces(none, none).build()), RelyingPartyCheck.NONCE);
        assertAccepted(decide(Results.good().nonces(asked, none).build()));
        assertAccepted(decide(Results.good().nonces(none, asked).build()));
    }

    @Test
    @DisplayName("whoever sent no nonce says so, and the finding repeats why")
    void freshnessMayBeUnchecked() {
        Decision decision = strict().build().decide(Results.token(Results.good().build()), UNCHECKED, NOW);
        assertAccepted(decision);
        Finding nonce = decision.findings().of(RelyingPartyCheck.NONCE).orElseThrow();
        assertThat(nonce.outcome()).isEqualTo(Outcome.NOT_ASSESSED);
        assertThat(nonce.reason()).isEqualTo("the caller kept no nonce");
    }

    @Test
    @DisplayName("the status of the whole and of each submodule has to be accepted; none never is")
    void decidesOnEveryStatus() {
        for (TrustworthinessTier status : List.of(NONE, WARNING, CONTRAINDICATED)) {
            assertRejected(decide(Results.good().status(status).build()), RelyingPartyCheck.STATUS);
            assertRejected(decide(Results.good().stated(Optional.of(status)).build()), RelyingPartyCheck.STATUS);
            assertRejected(decide(Results.good().second(status).build()), RelyingPartyCheck.STATUS);
        }
        RelyingParty lenient = strict().accept(Set.of(AFFIRMING, WARNING)).build();
        assertAccepted(lenient.decide(
                Results.token(Results.good().status(WARNING).second(AFFIRMING).build()), FRESH, NOW));
        assertRejected(
                lenient.decide(Results.token(Results.good().second(NONE).build()), FRESH, NOW),
                RelyingPartyCheck.STATUS);
        RelyingParty odd = strict().accept(Set.of(WARNING)).build();
        assertRejected(odd.decide(Results.token(Results.good().build()), FRESH, NOW), RelyingPartyCheck.STATUS);
    }

    @Test
    @DisplayName(
            "T-16 a waiver of the Verifier is shown in the token, and refused unless the relying party says why not")
    void waiversAreRefusedByDefault() {
        Ear ear = Results.good().waiver("tpm.quote.hash-strength").build();
        Decision decision = decide(ear);
        assertRejected(decision, RelyingPartyCheck.NO_WAIVERS);
        assertThat(decision.findings().failed().get(0).reason()).contains("tpm.quote.hash-strength");

        Decision accepted = strict().acceptWaivers("known firmware").build().decide(Results.token(ear), FRESH, NOW);
        assertAccepted(accepted);
        Finding finding = accepted.findings().of(RelyingPartyCheck.NO_WAIVERS).orElseThrow();
        assertThat(finding.outcome()).isEqualTo(Outcome.WAIVED);
        assertThat(finding.reason()).contains("tpm.quote.hash-strength").contains("known firmware");
    }

    @Test
    @DisplayName("T-16 no environment variable and no system property takes part in a decision")
    void readsNoEnvironment() {
        // a property for every check and for the words that switches in test modes are made of
        Set<String> names = new TreeSet<>(List.of("rats4j.test", "rats4j.insecure", "rats4j.skip", "rats4j.debug"));
        Arrays.stream(RelyingPartyCheck.values()).forEach(check -> names.add("rats4j.skip." + check.id()));
        try {
            names.forEach(name -> System.setProperty(name, "true"));
            for (RelyingPartyCheck check : RelyingPartyCheck.values()) {
                assertRejected(failing(check), check);
            }
        } finally {
            names.forEach(System::clearProperty);
        }
    }

    @Test
    @DisplayName("every policy that is required has applied to every submodule")
    void wantsEveryPolicy() {
        RelyingParty two = strict().requirePolicy("policy-2").build();
        assertRejected(two.decide(Results.token(Results.good().build()), FRESH, NOW), RelyingPartyCheck.POLICY_IDS);
        Ear both = Results.good().policyIds(List.of("policy-2", "policy-1")).build();
        assertAccepted(two.decide(Results.token(both), FRESH, NOW));
        assertRejected(decide(Results.good().policyIds(List.of()).build()), RelyingPartyCheck.POLICY_IDS);
    }

    @Test
    @DisplayName("what is not required is not assessed, and says so")
    void requirementsAreOptional() {
        RelyingParty party = RelyingParty.builder(Results.CRYPTO)
                .trust(Results.VERIFIER.publicKey())
                .accept(Set.of(AFFIRMING))
                .maximumAge(Duration.ofMinutes(5))
                .build();
        Decision decision = party.decide(Results.token(Results.good().build()), FRESH, NOW);
        assertAccepted(decision);
        assertThat(decision.findings().with(Outcome.NOT_ASSESSED).stream()
                        .map(Finding::check)
                        .toList())
                .isEqualTo(List.of(RelyingPartyCheck.POLICY_IDS, RelyingPartyCheck.SUBMODULES));
    }

    @Test
    @DisplayName("several failures are all reported")
    void reportsEveryFailure() {
        Ear ear = Results.good()
                .status(WARNING)
                .waiver("x.y")
                .policyIds(List.of())
                .name("other")
                .nonces(Optional.empty(), Optional.empty())
                .build();
        assertRejected(
                strict().build().decide(Results.token(ear), FRESH, NOW.plusSeconds(86_400)),
                RelyingPartyCheck.ISSUED_AT,
                RelyingPartyCheck.NOT_EXPIRED,
                RelyingPartyCheck.NONCE,
                RelyingPartyCheck.STATUS,
                RelyingPartyCheck.NO_WAIVERS,
                RelyingPartyCheck.POLICY_IDS,
                RelyingPartyCheck.SUBMODULES);
    }

    @Test
    @DisplayName("silence refuses: no keys, no tiers, no age, or none among the tiers, and there is no relying party")
    void constructionFails() {
        RelyingParty.Builder builder = RelyingParty.builder(Results.CRYPTO);
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
        builder.trust(Results.VERIFIER.publicKey());
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
        builder.accept(Set.of(AFFIRMING));
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
        builder.maximumAge(Duration.ofSeconds(1));
        assertThat(builder.build()).isNotNull();
        for (Set<TrustworthinessTier> tiers :
                List.of(Set.<TrustworthinessTier>of(), Set.of(NONE), Set.of(AFFIRMING, NONE))) {
            assertThatThrownBy(() -> builder.accept(tiers)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> builder.maximumAge(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maximumAge(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        Duration tooLong = Duration.ofDays(36_500).plusNanos(1);
        for (Duration duration : List.of(tooLong, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))) {
            assertThatThrownBy(() -> builder.maximumAge(duration)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> builder.clockSkew(duration)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> builder.clockSkew(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.acceptWaivers(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.requirePolicy("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RelyingParty.builder(Results.CRYPTO)
                        .trust(Results.VERIFIER.publicKey())
                        .maximumAge(Duration.ofSeconds(1))
                        .build())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("a relying party does not change with its builder")
    void isImmutable() {
        RelyingParty.Builder builder = RelyingParty.builder(Results.CRYPTO)
                .trust(Results.VERIFIER.publicKey())
                .accept(Set.of(AFFIRMING))
                .maximumAge(Duration.ofMinutes(5));
        RelyingParty party = builder.build();
        builder.trust(Results.STRANGER.publicKey()).requireSubmodule("x").requirePolicy("y");
        assertAccepted(party.decide(Results.token(Results.good().build()), FRESH, NOW));
        assertRejected(
                party.decide(Results.token(Results.good().build(), Results.STRANGER, EarFormat.JWT), FRESH, NOW),
                RelyingPartyCheck.SIGNATURE);
    }

    @Test
    @DisplayName("a decision is not made from findings that do not bear it out")
    void decisionsAreConsistent() {
        Findings none = Findings.builder(RelyingPartyCheck.class).build();
        Findings accepted = decide(Results.good().build()).findings();
        Findings rejected = failing(RelyingPartyCheck.STATUS).findings();
        assertThatThrownBy(() -> new Decision.Reject(none)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Decision.Reject(accepted)).isInstanceOf(IllegalStateException.class);
        if (decide(Results.good().build()) instanceof Decision.Accept accept) {
            assertThatThrownBy(() -> new Decision.Accept(accept.result(), rejected))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> new Decision.Accept(accept.result(), none))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
