package dev.rats4j.dsse.oms;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.dsse.DsseKey;
import dev.rats4j.dsse.InTotoStatement;
import dev.rats4j.dsse.sigstore.BundleContent;
import dev.rats4j.dsse.sigstore.SigstoreBundle;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bundles of the specification and of its first implementation, with the verdicts of their manifest. */
class OmsConformanceTest {

    private static final CertificationPaths PATHS = new CertificationPaths(CRYPTO);

    @Test
    @DisplayName("signed models of the specification and of others are accepted and refused as their manifest says")
    void conformance() throws IOException, MalformedMessageException {
        List<String> disagreed = new ArrayList<>();
        Map<String, Integer> reasons = new TreeMap<>();
        int run = 0;
        for (JsonObject entry : TokenVectors.entries("oms")) {
            String verdict = entry.string("verdict");
            if (verdict.equals("out-of-scope")) {
                reasons.merge("out-of-scope", 1, Integer::sum);
            } else if (!verdict.equals("companion")) {
                run++;
                Optional<String> refusal = verdict.equals("parse-only") ? parsed(entry) : refusal(entry);
                boolean refuse = verdict.startsWith("reject") || verdict.equals("accept-legacy");
                if (refusal.isPresent() != refuse) {
                    disagreed.add(entry.string("file") + ": " + refusal.orElse("accepted"));
                }
            }
        }
        System.out.println("conformance tokens/oms run=" + run + " agreed=" + (run - disagreed.size()) + " disagreed="
                + disagreed.size() + " skipped="
                + reasons.values().stream().mapToInt(Integer::intValue).sum() + " " + reasons);
        assertThat(disagreed).isEmpty();
        assertThat(run).isPositive();
    }

    /** The bundle and its statement are read; the manifest of older versions is one that only the statement's reader takes. */
    private static Optional<String> parsed(JsonObject entry) throws IOException, MalformedMessageException {
        try {
            SigstoreBundle bundle = SigstoreBundle.decode(evidence(entry));
            BundleContent.Envelope content = (BundleContent.Envelope) bundle.content();
            InTotoStatement statement =
                    InTotoStatement.decode(content.envelope().untrustedPayload());
            boolean isCurrent = statement.predicateType().equals(ModelManifest.PREDICATE_TYPE);
            assertThat(decodes(entry)).isEqualTo(isCurrent);
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static boolean decodes(JsonObject entry) throws IOException, MalformedMessageException {
        Bytes text = evidence(entry);
        try {
            return SignedModel.decode(text).untrustedManifest().resources().size() > 0;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static Optional<String> refusal(JsonObject entry) throws IOException, MalformedMessageException {
        Bytes text = evidence(entry);
        SignedModel model;
        try {
            model = SignedModel.decode(text);
        } catch (MalformedMessageException e) {
            return Optional.ofNullable(e.getMessage());
        }
        if (entry.string("stage").equals("decode")) {
            return Optional.empty();
        }
        ModelVerification answer = verify(entry, model);
        if (answer instanceof ModelVerification.Refused refused) {
            return Optional.of(refused.reason());
        }
        ModelManifest manifest = ((ModelVerification.Verified) answer).manifest();
        ModelComparison comparison = manifest.compare(files(entry, manifest));
        // what the signer left out without saying so in the manifest stays beside the model: the caller has to leave it
        // out, too
        return comparison.missing().isEmpty() && comparison.changed().isEmpty()
                ? Optional.empty()
                : Optional.of(comparison.toString());
    }

    private static ModelVerification verify(JsonObject entry, SignedModel model)
            throws IOException, MalformedMessageException {
        List<String> keys = inputs(entry, "verification-key");
        if (!keys.isEmpty()) {
            return model.verify(CRYPTO, DsseKey.of(CRYPTO.publicKey(TokenVectors.read(keys.get(0))), CRYPTO));
        }
        TrustAnchors.Builder anchors = TrustAnchors.builder();
        certificates(entry, "trust-anchor").forEach(anchors::certificate);
        return model.verify(
                CRYPTO, PATHS, certificates(entry, "certificates"), anchors.build(), Instant.parse(entry.string("at")));
    }

    private static List<X509Certificate> certificates(JsonObject entry, String role)
            throws IOException, MalformedMessageException {
        List<X509Certificate> all = new ArrayList<>();
        for (String file : inputs(entry, role)) {
            all.addAll(CertificationPaths.certificates(TokenVectors.read(file)));
        }
        return all;
    }

    /** The files beside the signature; a model of one file has no name in its manifest. */
    private static ModelFiles files(JsonObject entry, ModelManifest manifest)
            throws IOException, MalformedMessageException {
        Map<String, Bytes> files = new HashMap<>();
        List<String> given = inputs(entry, "text");
        String folder = entry.string("file").replaceAll("[^/]*$", "");
        boolean single = manifest.resources().get(0).name().equals(".");
        for (String file : given) {
            files.put(single ? "." : file.substring(folder.length()), TokenVectors.read(file));
        }
        return new MemoryFiles(files);
    }

    private static Bytes evidence(JsonObject entry) throws IOException, MalformedMessageException {
        return TokenVectors.read(inputs(entry, "evidence").get(0));
    }

    private static List<String> inputs(JsonObject entry, String role) throws MalformedMessageException {
        Optional<JsonObject> inputs = entry.optionalObject("inputs");
        Optional<JsonArray> files = inputs.isPresent() ? inputs.get().optionalArray(role) : Optional.empty();
        return files.isPresent() ? files.get().strings() : List.of();
    }
}
