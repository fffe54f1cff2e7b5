package dev.rats4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Aspect;
import dev.rats4j.AttestationResult;
import dev.rats4j.Evidence;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.Comid;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.corim.Measurement;
import dev.rats4j.corim.MeasurementValues;
import dev.rats4j.corim.SignedCorim;
import dev.rats4j.corim.TagId;
import dev.rats4j.corim.Triples;
import dev.rats4j.corim.ValueTriple;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.OemId;
import dev.rats4j.eat.TimeProblem;
import dev.rats4j.eat.VerifiedEat;
import dev.rats4j.tpm.TpmClaims;
import dev.rats4j.tpm.ek.Credential;
import dev.rats4j.tpm.ek.TpmEnrolmentRequest;
import dev.rats4j.tpm.sim.SimulatedCa;
import dev.rats4j.tpm.sim.SimulatedEndorsementKey;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.verifier.Verifier;
import dev.rats4j.verifier.enrolment.EnrolmentAnswer;
import dev.rats4j.verifier.enrolment.EnrolmentStore;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java code in README.md is that of {@link ReadmeSnippets}, and does what README.md says. */
class ReadmeTest {

    /** What the snippets logged. */
    static final List<String> LOGGED = new ArrayList<>();

    private static final Path ROOT = Path.of(System.getProperty("rats4j.root", "../.."));
    private static final Path SOURCE = ROOT.resolve("examples/cli/src/test/java/dev/rats4j/cli/ReadmeSnippets.java");

    private static final Pattern SNIPPET = Pattern.compile("(?s)// snippet:([a-z-]+)\n(.*?)\n *// end");
    private static final Pattern BLOCK = Pattern.compile("(?s)<!-- snippet:([a-z-]+) -->\n```java\n(.*?)\n```");

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Bytes NONCE = Bytes.ofUtf8("a nonce of thirty-two bytes, yes");

    private final CryptoBackend crypto = CryptoBackend.standard();
    private final SecureRandom random = new SecureRandom();
    private final SimulatedTpm tpm =
            SimulatedTpm.builder(crypto, AttestationKeyKind.ECDSA_P256, random).build();

    @BeforeEach
    void forget() {
        LOGGED.clear();
    }

    @Test
    void codeOfReadmeIsTheCodeThatCompiles() throws IOException {
        Map<String, String> compiled = new TreeMap<>();
        Matcher snippet = SNIPPET.matcher(Files.readString(SOURCE));
        while (snippet.find()) {
            compiled.put(snippet.group(1), snippet.group(2).stripIndent());
        }
        String readme = Files.readString(ROOT.resolve("README.md"));
        Map<String, String> shown = new TreeMap<>();
        Matcher block = BLOCK.matcher(readme);
        while (block.find()) {
            shown.put(block.group(1), block.group(2));
        }
        assertThat(shown).isEqualTo(compiled).isNotEmpty();
        assertThat(readme.split("```java", -1)).as("every block has a name").hasSize(shown.size() + 1);
    }

    @Test
    void aMintedTokenIsVerifiedFreshAndNotForEver() throws MalformedMessageException {
        Signer signer = signer();
        VerifiedEat eat = ReadmeSnippets.eat(crypto, signer, NONCE, NOW);
        assertThat(eat.claims().get(EatClaim.OEMID)).contains(new OemId.Pen(64242));
        assertThat(eat.proof().key()).isEqualTo(signer.publicKey());
        assertThat(eat.claims().timeProblems(NOW.minusSeconds(60), Duration.ZERO))
                .containsExactly(TimeProblem.ISSUED_IN_THE_FUTURE);
    }

    @Test
    void aKnownMachineIsAffirmedAndAChangedOneIsNot() {
        Signer signer = signer();
        Verifier verifier = ReadmeSnippets.verifier(tpm.publicArea(), signer.publicKey(), golden(signer), NOW);
        Evidence evidence = tpm.attest(NONCE);
        AttestationResult result = ReadmeSnippets.appraise(verifier, evidence, NONCE, NOW);
        assertThat(LOGGED).isEmpty();
        assertThat(result.submodules()
                        .get("tpm")
                        .vector()
                        .claim(Aspect.EXECUTABLES)
                        .tier())
                .isEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(result.status()).isEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(ReadmeSnippets.authenticate(verifier, evidence, NONCE, NOW)).isPresent();

        Signer issuer = signer();
        Bytes token = ReadmeSnippets.issue(issuer, result, NOW);
        assertThat(ReadmeSnippets.relyingParty(issuer.publicKey(), token, NONCE, NOW))
                .isPresent();

        tpm.extend(4, Bytes.ofUtf8("another boot loader"));
        AttestationResult changed = ReadmeSnippets.appraise(verifier, tpm.attest(NONCE), NONCE, NOW);
        assertThat(changed.status()).isNotEqualTo(TrustworthinessTier.AFFIRMING);
        assertThat(LOGGED).singleElement().asString().startsWith("tpm verifier.claim-appraised ");

        Bytes refusal = ReadmeSnippets.issue(issuer, changed, NOW);
        assertThat(ReadmeSnippets.relyingParty(issuer.publicKey(), refusal, NONCE, NOW))
                .isEmpty();
        assertThat(LOGGED.get(1)).startsWith("token relying-party.status ");
    }

