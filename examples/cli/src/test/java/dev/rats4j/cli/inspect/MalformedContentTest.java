package dev.rats4j.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cli.content.ContentKind;
import dev.rats4j.cli.content.Samples;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Content that was meant to be something: shown as that, and where it breaks. */
class MalformedContentTest {

    private record Broken(String name, Bytes content, ContentKind kind, String shown) {}

    private static Bytes sample(String name) {
        return Samples.all().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow()
                .content();
    }

    private static Bytes shortened(String name, int by) {
        Bytes content = sample(name);
        return content.slice(0, content.length() - by);
    }

    private static Bytes text(String json) {
        return Bytes.ofUtf8(json);
    }

    private static List<Broken> broken() {
        List<Broken> all = new ArrayList<>();
        all.add(new Broken("quote", shortened("quote", 1), ContentKind.TPM_QUOTE, "TPMS_QUOTE_INFO.pcrDigest at 113"));
        all.add(new Broken(
                "TPM2B_ATTEST",
                shortened("TPM2B_ATTEST", 1),
                ContentKind.TPM_QUOTE,
                "TPM2B_ATTEST.size at 0: 145 bytes announced, 144 there"));
        Bytes quote = sample("quote");
        Bytes forged = Bytes.concat(Bytes.of(0), quote.slice(1, quote.length()));
        all.add(new Broken("forged", forged, ContentKind.TPM_QUOTE, "magic: not of a TPM, 0x00544347"));
        all.add(new Broken(
                "signature", shortened("signature", 1), ContentKind.TPM_SIGNATURE, "TPMS_SIGNATURE_ECC.s at 40"));
        all.add(new Broken(
                "public area", shortened("public area", 1), ContentKind.TPM_PUBLIC, "TPMS_ECC_POINT.y at 56"));
        all.add(new Broken(
                "TPM2B_PUBLIC", shortened("TPM2B_PUBLIC", 1), ContentKind.TPM2B_PUBLIC, "TPM2B_PUBLIC.size at 0"));
        all.add(new Broken("log", shortened("log", 5), ContentKind.EVENT_LOG, "TCG_PCR_EVENT2."));
        all.add(new Broken(
                "old log", shortened("old log", 1), ContentKind.EVENT_LOG, "TCG_PCClientPCREvent.event at 66"));
        all.add(new Broken("certificate", shortened("certificate", 1), ContentKind.CERTIFICATES, "Certificate at "));
        all.add(new Broken(
                "PEM",
                text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
                ContentKind.CERTIFICATES,
                "Certificate at 0: is not a SEQUENCE"));
        all.add(new Broken("public key", shortened("public key in PEM", 6), ContentKind.PUBLIC_KEY, "PEM at "));
        all.add(new Broken("CRL", shortened("CRL in PEM", 6), ContentKind.CERTIFICATE_LIST, "PEM at "));
        addCbor(all);
        addText(all);
        return all;
    }

