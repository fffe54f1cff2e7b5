package dev.rats4j.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.Samples;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is shown of every kind, and that nothing makes it fail or move a cursor. */
class InspectionTest {

    private static final List<Samples.Sample> SAMPLES = Samples.all();

    /** By sample: what is to be seen. */
    private static final Map<String, List<String>> SHOWN = Map.ofEntries(
            Map.entry(
                    "quote",
                    List.of(
                            "magic: TPM_GENERATED_VALUE, 0xff544347",
                            "type: TPM_ST_ATTEST_QUOTE, 0x8018",
                            "as text \"a nonce of thirty-two bytes, yes\"",
                            "SHA-256: [0, 1, 4, 7]",
                            "pcrDigest: ",
                            "qualifiedSigner: 000b",
                            "resetCount: ",
                            "safe: ",
                            "firmwareVersion: 0x")),
            Map.entry("TPM2B_ATTEST", List.of("magic: TPM_GENERATED_VALUE", "SHA-256: [0, 1, 4, 7]")),
            Map.entry("signature", List.of("sigAlg: TPM_ALG_ECDSA", "hash: SHA-256", "signatureR: 32 bytes")),
            Map.entry(
                    "public area",
                    List.of(
                            "type: TPM_ALG_ECC",
                            "nameAlg: SHA-256",
                            "0x00050472 [fixedTPM, ",
                            "restricted, sign]",
                            "scheme: TPM_ALG_ECDSA, SHA-256",
                            "symmetric: TPM_ALG_NULL",
                            "curveID: P256",
                            "Name: 000b",
                            "attributes of an attestation key: all",
                            "key: EC on P256")),
            Map.entry("TPM2B_PUBLIC", List.of("type: TPM_ALG_ECC")),
            Map.entry("PCRs in JSON", List.of("SHA-256: 2 PCRs", "PCR 0: abab", "PCR 23: 0000")),
            Map.entry("PCRs in CBOR", List.of("SHA-256: 24 PCRs")),
            Map.entry(
                    "log",
                    List.of(
                            "format: CRYPTO_AGILE",
                            "banks: [SHA-256]",
                            "PCR 7: ",
                            "EV_SEPARATOR, 4 bytes",
                            "EV_EFI_VARIABLE",
                            "variable SecureBoot of")),
            Map.entry("old log", List.of("format: SHA1", "#1 PCR 0: EV_S_CRTM_VERSION, 2 bytes", "SHA-1: 0000")),
            Map.entry(
                    "evidence",
                    List.of(
                            "collection type: tag:rats4j.dev,2026:tpm-evidence",
                            "quote: application/vnd.rats4j.tpms-attest",
                            "TPM_ST_ATTEST_QUOTE",
                            "TPM_ALG_ECDSA",
                            "TCG event log, ",
                            "read as: evidence of a TPM")),
            Map.entry(
                    "certificate",
                    List.of(
                            "subject: CN=Simulated attestation key",
                            "issuer: ",
                            "serial: ",
                            "not after: 2026-11-26T12:00:00Z",
                            "key: EC on P256",
                            "2.23.133.8.3",
                            "CA: no")),
            Map.entry("padded certificate", List.of("header: none", "padding: 3 bytes", "key: EC on P256")),
            Map.entry("certificate with header", List.of("header: TCG_PCCLIENT_STORED_CERT", "key: EC on P256")),
            Map.entry("CRL", List.of("issuer: CN=Issuer", "revoked: 1", "serial 1267")),
            Map.entry("public key", List.of("type: EC on P256", "JWK thumbprint (SHA-256): ")),
            Map.entry("JWK", List.of("type: EC on P256")),
            Map.entry("JWKS", List.of("key: EC on P256")),
            Map.entry("COSE_Key", List.of("type: EC on P256")),
            Map.entry("private key", List.of("public half: EC on P256", "private half: not shown")),
            Map.entry("private key in PEM", List.of("public half: EC on P256")),
            Map.entry("encrypted", List.of("public half: cannot be told")),
            Map.entry("CoRIM", List.of("id: acme/1", "vendor: ACME", "name: fw")),
            Map.entry(
                    "signed CoRIM",
                    List.of(
                            "signer, by its own word: ACME",
                            "alg (1): ES256 (-7)",
                            "corim-meta (8)",
                            "vendor: ACME",
                            "signature: 64 bytes")),
            Map.entry("template", List.of("id: acme/1", "vendor: ACME")),
            Map.entry(
                    "EAR as CWT",
                    List.of(
                            "typ (16): \"application/eat+cwt\"",
                            "status: ",
                            "issued at: ",
                            "ear_verifier_id",
                            "payload: claims of an attestation result (EAR)")),
            Map.entry(
                    "EAR as JWT",
                    List.of(
                            "typ: eat+jwt",
                            "alg: ES256",
                            "eat_profile: tag:ietf.org,2026:rats/ear#04",
                            "payload: claims of an attestation result (EAR)")),
            Map.entry("EAR under tag 61", List.of("eat_profile")),
            Map.entry(
                    "signed CMW as COSE",
                    List.of(
                            "signed conceptual message wrapper (CMW), ",
                            "content-type (3): \"application/cmw+cbor\"",
                            "payload: conceptual message wrapper (CMW)",
                            "a: application/acme")),
            Map.entry(
                    "signed CMW as JWS_COMPACT",
                    List.of("cty: application/cmw+json", "payload: conceptual", "a: application/acme")),
            Map.entry(
                    "signed CMW as JWS_FLATTENED",
                    List.of("cty: application/cmw+json", "payload: conceptual", "a: application/acme")),
            Map.entry(
                    "certificate with CMW",
                    List.of(
                            "subject: CN=Wrapped",
                            "extension id-pe-cmw",
                            "wrapper: CBOR, conceptual message wrapper (CMW)",
                            "a: application/acme")),
            Map.entry("JWS", List.of("alg: ES256", "payload: JSON")),
            Map.entry("COSE_Sign1", List.of("alg (1): ES256 (-7)", "payload: unknown content, 1 byte", "begins: 01")),
            Map.entry("policy", List.of("id with digest: acme/1#sha-256:", "policy: acme/1")),
            Map.entry(
                    "record in JSON", List.of("record: application/acme, unknown content, 3 bytes", "begins: 010203")),
            Map.entry("CBOR", List.of("[0]: 1", "[1]: \"x\"")),
            Map.entry("JSON", List.of("a", "[0]: 1", "[1]: true")),
            Map.entry("DER", List.of("SHA-256: ")),
            Map.entry("gzip", List.of("SHA-256: ")),
            Map.entry("text", List.of("lines: 1")),
            Map.entry("nothing", List.of("an empty file, 0 bytes; nothing below is verified")));

