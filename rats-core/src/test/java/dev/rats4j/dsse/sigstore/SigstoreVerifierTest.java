package dev.rats4j.dsse.sigstore;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.dsse.DsseKey;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles of an own instance of Sigstore, with one thing changed at a time. */
class SigstoreVerifierTest {

    private static final CertificationPaths PATHS = new CertificationPaths(CRYPTO);
    private static final TestSigstore SIGSTORE = new TestSigstore(100);
    private static final TestSigstore STRANGER = new TestSigstore(200);
    private static final TestSigstore.Holder HOLDER = SIGSTORE.request(1).issue();
    private static final Bytes ARTIFACT = Bytes.ofUtf8("artifact");
    private static final Instant NOW = TestSigstore.NOW;

    private static SigstoreVerifier verifier(JsonObject root) throws MalformedMessageException {
        return new SigstoreVerifier(CRYPTO, PATHS, TrustedRoot.decode(Json.write(root), CRYPTO));
    }

    private static TestBundle good() {
        return new TestBundle(SIGSTORE, HOLDER, ARTIFACT);
    }

    private static TestBundle held(TestSigstore.Holder holder) {
        return new TestBundle(SIGSTORE, holder, ARTIFACT);
    }

    private static SigstoreResult verify(TestBundle bundle) throws MalformedMessageException {
        return verifier(SIGSTORE.root()).verify(bundle.bundle(), ARTIFACT, TestSigstore.IDENTITY);
    }

    private static SigstoreStep refused(SigstoreResult result) {
        assertThat(result).isInstanceOf(SigstoreResult.Refused.class);
        return ((SigstoreResult.Refused) result).step();
    }

