package dev.rats4j.dsse;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class DsseFuzzTest {

    private static final Signer SIGNER = SeededKeys.p256(5);
    private static final DsseKey KEY = DsseKey.of(SIGNER.publicKey(), CRYPTO);
    private static final Bytes PAYLOAD = Bytes.ofUtf8("{}");

    static Stream<byte[]> envelopes() {
        return AnyBytes.seeds(
                DsseEnvelope::decode,
                DsseEnvelope.sign("t", PAYLOAD, List.of(SIGNER, SeededKeys.ed25519(6)))
                        .encode());
    }

    @MethodSource("envelopes")
    @FuzzTest
    void envelope(byte[] input) {
        AnyBytes.decode(input, DsseEnvelope::decode).ifPresent(envelope -> {
            AnyBytes.roundTrip(envelope, DsseEnvelope::encode, DsseEnvelope::decode);
            // only our own seed carries a signature of this key
            envelope.verify(CRYPTO, KEY)
                    .ifPresent(verified -> assertThat(verified.payload()).isEqualTo(PAYLOAD));
        });
    }

    static Stream<byte[]> statements() {
        StatementValues values = new StatementValues(7);
        List<ResourceDescriptor> subjects = values.subjects();
        return AnyBytes.seeds(
                InTotoStatement::decode,
                values.provenance().about(subjects).encode(),
                values.summary().about(subjects).encode(),
                values.testResult().about(subjects).encode(),
                values.report().about(subjects).encode());
    }

    @MethodSource("statements")
    @FuzzTest
    void statement(byte[] input) {
        AnyBytes.decode(input, InTotoStatement::decode).ifPresent(statement -> {
            AnyBytes.roundTrip(statement, InTotoStatement::encode, InTotoStatement::decode);
            AnyBytes.decode(input, message -> SlsaProvenance.of(statement));
            AnyBytes.decode(input, message -> VerificationSummary.of(statement));
            AnyBytes.decode(input, message -> TestResult.of(statement));
            AnyBytes.decode(input, message -> VerificationReport.of(statement));
            // an input may well hold the digest of the payload: fuzzers learn it from the comparison
            statement
                    .subjectOf(PAYLOAD)
                    .ifPresent(found -> assertThat(statement.subjects()).contains(found));
        });
    }
}
