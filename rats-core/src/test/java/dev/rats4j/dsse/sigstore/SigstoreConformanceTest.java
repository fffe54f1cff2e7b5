package dev.rats4j.dsse.sigstore;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.dsse.DsseKey;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bundles of the conformance suite of Sigstore, with the verdicts of their manifest. */
class SigstoreConformanceTest {

    private static final CertificationPaths PATHS = new CertificationPaths(CRYPTO);

    private final Map<Bytes, Optional<TrustedRoot>> roots = new HashMap<>();

    @Test
    @DisplayName("bundles of the conformance suite are accepted and refused as their manifest says")
    void conformance() throws IOException, MalformedMessageException {
        List<String> disagreed = new ArrayList<>();
        Map<String, Integer> reasons = new TreeMap<>();
        List<JsonObject> entries = TokenVectors.entries("sigstore");
        Set<String> allRoots = new LinkedHashSet<>();
        for (JsonObject entry : entries) {
            allRoots.addAll(inputs(entry, "trust-anchor"));
        }
        int run = 0;
        for (JsonObject entry : entries) {
            switch (entry.string("verdict")) {
                case "companion" -> {
                    // belongs to others
                }
                case "out-of-scope" -> reasons.merge("out-of-scope", 1, Integer::sum);
                default -> {
                    run++;
                    disagreement(entry, allRoots).ifPresent(disagreed::add);
                }
            }
        }
        System.out.println("conformance tokens/sigstore run=" + run + " agreed=" + (run - disagreed.size())
                + " disagreed=" + disagreed.size() + " skipped="
                + reasons.values().stream().mapToInt(Integer::intValue).sum() + " " + reasons);
        assertThat(disagreed).isEmpty();
        assertThat(run).isPositive();
    }

    private Optional<String> disagreement(JsonObject entry, Set<String> allRoots)
            throws IOException, MalformedMessageException {
        String file = entry.string("file");
        List<String> given = inputs(entry, "trust-anchor");
        boolean parseOnly = entry.string("verdict").equals("parse-only");
        if (parseOnly || entry.string("stage").equals("decode")) {
            boolean refused = decoded(file).isEmpty();
            boolean refuse = entry.string("verdict").startsWith("reject");
            return refused == refuse ? Optional.empty() : Optional.of(file + ": refused " + refused);
        }
        // where the manifest names no root, the verdict holds with any
        for (String root : given.isEmpty() ? allRoots : given) {
            Optional<String> refusal = refusal(entry, root);
            if (refusal.isPresent() == entry.string("verdict").equals("accept")) {
                return Optional.of(file + ": " + refusal.orElse("accepted") + " with " + root);
            }
        }
        return Optional.empty();
    }

    private static Optional<SigstoreBundle> decoded(String file) throws IOException {
        try {
            return Optional.of(SigstoreBundle.decode(TokenVectors.read(file)));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private Optional<TrustedRoot> root(String file) throws IOException {
        Bytes text = TokenVectors.read(file);
        if (!roots.containsKey(text)) {
            Optional<TrustedRoot> read;
            try {
                read = Optional.of(TrustedRoot.decode(text, CRYPTO));
            } catch (MalformedMessageException e) {
                read = Optional.empty();
            }
            roots.put(text, read);
        }
        return roots.getOrDefault(text, Optional.empty());
    }

    private Optional<String> refusal(JsonObject entry, String rootFile) throws IOException, MalformedMessageException {
        Optional<SigstoreBundle> bundle = decoded(inputs(entry, "evidence").get(0));
        Optional<TrustedRoot> root = root(rootFile);
        if (bundle.isEmpty() || root.isEmpty()) {
            return Optional.of("malformed");
        }
        SigstoreVerifier verifier = new SigstoreVerifier(CRYPTO, PATHS, root.get());
        Bytes artifact = TokenVectors.read(inputs(entry, "text").get(0));
        List<String> keys = inputs(entry, "verification-key");
        SigstoreResult result;
        if (keys.isEmpty()) {
            JsonObject values = entry.object("values");
            result = verifier.verify(
                    bundle.get(), artifact, new SigstoreIdentity(values.string("identity"), values.string("issuer")));
        } else {
            Optional<DsseKey> key = key(keys.get(0));
            if (key.isEmpty()) {
                return Optional.of("the key is no point of its curve");
            }
            result = verifier.verify(bundle.get(), artifact, key.get());
        }
        return result instanceof SigstoreResult.Refused refused
                ? Optional.of(refused.step() + " " + refused.reason())
                : Optional.empty();
    }

    private static Optional<DsseKey> key(String file) throws IOException {
        try {
            return Optional.of(DsseKey.of(CRYPTO.publicKey(TokenVectors.read(file)), CRYPTO));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static List<String> inputs(JsonObject entry, String role) throws MalformedMessageException {
        Optional<JsonObject> inputs = entry.optionalObject("inputs");
        Optional<JsonArray> files = inputs.isPresent() ? inputs.get().optionalArray(role) : Optional.empty();
        return files.isPresent() ? files.get().strings() : List.of();
    }
}
