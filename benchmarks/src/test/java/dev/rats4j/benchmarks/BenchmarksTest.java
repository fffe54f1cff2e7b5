package dev.rats4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Outcome;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.corim.Corim;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.VerifiedEar;
import dev.rats4j.relyingparty.Decision;
import dev.rats4j.spi.DecodedEvidence;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.TpmScheme;
import dev.rats4j.tpm.eventlog.TpmEventLogCheck;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.verifier.IssuedEar;
import dev.rats4j.verifier.Verifier;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

/** A benchmark that measures a refusal is a defect. */
class BenchmarksTest {

    @ParameterizedTest
    @EnumSource(TpmVariant.class)
    void evidenceThatIsAuthenticatedIsAuthentic(TpmVariant variant) {
        for (AttestationKeyKind kind :
                new AttestationKeyKind[] {AttestationKeyKind.ECDSA_P256, AttestationKeyKind.RSASSA_2048}) {
            AuthenticateTpm benchmark = new AuthenticateTpm();
            benchmark.key = kind;
            benchmark.variant = variant;
            benchmark.prepare();
            AuthenticatedEvidence evidence = (AuthenticatedEvidence) benchmark.full();
            assertThat(evidence.findings().failed()).isEmpty();
            assertThat(evidence.findings()
                            .of(TpmQuoteCheck.PCR_DIGEST)
                            .orElseThrow()
                            .outcome())
                    .isEqualTo(Outcome.PASSED);
            assertThat(evidence.findings().of(TpmQuoteCheck.PATH).orElseThrow().outcome())
                    .isEqualTo(variant == TpmVariant.CERTIFICATE ? Outcome.PASSED : Outcome.NOT_ASSESSED);
            boolean logRead = Arrays.stream(TpmEventLogCheck.values())
                    .anyMatch(
                            check -> evidence.findings().of(check).orElseThrow().outcome() == Outcome.PASSED);
            assertThat(logRead).isEqualTo(variant == TpmVariant.EVENT_LOG);
            assertThat(benchmark.raw()).isNotNull();
        }
    }

    @Test
    void freshDevicesAreDistinctAndAuthentic() {
        FreshDevicesWork work = FreshDevicesWork.of(AttestationKeyKind.ECDSA_P256, 3);
        AuthenticatedEvidence first = (AuthenticatedEvidence) work.full();
        AuthenticatedEvidence second = (AuthenticatedEvidence) work.full();
        assertThat(first.proofs().get(0).key())
                .isNotEqualTo(second.proofs().get(0).key());
        assertThat(first.findings().of(TpmQuoteCheck.PATH).orElseThrow().outcome())
                .isEqualTo(Outcome.PASSED);
        work.full();
        AuthenticatedEvidence again = (AuthenticatedEvidence) work.full();
        assertThat(again.proofs().get(0).key()).isEqualTo(first.proofs().get(0).key());
        assertThat(FreshDevicesWork.DEVICES).isGreaterThan(1_000);
    }

    @Test
    void evidenceIsTheSameInEveryJvm() {
        CryptoBackend crypto = CryptoBackend.standard();
        TpmDevice one = TpmDevice.of(crypto, AttestationKeyKind.ECDSA_P256, TpmVariant.PINNED_KEY);
        TpmDevice other = TpmDevice.of(crypto, AttestationKeyKind.ECDSA_P256, TpmVariant.PINNED_KEY);
        assertThat(one.encoded()).isEqualTo(other.encoded());
    }

    @ParameterizedTest
    @EnumSource(TpmVariant.class)
    void evidenceIsDecoded(TpmVariant variant) {
        DecodeTpm benchmark = new DecodeTpm();
        benchmark.variant = variant;
        benchmark.prepare();
        assertThat(benchmark.full()).isInstanceOf(DecodedEvidence.class);
    }

