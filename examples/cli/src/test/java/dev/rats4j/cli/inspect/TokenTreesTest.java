package dev.rats4j.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.content.Samples;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of the trees of tokens as they are to be read: what is covered and what not, and numbers with what they stand for. */
class TokenTreesTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String COVERED = "├─ signature covers: protected header, payload";

    private static final String DIGEST_OF_CORIM = corimDigest();

    /** By sample, in the order in which they stand. */
    private static final Map<String, List<String>> LINES = Map.ofEntries(
            Map.entry(
                    "EAT in CBOR",
                    List.of(
                            COVERED,
                            "│  ├─ alg (1): ES256 (-7)",
                            "│  └─ typ (16): \"application/eat+cwt\"",
                            "└─ payload: claims set of an attestation token (EAT), not signed, 42 bytes",
                            "   ├─ iat (6): 2026-11-25T12:00:00Z (1795608000)",
                            "   ├─ eat_nonce (10): h'0102030405060708'",
                            "   ├─ ueid (256): h'01abababababababababababababababab' (random)",
                            "   └─ dbgstat (263): disabled (1)")),
            Map.entry(
                    "EAT in JSON",
                    List.of(
                            "├─ signature covers: header, payload",
                            "│  └─ typ: eat+jwt",
                            "   ├─ iat: 2026-11-25T12:00:00Z (1795608000)",
                            "   └─ dbgstat: disabled")),
            Map.entry(
                    "PSA token",
                    List.of(
                            "   ├─ eat_profile (265): \"tag:psacertified.org,2023:psa#tfm\"",
                            "   ├─ psa-client-id (2394): -1",
                            "   ├─ psa-security-lifecycle (2395): secured (12288)",
                            "   ├─ psa-implementation-id (2396): h'" + ABC + "'",
                            "   └─ psa-software-components (2399)",
                            "         ├─ measurement-type (1): \"BL\"",
                            "         ├─ measurement-value (2): h'" + ABC + "'",
                            "         ├─ version (4): \"1.2\"",
                            "         └─ signer-id (5): h'" + ABC + "'")),
            Map.entry(
                    "bundle",
                    List.of(
                            "├─ signature covers: digests in the main token, not the claims sets beside it",
                            "│        └─ \"part\"",
                            "│           ├─ hash-algorithm: SHA-256 (-16)")),
            Map.entry(
                    "EAR as CWT",
                    List.of(
                            COVERED,
                            "│  ├─ status: warning",
                            "   ├─ eat_profile (265): \"tag:ietf.org,2026:rats/ear#04\"",
                            "   │  │  ├─ ear_status (1000): affirming (2)",
                            "   │  │  │  ├─ instance-identity (0): 2 (affirming): the Attester is recognised, and not known to be"
                                    + " compromised",
                            "   │     │  └─ executables (2): 33 (warning): executables, scripts or files were loaded that are not"
                                    + " recognised",
                            "   ├─ ear_status (1000): warning (32)",
                            "      └─ build (1): \"rats4j 0.1\"")),
            Map.entry(
                    "detached CoRIM",
                    List.of(
                            "├─ signer, by its own word: ACME",
                            "│  ├─ signature covers: protected header, payload (detached: not in the message)",
                            "└─ content",
                            "   └─ CoRIM: not in the message")),
            Map.entry(
                    "digest of a CoRIM",
                    List.of(
                            "├─ signer, by its own word: ACME",
                            "│  ├─ signature covers: protected header, payload, which is the digest of content that is elsewhere",
                            "│  │  ├─ payload-hash-alg (258): SHA-256 (-16)",
                            "   ├─ CoRIM: not in the message",
                            "   └─ payload: digest of content that is elsewhere, SHA-256 (-16): " + DIGEST_OF_CORIM)),
            Map.entry(
                    "CoSWID",
                    List.of(
                            "   ├─ tag-id (0): \"acme/1\"",
                            "   ├─ software-name (1): \"Firmware\"",
                            "   │  ├─ entity-name (31): \"ACME\"",
                            "   │  └─ role (33): tag-creator (1)")),
            Map.entry(
                    "signed CoSWID",
                    List.of(
                            COVERED,
                            "│  └─ content-type (3): \"application/swid+cbor\"",
                            "└─ payload: concise software identification tag (CoSWID), 33 bytes")),
            Map.entry(
                    "receipt",
                    List.of(
                            "├─ signature covers: protected header, root of the tree (computed from a proof below and the entry,"
                                    + " which is not in the message)",
                            "├─ not covered: unprotected header: proofs (396)",
                            "│  └─ verifiable-data-structure (395): RFC9162_SHA256 (1)",
                            "│        └─ [0]",
                            "│           ├─ tree-size: 1",
                            "│           ├─ leaf-index: 0",
                            "└─ payload: not in the message")),
            Map.entry(
                    "transparent statement",
                    List.of(
                            COVERED,
                            "├─ not covered: unprotected header: receipts (394)",
                            "│     ├─ iss (1): \"https://acme.example\"",
                            "│     └─ sub (2): \"firmware\"",
                            "│     └─ [0]: COSE receipt, 92 bytes",
                            "│        ├─ not covered: unprotected header: proofs (396)")),
            Map.entry(
                    "COSE_Mac0",
                    List.of(
                            "├─ authentication code covers: protected header, payload",
                            "│  └─ alg (1): HMAC 256 (5)",
                            "├─ authentication code: 32 bytes, 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a…")),
            Map.entry(
                    "JWS in JSON",
                    List.of(
                            "├─ signature covers: header, payload",
                            "├─ not covered: unprotected header: kid",
                            "│  └─ alg: ES256")),
            Map.entry(
                    "checkpoint",
                    List.of(
                            "├─ each signature covers: text before the empty line, with its last line end",
                            "├─ not covered: lines of signatures",
                            "├─ origin: log.example",
                            "├─ size of the tree: 10",
                            "├─ root of the tree: SHA-256: " + ABC)),
            Map.entry(
                    "provenance",
                    List.of(
                            "├─ each signature covers: payload type, payload (both with their lengths, DSSE v1)",
                            "├─ not covered: key ids",
                            "├─ payload type: application/vnd.in-toto+json",
                            "   ├─ predicate type: https://slsa.dev/provenance/v1 (SLSA provenance: how it was built)",
                            "   ├─ subject: firmware.bin",
                            "   │  └─ sha256: " + ABC,
                            "      │  ├─ buildType: https://acme.example/build/1")));

    private static String corimDigest() {
        try {
            Bytes corim = CorimTemplate.compile(Bytes.ofUtf8(Samples.TEMPLATE)).encode();
            return HashAlgorithm.SHA256.digest(corim).value().toHex();
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Samples.Sample> samples() {
        return Samples.all().stream()
                .filter(sample -> LINES.containsKey(sample.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("the tree of a token has these lines, in this order")
    void showsLines(Samples.Sample sample) {
        String text = Inspection.of(sample.content()).toText();

        assertThat(text.lines()).as(text).containsSubsequence(LINES.getOrDefault(sample.name(), List.of()));
        assertThat(text).startsWith(sample.kind().label() + ", ").doesNotContain("malformed");
    }

    @Test
    @DisplayName("there is a sample of each")
    void hasAll() {
        assertThat(samples()).extracting(Samples.Sample::name).containsExactlyInAnyOrderElementsOf(LINES.keySet());
    }

    @Test
    @DisplayName("nothing is said not to be covered where everything is")
    void saysNothingOfNothing() {
        for (Samples.Sample sample : samples()) {
            if (List.of("EAT in CBOR", "EAT in JSON", "COSE_Mac0", "signed CoSWID")
                    .contains(sample.name())) {
                assertThat(Inspection.of(sample.content()).toText()).doesNotContain("not covered");
            }
        }
    }
}
