package dev.rats4j.cli.inspect;

import static dev.rats4j.cli.content.ContentKind.CBOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What others made is shown as what it is, by family of formats. */
class TokenFamiliesConformanceTest {

    private static final Set<ContentKind> VAGUE =
            EnumSet.of(CBOR, ContentKind.JSON, ContentKind.TEXT, ContentKind.UNKNOWN, ContentKind.EMPTY);

    private static final List<String> FAMILIES = List.of(
            "psa",
            "cca",
            "cmw",
            "corim",
            "cose",
            "coserv",
            "coswid",
            "cots",
            "cwt",
            "ear",
            "eat",
            "uccs",
            "measured-component",
            "epoch-markers",
            "scitt",
            "cose-receipts",
            "tlog",
            "dsse",
            "in-toto",
            "oms",
            "sigstore",
            "cyclonedx");

    /** Samples that are no message of their own, by pattern of their path, with the reason. */
    private static final Map<String, String> FRAGMENTS = Map.of(
            "cmw/.*/literals/x509_test.*", "values of extensions of certificates",
            "corim/.*/intrep-.*", "internal representation of a Verifier",
            "corim/.*/protected-header-map.*", "headers without their message",
            "corim/.*endorsements/.*", "parts of CoMIDs",
            "corim/veraison_coc.*|corim/.*/perf/data/.*", "CoRIMs and CoMIDs of old drafts, without their tag",
            "corim/.*/psa-refval-orig.*", "a CoMID of an old draft",
            "cose/.*\\.json", "tests with messages in them",
            "cose/.*/mac-pass-03.*", "an array without a tag, and its algorithm where nobody may put it");

    @Test
    void everyFamilyIsRecognised() throws Exception {
        List<String> others = new ArrayList<>();
        int run = 0;
        int agreed = 0;
        int fragments = 0;
        for (String family : FAMILIES) {
            for (JsonObject entry : TokenVectors.entries(family)) {
                if (!Set.of("accept", "parse-only", "accept-legacy").contains(entry.string("verdict"))) {
                    continue;
                }
                String file = entry.string("file");
                ContentKind kind = InspectionTest.check(TokenVectors.read(file)).kind();
                run++;
                if (!VAGUE.contains(kind)) {
                    agreed++;
                } else if (FRAGMENTS.keySet().stream().anyMatch(file::matches)) {
                    fragments++;
                } else {
                    others.add(file + " " + kind);
                }
            }
        }
        System.out.println("inspection tokens run=" + run + " agreed=" + agreed + " fragments=" + fragments
                + " disagreed=" + others.size());
        assertThat(others).isEmpty();
        assertThat(agreed).isGreaterThan(230);
    }
}
