package dev.rats4j.dsse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementPropertyTest {

    private static final int VALUES = 1000;

    @Test
    void everyStatementIsReadAsItWasWritten() throws MalformedMessageException {
        for (int seed = 0; seed < VALUES; seed++) {
            StatementValues values = new StatementValues(seed);
            List<ResourceDescriptor> subjects = values.subjects();
            SlsaProvenance provenance = values.provenance();
            assertThat(SlsaProvenance.of(read(provenance.about(subjects)))).isEqualTo(provenance);
            VerificationSummary summary = values.summary();
            assertThat(VerificationSummary.of(read(summary.about(subjects)))).isEqualTo(summary);
            TestResult result = values.testResult();
            assertThat(TestResult.of(read(result.about(subjects)))).isEqualTo(result);
            Release release = values.release();
            assertThat(Release.of(read(release.about(subjects)))).isEqualTo(release);
            Reference reference = values.reference();
            assertThat(Reference.of(read(reference.about(subjects)))).isEqualTo(reference);
            VerificationReport report = values.report();
            assertThat(VerificationReport.of(read(report.about(subjects)))).isEqualTo(report);
        }
    }

    private static InTotoStatement read(InTotoStatement statement) throws MalformedMessageException {
        AnyBytes.roundTrip(statement, InTotoStatement::encode, InTotoStatement::decode);
        return InTotoStatement.decode(statement.encode());
    }
}
