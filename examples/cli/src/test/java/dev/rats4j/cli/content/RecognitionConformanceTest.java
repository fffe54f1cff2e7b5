package dev.rats4j.cli.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.tpm.TpmVectors;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files of the vectors are recognised as what the manifest uses them for. */
class RecognitionConformanceTest {

    private static final TpmVectors VECTORS = TpmVectors.require();

    private static final String[] KINDS = {
        "quote",
        "quote-negative",
        "certify",
        "certify-negative",
        "eventlog",
        "public",
        "ek-cert",
        "ek-cert-negative",
        "platform-cert",
        "credential",
        "rim",
        "ca"
    };

    private static final Map<String, Set<ContentKind>> ROLES = Map.of(
            "event-log", Set.of(ContentKind.EVENT_LOG),
            "attestation-key", Set.of(ContentKind.PUBLIC_KEY, ContentKind.TPM2B_PUBLIC, ContentKind.TPM_PUBLIC),
            "public-area", Set.of(ContentKind.TPM2B_PUBLIC, ContentKind.TPM_PUBLIC, ContentKind.PUBLIC_KEY),
            "pcr-values", Set.of(ContentKind.PCR_VALUES),
            "evidence", Set.of(ContentKind.TPM_QUOTE),
            "signature", Set.of(ContentKind.TPM_SIGNATURE),
            "attestation-key-certificate", Set.of(ContentKind.CERTIFICATES),
            "ek-certificate", Set.of(ContentKind.CERTIFICATES, ContentKind.STORED_CERTIFICATE),
            "trust-anchor", Set.of(ContentKind.CERTIFICATES),
            "certificates", Set.of(ContentKind.CERTIFICATES));

    /** Files that are something else, by pattern of their path: WebAuthn, attribute certificates, NV memory, forgeries. */
    private static final Map<String, ContentKind> OTHERS = Map.ofEntries(
            Map.entry("certify.*/attestationObject\\.cbor", ContentKind.CBOR),
            Map.entry("certify.*/yubico-es.*/sig\\.bin", ContentKind.DER),
            Map.entry("certify.*/sig\\.bin", ContentKind.UNKNOWN),
            Map.entry("certify-negative/.*/yubico-rs256/pubArea\\.bin", ContentKind.UNKNOWN),
            Map.entry("certify/swtpm-lab/nv-counter-1/nv_public\\.bin", ContentKind.UNKNOWN),
            Map.entry("ek-cert.*/.*\\.bin", ContentKind.UNKNOWN),
            Map.entry("eventlog/HIRS/TpmLogExpectedPcrs\\.txt", ContentKind.TEXT),
            Map.entry("platform-cert/.*\\.(cer|crt)", ContentKind.DER),
            Map.entry("platform-cert/(HIRS/.*\\.pem|paccor/.*\\.crt)", ContentKind.TEXT),
            Map.entry("quote-negative/.*/(magic-zero|forged-magic)/quote\\.msg", ContentKind.UNKNOWN),
            Map.entry("quote-negative/parsec/.*\\.cbor", ContentKind.UNKNOWN),
            Map.entry("quote/parsec/.*\\.cbor", ContentKind.CBOR),
            Map.entry("quote/services/.*\\.token", ContentKind.UNKNOWN));

    /** Parts of CoRIMs, which are no messages, and one that the codec is known to refuse. */
    private static final String PARTS =
            ".*/(comid|cotl|intrep|protected-header-map).*|.*/perf/data/corim-psa-full\\.cbor";

    @Test
    void recognisesFilesByTheirRole() {
        Map<String, Set<ContentKind>> files = new LinkedHashMap<>();
        for (TpmVectors.Entry entry : VECTORS.entries(KINDS)) {
            ROLES.forEach((role, kinds) -> entry.inputs(role).forEach(path -> files.putIfAbsent(path, kinds)));
        }
        List<String> surprises = new ArrayList<>();
        int agreed = 0;
        for (Map.Entry<String, Set<ContentKind>> file : files.entrySet()) {
            ContentKind kind = ContentKind.of(VECTORS.read(file.getKey()));
            if (file.getValue().contains(kind)) {
                agreed++;
            } else if (OTHERS.entrySet().stream()
                    .noneMatch(
                            other -> other.getValue() == kind && file.getKey().matches(other.getKey()))) {
                surprises.add(file.getKey() + " " + kind);
            }
        }
        System.out.println("recognition tpm run=" + files.size() + " agreed=" + agreed + " otherwise="
                + (files.size() - agreed - surprises.size()) + " disagreed=" + surprises.size());
        assertThat(surprises).isEmpty();
        assertThat(agreed).isGreaterThan(240);
    }

    @Test
    void recognisesCorimsOfTheManifest() throws Exception {
        Path folder = VECTORS.resolve("../tokens").normalize();
        Bytes text = read(folder.resolve("MANIFEST.json"));
        JsonArray manifest = (JsonArray) Json.parse(text, JsonLimits.ofBytes(text.length()));
        List<String> others = new ArrayList<>();
        int run = 0;
        int agreed = 0;
        for (JsonObject entry : manifest.objects()) {
            boolean isCorim =
                    entry.optionalString("spec").filter("corim"::equals).isPresent();
            Optional<JsonObject> inputs = entry.optionalObject("inputs");
            if (!isCorim || inputs.isEmpty() || !entry.string("verdict").equals("accept")) {
                continue;
            }
            for (String path : inputs.get().array("reference-values").strings()) {
                ContentKind kind = ContentKind.of(read(folder.resolve(path)));
                run++;
                boolean isPart = (path.matches(PARTS) && kind == ContentKind.CBOR)
                        || kind == ContentKind.COMID
                        || kind == ContentKind.COTL;
                if (kind == ContentKind.CORIM || kind == ContentKind.SIGNED_CORIM) {
                    agreed++;
                } else if (!isPart) {
                    others.add(path + " " + kind);
                }
            }
        }
        System.out.println("recognition corim run=" + run + " agreed=" + agreed + " parts="
                + (run - agreed - others.size()) + " disagreed=" + others.size());
        assertThat(others).isEmpty();
        assertThat(agreed).isGreaterThanOrEqualTo(30);
    }

    private static Bytes read(Path file) {
        try {
            return Bytes.copyOf(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
