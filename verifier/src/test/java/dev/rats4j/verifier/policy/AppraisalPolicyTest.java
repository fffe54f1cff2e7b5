package dev.rats4j.verifier.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Aspect;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.verifier.Acme;
import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.verifier.AcmeScheme.AcmeCheck;
import dev.rats4j.verifier.VerifierCheck;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppraisalPolicyTest {

    private static AppraisalPolicy.Builder policy() {
        return AppraisalPolicy.forEvidence("acme/1");
    }

    private static void refused(Runnable rule, String complaint) {
        assertThatThrownBy(rule::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    @DisplayName("silence: identity and executables are required, nothing is exempted")
    void silence() {
        AppraisalPolicy policy = policy().build();
        assertThat(policy.id()).isEqualTo("acme/1");
        assertThat(policy.requiredAspects()).containsExactly(Aspect.INSTANCE_IDENTITY, Aspect.EXECUTABLES);
        assertThat(policy.corroborated()).isEmpty();
        assertThat(policy.requirements()).isEmpty();
        assertThat(policy.ignored()).isEmpty();
        assertThat(policy.waived()).isEmpty();
        assertThat(policy.acceptedUnassessed()).isEmpty();
        assertThat(policy.weakDigests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    @DisplayName("a policy without a name, and exemptions without a reason, are refused")
    void blanks(String blank) {
        refused(() -> AppraisalPolicy.forEvidence(blank), "name");
        refused(() -> policy().ignore(AcmeScheme.FIRMWARE, blank), "reason");
        refused(() -> policy().waive(AcmeCheck.DEBUG_OFF, blank), "reason");
        refused(() -> policy().acceptNotAssessed(AcmeCheck.LOG_GOOD, blank), "reason");
        refused(() -> policy().acceptWeakDigests(blank), "reason");
    }

    @Test
    @DisplayName("R-8 a policy that wants to know nothing is refused")
    void noAspects() {
        refused(() -> policy().requireAspects(Set.of()), "nothing");
        assertThat(policy().requireAspects(Set.of(Aspect.HARDWARE)).build().requiredAspects())
                .containsExactly(Aspect.HARDWARE);
    }

    @ParameterizedTest
    @EnumSource(
            value = AcmeCheck.class,
            names = {"KEY_TRUSTED", "SIGNATURE", "NONCE"})
    @DisplayName("R-7 no cryptographic check can be waived")
    void cryptographic(AcmeCheck check) {
        refused(() -> policy().waive(check, "a reason"), check.id() + " is cryptographic");
    }

    static List<Consumer<AppraisalPolicy.Builder>> rulesAboutOneClaim() {
        return List.of(
                policy -> policy.corroborate(AcmeScheme.MODE),
                policy -> policy.ignore(AcmeScheme.MODE, "a reason"),
                policy -> policy.require(AcmeScheme.MODE, new Condition.NameEquals("production")));
    }

    @ParameterizedTest
    @MethodSource("rulesAboutOneClaim")
    @DisplayName("a claim is named by one rule only, whichever comes first")
    void namedTwice(Consumer<AppraisalPolicy.Builder> first) {
        int accepted = 0;
        for (Consumer<AppraisalPolicy.Builder> second : rulesAboutOneClaim()) {
            AppraisalPolicy.Builder policy = policy();
            first.accept(policy);
            try {
                second.accept(policy);
                accepted++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("acme.mode is named by another rule");
            }
        }
        boolean isRequirement = policyOf(first).requirements().size() == 1;
        assertThat(accepted).as("two conditions may be required of a claim").isEqualTo(isRequirement ? 1 : 0);
    }

    private static AppraisalPolicy policyOf(Consumer<AppraisalPolicy.Builder> rule) {
        AppraisalPolicy.Builder policy = policy();
        rule.accept(policy);
        return policy.build();
    }

    @Test
    @DisplayName("a check is exempted once")
    void checksTwice() {
        refused(
                () -> policy().waive(AcmeCheck.DEBUG_OFF, "one").waive(AcmeCheck.DEBUG_OFF, "two"),
                "acme.debug-off twice");
        refused(
                () -> policy().acceptNotAssessed(AcmeCheck.NONCE, "one").acceptNotAssessed(AcmeCheck.NONCE, "two"),
                "acme.nonce twice");
    }

    @Test
    @DisplayName("T-16 a check without which nobody said anything is never accepted as not done, in code or document")
    void neverLeftOut() {
        for (Check check : List.of(AcmeCheck.SIGNATURE, AcmeCheck.KEY_TRUSTED, VerifierCheck.CLAIM_APPRAISED)) {
            refused(() -> policy().acceptNotAssessed(check, "a reason"), check.id() + " can never be left out");
        }
        Bytes document = Bytes.ofUtf8("{\"policy\": \"p\","
                + " \"accept-not-assessed\": [{\"check\": \"acme.signature\", \"reason\": \"r\"}]}");
        assertThatThrownBy(() ->
                        AppraisalPolicy.parse(document, List.of(new AcmeScheme("acme", Set.of(), Set.of(), true))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("acme.signature can never be left out");
    }

    static Stream<Consumer<AppraisalPolicy.Builder>> differences() {
        return Stream.of(
                policy -> {},
                policy -> policy.requireAspects(Set.of(Aspect.HARDWARE)),
                policy -> policy.corroborate(AcmeScheme.FIRMWARE),
                policy -> policy.corroborate(AcmeScheme.LOADER),
                policy -> policy.ignore(AcmeScheme.FIRMWARE, "a reason"),
                policy -> policy.ignore(AcmeScheme.FIRMWARE, "another reason"),
                policy -> policy.waive(AcmeCheck.DEBUG_OFF, "a reason"),
                policy -> policy.waive(AcmeCheck.LOG_GOOD, "a reason"),
                policy -> policy.acceptNotAssessed(AcmeCheck.LOG_GOOD, "a reason"),
                policy -> policy.acceptWeakDigests("a reason"),
                policy -> policy.require(AcmeScheme.LEVEL, new Condition.AtLeast(3)),
                policy -> policy.require(AcmeScheme.LEVEL, new Condition.AtLeast(4)),
                policy -> policy.require(AcmeScheme.LEVEL, new Condition.AtMost(3)),
                policy -> policy.require(AcmeScheme.SVN, new Condition.SvnAtLeast(3)),
                policy -> policy.require(AcmeScheme.MODE, new Condition.NameEquals("a")),
                policy -> policy.require(AcmeScheme.FIRMWARE, new Condition.DigestIn(List.of(Acme.sha256("a")))),
                policy -> policy.require(AcmeScheme.FIRMWARE, new Condition.DigestIn(List.of(Acme.sha256("b")))),
                policy -> policy.require(
                        AcmeScheme.LEVEL,
                        new Condition.AtLeast(BigInteger.TWO.pow(64).subtract(BigInteger.ONE))),
                policy -> policy.require(
                        AcmeScheme.LEVEL,
                        new Condition.AtLeast(BigInteger.TWO.pow(64).subtract(BigInteger.TWO))));
    }

    @Test
    @DisplayName("two policies under one name are told apart by their digest, also beyond 2^53")
    void digests() {
        Set<String> ids = new HashSet<>();
        differences().forEach(difference -> {
            String id = policyOf(difference).idWithDigest();
            assertThat(id).matches("acme/1#sha-256:[0-9a-f]{64}");
            assertThat(ids.add(id)).as(id).isTrue();
            assertThat(policyOf(difference).idWithDigest()).isEqualTo(id);
        });
        assertThat(ids).hasSize((int) differences().count());
    }

    @Test
    @DisplayName("a built policy does not change with its builder")
    void immutable() {
        AppraisalPolicy.Builder builder = policy();
        AppraisalPolicy policy = builder.build();
        String id = policy.idWithDigest();
        builder.ignore(AcmeScheme.FIRMWARE, "a reason")
                .waive(AcmeCheck.DEBUG_OFF, "a reason")
                .corroborate(AcmeScheme.LOADER)
                .requireAspects(Set.of(Aspect.HARDWARE));
        assertThat(policy.idWithDigest()).isEqualTo(id);
        Set<ClaimPath<?>> corroborated = policy.corroborated();
        assertThatThrownBy(() -> corroborated.add(AcmeScheme.FIRMWARE)).isInstanceOf(RuntimeException.class);
    }

    @Test
    @DisplayName("a digest without a registered name is refused: no document could name it")
    void unwritableDigest() {
        NamedDigest odd = new NamedDigest(new NamedDigest.ByNumber(-7), Bytes.of(0));
        AppraisalPolicy.Builder policy = policy().require(AcmeScheme.FIRMWARE, new Condition.DigestIn(List.of(odd)));
        refused(policy::build, "no name for");
    }
}
