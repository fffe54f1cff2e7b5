package dev.rats4j.tee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs the samples of one kind and counts. */
public final class Conformance {

    private final List<String> disagreed = new ArrayList<>();
    private int agreed;
    private int outOfScope;

    /** Fails, or gives false, if a sample is refused. */
    @FunctionalInterface
    public interface Judge {
        /** Whether the sample is accepted. */
        boolean isAccepted(TeeVectors sample) throws MalformedMessageException;
    }

    /** Runs all samples, prints a line, and fails if one has another verdict than its manifest's. */
    public void run(String folder, String kind, Judge judge) throws IOException, MalformedMessageException {
        for (TeeVectors sample : TeeVectors.entries(folder, kind)) {
            if (sample.verdict().equals("out-of-scope")) {
                outOfScope++;
            } else {
                judge(sample, judge);
            }
        }
        System.out.println("conformance " + folder + "/" + kind + " run=" + (agreed + disagreed.size()) + " agreed="
                + agreed + " disagreed=" + disagreed.size() + " skipped=0 {out-of-scope=" + outOfScope + "}");
        assertThat(disagreed).isEmpty();
        assertThat(agreed).isPositive();
    }

    private void judge(TeeVectors sample, Judge judge) throws MalformedMessageException {
        boolean isGood = Set.of("accept", "accept-with-status", "parse-only").contains(sample.verdict());
        String outcome;
        boolean isAccepted = false;
        try {
            isAccepted = judge.isAccepted(sample);
            outcome = isAccepted ? "accepted" : "does not verify";
        } catch (MalformedMessageException e) {
            outcome = String.valueOf(e.getMessage());
        }
        if (isAccepted == isGood) {
            agreed++;
        } else {
            disagreed.add(sample.file() + ": " + outcome);
        }
    }
}
