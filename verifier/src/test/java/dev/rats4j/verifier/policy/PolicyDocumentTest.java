package dev.rats4j.verifier.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.Aspect;
import dev.rats4j.verifier.Acme;
import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.verifier.AcmeScheme.AcmeCheck;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {

    private static final AcmeScheme SCHEME =
            new AcmeScheme("acme", Set.of(AcmeScheme.MEDIA_TYPE), Set.of(AcmeScheme.COLLECTION), true);

    /** Single quotes in place of double ones; D is a digest. */
    private static final String DOCUMENT = """
            {
              'policy': 'acme/1',
              'required-aspects': ['instance-identity', 'configuration'],
              'corroborate': ['acme.loader'],
              'require': [
                {'claim': 'acme.firmware', 'digest-in': ['sha-256:D']},
                {'claim': 'acme.level', 'at-least': 3},
                {'claim': 'acme.level', 'at-most': 18446744073709551615},
                {'claim': 'acme.svn', 'at-least': 7}
              ],
              'ignore': [{'claim': 'acme.log', 'reason': 'noise'}],
              'waive': [{'check': 'acme.debug-off', 'reason': 'laboratory'}],
              'accept-not-assessed': [{'check': 'acme.log-good', 'reason': 'no log yet'}],
              'accept-weak-digests': {'reason': 'old part'}
            }
            """;

    private static String json(String document) {
        return document.replace('\'', '"')
                .replace("sha-256:D", Acme.sha256("firmware").toString());
    }

    private static AppraisalPolicy parse(String document) throws MalformedMessageException {
        return AppraisalPolicy.parse(Bytes.ofUtf8(json(document)), List.of(SCHEME));
    }

    @Test
    @DisplayName("a document says what the builder says")
    void reads() throws MalformedMessageException {
        AppraisalPolicy built = AppraisalPolicy.forEvidence("acme/1")
                .requireAspects(Set.of(Aspect.INSTANCE_IDENTITY, Aspect.CONFIGURATION))
                .corroborate(AcmeScheme.LOADER)
                .require(AcmeScheme.FIRMWARE, new Condition.DigestIn(List.of(Acme.sha256("firmware"))))
                .require(AcmeScheme.LEVEL, new Condition.AtLeast(3))
                .require(
                        AcmeScheme.LEVEL,
                        new Condition.AtMost(BigInteger.TWO.pow(64).subtract(BigInteger.ONE)))
                .require(AcmeScheme.SVN, new Condition.SvnAtLeast(7))
                .ignore(AcmeScheme.LOG, "noise")
                .waive(AcmeCheck.DEBUG_OFF, "laboratory")
                .acceptNotAssessed(AcmeCheck.LOG_GOOD, "no log yet")
                .acceptWeakDigests("old part")
                .build();
        AppraisalPolicy read = parse(DOCUMENT);
        assertThat(read.toJson()).isEqualTo(built.toJson());
        assertThat(read.idWithDigest()).isEqualTo(built.idWithDigest());
        assertThat(read.requirements()).isEqualTo(built.requirements());
        assertThat(PolicySchema.complaints(json(DOCUMENT))).isEmpty();
    }

    @Test
    @DisplayName("a document with nothing but a name says as much as a builder with nothing but a name")
    void smallest() throws MalformedMessageException {
        assertThat(parse("{'policy': 'p'}").idWithDigest())
                .isEqualTo(AppraisalPolicy.forEvidence("p").build().idWithDigest());
        String empty = "{'policy': 'p', 'corroborate': [], 'require': [], 'ignore': [], 'waive': [],"
                + " 'accept-not-assessed': []}";
        assertThat(parse(empty).toJson()).isEqualTo(parse("{'policy': 'p'}").toJson());
        assertThat(PolicySchema.complaints(json(empty))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3.0", "3e0", "0.3e1"})
    @DisplayName("an integer is one in every spelling of JSON")
    void spellings(String number) throws MalformedMessageException {
        String document = DOCUMENT.replace("'at-least': 3", "'at-least': " + number);
        assertThat(parse(document).toJson()).isEqualTo(parse(DOCUMENT).toJson());
        assertThat(PolicySchema.complaints(json(document))).isEmpty();
    }

    /** What a schema cannot say: names of the schemes, relations between rules, one 64-bit type within another. */
    private static final List<String> BEYOND_SCHEMA = List.of(
            "no enabled scheme",
            "named by another",
            "cryptographic",
            "does not fit",
            "debug-off twice",
            "version number",
            "integer of 64 bits");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'policy': 'acme/1', | | $.policy | is missing",
                "'policy': 'acme/1' | 'policy': ' ' | $.policy | has a name",
                "'policy': 'acme/1' | 'policy': 1 | $.policy | string",
                "'corroborate' | 'corroborrate' | $.corroborrate | is not a member",
                "['instance-identity', 'configuration'] | [] | $.required-aspects | is empty",
                "'configuration' | 'configurations' | $.required-aspects | no aspect is called configurations",
                "'instance-identity', | 1, | $.required-aspects[0] | string",
                "['instance-identity', 'configuration'] | 'configuration' | $.required-aspects | array",
                "['acme.loader'] | ['acme.loder'] | $.corroborate | no enabled scheme has a claim acme.loder",
                "['acme.loader'] | ['acme.loader', 'acme.loader'] | $.corroborate | acme.loader is named by another rule",
                "['acme.loader'] | ['acme.log'] | $.ignore[0].claim | acme.log is named by another rule",
                "['acme.loader'] | ['acme.firmware'] | $.require[0].claim | acme.firmware is named by another rule",
                "['acme.loader'] | null | $.corroborate | array",
                "'acme.level', 'at-least' | 'acme.levels', 'at-least' | $.require[1].claim | no enabled scheme has a claim acme.levels",
                "'acme.level', 'at-least' | 'acme.level', 'above' | $.require[1].above | is not a member",
                "'acme.level', 'at-least' | 'acme.mode', 'at-least' | $.require[1].claim | does not fit name",
                "'acme.svn', 'at-least' | 'acme.svn', 'at-most' | $.require[3].claim | does not fit svn",
                "'at-least': 3 | 'at-least': 3, 'at-most': 5 | $.require[1].claim | exactly one condition",
                "'acme.level', 'at-least': 3 | 'acme.level' | $.require[1].claim | exactly one condition",
                "'at-least': 3 | 'at-least': 3.5 | $.require[1].at-least | not an integer",
                "'at-least': 3 | 'at-least': '3' | $.require[1].at-least | number",
                "18446744073709551615 | 18446744073709551616 | $.require[2].at-most | beyond 64 bits",
                "18446744073709551615 | -18446744073709551617 | $.require[2].at-most | beyond 64 bits",
                "'at-least': 7 | 'at-least': 9223372036854775808 | $.require[3].at-least | integer of 64 bits",
                "'at-least': 7 | 'at-least': -7 | $.require[3].claim | version number is not negative",
                "['sha-256:D'] | [] | $.require[0].digest-in | is empty",
                "'sha-256:D' | 'sha-256:00' | $.require[0].digest-in | not of the form",
                "'sha-256:D' | 'sha-384:D' | $.require[0].digest-in | not of the form",
                "'sha-256:D' | 7 | $.require[0].digest-in[0] | string",
                "['sha-256:D'] | 'sha-256:D' | $.require[0].digest-in | array",
                "'acme.log' | 'acme.logs' | $.ignore[0].claim | no enabled scheme has a claim acme.logs",
                "'noise' | '' | $.ignore[0].reason | has a reason",
                ", 'reason': 'noise' | | $.ignore[0].reason | is missing",
                "'reason': 'noise' | 'why': 'noise' | $.ignore[0].why | is not a member",
                "acme.debug-off | acme.debug | $.waive[0].check | no enabled scheme has a check acme.debug",
                "acme.debug-off | acme.nonce | $.waive[0].check | acme.nonce is cryptographic",
                "acme.debug-off | verifier.claim-appraised | $.waive[0].check | no enabled scheme has a check",
                "'laboratory' | '\\n\\u2003' | $.waive[0].reason | has a reason",
                "'laboratory'} | 'laboratory'}, {'check': 'acme.debug-off', 'reason': 'x'} | $.waive[1].check | acme.debug-off twice",
                "'check': 'acme.debug-off' | 'x': 1, 'check': 'acme.debug-off' | $.waive[0].x | is not a member",
                "'check': 'acme.log-good' | 'x': 1, 'check': 'acme.log-good' | $.accept-not-assessed[0].x | is not a member",
                "'laboratory' | 1 | $.waive[0].reason | string",
                "'no log yet' | ' ' | $.accept-not-assessed[0].reason | has a reason",
                "'no log yet'} | 'no log yet'}, {'check': 'acme.log-good', 'reason': 'no log yet'} | $.accept-not-assessed[1].check | acme.log-good twice",
                "acme.log-good | log-good | $.accept-not-assessed[0].check | no enabled scheme has a check log-good",
                "{'reason': 'old part'} | 'old part' | $.accept-weak-digests | object",
                "{'reason': 'old part'} | {} | $.accept-weak-digests.reason | is missing",
                "{'reason': 'old part'} | {'reason': 'x', 'x': 1} | $.accept-weak-digests.x | is not a member",
                "'old part' | ' ' | $.accept-weak-digests.reason | has a reason",
            })
    @DisplayName("what is refused is named by its path; the schema refuses what is wrong in shape")
    void refuses(String from, String to, String path, String complaint) {
        String changed = DOCUMENT.replace(from, to == null ? "" : to);
        assertThat(changed).isNotEqualTo(DOCUMENT);
        assertThatThrownBy(() -> parse(changed))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
                .satisfies(e -> assertThat(e.field()).isEqualTo(path))
                .satisfies(e -> assertThat(e.getMessage()).contains(complaint));
        boolean beyond =
                BEYOND_SCHEMA.stream().anyMatch(complaint::contains) && !changed.contains("['acme.loader', 'a");
        assertThat(PolicySchema.complaints(json(changed)).isEmpty()).isEqualTo(beyond);
    }

    @Test
    @DisplayName("numbers are read up to the ends of what an int-range holds")
    void ends() throws MalformedMessageException {
        for (BigInteger end : List.of(
                BigInteger.TWO.pow(64).negate(), BigInteger.TWO.pow(64).subtract(BigInteger.ONE), BigInteger.ZERO)) {
            String document = DOCUMENT.replace("'at-least': 3", "'at-least': " + end);
            assertThat(parse(document).requirements())
                    .contains(new AppraisalPolicy.Requirement<>(AcmeScheme.LEVEL, new Condition.AtLeast(end)));
            assertThat(PolicySchema.complaints(json(document))).isEmpty();
        }
        assertThat(parse(DOCUMENT.replace("'at-least': 7", "'at-least': 0")).requirements())
                .contains(new AppraisalPolicy.Requirement<>(AcmeScheme.SVN, new Condition.SvnAtLeast(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "null", "{", "{'policy': 'p'} x", "{'policy': 'p', 'policy': 'p'}"})
    @DisplayName("what is no object in JSON at all")
    void noDocument(String document) {
        assertThatThrownBy(() -> parse(document)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("a document is read with the schemes that are enabled")
    void schemes() {
        assertThatThrownBy(() -> AppraisalPolicy.parse(Bytes.ofUtf8(json(DOCUMENT)), List.of()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("no enabled scheme has a claim acme.loader");
    }
}
