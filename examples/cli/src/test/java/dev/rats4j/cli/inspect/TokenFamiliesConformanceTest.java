package dev.rats4j.cli.inspect;

import static dev.rats4j.cli.content.ContentKind.CCA_TOKEN;
import static dev.rats4j.cli.content.ContentKind.CERTIFICATES;
import static dev.rats4j.cli.content.ContentKind.CHECKPOINT;
import static dev.rats4j.cli.content.ContentKind.CMW;
import static dev.rats4j.cli.content.ContentKind.COMID;
import static dev.rats4j.cli.content.ContentKind.CORIM;
import static dev.rats4j.cli.content.ContentKind.CORIM_TEMPLATE;
import static dev.rats4j.cli.content.ContentKind.COSERV;
import static dev.rats4j.cli.content.ContentKind.COSERV_DISCOVERY;
import static dev.rats4j.cli.content.ContentKind.COSE_KEY;
import static dev.rats4j.cli.content.ContentKind.COSE_MAC;
import static dev.rats4j.cli.content.ContentKind.COSE_MAC0;
import static dev.rats4j.cli.content.ContentKind.COSE_RECEIPT;
import static dev.rats4j.cli.content.ContentKind.COSE_SIGN;
import static dev.rats4j.cli.content.ContentKind.COSE_SIGN1;
import static dev.rats4j.cli.content.ContentKind.COSWID;
import static dev.rats4j.cli.content.ContentKind.COTL;
import static dev.rats4j.cli.content.ContentKind.COTS;
import static dev.rats4j.cli.content.ContentKind.CYCLONEDX;
import static dev.rats4j.cli.content.ContentKind.DSSE;
import static dev.rats4j.cli.content.ContentKind.EAR_CLAIMS;
import static dev.rats4j.cli.content.ContentKind.EAR_TOKEN;
import static dev.rats4j.cli.content.ContentKind.EAT_BUNDLE;
import static dev.rats4j.cli.content.ContentKind.EAT_CLAIMS;
import static dev.rats4j.cli.content.ContentKind.EAT_TOKEN;
import static dev.rats4j.cli.content.ContentKind.EPOCH_MARKER;
import static dev.rats4j.cli.content.ContentKind.IN_TOTO;
import static dev.rats4j.cli.content.ContentKind.JWK;
import static dev.rats4j.cli.content.ContentKind.JWK_SET;
import static dev.rats4j.cli.content.ContentKind.JWS;
import static dev.rats4j.cli.content.ContentKind.JWS_JSON;
import static dev.rats4j.cli.content.ContentKind.LEGACY_EAR;
import static dev.rats4j.cli.content.ContentKind.MEASURED_COMPONENT;
import static dev.rats4j.cli.content.ContentKind.PRIVATE_KEY;
import static dev.rats4j.cli.content.ContentKind.PSA_TOKEN;
import static dev.rats4j.cli.content.ContentKind.SIGNED_CMW;
import static dev.rats4j.cli.content.ContentKind.SIGNED_CORIM;
import static dev.rats4j.cli.content.ContentKind.SIGNED_COSERV;
import static dev.rats4j.cli.content.ContentKind.SIGNED_COSWID;
import static dev.rats4j.cli.content.ContentKind.SIGNED_MODEL;
import static dev.rats4j.cli.content.ContentKind.SIGNED_NOTE;
import static dev.rats4j.cli.content.ContentKind.SIGNED_STATEMENT;
import static dev.rats4j.cli.content.ContentKind.SIGSTORE_BUNDLE;
import static dev.rats4j.cli.content.ContentKind.TRUSTED_ROOT;
import static dev.rats4j.cli.content.ContentKind.UCCS;
import static dev.rats4j.cli.content.ContentKind.WEB_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What others made is shown as what it is, by family of formats. */
class TokenFamiliesConformanceTest {