    private static void addCbor(List<Broken> all) {
        all.add(new Broken("CoRIM", shortened("CoRIM", 1), ContentKind.CORIM, " at "));
        all.add(new Broken("tag 501", Cbor.tagged(501, Cbor.map().encode()), ContentKind.CORIM, "as CBOR"));
        all.add(new Broken("COSE", shortened("COSE_Sign1", 1), ContentKind.COSE_SIGN1, " at "));
        all.add(new Broken("CWT", shortened("EAR under tag 61", 1), ContentKind.COSE_SIGN1, " at "));
        CoseHeaders rim = CoseHeaders.builder()
                .put(CoseHeaders.CONTENT_TYPE, Cbor.text("application/rim+cbor"))
                .build();
        Bytes noMeta = CoseSign1.sign(
                Samples.CRYPTO,
                Samples.signer(),
                rim,
                CoseHeaders.NONE,
                Samples.corim().encode());
        all.add(new Broken("no meta", noMeta, ContentKind.SIGNED_CORIM, "has neither corim-meta nor CWT claims"));
        for (Bytes type : List.of(Cbor.text("application/cmw+cbor"), Cbor.integer(273))) {
            CoseHeaders cmw =
                    CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, type).build();
            Bytes detached = CoseSign1.signDetached(Samples.CRYPTO, Samples.signer(), cmw, Bytes.of(1), Bytes.EMPTY);
            all.add(new Broken("detached CMW", detached, ContentKind.SIGNED_CMW, "signed-cbor-cmw.payload at "));
        }
        Bytes collection = Cbor.map().put("__cmwc_t", Cbor.text("tag:a")).encode();
        all.add(new Broken("no items", collection, ContentKind.CMW, "cbor-collection at "));
    }

    private static void addText(List<Broken> all) {
        all.add(new Broken("JSON", text("{\"a\": }"), ContentKind.JSON, "JSON at 6: not JSON"));
        all.add(new Broken(
                "JWK",
                text("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}"),
                ContentKind.JWK,
                "crv: P-256"));
        all.add(new Broken(
                "JWKS",
                text("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}"),
                ContentKind.JWK_SET,
                "malformed: "));
        all.add(new Broken("JWS", Bytes.concat(sample("JWS"), Bytes.of('\n')), ContentKind.JWS, "JWS.signature at "));
        all.add(new Broken(
                "template", text("{\"corim-id\":\"a\",\"tags\":1}"), ContentKind.CORIM_TEMPLATE, "$.tags at "));
        all.add(new Broken(
                "policy",
                text("{\"policy\":\"a\",\"waive\":[{\"check\":\"no.such\",\"reason\":\"\"}]}"),
                ContentKind.POLICY,
                "malformed: $.waive[0]"));
        all.add(new Broken(
                "PCRs", text("{\"sha256\":{\"0\":\"ab\"}}"), ContentKind.PCR_VALUES, "is not 64 hexadecimal digits"));
        all.add(new Broken(
                "CMW", text("{\"__cmwc_t\":\"tag:a\",\"a\":[1,2]}"), ContentKind.CMW, "type is not a media type"));
    }

    @TestFactory
    List<DynamicTest> showsWhereItBreaks() {
        return broken().stream()
                .map(broken -> DynamicTest.dynamicTest(broken.name(), () -> {
                    Inspection inspection = Inspection.of(broken.content());
                    assertThat(inspection.kind()).as(inspection.toText()).isEqualTo(broken.kind());
                    assertThat(inspection.recognised()).isTrue();
                    assertThat(inspection.malformed()).isTrue();
                    assertThat(inspection.toText())
                            .startsWith(broken.kind().label() + ", malformed, ")
                            .contains("├─ malformed: ")
                            .contains(broken.shown());
                }))
                .toList();
    }

    @Test
    void aKeyInsideOfSomethingElseIsNotWhatItIs() {
        String pem = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
        Inspection cbor = Inspection.of(Cbor.array(Cbor.text("a\n" + pem)));
        assertThat(cbor.kind()).isEqualTo(ContentKind.CBOR);
        assertThat(cbor.malformed()).isFalse();
        Inspection yaml = Inspection.of(text("key: " + pem));
        assertThat(yaml.kind()).isEqualTo(ContentKind.TEXT);
        assertThat(yaml.recognised()).isFalse();
    }

    @Test
    void brokenPartsMakeTheWholeMalformed() {
        Bytes cut = shortened("quote", 1);
        Bytes wrapper = new CmwCollection(
                        Optional.empty(), Map.of(CborKey.of("quote"), CmwRecord.of("application/acme", cut)))
                .toCbor();
        Inspection inspection = Inspection.of(wrapper);
        assertThat(inspection.kind()).isEqualTo(ContentKind.CMW);
        assertThat(inspection.malformed()).isTrue();
        assertThat(inspection.toText())
                .contains("quote: application/acme, TPM attestation structure (TPMS_ATTEST), malformed");
    }

    @Test
    void evidenceThatLacksPartsIsMalformed() {
        Bytes evidence = new CmwCollection(
                        Optional.of("tag:rats4j.dev,2026:tpm-evidence"),
                        Map.of(CborKey.of("pcrs"), CmwRecord.of("application/acme", sample("PCRs in CBOR"))))
                .toCbor();
        assertThat(Inspection.of(evidence).malformed()).isTrue();
    }

    @Test
    void theContentOfASignedWrapperMayBeMalformed() {
        CoseHeaders headers = CoseHeaders.builder()
                .put(CoseHeaders.CONTENT_TYPE, Cbor.integer(273))
                .build();
        Bytes payload = Cbor.map().put("a", Cbor.integer(1)).encode();
        Inspection inspection =
                Inspection.of(CoseSign1.sign(Samples.CRYPTO, Samples.signer(), headers, CoseHeaders.NONE, payload));
        assertThat(inspection.kind()).isEqualTo(ContentKind.SIGNED_CMW);
        assertThat(inspection.malformed()).isTrue();
        assertThat(inspection.toText()).contains("payload: CBOR", "malformed: CMW at ");
    }

    @Test
    void aWrapperInACriticalExtensionIsMalformed() {
        CmwRecord record = CmwRecord.of("application/acme", Bytes.of(1));
        assertThat(Inspection.of(Samples.certificateWith(record, false)).malformed())
                .isFalse();
        Inspection inspection = Inspection.of(Samples.certificateWith(record, true));
        assertThat(inspection.kind()).isEqualTo(ContentKind.CERTIFICATES);
        assertThat(inspection.malformed()).isTrue();
        assertThat(inspection.toText()).contains("malformed: id-pe-cmw at 0: is critical");
    }

    @Test
    void theContentOfASignedCorimMayBeMalformed() {
        Bytes payload = Cbor.tagged(501, Cbor.map().encode());
        CoseHeaders headers = CoseHeaders.builder()
                .put(CoseHeaders.CONTENT_TYPE, Cbor.text("application/rim+cbor"))
                .put(CborKey.of(15), Cbor.map().put(1, Cbor.text("ACME")).encode())
                .build();
        Bytes signed = CoseSign1.sign(Samples.CRYPTO, Samples.signer(), headers, CoseHeaders.NONE, payload);
        Inspection inspection = Inspection.of(signed);
        assertThat(inspection.kind()).isEqualTo(ContentKind.SIGNED_CORIM);
        assertThat(inspection.malformed()).isTrue();
        assertThat(inspection.toText()).contains("signer, by its own word: ACME", "malformed: corim-map");
    }

    @Test
    void aTokenOfAnotherProfileIsNoResult() {
        CoseHeaders headers = CoseHeaders.builder()
                .put(CoseHeaders.TYP, Cbor.text("application/eat+cwt"))
                .build();
        Bytes payload = Cbor.map().put(265, Cbor.text("tag:other")).encode();
        Bytes token = CoseSign1.sign(Samples.CRYPTO, Samples.signer(), headers, CoseHeaders.NONE, payload);
        Inspection inspection = Inspection.of(token);
        assertThat(inspection.kind()).isEqualTo(ContentKind.EAT_TOKEN);
        assertThat(inspection.malformed()).isFalse();
        assertThat(inspection.toText()).contains("eat_profile (265): \"tag:other\"");
    }
}