    static List<Samples.Sample> samples() {
        return SAMPLES;
    }

    @TestFactory
    List<DynamicTest> showsWhatMatters() {
        return SAMPLES.stream()
                .filter(sample -> SHOWN.containsKey(sample.name()))
                .map(sample -> DynamicTest.dynamicTest(
                        sample.name(),
                        () -> assertThat(Inspection.of(sample.content()).toText())
                                .contains(SHOWN.getOrDefault(sample.name(), List.of()))))
                .toList();
    }

    @Test
    void everyExpectationHasASample() {
        assertThat(SAMPLES).extracting(Samples.Sample::name).containsAll(SHOWN.keySet());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysFirstWhatItIs(Samples.Sample sample) throws Exception {
        Inspection inspection = Inspection.of(sample.content());
        assertThat(inspection.kind()).isEqualTo(sample.kind());
        assertThat(inspection.malformed()).as(inspection.toText()).isFalse();
        assertThat(inspection.toText())
                .startsWith(sample.kind().label() + ", " + sample.content().length() + " byte")
                .endsWith("\n");
        assertThat(inspection.toText().lines().findFirst().orElse("")).endsWith("; nothing below is verified");
        boolean isFormat = sample.kind() != ContentKind.TEXT && sample.kind() != ContentKind.EMPTY;
        assertThat(inspection.recognised()).isEqualTo(isFormat);
        JsonObject json = Json.parseObject(Json.write(inspection.toJson()), JsonLimits.ofBytes(1 << 24));
        assertThat(json.string("kind")).isEqualTo(sample.kind().name());
        assertThat(json.bool("verified")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingCutOffOrFlippedFails(Samples.Sample sample) {
        Random random = new Random(sample.name().hashCode());
        byte[] bytes = sample.content().toByteArray();
        for (int i = 0; i < 60 && bytes.length > 0; i++) {
            check(sample.content().slice(0, random.nextInt(bytes.length)));
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            check(Bytes.copyOf(flipped));
        }
    }

    static Inspection check(Bytes content) {
        Inspection inspection = Inspection.of(content);
        String text = inspection.toText();
        assertThat(text.chars().allMatch(c -> c == '\n' || !isActive(c)))
                .as(text)
                .isTrue();
        assertThat(text.length()).isLessThan(4000 + 60 * content.length());
        assertThat(Json.write(inspection.toJson()).length()).isPositive();
        assertThat(inspection.recognised() || !inspection.malformed()).isTrue();
        return inspection;
    }

    private static boolean isActive(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029;
    }

    @Test
    void showsNothingOfPrivateKeys() {
        Bytes secret = Bytes.copyOf(Samples.KEYS.getPrivate().getEncoded());
        String scalar = ((java.security.interfaces.ECPrivateKey) Samples.KEYS.getPrivate())
                .getS()
                .toString(16);
        Bytes pem = Samples.pem("PRIVATE KEY", secret.toByteArray());
        for (Bytes content : List.of(
                secret,
                secret.slice(0, secret.length() - 1),
                pem,
                pem.slice(0, 150),
                Bytes.ofUtf8("{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"" + scalar + "\"}"),
                Bytes.ofUtf8("{\"a\":[{\"kty\":\"oct\",\"k\":\"" + scalar + "\"}]}"),
                dev.rats4j.cmw.CmwRecord.of("application/pkcs8", secret).toCbor())) {
            String text = Inspection.of(content).toText();
            for (int i = 0; i + 16 <= scalar.length(); i += 8) {
                assertThat(text).doesNotContain(scalar.substring(i, i + 16));
            }
            assertThat(text)
                    .doesNotContain(
                            new String(pem.slice(60, 76).toByteArray(), java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    @Test
    void saysThatUnknownBytesAreUnknown() {
        Inspection inspection = Inspection.of(Bytes.copyOf(new byte[1000]));
        assertThat(inspection.recognised()).isFalse();
        assertThat(inspection.malformed()).isFalse();
        assertThat(inspection.toText()).contains("begins: " + "00".repeat(32) + "… 1000 bytes");
    }

    @Test
    void knowsWhereAQuoteBreaks() throws MalformedMessageException {
        Bytes quote = Samples.evidence().quote();
        Inspection inspection = Inspection.of(quote.slice(0, 45));
        assertThat(inspection.recognised()).isTrue();
        assertThat(inspection.malformed()).isTrue();
        assertThat(inspection.kind()).isEqualTo(ContentKind.TPM_QUOTE);
        assertThat(inspection.toText())
                .startsWith("TPM attestation structure (TPMS_ATTEST), malformed, 45 bytes; nothing below is verified\n")
                .contains("malformed: TPMS_ATTEST.extraData at 44: 32 bytes needed, 1 left");
    }
}