    /** What the samples of a family may be: the format, its parts, and what carries it. */
    private static final Map<String, Set<ContentKind>> FAMILIES = Map.ofEntries(
            Map.entry("psa", EnumSet.of(PSA_TOKEN, EAT_CLAIMS)),
            Map.entry("cca", EnumSet.of(CCA_TOKEN, EAT_TOKEN, EAT_CLAIMS)),
            Map.entry("cmw", EnumSet.of(CMW, SIGNED_CMW, CERTIFICATES, EAT_CLAIMS)),
            Map.entry("corim", EnumSet.of(CORIM, SIGNED_CORIM, CORIM_TEMPLATE, COMID, COTL, COSWID, COTS, CMW)),
            Map.entry("intel-corim", EnumSet.of(CORIM, COMID)),
            Map.entry("cose", EnumSet.of(COSE_SIGN1, COSE_SIGN, COSE_MAC0, COSE_MAC, COSE_KEY)),
            Map.entry("jose", EnumSet.of(JWS, JWS_JSON, JWK, JWK_SET, PRIVATE_KEY)),
            Map.entry("coserv", EnumSet.of(COSERV, SIGNED_COSERV, COSERV_DISCOVERY)),
            Map.entry("coswid", EnumSet.of(COSWID, SIGNED_COSWID)),
            Map.entry("cots", EnumSet.of(COTS)),
            Map.entry("cwt", EnumSet.of(WEB_TOKEN, EAT_CLAIMS)),
            Map.entry("ear", EnumSet.of(EAR_TOKEN, EAR_CLAIMS, LEGACY_EAR)),
            Map.entry("eat", EnumSet.of(EAT_TOKEN, EAT_CLAIMS, EAT_BUNDLE, UCCS, COSWID)),
            Map.entry("uccs", EnumSet.of(UCCS)),
            Map.entry("measured-component", EnumSet.of(MEASURED_COMPONENT, EAT_CLAIMS)),
            Map.entry("epoch-markers", EnumSet.of(EPOCH_MARKER)),
            Map.entry("scitt", EnumSet.of(SIGNED_STATEMENT, COSE_RECEIPT)),
            Map.entry("cose-receipts", EnumSet.of(COSE_RECEIPT)),
            Map.entry("tlog", EnumSet.of(CHECKPOINT, SIGNED_NOTE)),
            Map.entry("dsse", EnumSet.of(DSSE)),
            Map.entry("in-toto", EnumSet.of(IN_TOTO, DSSE)),
            Map.entry("oms", EnumSet.of(SIGNED_MODEL, SIGSTORE_BUNDLE)),
            Map.entry("sigstore", EnumSet.of(SIGSTORE_BUNDLE, TRUSTED_ROOT)),
            Map.entry("cyclonedx", EnumSet.of(CYCLONEDX)));

    /** Samples that are no message of their own, by pattern of their path, with the reason. */
    private static final Map<String, String> FRAGMENTS = Map.ofEntries(
            Map.entry("cmw/.*/literals/x509_test.*", "values of extensions of certificates"),
            Map.entry("corim/.*/intrep-.*", "internal representation of a Verifier"),
            Map.entry("corim/.*/protected-header-map.*", "headers without their message"),
            Map.entry("corim/.*endorsements/.*", "parts of CoMIDs"),
            Map.entry(
                    "corim/veraison_coc.*|corim/.*/perf/data/.*", "CoRIMs and CoMIDs of old drafts, without their tag"),
            Map.entry("corim/.*/psa-refval-orig.*", "a CoMID of an old draft"),
            Map.entry("intel-corim/.*/(ice|ispdm|irim)-.*", "concise evidence and CoMIDs of a draft that is not read"),
            Map.entry("cose/.*\\.json", "tests with messages in them"),
            Map.entry("cose/.*/mac-pass-0[13].*", "algorithms where anybody may change them, which the reader refuses"),
            Map.entry("ear/.*/testRealmJWT.*", "a key in its own header, which the reader refuses"),
            Map.entry(
                    "scitt/scitt-community_scitt-examples/.*",
                    "keys, and messages of 2023 whose headers say nothing of SCITT"));

    @Test
    void everyFamilyIsRecognised() throws Exception {
        List<String> others = new ArrayList<>();
        int run = 0;
        int agreed = 0;
        int fragments = 0;
        for (String family : new TreeSet<>(FAMILIES.keySet())) {
            for (JsonObject entry : TokenVectors.entries(family)) {
                String verdict = entry.string("verdict");
                if (!Set.of("accept", "parse-only", "accept-legacy").contains(verdict)) {
                    continue;
                }
                String file = entry.string("file");
                Inspection inspection = InspectionTest.check(TokenVectors.read(file));
                boolean isRefused = verdict.equals("accept") && isTitledMalformed(inspection);
                run++;
                if (FAMILIES.getOrDefault(family, Set.of()).contains(inspection.kind()) && !isRefused) {
                    agreed++;
                } else if (FRAGMENTS.keySet().stream().anyMatch(file::matches)) {
                    fragments++;
                } else {
                    others.add(file + " " + inspection.kind() + (isRefused ? " malformed" : ""));
                }
            }
        }
        System.out.println("inspection tokens run=" + run + " agreed=" + agreed + " fragments=" + fragments
                + " disagreed=" + others.size());
        assertThat(others).isEmpty();
        assertThat(agreed).isGreaterThan(230);
    }

    /** The message itself, not something inside of it. */
    private static boolean isTitledMalformed(Inspection inspection) {
        return inspection.toText().lines().findFirst().orElse("").contains(", malformed, ");
    }
}