    @Test
    void evidenceIsAppraisedAffirmingAndItsEarIsAccepted() {
        AppraiseTpm appraise = new AppraiseTpm();
        appraise.prepare();
        IssuedEar issued = (IssuedEar) appraise.full();
        assertThat(issued.findings().failed()).isEmpty();
        assertThat(issued.ear().nonce()).contains(TpmDevice.NONCE);
        assertThat(appraise.raw()).isNotNull();
        IssueTpm issue = new IssueTpm();
        issue.prepare();
        assertThat(((IssuedEar) issue.full()).token().bytes())
                .isEqualTo(issued.token().bytes());
        assertThat(issue.raw()).isNotNull();
        DecideTpm decide = new DecideTpm();
        decide.prepare();
        assertThat(decide.full()).isInstanceOf(Decision.Accept.class);
        assertThat(decide.raw()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    void earsAreVerified(EarFormat format) {
        VerifyEar benchmark = new VerifyEar();
        benchmark.format = format;
        benchmark.prepare();
        assertThat(((VerifiedEar) benchmark.full()).ear().nonce()).contains(TpmDevice.NONCE);
        assertThat(benchmark.raw()).isNotNull();
    }

    @Test
    void corimsAndWrappersAreRead() {
        ParseCorim corim = new ParseCorim();
        corim.triples = 200;
        corim.prepare();
        assertThat(((Corim) corim.full()).comids())
                .singleElement()
                .satisfies(comid -> assertThat(comid.referenceValues()).hasSize(200));
        assertThat(corim.raw()).isInstanceOf(JsonNode.class);
        DecodeCmw wrapper = new DecodeCmw();
        wrapper.prepare();
        assertThat(wrapper.full()).isInstanceOf(CmwRecord.class);
    }

    @Test
    void aRefusalIsNotMeasured() {
        CryptoBackend crypto = CryptoBackend.standard();
        TpmDevice device = TpmDevice.of(crypto, AttestationKeyKind.ECDSA_P256, TpmVariant.PINNED_KEY);
        Verifier trustsNobody = Verifier.builder(crypto).scheme(new TpmScheme()).build();
        assertThatIllegalStateException()
                .isThrownBy(() -> AuthenticateWork.authentic(
                        trustsNobody.authenticate(device.encoded(), TpmDevice.FRESHNESS, TpmDevice.AT)))
                .withMessageContaining("refused");
        TpmDevice broken = new TpmDevice(
                BenchRun.broken(device.parts()), device.encoded(), device.key(), device.publicArea(), device.anchors());
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> RawVerification.warm(broken.parts(), broken.key()).verify());
        assertThatIllegalStateException().isThrownBy(() -> new AuthenticateTpm().full());
    }

    @Test
    void iterationsTakeTurnsRawFirst() {
        AuthenticateTpm benchmark = new AuthenticateTpm();
        benchmark.prepare();
        benchmark.nextIteration();
        assertThat(benchmark.paired()).isNotInstanceOf(AuthenticatedEvidence.class);
        benchmark.nextIteration();
        assertThat(benchmark.paired()).isInstanceOf(AuthenticatedEvidence.class);
    }

    @ParameterizedTest
    @EnumSource(BenchScenario.class)
    void scenariosNameBenchmarksAndParametersThatThereAre(BenchScenario scenario) throws ReflectiveOperationException {
        String method = scenario.hasRaw() ? "paired" : "full";
        assertThat(scenario.benchmark().getMethod(method).isAnnotationPresent(Benchmark.class))
                .isTrue();
        for (Map.Entry<String, String> parameter : scenario.parameters().entrySet()) {
            Field field = scenario.benchmark().getField(parameter.getKey());
            Class<?> type = field.getType();
            if (type.isEnum()) {
                assertThat(Arrays.stream(type.getEnumConstants()).map(Object::toString))
                        .contains(parameter.getValue());
            } else {
                assertThat(Integer.parseInt(parameter.getValue())).isPositive();
            }
        }
    }
}