    @ParameterizedTest
    @CsvSource({
        "hashedrekord 0.0.1,false,0.3",
        "hashedrekord 0.0.1,true,0.3",
        "hashedrekord 0.0.1,false,0.1",
        "hashedrekord 0.0.2,false,0.3",
        "hashedrekord 0.0.2,true,0.3",
        "dsse 0.0.1,true,0.3",
        "dsse 0.0.2,true,0.3",
        "intoto 0.0.2,true,0.2",
    })
    void acceptsWhatIsGood(String kind, boolean enveloped, String version) throws MalformedMessageException {
        TestBundle made = good().kind(kind)
                .mediaType(
                        version.equals("0.3")
                                ? "application/vnd.dev.sigstore.bundle.v0.3+json"
                                : "application/vnd.dev.sigstore.bundle+json;version=" + version);
        if (kind.endsWith("2")) {
            made.stamped(NOW);
        }
        if (enveloped) {
            made.enveloped();
        }
        SigstoreResult result = verify(made);
        assertThat(result).as(String.valueOf(result)).isInstanceOf(SigstoreResult.Verified.class);
        SigstoreResult.Verified verified = (SigstoreResult.Verified) result;
        assertThat(verified.proof().message()).isEqualTo(made.message());
        assertThat(verified.proof().key()).isEqualTo(HOLDER.signer().publicKey());
        assertThat(verified.certificate()).contains(HOLDER.certificate());
        assertThat(verified.envelope().isPresent()).isEqualTo(enveloped);
        assertThat(verified.times()).isNotEmpty().containsOnly(NOW);
        if (enveloped) {
            assertThat(verifier(SIGSTORE.root()).verifyEnvelope(made.bundle(), TestSigstore.IDENTITY))
                    .isInstanceOf(SigstoreResult.Verified.class);
            assertThat(refused(verifier(SIGSTORE.root()).verify(made.bundle(), Bytes.EMPTY, TestSigstore.IDENTITY)))
                    .isEqualTo(SigstoreStep.ARTIFACT);
        } else {
            assertThat(refused(verifier(SIGSTORE.root()).verifyEnvelope(made.bundle(), TestSigstore.IDENTITY)))
                    .isEqualTo(SigstoreStep.STRUCTURE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashedrekord 0.0.1", "hashedrekord 0.0.2", "dsse 0.0.1", "dsse 0.0.2", "intoto 0.0.2"})
    void acceptsKeys(String kind) throws MalformedMessageException {
        TestBundle made = good().kind(kind).enveloped().keyed().stamped(NOW);
        DsseKey key = DsseKey.of(HOLDER.signer().publicKey(), CRYPTO);
        SigstoreVerifier verifier = verifier(SIGSTORE.root());
        assertThat(verifier.verify(made.bundle(), ARTIFACT, key)).isInstanceOf(SigstoreResult.Verified.class);
        assertThat(verifier.verifyEnvelope(made.bundle(), key)).isInstanceOf(SigstoreResult.Verified.class);
        assertThat(refused(verifier.verify(made.bundle(), ARTIFACT, TestSigstore.IDENTITY)))
                .isEqualTo(SigstoreStep.STRUCTURE);
        DsseKey other = DsseKey.of(SeededKeys.p256(77).publicKey(), CRYPTO);
        assertThat(refused(verifier.verify(made.bundle(), ARTIFACT, other))).isEqualTo(SigstoreStep.SIGNATURE);
        assertThat(refused(verifier.verify(
                        good().kind(kind).enveloped().stamped(NOW).bundle(), ARTIFACT, key)))
                .isEqualTo(SigstoreStep.STRUCTURE);
        // the entry may be about another key
        TestSigstore.Holder someone = SIGSTORE.request(5).issue();
        assertThat(refused(verifier.verify(made.logged(someone).bundle(), ARTIFACT, key)))
                .isEqualTo(SigstoreStep.ENTRY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashedrekord 0.0.1", "hashedrekord 0.0.2", "dsse 0.0.1", "dsse 0.0.2", "intoto 0.0.2"})
    @DisplayName("an entry about another signature, signer or content is refused, whatever its kind")
    void entries(String kind) throws MalformedMessageException {
        TestSigstore.Holder other = SIGSTORE.request(3).issue();
        assertThat(refused(verify(good().kind(kind).enveloped().stamped(NOW).logged(Bytes.of(1, 2)))))
                .isEqualTo(SigstoreStep.ENTRY);
        assertThat(refused(verify(good().kind(kind).enveloped().stamped(NOW).logged(other))))
                .isEqualTo(SigstoreStep.ENTRY);
        if (kind.startsWith("hashedrekord")) {
            assertThat(refused(verify(good().kind(kind).enveloped().stamped(NOW).loggedContent(Bytes.EMPTY))))
                    .isEqualTo(SigstoreStep.ENTRY);
        } else {
            // about a payload, and there is none
            assertThat(refused(verify(good().kind(kind).stamped(NOW)))).isEqualTo(SigstoreStep.ENTRY);
        }
        assertThat(refused(verify(good().kind("rekord 0.0.1")))).isEqualTo(SigstoreStep.ENTRY);
    }

    @Test
    void certificatesOfOthers() throws MalformedMessageException {
        GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, TestSigstore.IDENTITY.subject());
        GeneralName dns = new GeneralName(GeneralName.dNSName, "ci.example.org");
        assertThat(refused(verify(
                        held(SIGSTORE.request(2).by(STRANGER.authorityKey).issue()))))
                .isEqualTo(SigstoreStep.CERTIFICATE);
        assertThat(refused(verify(held(STRANGER.request(2).issue())))).isEqualTo(SigstoreStep.CERTIFICATE);
        assertThat(refused(verify(held(SIGSTORE.request(2)
                        .purpose(KeyPurposeId.id_kp_serverAuth)
                        .issue()))))
                .isEqualTo(SigstoreStep.CERTIFICATE);
        assertThat(verify(held(SIGSTORE.request(2).ofAuthority().issue())))
                .isEqualTo(
                        new SigstoreResult.Refused(SigstoreStep.CERTIFICATE, "the certificate is one of an authority"));
        assertThat(refused(verify(held(SIGSTORE.request(2).notPromised().issue()))))
                .isEqualTo(SigstoreStep.CERTIFICATE_LOG);
        assertThat(refused(verify(
                        held(SIGSTORE.request(2).promisedBy(SeededKeys.p256(6)).issue()))))
                .isEqualTo(SigstoreStep.CERTIFICATE_LOG);
        assertThat(refused(verify(held(
                        SIGSTORE.request(2).promisedAt(NOW.minusSeconds(7200)).issue()))))
                .isEqualTo(SigstoreStep.CERTIFICATE_LOG);
        assertThat(refused(verify(held(SIGSTORE.request(2)
                        .purpose(KeyPurposeId.id_kp_clientAuth)
                        .issue()))))
                .isEqualTo(SigstoreStep.CERTIFICATE);
        assertThat(refused(verify(held(SIGSTORE.request(2).names(uri, uri).issue()))))
                .isEqualTo(SigstoreStep.IDENTITY);
        assertThat(refused(verify(held(SIGSTORE.request(2).names(dns).issue()))))
                .isEqualTo(SigstoreStep.IDENTITY);
        assertThat(refused(verify(held(SIGSTORE.request(2)
                        .names(new GeneralName(GeneralName.rfc822Name, "a@example.org"))
                        .issue()))))
                .isEqualTo(SigstoreStep.IDENTITY);
        assertThat(refused(verify(held(
                        SIGSTORE.request(2).issuer("https://other.example.org").issue()))))
                .isEqualTo(SigstoreStep.IDENTITY);
        assertThat(refused(verify(held(SIGSTORE.request(2)
                        .olderIssuer("https://other.example.org")
                        .issue()))))
                .isEqualTo(SigstoreStep.IDENTITY);
        assertThat(verify(held(SIGSTORE.request(2)
                        .olderIssuer(TestSigstore.IDENTITY.issuer())
                        .issue())))
                .isInstanceOf(SigstoreResult.Verified.class);
    }

    @Test
    @DisplayName("a certificate that is not the one that the certificate log saw is refused")
    void certificateLogs() throws MalformedMessageException {
        TestSigstore.Holder changed =
                SIGSTORE.request(2).purpose(KeyPurposeId.id_kp_serverAuth).issue();
        assertThat(refused(verify(held(changed)))).isEqualTo(SigstoreStep.CERTIFICATE);
        TestSigstore.Holder mail = SIGSTORE.request(2)
                .names(new GeneralName(GeneralName.rfc822Name, "a@example.org"))
                .issue();
        assertThat(verifier(SIGSTORE.root())
                        .verify(
                                held(mail).bundle(),
                                ARTIFACT,
                                new SigstoreIdentity("a@example.org", TestSigstore.IDENTITY.issuer())))
                .isInstanceOf(SigstoreResult.Verified.class);
    }

    @Test
    void logsOfOthers() throws MalformedMessageException {
        assertThat(refused(verify(good().loggedBy(STRANGER.log)))).isEqualTo(SigstoreStep.LOG);
        assertThat(refused(verify(good().kind("hashedrekord 0.0.2").stamped(NOW).loggedBy(STRANGER.tiledLog))))
                .isEqualTo(SigstoreStep.LOG);
        assertThat(refused(verify(new TestBundle(STRANGER, HOLDER, ARTIFACT)))).isEqualTo(SigstoreStep.LOG);
        assertThat(refused(verify(good().origin("other.example.org")))).isEqualTo(SigstoreStep.LOG);
        assertThat(refused(verify(good().origin(TestSigstore.HOST + ".other")))).isEqualTo(SigstoreStep.LOG);
        assertThat(refused(verify(good().withoutProof()))).isEqualTo(SigstoreStep.STRUCTURE);
        assertThat(refused(verify(good().mediaType("application/vnd.dev.sigstore.bundle+json;version=0.1")
                        .withoutPromise())))
                .isEqualTo(SigstoreStep.STRUCTURE);
        assertThat(verify(good().mediaType("application/vnd.dev.sigstore.bundle+json;version=0.1")
                        .withoutProof()))
                .isInstanceOf(SigstoreResult.Verified.class);
        assertThat(refused(verify(good().withoutPromise()))).isEqualTo(SigstoreStep.TIMESTAMP);
        assertThat(verify(good().withoutPromise().stamped(NOW))).isInstanceOf(SigstoreResult.Verified.class);
    }

    @Test
    void times() throws MalformedMessageException {
        // windows last an hour in either direction, certificates ten minutes
        assertThat(verify(good().integrated(NOW.plusSeconds(600)))).isInstanceOf(SigstoreResult.Verified.class);
        assertThat(refused(verify(good().integrated(NOW.plusSeconds(601))))).isEqualTo(SigstoreStep.CERTIFICATE);
        assertThat(refused(verify(good().integrated(NOW.minusSeconds(601))))).isEqualTo(SigstoreStep.CERTIFICATE);
        assertThat(refused(verify(good().integrated(NOW.plusSeconds(3601))))).isEqualTo(SigstoreStep.LOG);
        assertThat(refused(verify(good().stamped(NOW.plusSeconds(601))))).isEqualTo(SigstoreStep.CERTIFICATE);
        assertThat(refused(verify(good().stamped(NOW.plusSeconds(1801))))).isEqualTo(SigstoreStep.TIMESTAMP);
        assertThat(refused(verify(good().stamped(NOW.plusSeconds(3601))))).isEqualTo(SigstoreStep.TIMESTAMP);
        assertThat(refused(verify(new TestBundle(STRANGER, HOLDER, ARTIFACT).stamped(NOW))))
                .isEqualTo(SigstoreStep.TIMESTAMP);
    }

    @Test
    void shapesThatVersionsDoNotHave() throws MalformedMessageException {
        JsonObject made = good().json();
        String chain = Json.write(made)
                .utf8()
                .replaceFirst("\"certificate\":(\\{[^}]*})", "\"x509CertificateChain\":{\"certificates\":[$1]}");
        assertThat(refused(verifier(SIGSTORE.root())
                        .verify(SigstoreBundle.decode(Bytes.ofUtf8(chain)), ARTIFACT, TestSigstore.IDENTITY)))
                .isEqualTo(SigstoreStep.STRUCTURE);
        JsonObject material = made.object("verificationMaterial");
        JsonObject none = with(made, "verificationMaterial", with(material, "tlogEntries", JsonArray.of(List.of())));
        assertThat(refused(verifier(SIGSTORE.root())
                        .verify(SigstoreBundle.decode(Json.write(none)), ARTIFACT, TestSigstore.IDENTITY)))
                .isEqualTo(SigstoreStep.STRUCTURE);
    }

    @Test
    @DisplayName("T-93 an entry or a timestamp that is there twice is refused")
    void nothingTwice() throws MalformedMessageException {
        JsonObject made = good().stamped(NOW).json();
        JsonObject material = made.object("verificationMaterial");
        JsonObject entry = material.array("tlogEntries").objects().get(0);
        JsonObject bare = JsonObject.builder()
                .put("logIndex", entry.value("logIndex"))
                .put("logId", entry.value("logId"))
                .put("kindVersion", entry.value("kindVersion"))
                .put("inclusionProof", entry.value("inclusionProof"))
                .put("canonicalizedBody", entry.value("canonicalizedBody"))
                .build();
        JsonArray entries = JsonArray.of(List.of(entry, bare));
        assertThat(verified(with(made, "verificationMaterial", with(material, "tlogEntries", entries))))
                .isEqualTo(new SigstoreResult.Refused(SigstoreStep.STRUCTURE, "the bundle has an entry twice"));
        JsonObject data = material.object("timestampVerificationData");
        JsonObject stamp = data.array("rfc3161Timestamps").objects().get(0);
        JsonObject stamps = with(data, "rfc3161Timestamps", JsonArray.of(List.of(stamp, stamp)));
        assertThat(verified(with(made, "verificationMaterial", with(material, "timestampVerificationData", stamps))))
                .isEqualTo(new SigstoreResult.Refused(SigstoreStep.STRUCTURE, "the bundle has a timestamp twice"));
    }

    private static SigstoreResult verified(JsonObject bundle) throws MalformedMessageException {
        return verifier(SIGSTORE.root())
                .verify(SigstoreBundle.decode(Json.write(bundle)), ARTIFACT, TestSigstore.IDENTITY);
    }

    private static JsonObject with(JsonObject object, String name, dev.rats4j.json.JsonValue value) {
        JsonObject.Builder builder = JsonObject.builder();
        object.members().forEach((key, old) -> builder.put(key, key.equals(name) ? value : old));
        return builder.build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashedrekord 0.0.1", "hashedrekord 0.0.2", "dsse 0.0.1"})
    @DisplayName("T-93 parts of two good bundles do not make a third")
    void swaps(String kind) throws MalformedMessageException {
        TestSigstore.Holder second = SIGSTORE.request(4).issue();
        JsonObject one = swappable(held(HOLDER), kind).json();
        JsonObject two = swappable(new TestBundle(SIGSTORE, second, Bytes.ofUtf8("other")), kind)
                .json();
        SigstoreVerifier verifier = verifier(SIGSTORE.root());
        List<String> accepted = new ArrayList<>();
        for (int mix = 0; mix < 16; mix++) {
            SigstoreBundle bundle = SigstoreBundle.decode(Json.write(mixed(one, two, mix)));
            for (Bytes artifact : List.of(ARTIFACT, Bytes.ofUtf8("other"))) {
                if (verifier.verify(bundle, artifact, TestSigstore.IDENTITY) instanceof SigstoreResult.Verified) {
                    accepted.add(mix + " " + artifact.utf8());
                }
            }
        }
        assertThat(accepted).containsExactly("0 artifact", "15 other");
    }

    private static TestBundle swappable(TestBundle bundle, String kind) {
        return (kind.startsWith("dsse") ? bundle.enveloped() : bundle)
                .kind(kind)
                .stamped(NOW);
    }

    /** Content, certificate, entries and timestamps, each of one or the other. */
    private static JsonObject mixed(JsonObject one, JsonObject two, int mix) throws MalformedMessageException {
        String content = one.has("dsseEnvelope") ? "dsseEnvelope" : "messageSignature";
        JsonObject material = one.object("verificationMaterial");
        List<String> parts = List.of("certificate", "tlogEntries", "timestampVerificationData");
        for (int i = 0; i < parts.size(); i++) {
            if ((mix & (2 << i)) != 0) {
                material = with(
                        material,
                        parts.get(i),
                        two.object("verificationMaterial").value(parts.get(i)));
            }
        }
        JsonObject whole = with(one, "verificationMaterial", material);
        return (mix & 1) == 0 ? whole : with(whole, content, two.value(content));
    }

    @Test
    @DisplayName("no flipped bit of a bundle verifies to anything but what was signed")
    void flips() throws MalformedMessageException {
        TestBundle small = good().mediaType("application/vnd.dev.sigstore.bundle+json;version=0.1")
                .withoutProof();
        flips(small, 1);
        // in larger ones a bit of each fifth byte: every one of them costs signatures of a clock
        flips(swappable(good(), "hashedrekord 0.0.2"), 41);
        flips(swappable(good(), "dsse 0.0.1"), 41);
    }

    private static void flips(TestBundle made, int step) throws MalformedMessageException {
        byte[] bytes = Json.write(made.json()).toByteArray();
        SigstoreVerifier verifier = verifier(SIGSTORE.root());
        int read = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit += step) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Optional<SigstoreBundle> bundle = AnyBytes.decode(flipped, SigstoreBundle::decode);
            if (bundle.isPresent()) {
                read++;
                if (verifier.verify(bundle.get(), ARTIFACT, TestSigstore.IDENTITY)
                        instanceof SigstoreResult.Verified verified) {
                    assertThat(verified.proof().message()).isEqualTo(made.message());
                    assertThat(verified.times()).containsOnly(NOW);
                }
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void rootsOfOthers() throws MalformedMessageException {
        SigstoreBundle bundle = good().stamped(NOW).bundle();
        for (String part : List.of("tlogs", "certificateAuthorities", "ctlogs", "timestampAuthorities")) {
            JsonObject without = with(SIGSTORE.root(), part, JsonArray.of(List.of()));
            assertThat(verifier(without).verify(bundle, ARTIFACT, TestSigstore.IDENTITY))
                    .as(part)
                    .isInstanceOf(SigstoreResult.Refused.class);
            JsonObject other = with(SIGSTORE.root(), part, STRANGER.root().value(part));
            assertThat(verifier(other).verify(bundle, ARTIFACT, TestSigstore.IDENTITY))
                    .as(part)
                    .isInstanceOf(SigstoreResult.Refused.class);
        }
        assertThat(CRYPTO.curveOf(HOLDER.signer().publicKey())).contains(EllipticCurve.P256);
    }
}
