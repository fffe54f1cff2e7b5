package dev.rats4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.rats4j.Evidence;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The kit turns red where a scheme is broken, and only there. */
class KitProofTest {

    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(out);
    }

    /** What the names of failed tests begin with, and why one of each failed. */
    private static Map<String, String> failures(Defect defect) {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(SampleConformance.class))
                .configurationParameter(SampleConformance.DEFECT, defect.name())
                .execute()
                .allEvents();
        Map<String, String> failures = new TreeMap<>();
        tests.failed().stream().forEach(event -> failures.merge(id(event), reason(event), (one, more) -> one));
        assertThat(tests.aborted().count()).isZero();
        assertThat(tests.skipped().count()).isZero();
        assertThat(tests.succeeded().stream()).isNotEmpty();
        return failures;
    }

    private static String id(Event event) {
        TestDescriptor test = event.getTestDescriptor();
        boolean isInvocation = test.isTest()
                && test.getParent()
                        .filter(parent -> !parent.isRoot() && parent.isContainer())
                        .isPresent()
                && test.getDisplayName().equals("certificate");
        String name = isInvocation ? test.getParent().orElseThrow().getDisplayName() : test.getDisplayName();
        return name.split(" ", 2)[0];
    }

    private static String reason(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::toString)
                .orElse("");
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    @DisplayName("R-1 each defect turns its own cases red, and no others")
    void everyDefectIsCaught(Defect defect) {
        Map<String, String> failures = failures(defect);
        assertThat(failures.keySet()).as("%s", failures).isEqualTo(defect.red());
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("sample [certificate]: S-9 REVOKED does not apply: the sample has no revocation");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BELIEVES_AN_UNSIGNED_FIELD        | S-5 | evidence with bit \\d of byte \\d+ flipped is authenticated and claims something else
                    LETS_AN_UNSIGNED_FIELD_HIDE_DEBUG | S-7 | state with bit \\d of byte \\d+ flipped passes sample.debug-off
                    THROWS_SOMETHING_ELSE             | S-4 | evidence cut off after \\d+ of \\d+ bytes: thrown instead of an answer
                    ACCEPTS_TRAILING_BYTES            | S-4 | evidence with 1 bytes after it is not malformed
                    IGNORES_RESERVED_BITS             | S-6 | RESERVED_BIT 1 of 1 is authenticated; decode should say malformed
                    FORGETS_THE_NONCE                 | S-3 | is authenticated; sample.nonce should refuse it
                    SUITE_FORGETS_A_VARIANT           | S-7 | has no \\[DEBUG\\]: call variant
                    NEVER_CALLS_A_CHECK               | B1  | pass over no good evidence: \\[sample\\.key-strength]
                    """)
    @DisplayName("R-1 a failure says over which evidence, and what was wanted of it")
    void failuresLeadToTheMistake(Defect defect, String of, String message) {
        assertThat(failures(defect).get(of)).containsPattern(message);
    }

    @Test
    @DisplayName("R-1 every case of the suite has a defect that only it, or it among others, catches")
    void everyCaseIsProved() {
        Set<String> caught = Stream.of(Defect.values())
                .flatMap(defect -> defect.red().stream())
                .collect(Collectors.toSet());
        assertThat(caught)
                .containsAll(
                        IntStream.rangeClosed(1, 12).mapToObj(n -> "S-" + n).toList())
                .contains("B1");
    }

    @Test
    @DisplayName("R-1 no excuse without a reason, and none from what applies to every scheme")
    void excuses() {
        Specimen any = Specimen.of(
                new Evidence("any", Bytes.EMPTY), TrustAnchors.builder().build(), Bytes.of(1), Instant.EPOCH);
        Route.Builder route = Route.of("any", any);
        assertThatIllegalArgumentException().isThrownBy(() -> route.notApplicable(Case.S7, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> route.notApplicable(Variant.REVOKED, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> route.trailingDataIsNormal(""));
        for (Case always : Set.of(Case.S1, Case.S2, Case.S3, Case.S4, Case.S5, Case.S6, Case.S12)) {
            assertThatIllegalArgumentException().isThrownBy(() -> route.notApplicable(always, "no time"));
        }
        for (Variant always :
                Set.of(Variant.EMPTY_SIGNATURE, Variant.ANOTHER_KEY, Variant.UNKNOWN_ISSUER, Variant.NO_NONCE)) {
            assertThatIllegalArgumentException().isThrownBy(() -> route.notApplicable(always, "no time"));
        }
        route.notApplicable(Case.S9, "pinned").notApplicable(Variant.REVOKED, "no lists");
        assertThat(route.build().excuses())
                .containsExactly("S-9 does not apply: pinned", "S-9 REVOKED does not apply: no lists");
    }
}
