package dev.rats4j.verifier;

import static dev.rats4j.verifier.Acme.CLASS;
import static dev.rats4j.verifier.Acme.CRYPTO;
import static dev.rats4j.verifier.Acme.DEVICE;
import static dev.rats4j.verifier.Acme.FIRMWARE;
import static dev.rats4j.verifier.Acme.FRESH;
import static dev.rats4j.verifier.Acme.INSTANCE;
import static dev.rats4j.verifier.Acme.LOADER;
import static dev.rats4j.verifier.Acme.LOG;
import static dev.rats4j.verifier.Acme.NONCE;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.PATHS;
import static dev.rats4j.verifier.Acme.STRANGER;
import static dev.rats4j.verifier.Acme.evidence;
import static dev.rats4j.verifier.Acme.goodVerifier;
import static dev.rats4j.verifier.Acme.keys;
import static dev.rats4j.verifier.Acme.pinned;
import static dev.rats4j.verifier.Acme.policy;
import static dev.rats4j.verifier.Acme.references;
import static dev.rats4j.verifier.Acme.signed;
import static dev.rats4j.verifier.Acme.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Appraisal;
import dev.rats4j.Aspect;
import dev.rats4j.AttestationResult;
import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.Check;
import dev.rats4j.Evidence;
import dev.rats4j.Finding;
import dev.rats4j.Outcome;
import dev.rats4j.RefusedEvidence;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.CmwCollection;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.freshness.Freshness;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.verifier.AcmeScheme.AcmeCheck;
import dev.rats4j.verifier.corim.Corpus;
import dev.rats4j.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {

    private static final Freshness UNCHECKED = new Freshness.InsecureNotChecked("a test");

    private static Appraisal only(AttestationResult result) {
        assertThat(result.submodules()).hasSize(1);
        return result.submodules().values().iterator().next();
    }

    private static List<Check> failed(Appraisal appraisal) {
        return appraisal.findings().failed().stream().map(Finding::check).toList();
    }

    private static TrustworthinessVector everyAspect(TrustworthinessClaim claim) {
        return new TrustworthinessVector(
                Map.of(Aspect.INSTANCE_IDENTITY, claim, Aspect.CONFIGURATION, claim, Aspect.EXECUTABLES, claim));
    }

    private static Evidence collection(Optional<String> type, String label, Bytes part) {
        CmwCollection collection =
                new CmwCollection(type, Map.of(CborKey.of(label), CmwRecord.of(AcmeScheme.MEDIA_TYPE, part)));
        return new Evidence("application/cmw+cbor", collection.toCbor());
    }

    @Test
    @DisplayName("good evidence is affirmed: who, and what runs; the rest says nothing")
    void good() {
        AttestationResult result = goodVerifier().build().appraise(evidence(), FRESH, NOW);
        assertThat(result.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(result.submodules()).containsOnlyKeys("acme");
        assertThat(result.nonce()).contains(NONCE);
        Appraisal appraisal = only(result);
        assertThat(appraisal.vector())
                .isEqualTo(new TrustworthinessVector(Map.of(
                        Aspect.INSTANCE_IDENTITY, TrustworthinessClaim.claim(2),
                        Aspect.EXECUTABLES, TrustworthinessClaim.claim(3))));
        assertThat(appraisal.findings().all()).hasSize(AcmeCheck.values().length + VerifierCheck.values().length);
        assertThat(appraisal.findings().with(Outcome.PASSED))
                .hasSameSizeAs(appraisal.findings().all());
        assertThat(appraisal.authentication().orElseThrow().claim(AcmeScheme.LOG))
                .contains("good");
        assertThat(appraisal.policyIds())
                .singleElement()
                .asString()
                .matches("every-critical-claim-corroborated#sha-256:[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/other", "", "application/vnd.acm", "application/vnd.acme; v", "acme"})
    @DisplayName("a type that no enabled scheme reads is a finding, not an exception")
    void schemeNotEnabled(String type) {
        Verifier verifier = goodVerifier().build();
        Evidence unknown = new Evidence(type, evidence().content());
        AttestationResult result = verifier.appraise(unknown, FRESH, NOW);
        assertThat(result.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        assertThat(result.submodules()).containsOnlyKeys("unknown");
        assertThat(result.nonce()).isEmpty();
        assertThat(failed(only(result))).containsExactly(VerifierCheck.SCHEME_ENABLED);
        assertThat(only(result).findings().failed().get(0).reason()).contains("no enabled scheme");
        assertThat(only(result).vector()).isEqualTo(TrustworthinessVector.EMPTY);
        assertThat(verifier.authenticate(unknown, FRESH, NOW)).isInstanceOf(RefusedEvidence.class);
    }

    @Test
    @DisplayName("a collection goes to the scheme of its type, in CBOR and in JSON")
    void collections() {
        Verifier verifier = goodVerifier().build();
        Evidence inCollection = collection(
                Optional.of(AcmeScheme.COLLECTION), "acme", evidence().content());
        assertThat(verifier.appraise(inCollection, FRESH, NOW).status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        Evidence asJson = new Evidence("application/cmw+json", inCollection.content());
        assertThat(verifier.appraise(asJson, FRESH, NOW).status())
                .as("what the bytes are counts, not what they are called")
                .isEqualTo(TrustworthinessTier.AFFIRMING);

        Evidence foreign =
                collection(Optional.of("tag:other"), "acme", evidence().content());
        Evidence untyped = collection(Optional.empty(), "acme", evidence().content());
        Evidence record = new Evidence(
                "application/cmw+cbor",
                CmwRecord.of(AcmeScheme.MEDIA_TYPE, evidence().content()).toCbor());
        for (Evidence other : List.of(foreign, untyped, record)) {
            Appraisal appraisal = only(verifier.appraise(other, FRESH, NOW));
            assertThat(failed(appraisal)).containsExactly(VerifierCheck.SCHEME_ENABLED);
            assertThat(appraisal.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPLICATION/vnd.%s", "application/vnd.%s; v=2", "application/vnd.%s ;v=\"2;3\""})
    @DisplayName("case and parameters of a media type choose no other scheme")
    void spellingsOfAType(String type) {
        Evidence spelled = new Evidence(
                String.format(Locale.ROOT, type, "ACME"), evidence().content());
        assertThat(goodVerifier().build().appraise(spelled, FRESH, NOW).status())
                .isEqualTo(TrustworthinessTier.AFFIRMING);
    }

    @Test
    @DisplayName("a media type may name the type of the collection, and no other")
    void collectionTypesInTheMediaType() {
        Verifier verifier = goodVerifier().build();
        Bytes content = collection(
                        Optional.of(AcmeScheme.COLLECTION), "acme", evidence().content())
                .content();
        for (String good :
                List.of("Application/CMW+cbor", "application/cmw+cbor; cmwc_t=\"" + AcmeScheme.COLLECTION + '"')) {
            assertThat(verifier.appraise(new Evidence(good, content), FRESH, NOW)
                            .status())
                    .isEqualTo(TrustworthinessTier.AFFIRMING);
        }
        Bytes untyped =
                collection(Optional.empty(), "acme", evidence().content()).content();
        String other = "application/cmw+cbor;cmwc_t=\"tag:other\"";
        for (Bytes contradicted : List.of(content, untyped)) {
            assertThat(failed(only(verifier.appraise(new Evidence(other, contradicted), FRESH, NOW))))
                    .containsExactly(VerifierCheck.WELL_FORMED);
        }
        String twice = "application/cmw+cbor;cmwc_t=\"tag:other\";cmwc_t=\"" + AcmeScheme.COLLECTION + '"';
        assertThat(failed(only(verifier.appraise(new Evidence(twice, content), FRESH, NOW))))
                .containsExactly(VerifierCheck.SCHEME_ENABLED);
    }

    @Test
    @DisplayName("no scheme, or two for one type, is a mistake at construction")
    void construction() {
        assertThatThrownBy(() -> Verifier.builder(CRYPTO).build()).isInstanceOf(IllegalArgumentException.class);
        AcmeScheme sameMedia = new AcmeScheme("other", Set.of(AcmeScheme.MEDIA_TYPE), Set.of(), true);
        AcmeScheme sameCollection = new AcmeScheme("other", Set.of(), Set.of(AcmeScheme.COLLECTION), true);
        AcmeScheme different = new AcmeScheme("other", Set.of("application/other"), Set.of("tag:other"), true);
        for (AcmeScheme clashing : List.of(sameMedia, sameCollection, AcmeScheme.STANDARD)) {
            Verifier.Builder builder = Acme.verifier().scheme(clashing);
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("both read");
        }
        assertThat(Acme.verifier().scheme(different).build().schemes()).containsExactly(AcmeScheme.STANDARD, different);
    }

    @Test
    @DisplayName("malformed evidence is refused, and every aspect of its scheme carries 99")
    void malformed() {
        Verifier verifier = goodVerifier().build();
        Bytes message = evidence().content();
        for (Bytes bytes : List.of(
                Bytes.EMPTY,
                Bytes.ofUtf8("hello"),
                message.slice(0, message.length() - 1),
                Bytes.concat(message, NONCE))) {
            AttestationResult result = verifier.appraise(new Evidence(AcmeScheme.MEDIA_TYPE, bytes), FRESH, NOW);
            assertThat(result.submodules()).containsOnlyKeys("acme");
            assertThat(failed(only(result))).containsExactly(VerifierCheck.WELL_FORMED);
            assertThat(only(result).findings().unanswered()).isEmpty();
            assertThat(only(result).vector()).isEqualTo(everyAspect(TrustworthinessClaim.CRYPTO_VALIDATION_FAILED));
            assertThat(result.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
            assertThat(result.nonce()).isEmpty();
        }
    }

    @Test
    @DisplayName("a collection that is broken, or lacks its part, is malformed")
    void malformedCollections() {
        Verifier verifier = goodVerifier().build();
        Evidence broken = new Evidence("application/cmw+cbor", Bytes.of(0xbf));
        Evidence partless = collection(Optional.of(AcmeScheme.COLLECTION), "other", NONCE);
        for (Evidence bad : List.of(broken, partless)) {
            Appraisal appraisal = only(verifier.appraise(bad, FRESH, NOW));
            assertThat(failed(appraisal)).containsExactly(VerifierCheck.WELL_FORMED);
            assertThat(appraisal.vector().claim(Aspect.INSTANCE_IDENTITY))
                    .isEqualTo(TrustworthinessClaim.CRYPTO_VALIDATION_FAILED);
            assertThat(appraisal.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        }
    }

    @Test
    @DisplayName("a signature by another key: refused, 99 in every aspect, no claims")
    void wrongSignature() {
        Evidence forged = new Evidence(
                AcmeScheme.MEDIA_TYPE,
                AcmeScheme.message(STRANGER, NONCE, references(INSTANCE, FIRMWARE, LOADER, LOG)));
        AttestationResult result = goodVerifier().build().appraise(forged, FRESH, NOW);
        Appraisal appraisal = only(result);
        assertThat(failed(appraisal)).containsExactly(AcmeCheck.SIGNATURE);
        assertThat(appraisal.vector()).isEqualTo(everyAspect(TrustworthinessClaim.CRYPTO_VALIDATION_FAILED));
        assertThat(appraisal.authentication()).isEmpty();
        assertThat(result.nonce()).isEmpty();
    }

    @Test
    @DisplayName("S-10 R-8 nobody trusted, nothing affirmed")
    void nobodyTrusted() {
        Verifier verifier =
                goodVerifier().anchors(TrustAnchors.builder().build()).build();
        Appraisal appraisal = only(verifier.appraise(evidence(), FRESH, NOW));
        assertThat(failed(appraisal)).contains(AcmeCheck.KEY_TRUSTED);
        assertThat(appraisal.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
    }

    @Test
    @DisplayName("T-11 a replayed message is refused without 99, and the session's nonce is not copied into the result")
    void stale() {
        Freshness other = new Freshness.Nonce(Bytes.fromHex("ffeeddccbbaa99887766554433221100"));
        AttestationResult result = goodVerifier().build().appraise(evidence(), other, NOW);
        assertThat(failed(only(result))).containsExactly(AcmeCheck.NONCE);
        assertThat(only(result).vector()).isEqualTo(TrustworthinessVector.EMPTY);
        assertThat(result.status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        assertThat(result.nonce()).isEmpty();
    }

    @Test
    @DisplayName(
            "without a check of freshness identity is not affirmed, unless the policy says so; no nonce is carried")
    void freshnessNotChecked() {
        AttestationResult silent = goodVerifier().build().appraise(evidence(), UNCHECKED, NOW);
        assertThat(silent.status()).isEqualTo(TrustworthinessTier.NONE);
        assertThat(only(silent).vector().claim(Aspect.INSTANCE_IDENTITY)).isEqualTo(TrustworthinessClaim.NONE);
        assertThat(silent.nonce()).isEmpty();

        AttestationResult accepted = goodVerifier()
                .policy(policy().acceptNotAssessed(AcmeCheck.NONCE, "stored evidence")
                        .build())
                .build()
                .appraise(evidence(), UNCHECKED, NOW);
        assertThat(accepted.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(only(accepted).exemptions())
                .containsExactlyEntriesOf(Map.of("waived:acme.nonce", "stored evidence"));
        assertThat(accepted.nonce()).isEmpty();
    }

    @Test
    @DisplayName("authenticate answers who said it, and leaves what is unwelcome to appraise")
    void authenticates() {
        Verifier verifier = Acme.verifier().build();
        assertThat(verifier.authenticate(evidence(), FRESH, NOW)).isInstanceOf(AuthenticatedEvidence.class);
        assertThat(verifier.appraise(evidence(), FRESH, NOW).status()).isNotEqualTo(TrustworthinessTier.AFFIRMING);
    }

    @Test
    @DisplayName("an authenticated CoRIM gives the trust in a key, for as long as it is valid")
    void endorsedKeys() {
        CryptoKey key =
                new CryptoKey(558, CoseKey.encode(DEVICE.publicKey(), CRYPTO).orElseThrow());
        Corim given = keys(new KeyTriple(CLASS, List.of(key), Optional.empty(), List.of()));
        Corim expired = valid(given, NOW.minusSeconds(2), NOW.minusSeconds(1));
        Corim reference = references(CLASS, FIRMWARE, LOADER);
        Verifier.Builder verifier = Verifier.builder(CRYPTO).scheme(AcmeScheme.STANDARD);
        assertThat(verifier.corpus(Acme.corpus(given, reference))
                        .build()
                        .appraise(evidence(), FRESH, NOW)
                        .status())
                .isEqualTo(TrustworthinessTier.AFFIRMING);
        for (Corpus without : List.of(Acme.corpus(expired, reference), Acme.corpus(reference))) {
            Appraisal appraisal = only(verifier.corpus(without).build().appraise(evidence(), FRESH, NOW));
            assertThat(failed(appraisal)).contains(AcmeCheck.KEY_TRUSTED);
        }
        Corpus byStranger =
                Acme.corpus().add("stranger", signed(STRANGER, given), NOW).build();
        assertThat(verifier.corpus(byStranger).build().authenticate(evidence(), FRESH, NOW))
                .isInstanceOf(RefusedEvidence.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "T-05 a CoRIM signed by the key that signed the evidence does not count, and the finding changes the tier")
    void ownWord(boolean schemeNamesAuthority) {
        Corpus own = Corpus.builder(CRYPTO, PATHS, pinned(DEVICE, Acme.ENDORSER))
                .add("own", signed(DEVICE, references(CLASS, FIRMWARE, LOADER)), NOW)
                .add("endorser", signed(Acme.ENDORSER, references(CLASS, FIRMWARE, LOADER)), NOW)
                .build();
        AcmeScheme scheme = new AcmeScheme("acme", Set.of(AcmeScheme.MEDIA_TYPE), Set.of(), schemeNamesAuthority);
        Verifier verifier = Verifier.builder(CRYPTO)
                .scheme(scheme)
                .anchors(pinned(DEVICE))
                .corpus(own)
                .build();
        Appraisal appraisal = only(verifier.appraise(evidence(), FRESH, NOW));
        assertThat(failed(appraisal)).containsExactly(VerifierCheck.ENDORSER_INDEPENDENT);
        assertThat(appraisal.findings().failed().get(0).reason())
                .contains("own")
                .doesNotContain("endorser");
        assertThat(appraisal.vector().claim(Aspect.EXECUTABLES)).isEqualTo(TrustworthinessClaim.claim(33));
        assertThat(appraisal.status()).isEqualTo(TrustworthinessTier.WARNING);
    }

    @Test
    @DisplayName("S-4 S-5 every prefix and every flipped bit: a verdict, never an exception, never affirming")
    void brokenEvidence() {
        Verifier verifier = goodVerifier().build();
        byte[] message = evidence().content().toByteArray();
        for (int bit = 0; bit < 8 * message.length; bit += 3) {
            byte[] flipped = message.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            AttestationResult result =
                    verifier.appraise(new Evidence(AcmeScheme.MEDIA_TYPE, Bytes.copyOf(flipped)), FRESH, NOW);
            assertThat(result.status()).as("bit " + bit).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
            assertThat(result.nonce()).isEmpty();
        }
        for (int length = 0; length < message.length; length++) {
            Evidence prefix = new Evidence(AcmeScheme.MEDIA_TYPE, Bytes.copyOf(Arrays.copyOf(message, length)));
            assertThat(failed(only(verifier.appraise(prefix, FRESH, NOW)))).containsExactly(VerifierCheck.WELL_FORMED);
        }
    }

    @Test
    @DisplayName("random bytes under any type get a verdict")
    void randomBytes() {
        Verifier verifier = goodVerifier().build();
        SplittableRandom random = new SplittableRandom(53);
        List<String> types = List.of(AcmeScheme.MEDIA_TYPE, "application/cmw+cbor", "application/cmw+json", "x/y");
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            Evidence evidence = new Evidence(types.get(i % types.size()), Bytes.copyOf(bytes));
            assertThat(verifier.appraise(evidence, FRESH, NOW).status()).isEqualTo(TrustworthinessTier.CONTRAINDICATED);
        }
    }
}
