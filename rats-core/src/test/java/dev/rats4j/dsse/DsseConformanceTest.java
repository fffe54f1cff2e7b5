package dev.rats4j.dsse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Envelopes and statements of the specifications, with the verdicts of their manifest. */
class DsseConformanceTest {

    private interface Reading {
        void read(Bytes message) throws MalformedMessageException;
    }

    @Test
    @DisplayName("envelopes of the DSSE specification are read as their manifest says")
    void envelopes() throws IOException, MalformedMessageException {
        conformance("dsse", message -> {
            DsseEnvelope envelope = DsseEnvelope.decode(message);
            AnyBytes.roundTrip(envelope, DsseEnvelope::encode, DsseEnvelope::decode);
        });
    }

    @Test
    @DisplayName("statements of the in-toto specification are read as their manifest says")
    void statements() throws IOException, MalformedMessageException {
        conformance("in-toto", message -> {
            InTotoStatement statement = InTotoStatement.decode(message);
            AnyBytes.roundTrip(statement, InTotoStatement::encode, InTotoStatement::decode);
            predicate(statement);
        });
    }

    /** Predicates that have a type here are read with it. */
    private static void predicate(InTotoStatement statement) throws MalformedMessageException {
        switch (statement.predicateType()) {
            case TestResult.PREDICATE_TYPE ->
                assertThat(TestResult.of(statement).result()).isNotNull();
            case VerificationReport.PREDICATE_TYPE ->
                assertThat(VerificationReport.of(statement).properties()).isNotEmpty();
            case Release.PREDICATE_TYPE ->
                assertThat(Release.of(statement).purl()).startsWith("pkg:");
            case Reference.PREDICATE_TYPE ->
                assertThat(Reference.of(statement).references()).isNotEmpty();
            case SlsaProvenance.PREDICATE_TYPE ->
                assertThat(SlsaProvenance.of(statement).buildType()).isNotEmpty();
            case VerificationSummary.PREDICATE_TYPE ->
                assertThat(VerificationSummary.of(statement).verifier()).isNotEmpty();
            default -> assertThat(statement.predicate().members()).isNotEmpty();
        }
    }

    private static void conformance(String spec, Reading reading) throws IOException, MalformedMessageException {
        List<String> disagreed = new ArrayList<>();
        Map<String, Integer> reasons = new TreeMap<>();
        int run = 0;
        for (JsonObject entry : TokenVectors.entries(spec)) {
            if (entry.string("verdict").equals("companion")) {
                continue;
            }
            if (entry.string("verdict").equals("out-of-scope")) {
                reasons.merge("out-of-scope", 1, Integer::sum);
                continue;
            }
            run++;
            Optional<String> refusal = refusal(entry.string("file"), reading);
            boolean refuse = entry.string("verdict").startsWith("reject")
                    || entry.string("verdict").equals("accept-legacy");
            if (refusal.isPresent() != refuse) {
                disagreed.add(entry.string("file") + ": " + refusal.orElse("accepted"));
            }
        }
        System.out.println("conformance tokens/" + spec + " run=" + run + " agreed=" + (run - disagreed.size())
                + " disagreed=" + disagreed.size() + " skipped="
                + reasons.values().stream().mapToInt(Integer::intValue).sum() + " " + reasons);
        assertThat(disagreed).isEmpty();
        assertThat(run).isPositive();
    }

    private static Optional<String> refusal(String file, Reading reading) throws IOException {
        try {
            reading.read(TokenVectors.read(file));
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
