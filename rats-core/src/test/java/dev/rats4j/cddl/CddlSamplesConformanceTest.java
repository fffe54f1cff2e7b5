package dev.rats4j.cddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The definitions of all formats can be used, and samples of the vectors match them as their manifest says. */
class CddlSamplesConformanceTest {

    /** The manifest accepts these, and they are not of their rule. */
    private static final Map<String, String> KNOWN = Map.of(
            // RFC 9393, 2.3 has any-uri = uri, which is tag 32; the sample's href is a bare text
            "coswid/veraison_cocli/cmd/testcases/test-coswid.cbor", "$.4.38 is ",
            // RFC 9943, 5 requires iss and sub; claim 15 of both has iss only, and their verdict is on the signature
            "scitt/action-state-group_scitt-cose/test-vectors/v1/valid-ccf-vds2/statement.cose",
                    "$<18>[0]<cbor>.15 lacks one of an enumeration [2]",
            "scitt/microsoft_scitt-ccf-ledger/test/payloads/css-attested-cosesign1-20250925.cose",
                    "$<18>[0]<cbor>.15 lacks one of an enumeration [2]");

    /** What became of the samples of one format. */
    private static final class Tally {
        private int samples;
        private int valid;
        private int refused;
        private final List<String> disagreed = new ArrayList<>();
        private final Map<String, Integer> left = new TreeMap<>();

        private void add(SampleRules.Choice choice, Optional<String> refusal) {
            samples++;
            if (refusal.isEmpty()) {
                valid++;
            } else {
                refused++;
            }
            String file = choice.sample().file();
            boolean agrees = choice.isValid()
                    .map(isValid -> isValid == refusal.isEmpty())
                    .orElse(true);
            if (KNOWN.containsKey(file)) {
                agrees = refusal.filter(reason -> reason.startsWith(KNOWN.get(file)))
                        .isPresent();
            }
            if (!agrees) {
                disagreed.add(file + ' ' + choice.rule() + ": " + refusal.orElse("valid"));
            }
        }

        private void leave(String reason) {
            left.merge(reason, 1, Integer::sum);
        }
    }

    @Test
    @DisplayName("definitions resolve, and samples match them as their manifest says")
    void samples() throws IOException, MalformedMessageException {
        List<String> disagreed = new ArrayList<>();
        for (CddlIndex.Format format : CddlIndex.formats()) {
            Map<String, Cddl> definitions = CddlIndex.definitions(format);
            int rules = 0;
            for (Map.Entry<String, Cddl> definition : definitions.entrySet()) {
                assertThat(definition.getValue().undefined(definition.getKey()))
                        .as(format.name() + ' ' + definition.getKey())
                        .isEmpty();
                rules = Math.max(rules, definition.getValue().rules().size());
            }
            Tally tally = new Tally();
            for (String folder : format.samples()) {
                for (JsonObject entry : TokenVectors.entries(folder)) {
                    check(format.name(), definitions, entry, tally);
                }
            }
            System.out.println("cddl " + format.name() + " rules=" + rules + " samples=" + tally.samples + " valid="
                    + tally.valid + " refused=" + tally.refused + " left=" + tally.left);
            tally.disagreed.forEach(line -> disagreed.add(format.name() + ": " + line));
        }
        assertThat(disagreed).isEmpty();
    }

    private static void check(String format, Map<String, Cddl> definitions, JsonObject entry, Tally tally)
            throws IOException, MalformedMessageException {
        String verdict = entry.string("verdict");
        if (verdict.equals("companion")) {
            return;
        }
        if (verdict.equals("out-of-scope")) {
            tally.leave(verdict);
            return;
        }
        Optional<SampleRules.Choice> choice;
        try {
            choice = SampleRules.of(format, Sample.read(entry));
        } catch (MalformedMessageException e) {
            tally.leave(verdict.equals("accept") ? "no CBOR to our reader" : "malformed");
            return;
        }
        if (choice.isEmpty()) {
            tally.leave("no definition");
            return;
        }
        String rule = choice.get().rule();
        Optional<String> refusal = choice.get()
                .refusal(definitions.getOrDefault(
                        rule, definitions.values().iterator().next()));
        tally.add(choice.get(), refusal);
    }
}
