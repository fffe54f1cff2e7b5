package dev.rats4j.cli.content;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CorimSigning;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.coswid.Coswid;
import dev.rats4j.coswid.SignedCoswid;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.draft.coserv.Coserv;
import dev.rats4j.draft.coserv.SignedCoserv;
import dev.rats4j.dsse.DigestSet;
import dev.rats4j.dsse.InTotoStatement;
import dev.rats4j.dsse.ResourceDescriptor;
import dev.rats4j.dsse.SlsaProvenance;
import dev.rats4j.dsse.oms.ModelManifest;
import dev.rats4j.dsse.oms.ModelResource;
import dev.rats4j.dsse.oms.ModelSerialization;
import dev.rats4j.dsse.oms.SignedModel;
import dev.rats4j.ear.Ears;
import dev.rats4j.eat.DebugStatus;
import dev.rats4j.eat.DetachedDigest;
import dev.rats4j.eat.EatBundle;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatNonce;
import dev.rats4j.eat.EatToken;
import dev.rats4j.eat.ProfileName;
import dev.rats4j.eat.Submodule;
import dev.rats4j.eat.Ueid;
import dev.rats4j.eat.UnsignedEat;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.JsonObject;
import dev.rats4j.log.CoseReceipt;
import dev.rats4j.log.InclusionProof;
import dev.rats4j.log.SignedStatement;
import dev.rats4j.tee.psa.PsaClaim;
import dev.rats4j.tee.psa.PsaProfile;
import dev.rats4j.tee.psa.SecurityLifecycle;
import dev.rats4j.tee.psa.SoftwareComponent;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One example of each format of tokens, made here; always the same bytes but for signatures. */
final class TokenSamples {

    private static final Bytes DIGEST =
            HashAlgorithm.SHA256.digest(Bytes.ofUtf8("abc")).value();
    private static final Bytes SIGNATURE = Bytes.fromHex("5a".repeat(64));
    private static final Bytes ES256 = Bytes.fromHex("a10126");
    private static final Bytes HS256 = Bytes.fromHex("a10105");

    private TokenSamples() {}