    @Test
    void anEnrolledMachineIsAffirmedOncePerNonceAndAnotherIsNot() throws Exception {
        Instant start = NOW.minusSeconds(1);
        SimulatedCa manufacturer = SimulatedCa.root(crypto, random, start, NOW.plusSeconds(60), OptionalInt.empty());
        EnrolmentStore store = EnrolmentStore.inMemory();
        SimulatedEndorsementKey ek = SimulatedEndorsementKey.ec(crypto, EllipticCurve.P256, random);
        assertThat(ReadmeSnippets.enrol(store, manufacturer.certificate(), machine(manufacturer, ek), NOW))
                .isInstanceOf(EnrolmentAnswer.Enrolled.class);

        Signer signer = signer();
        SimulatedTpm other = SimulatedTpm.builder(crypto, AttestationKeyKind.ECDSA_P256, random)
                .build();
        Verifier verifier = ReadmeSnippets.verifier(other.publicArea(), signer.publicKey(), golden(signer), NOW);
        assertThat(ReadmeSnippets.session(verifier, store, tpm, "peer 1", NOW)
                        .orElseThrow()
                        .status())
                .isEqualTo(TrustworthinessTier.AFFIRMING);
        AttestationResult stranger =
                ReadmeSnippets.session(verifier, store, other, "peer 1", NOW).orElseThrow();
        assertThat(stranger.status()).isNotEqualTo(TrustworthinessTier.AFFIRMING);

        SimulatedCa nobody = SimulatedCa.root(crypto, random, start, NOW.plusSeconds(60), OptionalInt.empty());
        assertThat(ReadmeSnippets.enrol(store, nobody.certificate(), machine(manufacturer, ek), NOW))
                .isInstanceOf(EnrolmentAnswer.Refused.class);
    }

    /** What TpmEnroller does with a TPM. */
    private ReadmeSnippets.Machine machine(SimulatedCa manufacturer, SimulatedEndorsementKey ek) throws Exception {
        Bytes certificate = Bytes.copyOf(manufacturer.endorse(ek.publicKey()).getEncoded());
        Bytes keyName = TpmtPublic.decode(tpm.publicArea()).name();
        return new ReadmeSnippets.Machine() {
            @Override
            public Bytes request() {
                return new TpmEnrolmentRequest(
                                certificate, ek.area().encoded(), tpm.publicArea(), Optional.empty(), Optional.empty())
                        .encode();
            }

            @Override
            public Bytes activate(Bytes challenge) throws MalformedMessageException {
                return ek.activate(keyName, Credential.decode(challenge)).orElseThrow();
            }
        };
    }

    private Signer signer() {
        KeyPair keys = crypto.generate(EllipticCurve.P256, random);
        return crypto.signer(
                keys.getPrivate(),
                keys.getPublic(),
                new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
    }

    /** What the machine's registers hold now, signed. */
    private Bytes golden(Signer signer) {
        List<Measurement> measurements = new ArrayList<>();
        tpm.pcrs()
                .bank(HashAlgorithm.SHA256)
                .forEach((index, digest) -> measurements.add(Measurement.of(
                        MeasuredElement.of(index),
                        MeasurementValues.of(
                                CodePoint.DIGESTS, new CodePoint.Digests(List.of(NamedDigest.of(digest)))))));
        ValueTriple values = new ValueTriple(Environment.ofClass(TpmClaims.CLASS), measurements);
        Comid comid = Comid.builder(TagId.of("golden"))
                .triples(Triples.builder().reference(List.of(values)).build())
                .build();
        Corim corim = Corim.builder(TagId.of("golden"))
                .tag(comid)
                .profile(TpmClaims.PROFILE)
                .build();
        return SignedCorim.sign(crypto, signer, corim, new SignedCorim.Meta("acme", Optional.empty()), List.of());
    }
}
