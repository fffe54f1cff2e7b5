package dev.rats4j.verifier.corim;

import static dev.rats4j.verifier.Acme.CLASS;
import static dev.rats4j.verifier.Acme.DEVICE;
import static dev.rats4j.verifier.Acme.ENDORSER;
import static dev.rats4j.verifier.Acme.FIRMWARE;
import static dev.rats4j.verifier.Acme.INSTANCE;
import static dev.rats4j.verifier.Acme.LOADER;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.PATHS;
import static dev.rats4j.verifier.Acme.authenticated;
import static dev.rats4j.verifier.Acme.corpus;
import static dev.rats4j.verifier.Acme.digest;
import static dev.rats4j.verifier.Acme.digests;
import static dev.rats4j.verifier.Acme.endorsed;
import static dev.rats4j.verifier.Acme.measured;
import static dev.rats4j.verifier.Acme.references;
import static dev.rats4j.verifier.Acme.sha256;
import static dev.rats4j.verifier.Acme.signed;
import static dev.rats4j.verifier.Acme.triple;
import static dev.rats4j.verifier.Acme.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.ClaimPath;
import dev.rats4j.Claims;
import dev.rats4j.Findings;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.TypedId;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.verifier.Acme;
import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.verifier.corim.Corroboration.Strength;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CorimProcessorTest {

    private static final Environment OTHER_CLASS = Environment.ofClass(EnvironmentClass.of("ACME", "Hammer"));
    private static final Environment OTHER_INSTANCE = CLASS.withInstance(TypedId.bytes(Bytes.of(2)));
    private static final ValueTriple EVIDENCE = triple(INSTANCE, FIRMWARE, LOADER);

    private static Corroboration process(AuthenticatedEvidence evidence, Corim... corims) {
        return CorimProcessor.process(evidence, corpus(corims), NOW);
    }

    private static Corroboration process(ValueTriple evidence, Corim... corims) {
        return process(authenticated(evidence), corims);
    }

    private static Optional<Strength> firmware(ValueTriple evidence, Corim... corims) {
        return process(evidence, corims).of(evidence.environment(), AcmeScheme.FIRMWARE);
    }

    @Test
    @DisplayName("a reference value corroborates the measurement that it names, and no other")
    void onlyWhatIsNamed() {
        Corroboration corroboration = process(EVIDENCE, references(CLASS, FIRMWARE));
        assertThat(corroboration.of(INSTANCE, AcmeScheme.FIRMWARE)).contains(Strength.STRONG);
        assertThat(corroboration.of(INSTANCE, AcmeScheme.LOADER)).isEmpty();
        assertThat(corroboration.of(OTHER_INSTANCE, AcmeScheme.FIRMWARE)).isEmpty();
        assertThat(corroboration.of(CLASS, AcmeScheme.FIRMWARE)).isEmpty();
    }

    @Test
    @DisplayName("of one measurement, only the code points that are named are corroborated")
    void onlyNamedCodePoints() {
        Measurement both = Measurement.of(
                AcmeScheme.FIRMWARE.key().orElseThrow(),
                MeasurementValues.builder()
                        .put(CodePoint.DIGESTS, new CodePoint.Digests(List.of(sha256("firmware"))))
                        .put(CodePoint.NAME, "rogue")
                        .build());
        Corroboration corroboration = process(triple(INSTANCE, both), references(CLASS, FIRMWARE));
        assertThat(corroboration.of(INSTANCE, AcmeScheme.FIRMWARE)).contains(Strength.STRONG);
        ClaimPath<String> name = new ClaimPath<>("name", AcmeScheme.CLASS, AcmeScheme.FIRMWARE.key(), CodePoint.NAME);
        assertThat(corroboration.of(INSTANCE, name)).isEmpty();
        assertThat(firmware(triple(INSTANCE, FIRMWARE), references(CLASS, both)))
                .as("every code point of the condition has to match")
                .isEmpty();
    }

    @Test
    @DisplayName("a triple matches only if all of its measurements do")
    void allMeasurements() {
        Measurement otherLoader = digests(AcmeScheme.LOADER, sha256("other"));
        assertThat(firmware(EVIDENCE, references(CLASS, FIRMWARE, LOADER))).isPresent();
        assertThat(firmware(EVIDENCE, references(CLASS, FIRMWARE, otherLoader))).isEmpty();
        assertThat(firmware(EVIDENCE, references(CLASS, otherLoader), references(CLASS, FIRMWARE)))
                .as("another triple stands for itself")
                .isPresent();
    }

    @Test
    @DisplayName("another value, another measurement key, no measurement key: no match")
    void otherValues() {
        assertThat(firmware(EVIDENCE, references(CLASS, digests(AcmeScheme.FIRMWARE, sha256("other")))))
                .isEmpty();
        assertThat(firmware(EVIDENCE, references(CLASS, digests(AcmeScheme.LOADER, sha256("firmware")))))
                .isEmpty();
        Measurement keyless = new Measurement(Optional.empty(), FIRMWARE.values(), List.of());
        assertThat(firmware(EVIDENCE, references(CLASS, keyless))).isEmpty();
    }

    @Test
    @DisplayName("another class or instance does not match; a condition on fewer fields does")
    void environments() {
        Environment vendor = Environment.ofClass(new EnvironmentClass(
                Optional.empty(), Optional.of("ACME"), Optional.empty(), OptionalLong.empty(), OptionalLong.empty()));
        assertThat(firmware(EVIDENCE, references(OTHER_CLASS, FIRMWARE))).isEmpty();
        assertThat(firmware(EVIDENCE, references(OTHER_INSTANCE, FIRMWARE))).isEmpty();
        assertThat(firmware(EVIDENCE, references(INSTANCE, FIRMWARE))).isPresent();
        assertThat(firmware(EVIDENCE, references(vendor, FIRMWARE))).isPresent();
        assertThat(firmware(triple(vendor, FIRMWARE), references(CLASS, FIRMWARE)))
                .as("evidence that says less than the condition")
                .isEmpty();
    }

    @Test
    @DisplayName("digests: all common algorithms agree, at least one is common, and it resists collisions")
    void digestAlgorithms() {
        Measurement two = digests(
                AcmeScheme.FIRMWARE,
                digest(HashAlgorithm.SHA256, "firmware"),
                digest(HashAlgorithm.SHA384, "firmware"));
        Measurement conflicting = digests(
                AcmeScheme.FIRMWARE, digest(HashAlgorithm.SHA256, "firmware"), digest(HashAlgorithm.SHA384, "other"));
        Measurement sha384 = digests(AcmeScheme.FIRMWARE, digest(HashAlgorithm.SHA384, "firmware"));
        ValueTriple evidence = triple(INSTANCE, two);
        assertThat(firmware(evidence, references(CLASS, two))).contains(Strength.STRONG);
        assertThat(firmware(evidence, references(CLASS, FIRMWARE))).contains(Strength.STRONG);
        assertThat(firmware(evidence, references(CLASS, sha384))).contains(Strength.STRONG);
        assertThat(firmware(evidence, references(CLASS, conflicting))).isEmpty();
        assertThat(firmware(triple(INSTANCE, FIRMWARE), references(CLASS, sha384)))
                .isEmpty();
    }

    @Test
    @DisplayName("SHA-1 alone is a weak match; a strong one counts, whichever comes first")
    void weakDigests() {
        Measurement both = digests(
                AcmeScheme.FIRMWARE, digest(HashAlgorithm.SHA1, "firmware"), digest(HashAlgorithm.SHA256, "firmware"));
        Corim weak = references(CLASS, digests(AcmeScheme.FIRMWARE, digest(HashAlgorithm.SHA1, "firmware")));
        Corim strong = references(CLASS, FIRMWARE);
        ValueTriple evidence = triple(INSTANCE, both);
        assertThat(firmware(evidence, weak)).contains(Strength.WEAK);
        assertThat(firmware(evidence, weak, strong)).contains(Strength.STRONG);
        assertThat(firmware(evidence, strong, weak)).contains(Strength.STRONG);
        assertThat(firmware(evidence, references(CLASS, both))).contains(Strength.STRONG);
    }

    @Test
    @DisplayName("an algorithm that nobody here knows is a weak match")
    void unknownAlgorithms() {
        Measurement unknown =
                digests(AcmeScheme.FIRMWARE, new NamedDigest(new NamedDigest.ByNumber(6), Bytes.of(1, 2, 3, 4)));
        assertThat(firmware(triple(INSTANCE, unknown), references(CLASS, unknown)))
                .contains(Strength.WEAK);
    }

    @Test
    @DisplayName("a condition is found by whatever field it names, and still compared in all of them")
    void conditionsByField() {
        TypedId id = new TypedId(TypedId.UUID, Bytes.fromHex("00112233445566778899aabbccddeeff"));
        TypedId group = TypedId.bytes(Bytes.of(7));
        EnvironmentClass whole = new EnvironmentClass(
                Optional.of(id), Optional.of("ACME"), Optional.of("Anvil"), OptionalLong.of(1), OptionalLong.of(2));
        Environment environment = new Environment(Optional.of(whole), INSTANCE.instance(), Optional.of(group));
        ValueTriple evidence = triple(environment, FIRMWARE);
        for (Environment condition : List.of(
                environment,
                new Environment(Optional.empty(), INSTANCE.instance(), Optional.empty()),
                new Environment(Optional.empty(), Optional.empty(), Optional.of(group)),
                ofClass(Optional.of(id), Optional.empty(), Optional.empty(), OptionalLong.empty()),
                ofClass(Optional.empty(), Optional.of("ACME"), Optional.empty(), OptionalLong.empty()),
                ofClass(Optional.empty(), Optional.empty(), Optional.of("Anvil"), OptionalLong.empty()),
                ofClass(Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.of(1)))) {
            assertThat(firmware(evidence, references(condition, FIRMWARE)))
                    .as(condition.toString())
                    .isPresent();
        }
        for (Environment condition : List.of(
                new Environment(Optional.of(whole), OTHER_INSTANCE.instance(), Optional.of(group)),
                new Environment(Optional.of(whole), INSTANCE.instance(), Optional.of(id)),
                new Environment(Optional.empty(), Optional.empty(), Optional.of(id)),
                ofClass(Optional.of(group), Optional.of("ACME"), Optional.empty(), OptionalLong.empty()),
                ofClass(Optional.of(id), Optional.of("acme"), Optional.empty(), OptionalLong.empty()),
                ofClass(Optional.of(id), Optional.empty(), Optional.of("Hammer"), OptionalLong.empty()),
                ofClass(Optional.of(id), Optional.empty(), Optional.empty(), OptionalLong.of(2)))) {
            assertThat(firmware(evidence, references(condition, FIRMWARE)))
                    .as(condition.toString())
                    .isEmpty();
        }
        assertThat(firmware(
                        triple(
                                new Environment(Optional.of(AcmeScheme.CLASS), Optional.empty(), Optional.of(group)),
                                FIRMWARE),
                        references(environment, FIRMWARE)))
                .isEmpty();
    }

    private static Environment ofClass(
            Optional<TypedId> id, Optional<String> vendor, Optional<String> model, OptionalLong layer) {
        return Environment.ofClass(new EnvironmentClass(id, vendor, model, layer, OptionalLong.empty()));
    }

    @Test
    @DisplayName("a value that matches does not speak for another one in the same place")
    void ambiguousEvidence() {
        Measurement rogue = digests(AcmeScheme.FIRMWARE, sha256("rogue"));
        Corim good = references(CLASS, FIRMWARE);
        assertThat(firmware(triple(INSTANCE, rogue, FIRMWARE), good)).isEmpty();
        assertThat(firmware(triple(INSTANCE, FIRMWARE, rogue), good)).isEmpty();
        Corroboration twoTuples =
                process(authenticated(triple(INSTANCE, rogue), triple(INSTANCE, FIRMWARE, LOADER)), good);
        assertThat(twoTuples.of(INSTANCE, AcmeScheme.FIRMWARE)).isEmpty();
        Corroboration twoInstances =
                process(authenticated(triple(OTHER_INSTANCE, rogue), triple(INSTANCE, FIRMWARE)), good);
        assertThat(twoInstances.of(INSTANCE, AcmeScheme.FIRMWARE)).isPresent();
        assertThat(twoInstances.of(OTHER_INSTANCE, AcmeScheme.FIRMWARE)).isEmpty();
    }

    @Test
    @DisplayName("a condition on the authority matches only evidence of that key")
    void authority() {
        CryptoKey device = CryptoKey.thumbprint(DEVICE.publicKey());
        CryptoKey endorser = CryptoKey.thumbprint(ENDORSER.publicKey());
        Measurement byDevice = new Measurement(FIRMWARE.key(), FIRMWARE.values(), List.of(device));
        Measurement byBoth = new Measurement(FIRMWARE.key(), FIRMWARE.values(), List.of(device, endorser));
        assertThat(firmware(EVIDENCE, references(CLASS, byDevice))).isPresent();
        assertThat(firmware(EVIDENCE, references(CLASS, byBoth))).isEmpty();
    }

    @Test
    @DisplayName("the accepted claims are those of the evidence, and what matched with the endorser's authority")
    void acceptedClaims() {
        Corroboration corroboration = process(EVIDENCE, references(CLASS, FIRMWARE), references(OTHER_CLASS, FIRMWARE));
        assertThat(corroboration.accepted())
                .extracting(Claims::type)
                .containsExactly(Claims.Type.EVIDENCE, Claims.Type.REFERENCE_VALUES);
        assertThat(corroboration.accepted().get(1).authority())
                .containsExactly(CryptoKey.thumbprint(ENDORSER.publicKey()));
    }

    @Test
    @DisplayName("endorsed values add claims where the condition matches, and corroborate nothing")
    void endorsedValues() {
        Measurement certified = measured(AcmeScheme.MODE, "certified");
        Corroboration corroboration = process(EVIDENCE, endorsed(CLASS, certified, FIRMWARE));
        assertThat(corroboration.of(INSTANCE, AcmeScheme.FIRMWARE)).isEmpty();
        assertThat(corroboration.accepted()).hasSize(2);
        Claims added = corroboration.accepted().get(1);
        assertThat(added.type()).isEqualTo(Claims.Type.ENDORSEMENTS);
        assertThat(added.environment()).isEqualTo(INSTANCE);
        assertThat(added.get(AcmeScheme.MODE)).contains("certified");
        assertThat(added.authority()).containsExactly(CryptoKey.thumbprint(ENDORSER.publicKey()));
        assertThat(process(EVIDENCE, endorsed(OTHER_CLASS, certified)).accepted())
                .hasSize(1);
        assertThat(process(EVIDENCE, endorsed(OTHER_INSTANCE, certified)).accepted())
                .hasSize(1);
        assertThat(process(EVIDENCE, valid(endorsed(CLASS, certified), NOW.minusSeconds(2), NOW.minusSeconds(1)))
                        .accepted())
                .hasSize(1);
    }

    @Test
    @DisplayName("a CoRIM signed by the key that signed the evidence does not count, and is named")
    void ownWord() {
        Corpus own = ownCorpus(references(CLASS, FIRMWARE));
        Corroboration corroboration = CorimProcessor.process(authenticated(EVIDENCE), own, NOW);
        assertThat(corroboration.of(INSTANCE, AcmeScheme.FIRMWARE)).isEmpty();
        assertThat(corroboration.signedByTheAttester()).containsExactly("own");
        assertThat(corroboration.accepted()).hasSize(1);
        Corroboration unrelated = CorimProcessor.process(
                authenticated(EVIDENCE), ownCorpus(references(CLASS, digests(AcmeScheme.FIRMWARE, sha256("x")))), NOW);
        assertThat(unrelated.signedByTheAttester())
                .as("it would not have matched")
                .isEmpty();
    }

    @Test
    @DisplayName("the same holds for endorsed values, and for schemes that do not name the key as authority")
    void ownWordByProof() {
        Corroboration endorsed = CorimProcessor.process(
                authenticated(EVIDENCE), ownCorpus(endorsed(CLASS, measured(AcmeScheme.MODE, "certified"))), NOW);
        assertThat(endorsed.accepted()).hasSize(1);
        assertThat(endorsed.signedByTheAttester()).containsExactly("own");

        AuthenticatedEvidence signed = authenticated(EVIDENCE);
        Claims nameless = new Claims(INSTANCE, List.of(FIRMWARE), List.of(), Claims.Type.EVIDENCE, Optional.empty());
        AuthenticatedEvidence evidence = AuthenticatedEvidence.assertion(
                signed.proofs(), List.of(nameless), Findings.builder(List.of()).build());
        Corroboration corroboration = CorimProcessor.process(evidence, ownCorpus(references(CLASS, FIRMWARE)), NOW);
        assertThat(corroboration.of(INSTANCE, AcmeScheme.FIRMWARE)).isEmpty();
        assertThat(corroboration.signedByTheAttester()).containsExactly("own");
    }

    private static Corpus ownCorpus(Corim corim) {
        return Corpus.builder(Acme.CRYPTO, PATHS, Acme.pinned(DEVICE))
                .add("own", signed(DEVICE, corim), NOW)
                .build();
    }
}