    static void addTo(List<Samples.Sample> all) {
        try {
            addClaims(all);
            addReferences(all);
            addCose(all);
            addStatements(all);
            addSigstore(all);
        } catch (MalformedMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(List<Samples.Sample> all, String name, ContentKind kind, Bytes content) {
        all.add(new Samples.Sample(name, kind, content));
    }

    private static void add(List<Samples.Sample> all, String name, ContentKind kind, String content) {
        add(all, name, kind, Bytes.ofUtf8(content));
    }

    static EatClaims claims() {
        return EatClaims.builder()
                .put(EatClaim.NONCE, List.of(EatNonce.of(Bytes.fromHex("0102030405060708"))))
                .put(EatClaim.UEID, Ueid.ofRandom(Bytes.fromHex("ab".repeat(16))))
                .put(EatClaim.IAT, Instant.parse("2026-11-25T12:00:00Z"))
                .put(EatClaim.DBGSTAT, DebugStatus.DISABLED)
                .build();
    }

    private static EatClaims psaClaims() {
        SoftwareComponent component =
                new SoftwareComponent(Optional.of("BL"), DIGEST, Optional.of("1.2"), DIGEST, Optional.empty());
        return EatClaims.builder()
                .put(EatClaim.PROFILE, new ProfileName(PsaProfile.RFC9783.value()))
                .put(EatClaim.NONCE, List.of(EatNonce.of(DIGEST)))
                .put(EatClaim.UEID, new Ueid(Bytes.concat(Bytes.of(1), DIGEST)))
                .put(PsaClaim.IMPLEMENTATION_ID, DIGEST)
                .put(PsaClaim.CLIENT_ID, -1)
                .put(PsaClaim.LIFECYCLE, new SecurityLifecycle(0x3000))
                .put(PsaClaim.SOFTWARE_COMPONENTS, List.of(component))
                .build();
    }

    private static void addClaims(List<Samples.Sample> all) throws MalformedMessageException {
        for (EatFormat format : EatFormat.values()) {
            EatToken token = EatToken.sign(claims(), Samples.signer(), Samples.CRYPTO, format);
            add(all, "EAT in " + format, ContentKind.EAT_TOKEN, token.bytes());
            add(all, "claims in " + format, ContentKind.EAT_CLAIMS, claims().encode(format));
        }
        EatToken psa = EatToken.sign(psaClaims(), Samples.signer(), Samples.CRYPTO, EatFormat.CBOR);
        add(all, "PSA token", ContentKind.PSA_TOKEN, CborFormats.untagged(psa.bytes()));
        add(all, "UCCS", ContentKind.UCCS, UnsignedEat.encode(claims(), EatFormat.CBOR));
        add(all, "EAR claims", ContentKind.EAR_CLAIMS, Ears.full().toJson());
        add(all, "EAR claims in CBOR", ContentKind.EAR_CLAIMS, Ears.full().toCbor());
        add(all, "old EAR", ContentKind.LEGACY_EAR, """
                {"eat_profile": "tag:ietf.org,2026:rats/ear#03", "iat": 1666529184,
                 "ear_verifier_id": {"developer": "acme", "build": "1"},
                 "submods": {"PSA": {"ear_status": "contraindicated",
                   "ear_trustworthiness_vector": {"instance-identity": 2, "executables": 96}}}}""");
        Bytes web = Cbor.map()
                .put(1, Cbor.text("acme"))
                .put(4, Cbor.integer(1795608000L))
                .encode();
        CoseHeaders none = CoseHeaders.NONE;
        Bytes signed = CoseSign1.sign(Samples.CRYPTO, Samples.signer(), none, none, web);
        add(all, "CWT", ContentKind.WEB_TOKEN, Cbor.tagged(61, signed));
        Bytes part = Cbor.bytes(CoseSign1.sign(Samples.CRYPTO, Samples.signer(), none, none, web));
        add(
                all,
                "CCA",
                ContentKind.CCA_TOKEN,
                Cbor.tagged(399, Cbor.map().put(44234, part).put(44241, part).encode()));
        add(all, "bundle", ContentKind.EAT_BUNDLE, bundle());
        add(
                all,
                "measured component",
                ContentKind.MEASURED_COMPONENT,
                Cbor.map()
                        .put(1, Cbor.array(Cbor.text("boot loader")))
                        .put(2, Cbor.array(Cbor.integer(1), Cbor.bytes(DIGEST)))
                        .encode());
    }

    private static Bytes bundle() {
        Bytes detached = claims().encode(EatFormat.CBOR);
        EatClaims main = claims().toBuilder()
                .putSubmodule("part", new Submodule.Detached(DetachedDigest.of(detached)))
                .build();
        EatToken token = EatToken.sign(main, Samples.signer(), Samples.CRYPTO, EatFormat.CBOR);
        return EatBundle.of(token.nested(), Map.of("part", detached), EatFormat.CBOR)
                .bytes();
    }

    private static Bytes environment() {
        return Cbor.map().put(0, Cbor.map().put(1, Cbor.text("ACME")).encode()).encode();
    }

    private static void addReferences(List<Samples.Sample> all) throws MalformedMessageException {
        CorimSigning signing = CorimSigning.of(new SignedCorim.Meta("ACME", Optional.empty()));
        Corim corim = CorimTemplate.compile(Bytes.ofUtf8(Samples.TEMPLATE));
        add(all, "detached CoRIM", ContentKind.SIGNED_CORIM, signing.detached(Samples.CRYPTO, Samples.signer(), corim));
        Bytes digestOnly =
                signing.hashEnvelope(Samples.CRYPTO, Samples.signer(), corim, HashAlgorithm.SHA256, Optional.empty());
        add(all, "digest of a CoRIM", ContentKind.SIGNED_CORIM, digestOnly);
        Bytes measurement = Cbor.map()
                .put(
                        1,
                        Cbor.map()
                                .put(2, Cbor.array(Cbor.array(Cbor.integer(1), Cbor.bytes(DIGEST))))
                                .encode())
                .encode();
        Bytes identity = Cbor.map().put(0, Cbor.text("acme/tag")).encode();
        add(
                all,
                "CoMID",
                ContentKind.COMID,
                Cbor.map()
                        .put(1, identity)
                        .put(
                                4,
                                Cbor.map()
                                        .put(0, Cbor.array(Cbor.array(environment(), Cbor.array(measurement))))
                                        .encode())
                        .encode());
        add(
                all,
                "CoTL",
                ContentKind.COTL,
                Cbor.map()
                        .put(0, identity)
                        .put(1, Cbor.array(identity))
                        .put(
                                2,
                                Cbor.map()
                                        .put(1, Cbor.tagged(1, Cbor.integer(1795608000L)))
                                        .encode())
                        .encode());
        Bytes coswid = Cbor.map()
                .put(0, Cbor.text("acme/1"))
                .put(1, Cbor.text("Firmware"))
                .put(
                        2,
                        Cbor.map()
                                .put(31, Cbor.text("ACME"))
                                .put(33, Cbor.integer(1))
                                .encode())
                .put(12, Cbor.integer(0))
                .encode();
        add(all, "CoSWID", ContentKind.COSWID, Cbor.tagged(Coswid.TAG, coswid));
        add(
                all,
                "signed CoSWID",
                ContentKind.SIGNED_COSWID,
                SignedCoswid.sign(Samples.CRYPTO, Samples.signer(), Coswid.decode(coswid), List.of()));
        Bytes key = Bytes.copyOf(Samples.KEYS.getPublic().getEncoded());
        Bytes stores = Cbor.array(Cbor.map()
                .put(2, Cbor.array(Cbor.map().put(3, Cbor.text("roots")).encode()))
                .put(
                        6,
                        Cbor.map()
                                .put(0, Cbor.array(Cbor.array(Cbor.integer(2), Cbor.bytes(key))))
                                .encode())
                .encode());
        add(all, "CoTS", ContentKind.COTS, Cbor.tagged(507, Cbor.bytes(stores)));
        Bytes chip =
                Cbor.map().put(0, Cbor.tagged(560, Cbor.bytes(Bytes.of(1)))).encode();
        Bytes query = Cbor.map()
                .put(0, Cbor.text("tag:acme.example,2026:profile"))
                .put(
                        1,
                        Cbor.map()
                                .put(0, Cbor.integer(2))
                                .put(
                                        1,
                                        Cbor.map()
                                                .put(0, Cbor.array(Cbor.array(chip)))
                                                .encode())
                                .put(2, Cbor.integer(0))
                                .encode())
                .encode();
        add(all, "CoSERV", ContentKind.COSERV, query);
        add(
                all,
                "signed CoSERV",
                ContentKind.SIGNED_COSERV,
                SignedCoserv.sign(Samples.CRYPTO, Samples.signer(), Coserv.decode(query), Optional.empty()));
        add(all, "CoSERV discovery", ContentKind.COSERV_DISCOVERY, """
                {"version": "1.2.3", "capabilities": [{"media-type":
                  "application/coserv+cbor; profile=\\"tag:acme.example,2026:profile\\"", "artifact-support": ["source"]}],
                 "api-endpoints": {"CoSERVRequestResponse": "/coserv/{query}"}}""");
        add(all, "epoch marker", ContentKind.EPOCH_MARKER, Cbor.tagged(26984, Cbor.integer(7)));
    }

    private static void addCose(List<Samples.Sample> all) {
        CoseHeaders kid = CoseHeaders.builder()
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(7)))
                .build();
        CoseReceipt receipt = CoseReceipt.ofInclusion(
                Samples.CRYPTO, Samples.signer(), kid, DIGEST, List.of(new InclusionProof(1, 0, List.of())));
        add(all, "receipt", ContentKind.COSE_RECEIPT, receipt.bytes());
        SignedStatement statement = SignedStatement.sign(
                Samples.CRYPTO, Samples.signer(), "https://acme.example", "firmware", kid, Bytes.of(1));
        add(all, "statement", ContentKind.SIGNED_STATEMENT, statement.bytes());
        add(all, "transparent statement", ContentKind.SIGNED_STATEMENT, statement.withReceipts(List.of(receipt)));
        Bytes empty = Cbor.map().encode();
        Bytes payload = Cbor.bytes(Bytes.of(1));
        add(
                all,
                "COSE_Sign",
                ContentKind.COSE_SIGN,
                Cbor.tagged(
                        98,
                        Cbor.array(
                                Cbor.bytes(Bytes.EMPTY),
                                empty,
                                payload,
                                Cbor.array(Cbor.array(Cbor.bytes(ES256), empty, Cbor.bytes(SIGNATURE))))));
        Bytes code = Cbor.bytes(Bytes.fromHex("5a".repeat(32)));
        add(
                all,
                "COSE_Mac0",
                ContentKind.COSE_MAC0,
                Cbor.tagged(17, Cbor.array(Cbor.bytes(HS256), empty, payload, code)));
        Bytes recipient = Cbor.array(
                Cbor.bytes(Bytes.EMPTY), Cbor.map().put(1, Cbor.integer(-6)).encode(), Cbor.bytes(Bytes.EMPTY));
        add(
                all,
                "COSE_Mac",
                ContentKind.COSE_MAC,
                Cbor.tagged(97, Cbor.array(Cbor.bytes(HS256), empty, payload, code, Cbor.array(recipient))));
        add(
                all,
                "JWS in JSON",
                ContentKind.JWS_JSON,
                "{\"payload\": \"AQ\", \"protected\": \""
                        + Base64Url.encode(Bytes.ofUtf8("{\"alg\":\"ES256\"}"))
                        + "\", \"header\": {\"kid\": \"k\"}, \"signature\": \""
                        + Base64Url.encode(SIGNATURE) + "\"}");
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static InTotoStatement provenance(DigestSet digests) {
        SlsaProvenance provenance = new SlsaProvenance(
                "https://acme.example/build/1",
                JsonObject.builder().put("branch", "main").build(),
                JsonObject.builder().build(),
                List.of(),
                new SlsaProvenance.Builder("https://acme.example/builder", Map.of(), List.of()),
                new SlsaProvenance.Run(Optional.of("run 7"), Optional.empty(), Optional.empty(), List.of()));
        return provenance.about(List.of(ResourceDescriptor.of("firmware.bin", digests)));
    }

    private static void addStatements(List<Samples.Sample> all) {
        String line = "\u2014 log.example " + base64(Bytes.concat(Bytes.of(1, 2, 3, 4), SIGNATURE)) + "\n";
        add(all, "checkpoint", ContentKind.CHECKPOINT, "log.example\n10\n" + base64(DIGEST) + "\n\n" + line);
        add(all, "note", ContentKind.SIGNED_NOTE, "Something\n\n" + line);
        DigestSet digests = DigestSet.of(new Digest(HashAlgorithm.SHA256, DIGEST));
        InTotoStatement statement = new InTotoStatement(
                List.of(ResourceDescriptor.of("firmware.bin", digests)),
                "https://acme.example/predicate",
                JsonObject.builder().put("good", true).build());
        add(all, "statement about a file", ContentKind.IN_TOTO, statement.encode());
        add(all, "envelope", ContentKind.DSSE, statement.sign(Samples.signer()).encode());
        add(
                all,
                "provenance",
                ContentKind.DSSE,
                provenance(digests).sign(Samples.signer()).encode());
        add(all, "bill of materials", ContentKind.CYCLONEDX, """
                {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": [
                  {"type": "library", "name": "lib", "version": "2", "hashes": [{"alg": "SHA-256", "content": "%s"}]}]}""".replace("%s", DIGEST.toHex()));
    }

    private static void addSigstore(List<Samples.Sample> all) {
        ModelManifest manifest = new ModelManifest(
                "model", ModelSerialization.STANDARD, List.of(new ModelResource("weights.bin", DIGEST)));
        add(all, "model", ContentKind.SIGNED_MODEL, SignedModel.sign(manifest, Samples.signer()));
        add(all, "Sigstore bundle", ContentKind.SIGSTORE_BUNDLE, """
                {"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
                 "verificationMaterial": {"publicKey": {"hint": "k"}},
                 "messageSignature": {"messageDigest": {"algorithm": "SHA2_256", "digest": "%d"}, "signature": "%s"}}""".replace("%d", base64(DIGEST))
                .replace("%s", base64(SIGNATURE)));
        add(all, "trusted root", ContentKind.TRUSTED_ROOT, """
                {"mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1", "tlogs": [],
                 "certificateAuthorities": [], "ctlogs": [], "timestampAuthorities": []}""");
    }
}
