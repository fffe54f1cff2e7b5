package dev.rats4j.cli.content;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwEncoding;
import dev.rats4j.cmw.CmwExtension;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.ear.EarToken;
import dev.rats4j.ear.Ears;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.jose.Jwk;
import dev.rats4j.jose.JwkSet;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.tpm.PcrValuesCodec;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.eventlog.SyntheticFirmwareLog;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Content of every kind, made from seeds; the same at every run but for signatures. */
public final class Samples {

    public static final CryptoBackend CRYPTO = SimulatedTpms.CRYPTO;
    public static final KeyPair KEYS = CRYPTO.generate(EllipticCurve.P256, SimulatedTpms.seeded(77));
    public static final String TEMPLATE = """
            {"corim-id": "acme/1", "tags": [{"tag-identity": {"id": "acme/tag"}, "triples": {"reference-values": [
              {"environment": {"class": {"vendor": "ACME", "model": "Board"}},
               "measurements": [{"key": "firmware", "value": {"name": "fw"}}]}]}}]}
            """;

    private Samples() {}

    /**
     * A sample.
     *
     * @param name what it is
     * @param kind what it is to be recognised as
     * @param content bytes
     */
    public record Sample(String name, ContentKind kind, Bytes content) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static Signer signer() {
        return CRYPTO.signer(
                KEYS.getPrivate(),
                KEYS.getPublic(),
                new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
    }

