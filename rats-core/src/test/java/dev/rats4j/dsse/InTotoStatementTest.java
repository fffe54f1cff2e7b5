package dev.rats4j.dsse;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InTotoStatementTest {

    private static final Bytes CONTENT = Bytes.ofUtf8("content");
    private static final Digest SHA256 = HashAlgorithm.SHA256.digest(CONTENT);
    private static final Digest SHA512 = HashAlgorithm.SHA512.digest(CONTENT);
    private static final DigestSet DIGESTS = DigestSet.of(SHA256);
    private static final Signer SIGNER = SeededKeys.p256(4);

    private static InTotoStatement statement() {
        return new TestResult(
                        TestResult.Result.WARNED,
                        List.of(ResourceDescriptor.of("config", DIGESTS)),
                        Optional.of("https://example.com/run"),
                        List.of("a"),
                        List.of("b"),
                        List.of())
                .about(List.of(ResourceDescriptor.of("artifact", DIGESTS)));
    }

    private static InTotoStatement decode(String text) throws MalformedMessageException {
        return InTotoStatement.decode(Bytes.ofUtf8(text));
    }

    @Test
    void aSignedStatement() throws MalformedMessageException {
        DsseEnvelope envelope = statement().sign(SIGNER);
        InTotoStatement read = envelope.verify(CRYPTO, DsseKey.of(SIGNER.publicKey(), CRYPTO))
                .orElseThrow()
                .statement();
        assertThat(read).isEqualTo(statement());
        assertThat(TestResult.of(read).result()).isEqualTo(TestResult.Result.WARNED);
        assertThat(read.subjectOf(CONTENT)).isPresent();
        assertThat(read.subjectOf(Bytes.EMPTY)).isEmpty();
        assertThat(read.subjectOf(DIGESTS)).isPresent();
        assertThat(read).hasToString("statement https://in-toto.io/attestation/test-result/v0.1 about 1 subjects");
    }

    @Test
    void unknownMembersAreIgnoredAndAPredicateMayBeAbsent() throws MalformedMessageException {
        InTotoStatement read = decode("{\"_type\":\"https://in-toto.io/Statement/v1\",\"more\":[],"
                + "\"subject\":[{\"digest\":{\"sha256\":\"" + SHA256.value().toHex() + "\"},\"more\":1}],"
                + "\"predicateType\":\"https://example.com/p\"}");
        assertThat(read.predicate().members()).isEmpty();
        assertThat(read.subjectOf(CONTENT)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Statement/v1,Statement/v0.1,$._type",
                "`\"subject\":[`,`\"subject\":[],\"x\":[`,$.subject",
                "`\"subject\":[`,`\"subject\":[{\"name\":\"x\"},`,$.subject[0]",
                "`\"subject\":[`,`\"subject\":[{\"digest\":{}},`,$.subject[0].digest",
                "`\"subject\":[`,`\"subject\":[{\"digest\":{\"\":\"x\"}},`,$.subject[0].digest.",
                "`\"subject\":[`,`\"subject\":[{\"digest\":{\"a\":\"\"}},`,$.subject[0].digest.a",
                "`\"subject\":[`,`\"subject\":[{\"digest\":{\"a\":7}},`,$.subject[0].digest.a",
                "`\"subject\":[`,`\"subject\":[{\"digest\":{\"a\":\"b\"},\"content\":\"*\"},`,$.subject[0].content",
                "`\"subject\":[`,`\"subject\":[{\"digest\":{\"a\":\"b\"},\"uri\":7},`,$.subject[0].uri",
                "`\"subject\":[`,`\"subject\":[],\"subject\":[`,$.subject",
                "https://in-toto.io/attestation/test-result/v0.1,``,$.predicateType",
                "`\"predicate\":{`,`\"predicate\":[],\"x\":{`,$.predicate",
            })
    void refusesWhatIsWrong(String found, String put, String field) {
        String text = statement().encode().utf8();
        assertThat(text).contains(found);
        assertThatThrownBy(() -> decode(text.replace(found, put)))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    @DisplayName("T-96 digests match by all algorithms that both have and that resist collisions")
    void digests() {
        assertThat(DIGESTS.match(CONTENT)).isEqualTo(new DigestMatch.Same("sha256"));
        assertThat(DIGESTS.match(Bytes.EMPTY)).isEqualTo(new DigestMatch.Different("sha256"));
        DigestSet both = DigestSet.of(SHA256, SHA512);
        assertThat(both.match(CONTENT)).isEqualTo(new DigestMatch.Same("sha512"));
        assertThat(both.match(DIGESTS)).isEqualTo(new DigestMatch.Same("sha256"));
        assertThat(DIGESTS.match(DigestSet.of(SHA512))).isEqualTo(new DigestMatch.Undecided());
        DigestSet mixed = DigestSet.of(SHA256, HashAlgorithm.SHA512.digest(Bytes.EMPTY));
        assertThat(mixed.match(CONTENT)).isEqualTo(new DigestMatch.Different("sha512"));
        DigestSet other = DigestSet.of(HashAlgorithm.SHA256.digest(Bytes.EMPTY), SHA512);
        assertThat(other.match(both)).isEqualTo(new DigestMatch.Different("sha256"));
        DigestSet weak = DigestSet.of(HashAlgorithm.SHA1.digest(CONTENT));
        assertThat(weak.match(CONTENT)).isEqualTo(new DigestMatch.Undecided());
        assertThat(weak.match(weak)).isEqualTo(new DigestMatch.Undecided());
        assertThat(weak.digest(HashAlgorithm.SHA1)).isPresent();
        assertThat(DIGESTS.digest(HashAlgorithm.SHA256)).contains(SHA256);
        assertThat(DIGESTS.digest(HashAlgorithm.SHA384)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sha256,5d5b09f6dcb2d53...", "sha256,5D", "sha1,''0", "gitCommit,abc", "sha512,00"})
    @DisplayName("T-96 a digest that its algorithm cannot have made matches nothing, itself neither")
    void malformedDigests(String name, String value) {
        DigestSet malformed = new DigestSet(Map.of(name, value));
        assertThat(malformed.firstMalformed()).contains(name);
        assertThat(malformed.match(malformed)).isNotInstanceOf(DigestMatch.Same.class);
        assertThat(malformed.match(CONTENT)).isNotInstanceOf(DigestMatch.Same.class);
        assertThat(malformed.digest(HashAlgorithm.SHA256)).isEmpty();
    }

    @Test
    void anUpperCaseDigestIsNotTheSame() {
        DigestSet upper = new DigestSet(Map.of("sha256", SHA256.value().toHex().toUpperCase(java.util.Locale.ROOT)));
        assertThat(upper.firstMalformed()).contains("sha256");
        assertThat(upper.match(CONTENT)).isEqualTo(new DigestMatch.Different("sha256"));
        assertThat(DIGESTS.firstMalformed()).isEmpty();
        assertThat(new DigestSet(Map.of("unknown", "x")).firstMalformed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"result\":\"WARNED\"`,`\"result\":\"warned\"`,$.predicate.result",
                "`\"failedTests\":[]`,`\"failedTests\":[\"c\"]`,$.predicate.result",
                "`\"configuration\":`,`\"config\":`,$.predicate.configuration",
                "`\"passedTests\":[\"a\"]`,`\"passedTests\":[7]`,$.predicate.passedTests[0]",
                "test-result/v0.1,test-result/v0.2,$.predicateType",
            })
    void refusesWrongTestResults(String found, String put, String field) throws MalformedMessageException {
        String text = statement().encode().utf8();
        assertThat(text).contains(found);
        InTotoStatement broken = decode(text.replace(found, put));
        assertThatThrownBy(() -> TestResult.of(broken))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"verifier\":{\"id\":\"v\"},\"resourceUri\":\"r\",\"policy\":{},\"verificationResult\":\"OK\",\"verifiedLevels\":[]}`,$.verificationResult",
                "`{\"verifier\":{\"id\":\"v\"},\"resourceUri\":\"r\",\"policy\":{},\"verificationResult\":\"PASSED\",\"verifiedLevels\":[\"FAILED\"]}`,$.verificationResult",
                "`{\"verifier\":{},\"resourceUri\":\"r\",\"policy\":{},\"verificationResult\":\"PASSED\",\"verifiedLevels\":[]}`,$.verifier.id",
                "`{\"verifier\":{\"id\":\"v\"},\"policy\":{},\"verificationResult\":\"PASSED\",\"verifiedLevels\":[]}`,$.resourceUri",
                "`{\"verifier\":{\"id\":\"v\"},\"resourceUri\":\"r\",\"policy\":{},\"verificationResult\":\"PASSED\"}`,$.verifiedLevels",
                "`{\"verifier\":{\"id\":\"v\"},\"timeVerified\":\"today\",\"resourceUri\":\"r\",\"policy\":{},\"verificationResult\":\"PASSED\",\"verifiedLevels\":[]}`,$.timeVerified",
                "`{\"verifier\":{\"id\":\"v\"},\"resourceUri\":\"r\",\"policy\":{},\"inputAttestations\":[{\"uri\":\"a\"}],\"verificationResult\":\"PASSED\",\"verifiedLevels\":[]}`,$.inputAttestations[0]",
                "`{\"verifier\":{\"id\":\"v\"},\"resourceUri\":\"r\",\"policy\":{},\"verificationResult\":\"PASSED\",\"verifiedLevels\":[],\"dependencyLevels\":{\"a\":-1}}`,$.dependencyLevels.a",
            })
    void refusesWrongSummaries(String predicate, String field) throws MalformedMessageException {
        InTotoStatement statement = with(VerificationSummary.PREDICATE_TYPE, predicate);
        assertThatThrownBy(() -> VerificationSummary.of(statement))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
        assertThatThrownBy(() -> SlsaProvenance.of(statement)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> VerificationReport.of(statement)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"packageId\":\"1\"}`,$.purl",
                "`{\"purl\":\"pkg:npm/semver\"}`,$.purl",
                "`{\"purl\":\"pkg:npm/@angular\"}`,$.purl",
                "`{\"purl\":\"pkg:npm/semver@\"}`,$.purl",
                "`{\"purl\":\"npm/semver@1\"}`,$.purl",
                "`{\"purl\":\"pkg:oci/image?tag=a@b\"}`,$.purl",
                "`{\"purl\":\"pkg:npm/semver@1\",\"packageId\":7}`,$.packageId",
            })
    void refusesWrongReleases(String predicate, String field) throws MalformedMessageException {
        InTotoStatement statement = with(Release.PREDICATE_TYPE, predicate);
        assertThatThrownBy(() -> Release.of(statement))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
        assertThatThrownBy(() -> Reference.of(statement)).hasMessageStartingWith("$.predicateType");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"references\":[]}`,$.attester",
                "`{\"attester\":{},\"references\":[]}`,$.attester.id",
                "`{\"attester\":{\"id\":\"a\"}}`,$.references",
                "`{\"attester\":{\"id\":\"a\"},\"references\":[{\"mediaType\":\"a/b\"}]}`,$.references[0]",
                "`{\"attester\":{\"id\":\"a\"},\"references\":[{\"downloadLocation\":\"l\"}]}`,$.references[0]",
            })
    void refusesWrongReferences(String predicate, String field) throws MalformedMessageException {
        InTotoStatement statement = with(Reference.PREDICATE_TYPE, predicate);
        assertThatThrownBy(() -> Reference.of(statement))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
        assertThatThrownBy(() -> Release.of(statement)).hasMessageStartingWith("$.predicateType");
    }

    private static InTotoStatement with(String type, String predicate) throws MalformedMessageException {
        return new InTotoStatement(
                List.of(ResourceDescriptor.of("a", DIGESTS)), type, (JsonObject) Json.parse(Bytes.ofUtf8(predicate)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-25T12:00:00z",
                "2016-12-31T23:59:60Z",
                "2026-11-25T24:00:00Z",
                "+12026-11-25T12:00:00Z",
                "2026-11-25T12:00Z",
                "2026-11-25",
                ""
            })
    @DisplayName("times are those of RFC 3339, and not what a library takes for one")
    void refusesOtherTimes(String time) throws MalformedMessageException {
        String report = "{\"verifier\":{\"id\":\"v\"},\"timeCreated\":\"%\",\"properties\":[]}";
        InTotoStatement good =
                with(VerificationReport.PREDICATE_TYPE, report.replace("%", "2026-11-25T13:00:00+01:00"));
        assertThat(VerificationReport.of(good).timeCreated()).isEqualTo("2026-11-25T12:00:00Z");
        InTotoStatement other = with(VerificationReport.PREDICATE_TYPE, report.replace("%", time));
        assertThatThrownBy(() -> VerificationReport.of(other))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo("$.timeCreated"));
    }

    @Test
    @DisplayName("names of objects of git are as long as the hash of their repository")
    void namesOfGit() {
        assertThat(new DigestSet(Map.of("gitCommit", "ab".repeat(20))).firstMalformed())
                .isEmpty();
        assertThat(new DigestSet(Map.of("gitTree", "ab".repeat(32))).firstMalformed())
                .isEmpty();
        assertThat(new DigestSet(Map.of("gitTag", "ab".repeat(21))).firstMalformed())
                .contains("gitTag");
        assertThat(new DigestSet(Map.of("md5", "ab".repeat(16))).firstMalformed())
                .isEmpty();
    }

    @Test
    void valuesRefuseNonsense() {
        assertThatThrownBy(() -> new Release("pkg:npm/semver", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reference("a", List.of(ResourceDescriptor.of("a", DIGESTS))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VerificationSummary(
                        "v",
                        Optional.empty(),
                        "r",
                        ResourceDescriptor.of("p", DIGESTS),
                        List.of(),
                        true,
                        List.of("FAILED"),
                        Map.of(),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        JsonObject none = JsonObject.builder().build();
        assertThatThrownBy(() -> new InTotoStatement(List.of(), "t", none))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InTotoStatement(List.of(ResourceDescriptor.of("a", DIGESTS)), "", none))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigestSet(Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TestResult(
                        TestResult.Result.PASSED, List.of(), Optional.empty(), List.of(), List.of(), List.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
