package dev.rats4j.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tokens of one kind that others made, decoded and written again, with the verdicts of their manifest. */
public final class TokenConformance {

    private TokenConformance() {}

    /** Reads one token. */
    @FunctionalInterface
    public interface Reader {
        /** What is wrong with what was read, for example that it is not written alike; empty if nothing is. */
        Optional<String> read(JsonObject entry, Bytes message) throws MalformedMessageException;
    }

    /** Fails unless tokens that the manifest accepts are read without complaint, and the decoder itself refuses the others. */
    public static void check(String kind, Reader reader) throws IOException, MalformedMessageException {
        List<String> agreed = new ArrayList<>();
        List<String> disagreed = new ArrayList<>();
        int outOfScope = 0;
        for (JsonObject entry : TokenVectors.entries(kind)) {
            String verdict = entry.string("verdict");
            if (verdict.equals("out-of-scope")) {
                outOfScope++;
            } else if (!verdict.equals("companion")) {
                boolean accepted = verdict.equals("accept") || verdict.equals("parse-only");
                String outcome = outcome(entry, reader, accepted);
                (outcome.isEmpty() ? agreed : disagreed).add(entry.string("file") + ": " + outcome);
            }
        }
        System.out.println("conformance tokens/" + kind + " run=" + (agreed.size() + disagreed.size()) + " agreed="
                + agreed.size() + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope + "}");
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isNotEmpty();
    }

    /** Why it disagrees with the manifest; empty if it does not. */
    private static String outcome(JsonObject entry, Reader reader, boolean accepted)
            throws IOException, MalformedMessageException {
        Bytes message = TokenVectors.read(entry.string("file"));
        try {
            Optional<String> complaint = reader.read(entry, message);
            return accepted ? complaint.orElse("") : "is not refused";
        } catch (MalformedMessageException e) {
            return accepted ? String.valueOf(e.getMessage()) : "";
        }
    }

    /** The complaint about bytes that differ from what should have been written. */
    public static Optional<String> alike(Bytes again, Bytes wanted) {
        return again.equals(wanted) ? Optional.empty() : Optional.of("is not written alike");
    }
}