    public static SimulatedTpm tpm() {
        try {
            return SimulatedTpms.p256()
                    .eventLog(SyntheticFirmwareLog.standard(HashAlgorithm.SHA256))
                    .certifiedBy(SimulatedTpms.root(5))
                    .build();
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TpmEvidence evidence() {
        return tpm().quote(SimulatedTpms.NONCE, SimulatedTpms.SELECTION);
    }

    public static Corim corim() {
        try {
            return CorimTemplate.compile(Bytes.ofUtf8(TEMPLATE));
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Bytes sized(Bytes content) {
        return Bytes.concat(Bytes.of(content.length() >> 8, content.length() & 0xff), content);
    }

    public static Bytes pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Bytes.ofUtf8("-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    public static Bytes pcrJson() {
        return Bytes.ofUtf8("{\"sha256\": {\"0\": \"" + "ab".repeat(32) + "\", \"23\": \"" + "00".repeat(32) + "\"}}");
    }

    public static Bytes crl() {
        try {
            byte[] der = new X509v2CRLBuilder(new X500Name("CN=Issuer"), Date.from(SimulatedTpms.FROM))
                    .setNextUpdate(Date.from(SimulatedTpms.UNTIL))
                    .addCRLEntry(BigInteger.valueOf(4711), Date.from(SimulatedTpms.FROM), 1)
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate()))
                    .getEncoded();
            return Bytes.copyOf(der);
        } catch (java.io.IOException | org.bouncycastle.operator.OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Bytes gzip(Bytes content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content.toByteArray());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return Bytes.copyOf(out.toByteArray());
    }

    /** At least one of every kind but UNKNOWN. */
    public static List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        all.add(new Sample("nothing", ContentKind.EMPTY, Bytes.EMPTY));
        addTpm(all);
        addKeys(all);
        addSigned(all);
        addOther(all);
        TokenSamples.addTo(all);
        return all;
    }

    private static void addTpm(List<Sample> all) {
        TpmEvidence evidence = evidence();
        Bytes area = evidence.untrustedKey().orElseThrow();
        all.add(new Sample("quote", ContentKind.TPM_QUOTE, evidence.quote()));
        all.add(new Sample("TPM2B_ATTEST", ContentKind.TPM_QUOTE, sized(evidence.quote())));
        all.add(new Sample("signature", ContentKind.TPM_SIGNATURE, evidence.signature()));
        all.add(new Sample("public area", ContentKind.TPM_PUBLIC, area));
        all.add(new Sample("TPM2B_PUBLIC", ContentKind.TPM2B_PUBLIC, sized(area)));
        all.add(new Sample("PCRs in CBOR", ContentKind.PCR_VALUES, PcrValuesCodec.encode(tpm().pcrs())));
        all.add(new Sample("PCRs in JSON", ContentKind.PCR_VALUES, pcrJson()));
        all.add(new Sample("log", ContentKind.EVENT_LOG, SyntheticFirmwareLog.standard(HashAlgorithm.SHA256)));
        all.add(new Sample("evidence", ContentKind.CMW, evidence.encode().content()));
        all.add(new Sample(
                "certificate", ContentKind.CERTIFICATES, tpm().certificate().orElseThrow()));
        Bytes certificate = tpm().certificate().orElseThrow();
        all.add(new Sample(
                "padded certificate",
                ContentKind.STORED_CERTIFICATE,
                Bytes.concat(certificate, Bytes.of(0xff, 0xff, 0xff))));
        int length = certificate.length();
        all.add(new Sample(
                "certificate with header",
                ContentKind.STORED_CERTIFICATE,
                Bytes.concat(
                        Bytes.of(0x10, 0x01, 0x00, (length + 2) >> 8, (length + 2) & 0xff, 0x10, 0x02), certificate)));
    }

    private static void addKeys(List<Sample> all) {
        byte[] info = KEYS.getPublic().getEncoded();
        byte[] secret = KEYS.getPrivate().getEncoded();
        Bytes certificate = pem("CERTIFICATE", tpm().certificate().orElseThrow().toByteArray());
        Jwk jwk = Jwk.of(KEYS.getPublic(), CRYPTO);
        all.add(new Sample("two in PEM", ContentKind.CERTIFICATES, Bytes.concat(certificate, certificate)));
        all.add(new Sample("CRL", ContentKind.CERTIFICATE_LIST, crl()));
        all.add(new Sample("CRL in PEM", ContentKind.CERTIFICATE_LIST, pem("X509 CRL", crl().toByteArray())));
        all.add(new Sample("public key", ContentKind.PUBLIC_KEY, Bytes.copyOf(info)));
        all.add(new Sample("public key in PEM", ContentKind.PUBLIC_KEY, pem("PUBLIC KEY", info)));
        all.add(new Sample("private key", ContentKind.PRIVATE_KEY, Bytes.copyOf(secret)));
        all.add(new Sample("private key in PEM", ContentKind.PRIVATE_KEY, pem("PRIVATE KEY", secret)));
        all.add(new Sample("encrypted", ContentKind.PRIVATE_KEY, pem("ENCRYPTED PRIVATE KEY", new byte[40])));
        all.add(new Sample("JWK", ContentKind.JWK, Json.write(jwk.json())));
        all.add(new Sample(
                "JWKS", ContentKind.JWK_SET, Json.write(JwkSet.of(List.of(jwk)).toJson())));
        JsonObject secretJwk = jwk.json().toBuilder().put("d", "c2VjcmV0").build();
        all.add(new Sample("private JWK", ContentKind.PRIVATE_KEY, Json.write(secretJwk)));
        Bytes cose = CoseKey.encode(KEYS.getPublic(), CRYPTO).orElseThrow();
        all.add(new Sample("COSE_Key", ContentKind.COSE_KEY, cose));
        Bytes symmetric = Cbor.map()
                .put(1, Cbor.integer(4))
                .put(-1, Cbor.bytes(Bytes.of(7)))
                .encode();
        all.add(new Sample("symmetric COSE_Key", ContentKind.PRIVATE_KEY, symmetric));
        all.add(new Sample("secrets in a list", ContentKind.PRIVATE_KEY, Cbor.array(symmetric, cose)));
    }

    private static void addSigned(List<Sample> all) {
        SignedCorim.Meta meta = new SignedCorim.Meta("ACME", Optional.empty());
        all.add(new Sample("CoRIM", ContentKind.CORIM, corim().encode()));
        all.add(new Sample(
                "signed CoRIM",
                ContentKind.SIGNED_CORIM,
                SignedCorim.sign(CRYPTO, signer(), corim(), meta, List.of())));
        all.add(new Sample("template", ContentKind.CORIM_TEMPLATE, Bytes.ofUtf8(TEMPLATE)));
        for (EarFormat format : EarFormat.values()) {
            EarToken token = EarToken.sign(Ears.full(), signer(), CRYPTO, format);
            all.add(new Sample("EAR as " + format, ContentKind.EAR_TOKEN, token.bytes()));
        }
        Bytes plain = CoseSign1.sign(CRYPTO, signer(), CoseHeaders.NONE, CoseHeaders.NONE, Bytes.of(1));
        all.add(new Sample("COSE_Sign1", ContentKind.COSE_SIGN1, plain));
        Bytes untyped = CoseSign1.sign(
                CRYPTO,
                signer(),
                CoseHeaders.NONE,
                CoseHeaders.NONE,
                Ears.full().toCbor());
        all.add(new Sample("EAR without typ", ContentKind.EAR_TOKEN, untyped));
        all.add(new Sample("EAR under tag 61", ContentKind.EAR_TOKEN, Cbor.tagged(61, untyped)));
        JsonObject noHeader = JsonObject.builder().build();
        all.add(new Sample(
                "JWS",
                ContentKind.JWS,
                Bytes.ofUtf8(
                        CompactJws.sign(noHeader, Bytes.ofUtf8("{}"), signer()).text())));
        all.add(new Sample(
                "untyped JWT",
                ContentKind.EAR_TOKEN,
                Bytes.ofUtf8(CompactJws.sign(noHeader, Ears.full().toJson(), signer())
                        .text())));
    }

    /** A certificate of our key with the extension id-pe-cmw. */
    public static Bytes certificateWith(Cmw cmw, boolean critical) {
        try {
            X500Name name = new X500Name("CN=Wrapped");
            Date at = Date.from(Instant.parse("2026-11-25T00:00:00Z"));
            Date end = Date.from(Instant.parse("2027-11-25T00:00:00Z"));
            return Bytes.copyOf(new X509v3CertificateBuilder(
                            name,
                            BigInteger.ONE,
                            at,
                            end,
                            name,
                            SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded()))
                    .addExtension(
                            new ASN1ObjectIdentifier(CmwExtension.OID),
                            critical,
                            CmwExtension.of(cmw, CmwEncoding.CBOR).encode().toByteArray())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate()))
                    .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addOther(List<Sample> all) {
        CmwRecord record = CmwRecord.of("application/acme", Bytes.of(1, 2, 3));
        CmwCollection collection = new CmwCollection(Optional.empty(), Map.of(CborKey.of("a"), record));
        for (SignedCmw.Form form : SignedCmw.Form.values()) {
            SignedCmw signed = SignedCmw.sign(collection, signer(), CRYPTO, form);
            all.add(new Sample("signed CMW as " + form, ContentKind.SIGNED_CMW, signed.bytes()));
        }
        all.add(new Sample("certificate with CMW", ContentKind.CERTIFICATES, certificateWith(collection, false)));
        all.add(new Sample("record in JSON", ContentKind.CMW, record.toJson()));
        all.add(new Sample("record in CBOR", ContentKind.CMW, record.toCbor()));
        all.add(new Sample("collection in JSON", ContentKind.CMW, collection.toJson()));
        Bytes policy = AppraisalPolicy.forEvidence("acme/1").build().toJson();
        all.add(new Sample("policy", ContentKind.POLICY, policy));
        all.add(new Sample("CBOR", ContentKind.CBOR, Cbor.array(Cbor.integer(1), Cbor.text("x"))));
        all.add(new Sample("empty map", ContentKind.CBOR, Cbor.map().encode()));
        all.add(new Sample("JSON", ContentKind.JSON, Bytes.ofUtf8(" {\"a\": [1, true]}\n")));
        all.add(new Sample("DER", ContentKind.DER, Bytes.fromHex("30053003020102")));
        all.add(new Sample("gzip", ContentKind.GZIP, gzip(Bytes.of(1))));
        all.add(new Sample("text", ContentKind.TEXT, Bytes.ofUtf8("Grüße\n")));
        all.add(new Sample("digits", ContentKind.TEXT, Bytes.ofUtf8("911")));
        all.add(new Sample("old log", ContentKind.EVENT_LOG, oldLog()));
    }

    private static Bytes oldLog() {
        Bytes event = Bytes.concat(
                Bytes.of(0, 0, 0, 0, 8, 0, 0, 0), Bytes.copyOf(new byte[20]), Bytes.of(2, 0, 0, 0, 'v', '1'));
        return Bytes.concat(event, event);
    }

    /** A time in the validity of the certificates. */
    public static Instant now() {
        return SimulatedTpms.NOW;
    }
}
