package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Authentication;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.spi.AuthenticationInputs;
import dev.rats4j.tpm.TpmVectors.Entry;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.PathResult;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verdicts of the vectors about quotes and public areas of real TPMs. Logs beside quotes: {@code TpmEventLogConformanceTest}. */
class TpmQuoteConformanceTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final CertificationPaths PATHS = new CertificationPaths(CRYPTO);
    private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final TpmVectors vectors = TpmVectors.require();

    @Test
    @DisplayName("kind quote")
    void quotes() throws Exception {
        TpmVectors.Tally tally = new TpmVectors.Tally("tpm/quote");
        for (Entry entry : cases("quote")) {
            if (!entry.inputs("ima-log").isEmpty() && entry.stage().equals("replay")) {
                System.out.println("conformance tpm/quote skips " + entry.file() + ": IMA lists are not read yet");
                tally.skip();
            } else if (!entry.stage().equals("replay")) { // a log beside a quote is an entry of its own
                tally.compare(entry, expected(entry), verdict(entry));
            }
        }
        tally.report();
    }

    @Test
    @DisplayName("kind quote-negative")
    void negatives() throws Exception {
        TpmVectors.Tally tally = new TpmVectors.Tally("tpm/quote-negative");
        for (Entry entry : cases("quote-negative")) {
            tally.compare(entry, expected(entry), verdict(entry));
        }
        tally.report();
    }

    @Test
    @DisplayName("T-20 T-01 T-25 forged quotes fail exactly the check that the attack is about")
    void negativesFailTheirOwnCheck() throws Exception {
        Map<String, TpmQuoteCheck> attacked = Map.of(
                "magic-zero", TpmQuoteCheck.MAGIC,
                "forged-magic", TpmQuoteCheck.MAGIC,
                "type-flipped", TpmQuoteCheck.TYPE,
                "sig-bit", TpmQuoteCheck.SIGNATURE,
                "sig-hash-sha1", TpmQuoteCheck.SIGNATURE,
                "wrong-nonce", TpmQuoteCheck.NONCE,
                "empty-selection", TpmQuoteCheck.PCR_SELECTED);
        Set<String> seen = new HashSet<>();
        for (Entry entry : cases("quote-negative")) {
            String attack = attacked.keySet().stream()
                    .filter(name -> entry.file().contains(name))
                    .findFirst()
                    .orElseThrow();
            Authentication answer = authenticate(entry, anchorsOf(entry, false));
            assertThat(answer.findings().failed().stream().map(finding -> (Object) finding.check()))
                    .as(entry.file())
                    .containsExactly(attacked.get(attack));
            seen.add(attack);
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    @DisplayName("kinds public and public-negative")
    void publicAreas() throws Exception {
        for (String kind : List.of("public", "public-negative")) {
            TpmVectors.Tally tally = new TpmVectors.Tally("tpm/" + kind);
            for (Entry entry : cases(kind)) {
                tally.compare(entry, expected(entry), publicVerdict(entry));
            }
            tally.report();
        }
    }

    private List<Entry> cases(String kind) {
        return vectors.entries(kind).stream()
                .filter(entry -> !Set.of("companion", "out-of-scope", "").contains(entry.verdict()))
                .toList();
    }

    private static String expected(Entry entry) {
        return entry.verdict().equals("reject") ? "reject" : "accept";
    }

    private String verdict(Entry entry) throws Exception {
        if (!entry.inputs("attestation-key-certificate").isEmpty()
                && entry.inputs("evidence").isEmpty()) {
            return certificateVerdict(entry);
        }
        if (entry.inputs("evidence").isEmpty()) {
            SerializedPcrs.decode(vectors.read(entry.inputs("pcr-values").get(0)));
            return "accept";
        }
        if (entry.verdict().equals("parse-only")) {
            new TpmScheme().decode(evidence(entry));
            return "accept";
        }
        String bare = answer(authenticate(entry, anchorsOf(entry, false)));
        if (entry.inputs("public-area").isEmpty()) {
            return bare;
        }
        String pinned = answer(authenticate(entry, anchorsOf(entry, true)));
        assertThat(pinned).as("%s with the public area pinned", entry.file()).isEqualTo(bare);
        return pinned;
    }

    private static String answer(Authentication authentication) {
        return authentication instanceof AuthenticatedEvidence ? "accept" : "reject";
    }

    private String certificateVerdict(Entry entry) throws Exception {
        List<X509Certificate> between = new ArrayList<>();
        for (String path : entry.inputs("certificates")) {
            between.addAll(CertificationPaths.certificates(vectors.read(path)));
        }
        TrustAnchors.Builder anchors = TrustAnchors.builder();
        for (String path : entry.inputs("trust-anchor")) {
            CertificationPaths.certificates(vectors.read(path)).forEach(anchors::certificate);
        }
        X509Certificate leaf = CertificationPaths.certificate(
                vectors.read(entry.inputs("attestation-key-certificate").get(0)));
        PathResult result =
                PATHS.validate(leaf, between, anchors.build(), entry.at().orElseThrow());
        return result instanceof PathResult.ValidPath ? "accept" : "reject: " + result;
    }

    private Authentication authenticate(Entry entry, TrustAnchors anchors) throws MalformedMessageException {
        Freshness freshness = entry.value("nonce").orElse("").isEmpty()
                ? new Freshness.InsecureNotChecked("the vector has no nonce")
                : new Freshness.Nonce(Bytes.fromHex(entry.value("nonce").orElseThrow()));
        AuthenticationInputs inputs = new AuthenticationInputs(
                CRYPTO, PATHS, anchors, List.of(), freshness, entry.at().orElse(ANY_TIME));
        Map<HashAlgorithm, Set<Integer>> required = selection(entry);
        required.values().removeIf(Set::isEmpty);
        TpmScheme scheme = required.isEmpty() ? new TpmScheme() : TpmScheme.requiring(required);
        return scheme.decode(evidence(entry)).authenticate(inputs);
    }

    private static Map<HashAlgorithm, Set<Integer>> selection(Entry entry) {
        Map<HashAlgorithm, Set<Integer>> selection = new EnumMap<>(HashAlgorithm.class);
        entry.pcrSelection()
                .ifPresent(banks -> banks.properties().forEach(bank -> {
                    Set<Integer> indexes = new HashSet<>();
                    bank.getValue().forEach(index -> indexes.add(index.asInt()));
                    selection.put(HashAlgorithm.valueOf(bank.getKey().toUpperCase(java.util.Locale.ROOT)), indexes);
                }));
        return selection;
    }

    private TpmEvidence evidence(Entry entry) throws MalformedMessageException {
        return new TpmEvidence(
                vectors.read(entry.inputs("evidence").get(0)),
                vectors.read(entry.inputs("signature").get(0)),
                pcrs(entry),
                first(entry, "public-area"),
                first(entry, "attestation-key-certificate"),
                first(entry, "event-log"));
    }

    private PcrValues pcrs(Entry entry) throws MalformedMessageException {
        List<String> files = entry.inputs("pcr-values");
        if (files.isEmpty()) {
            return PcrValues.NONE;
        }
        return files.get(0).endsWith(".json")
                ? vectors.quotedPcrs(entry).orElseThrow()
                : SerializedPcrs.decode(vectors.read(files.get(0)));
    }

    private Optional<Bytes> first(Entry entry, String role) {
        return entry.inputs(role).stream().findFirst().map(vectors::read);
    }

    private TrustAnchors anchorsOf(Entry entry, boolean publicArea) throws MalformedMessageException {
        TrustAnchors.Builder anchors = TrustAnchors.builder();
        if (publicArea) {
            return anchors.schemeKey(first(entry, "public-area").orElseThrow()).build();
        }
        for (String path : entry.inputs("attestation-key")) {
            anchors.key(CRYPTO.publicKey(pem(vectors.read(path))));
        }
        return anchors.build();
    }

    private static Bytes pem(Bytes file) {
        String text = new String(file.toByteArray(), StandardCharsets.US_ASCII);
        String body = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return Bytes.copyOf(Base64.getDecoder().decode(body));
    }

    private String publicVerdict(Entry entry) {
        try {
            String file = entry.inputs("public-area").get(0);
            if (file.endsWith(".pem")) {
                CRYPTO.publicKey(pem(vectors.read(file)));
                return "accept";
            }
            TpmtPublic area = TpmtPublic.decode(vectors.read(file));
            for (String name : entry.inputs("text")) {
                assertThat(area.name()).as(name).isEqualTo(vectors.read(name));
            }
            if (entry.stage().equals("decode")) {
                return "accept";
            }
            return area.objectAttributes().missingForAttestation().isEmpty() ? "accept" : "reject";
        } catch (MalformedMessageException e) {
            return "reject";
        }
    }
}
