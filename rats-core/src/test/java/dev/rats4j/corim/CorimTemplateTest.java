package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.NamedDigest;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorimTemplateTest {

    private static final String SHA256 = "ab".repeat(32);
    private static final Bytes DIGEST = Bytes.fromHex(SHA256);

    /** Single quotes in place of double ones; @ marks the places that tests change. */
    private static final String TEMPLATE = """
            {
              'corim-id': 'corim', 'profile': '1.3.6.1.4.1.1',
              'validity': {'not-before': '2026-01-01T00:00:00Z', 'not-after': '2027-01-01T01:00:00+01:00'},
              'entities': [{'name': 'ACME', 'regid': 'https://acme.example', 'roles': ['manifest-creator', 'manifest-signer']}],
              'tags': [{
                'tag-identity': {'id': {'type': 'uuid', 'value': '00112233-4455-6677-8899-AABBCCDDEEFF'}, 'version': 2},
                'entities': [{'name': 'Smith', 'roles': ['tag-creator', 'maintainer']}],
                'triples': {
                  'reference-values': [{
                    'environment': {
                      'class': {'id': {'type': 'oid', 'value': '1.2.840.7'}, 'vendor': 'ACME', 'model': 'Box', 'layer': 1, 'index': 0},
                      'instance': {'type': 'ueid', 'value': '01020304050607'},
                      'group': {'type': 'bytes', 'value': 'ff'}
                    },
                    'measurements': [{
                      'key': 'pcr 0',
                      'value': {
                        'svn': {'minimum': 3}, 'digests': ['sha-256:D', '#-7:00', 'sha-1:S', {'name': 'sha-256', 'value': 'D'}],
                        'raw-value': {'value': '0102', 'mask': 'ff00'}, 'name': 'boot', 'int-range': {'minimum': -5},
                        'cryptokeys': [{'type': 'key-thumbprint', 'value': 'sha-256:D'}], 'flags': {'is-configured': true}, '12': 'a100f5', '-1': '1818'
                      },
                      'authorized-by': [{'type': 'pkix-base64-key', 'value': 'MFkw'}]
                    }]
                  }],
                  'endorsed-values': [{
                    'environment': {'instance': {'type': 'cose-key', 'value': 'a10101'}},
                    'measurements': [{'key': 7, 'value': {'svn': 18446744073709551615, 'raw-value': '', 'int-range': 9}}]
                  }],
                  'attester-verification-keys': [{
                    'environment': {'class': {'vendor': 'ACME'}},
                    'keys': [{'type': 'pkix-asn1der-cert', 'value': '3000'}],
                    'conditions': {'key': {'type': 'oid', 'value': '2.5'}, 'authorized-by': [{'type': 'bytes', 'value': '01'}]}
                  }]
                }
              }]
            }
            """;

    /** Complaints about what a schema cannot say: relations between values, and what is inside of strings. */
    private static final List<String> BEYOND_SCHEMA = List.of(
            "before not-before", "from 1970", "dotted", "as many", "below the", "one CBOR", "cose-key", "64 bits");

    private static String json(String template) {
        return template.replace('\'', '"')
                .replace(":D", ':' + SHA256)
                .replace("\"D\"", '"' + SHA256 + '"')
                .replace(":S", ':' + "cd".repeat(20));
    }

    private static Corim compile(String template) throws MalformedMessageException {
        return CorimTemplate.compile(Bytes.ofUtf8(json(template)));
    }

    private static Schema schema() throws IOException {
        String text = Files.readString(
                Path.of(System.getProperty("rats4j.root", ".."), "docs/schemas/corim-template.schema.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
    }

    private static List<Error> complaints(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON);
    }

    @Test
    @DisplayName("a template compiles to what it says")
    void compiles() throws MalformedMessageException {
        Corim corim = compile(TEMPLATE);
        assertThat(corim.id()).isEqualTo(TagId.of("corim"));
        assertThat(corim.profile()).contains("1.3.6.1.4.1.1");
        assertThat(corim.validity())
                .contains(new Validity(
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")), Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(corim.entities())
                .containsExactly(new CorimEntity("ACME", Optional.of("https://acme.example"), List.of(1L, 2L)));
        Comid comid = corim.comids().get(0);
        assertThat(comid.id()).isEqualTo(new TagId.Uuid(Bytes.fromHex("00112233445566778899aabbccddeeff")));
        assertThat(comid.version()).isEqualTo(2);
        assertThat(comid.entities()).containsExactly(new CorimEntity("Smith", Optional.empty(), List.of(0L, 2L)));
        assertThat(comid.referenceValues().get(0).environment())
                .isEqualTo(new Environment(
                        Optional.of(new EnvironmentClass(
                                Optional.of(new TypedId(TypedId.OID, Bytes.fromHex("2a864807"))),
                                Optional.of("ACME"),
                                Optional.of("Box"),
                                OptionalLong.of(1),
                                OptionalLong.of(0))),
                        Optional.of(
                                new Environment.InstanceId(new TypedId(TypedId.UEID, Bytes.of(1, 2, 3, 4, 5, 6, 7)))),
                        Optional.of(TypedId.bytes(Bytes.of(0xff)))));
        assertThat(comid.attestKeys())
                .containsExactly(new KeyTriple(
                        Environment.ofClass(new EnvironmentClass(
                                Optional.empty(),
                                Optional.of("ACME"),
                                Optional.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty())),
                        List.of(new CryptoKey(562, Cbor.bytes(Bytes.of(0x30, 0)))),
                        Optional.of(new MeasuredElement.Id(new TypedId(TypedId.OID, Bytes.of(0x55)))),
                        List.of(new CryptoKey(560, Cbor.bytes(Bytes.of(1))))));
    }

    @Test
    @DisplayName("measurements compile to what they say")
    void compilesMeasurements() throws MalformedMessageException {
        Comid comid = compile(TEMPLATE).comids().get(0);
        Measurement measurement = comid.referenceValues().get(0).measurements().get(0);
        assertThat(measurement.key()).contains(MeasuredElement.of("pcr 0"));
        assertThat(measurement.authorizedBy()).containsExactly(new CryptoKey(554, Cbor.text("MFkw")));
        CryptoKey thumbprint = new CryptoKey(557, Cbor.array(Cbor.integer(1), Cbor.bytes(DIGEST)));
        assertThat(measurement.values())
                .isEqualTo(MeasurementValues.builder()
                        .put(CodePoint.SVN, new CodePoint.Svn(3, true))
                        .put(
                                CodePoint.DIGESTS,
                                new CodePoint.Digests(List.of(
                                        new NamedDigest(new NamedDigest.ByNumber(1), DIGEST),
                                        new NamedDigest(new NamedDigest.ByNumber(-7), Bytes.of(0)),
                                        new NamedDigest(
                                                new NamedDigest.ByName("sha-1"), Bytes.fromHex("cd".repeat(20))),
                                        new NamedDigest(new NamedDigest.ByName("sha-256"), DIGEST))))
                        .put(
                                CodePoint.RAW_VALUE,
                                new CodePoint.RawValue(Bytes.of(1, 2), Optional.of(Bytes.of(0xff, 0))))
                        .put(CodePoint.NAME, "boot")
                        .put(
                                CodePoint.INT_RANGE,
                                new CodePoint.IntRange(Optional.of(BigInteger.valueOf(-5)), Optional.empty()))
                        .put(CodePoint.CRYPTO_KEYS, new CodePoint.CryptoKeys(List.of(thumbprint)))
                        .put(CodePoint.FLAGS, CodePoint.Flags.of(Map.of(Flag.IS_CONFIGURED, true)))
                        .put(CodePoint.encoded(12), Bytes.fromHex("a100f5"))
                        .put(CodePoint.encoded(-1), Bytes.of(0x18, 0x18))
                        .build());
        assertThat(comid.endorsedValues().get(0).measurements().get(0).values().get(CodePoint.SVN))
                .contains(new CodePoint.Svn(BigInteger.TWO.pow(64).subtract(BigInteger.ONE), false));
    }

    @Test
    @DisplayName("numbers of the registry: each name has its own")
    void digestNames() throws MalformedMessageException {
        List<String> names = List.of("sha-256", "sha-384", "sha-512", "sha3-224", "sha3-256", "sha3-384", "sha3-512");
        List<Long> numbers = List.of(1L, 7L, 8L, 9L, 10L, 11L, 12L);
        List<Integer> lengths = List.of(32, 48, 64, 28, 32, 48, 64);
        for (int i = 0; i < names.size(); i++) {
            String digest = names.get(i) + ':' + "00".repeat(lengths.get(i));
            Corim corim = compile(TEMPLATE.replace("#-7:00", digest));
            CodePoint.Digests digests = corim.comids()
                    .get(0)
                    .referenceValues()
                    .get(0)
                    .measurements()
                    .get(0)
                    .values()
                    .get(CodePoint.DIGESTS)
                    .orElseThrow();
            assertThat(digests.entries().get(1).algorithm()).isEqualTo(new NamedDigest.ByNumber(numbers.get(i)));
            assertThat(printed(corim)).contains(digest);
        }
    }

    private static String printed(Corim corim) {
        return new String(CorimTemplate.print(corim).toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("what is printed compiles to the same CBOR, and prints the same")
    void printsStably() throws MalformedMessageException {
        Corim corim = compile(TEMPLATE);
        Bytes printed = CorimTemplate.print(corim);
        assertThat(CorimTemplate.compile(printed).encode()).isEqualTo(corim.encode());
        assertThat(CorimTemplate.print(CorimTemplate.compile(printed))).isEqualTo(printed);
        assertThat(printed(corim))
                .contains("\"not-after\": \"2027-01-01T00:00:00Z\"")
                .contains("\"sha-256:" + SHA256);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'profile' | 'profil' | $.profil | is none of corim-id, profile, validity, entities, tags, dependent-rims, extensions",
                "'corim-id': 'corim' | 'corim-id': 7 | $.corim-id | not a string or {`type`",
                "'corim-id': 'corim', | | $.corim-id | is missing",
                "'type': 'uuid', | 'type': 'oid', | $.tags[0].tag-identity.id.type | is none of uuid",
                "AABBCCDDEEFF | AABBCCDDEE | $.tags[0].tag-identity.id.value | 8-4-4-4-12",
                "'version': 2 | 'version': -2 | $.tags[0].tag-identity.version | 0 or more",
                "'version': 2 | 'version': 2.5 | $.tags[0].tag-identity.version | integer",
                "2026-01-01T00:00:00Z | 2026-01-01 | $.validity.not-before | is not a time like",
                "2026-01-01T00:00:00Z | 2026-02-30T00:00:00Z | $.validity.not-before | is not a time like",
                "2026-01-01T00:00:00Z | 2026-01-01T24:00:00Z | $.validity.not-before | is not a time like",
                "2026-01-01T00:00:00Z | 2026-01-01T00:00:00.5Z | $.validity.not-before | whole seconds",
                "2026-01-01T00:00:00Z | 1969-12-31T23:59:59Z | $.validity.not-before | from 1970 to 9999",
                "2026-01-01T00:00:00Z | 2028-01-01T00:00:00Z | $.validity.not-after | is before not-before",
                "'manifest-signer' | 'maintainer' | $.entities[0].roles[1] | is none of manifest-creator, manifest-signer",
                "'manifest-signer' | '' | $.entities[0].roles[1] | is none of manifest-creator",
                "'tag-creator', 'maintainer' | | $.tags[0].entities[0].roles | at least one element",
                "'type': 'oid', 'value': '1.2.840.7' | 'type': 'ueid', 'value': '01' | $.tags[0].triples.reference-values[0].environment.class.id.type | is none of oid, uuid, bytes",
                "1.2.840.7 | 1.40.7 | $.tags[0].triples.reference-values[0].environment.class.id.value | dotted notation",
                "'layer': 1 | 'layer': -1 | $.tags[0].triples.reference-values[0].environment.class.layer | 0 or more",
                "01020304050607 | 010203040506 | $.tags[0].triples.reference-values[0].environment.instance.value | is no ueid",
                "'type': 'ueid' | 'type': 'cert-path-thumbprint' | $.tags[0].triples.reference-values[0].environment.instance.type | is none of",
                "'type': 'bytes', 'value': 'ff' | 'type': 'bytes', 'value': 'f' | $.tags[0].triples.reference-values[0].environment.group.value | pairs of hexadecimal digits",
                "'type': 'bytes', 'value': 'ff' | 'type': 'bytes', 'value': 'fg' | $.tags[0].triples.reference-values[0].environment.group.value | pairs of hexadecimal digits",
                "'key': 'pcr 0' | 'key': true | $.tags[0].triples.reference-values[0].measurements[0].key | not a number, a string",
                "'key': 7 | 'key': -7 | $.tags[0].triples.endorsed-values[0].measurements[0].key | 0 or more",
                "'svn': {'minimum': 3} | 'svn': '3' | $.tags[0].triples.reference-values[0].measurements[0].value.svn | neither a number nor",
                "'minimum': 3 | 'maximum': 3 | $.tags[0].triples.reference-values[0].measurements[0].value.svn.maximum | is none of minimum",
                "'minimum': 3 | 'minimum': -3 | $.tags[0].triples.reference-values[0].measurements[0].value.svn.minimum | 0 or more",
                "18446744073709551615 | 18446744073709551616 | $.tags[0].triples.endorsed-values[0].measurements[0].value.svn | 2^64-1",
                "#-7:00 | sha-256:00 | $.tags[0].triples.reference-values[0].measurements[0].value.digests[1] | 1 bytes, sha-256 has 32",
                "#-7:00 | sha256:00 | $.tags[0].triples.reference-values[0].measurements[0].value.digests[1] | is none of sha-1, sha-256",
                "#-7:00 | sha-256 | $.tags[0].triples.reference-values[0].measurements[0].value.digests[1] | <algorithm>:",
                "#-7:00 | #07:00 | $.tags[0].triples.reference-values[0].measurements[0].value.digests[1] | # and an integer",
                "#-7:00 | #9999999999999999999:00 | $.tags[0].triples.reference-values[0].measurements[0].value.digests[1] | 64 bits",
                "'#-7:00' | 7 | $.tags[0].triples.reference-values[0].measurements[0].value.digests[1] | a digest is a string",
                "'mask': 'ff00' | 'mask': 'ff' | $.tags[0].triples.reference-values[0].measurements[0].value.raw-value.mask | as many as the value",
                "'raw-value': '' | 'raw-value': 1 | $.tags[0].triples.endorsed-values[0].measurements[0].value.raw-value | neither a string",
                "'int-range': 9 | 'int-range': 9.5 | $.tags[0].triples.endorsed-values[0].measurements[0].value.int-range | is not an integer",
                "'int-range': 9 | 'int-range': 'x' | $.tags[0].triples.endorsed-values[0].measurements[0].value.int-range | neither a number",
                "'int-range': 9 | 'int-range': {'minimum': 2, 'maximum': 1} | $.tags[0].triples.endorsed-values[0].measurements[0].value.int-range.maximum | below the minimum",
                "'12': 'a100f5' | '1': '00' | $.tags[0].triples.reference-values[0].measurements[0].value.1 | is written as svn",
                "'12': 'a100f5' | '03': '00' | $.tags[0].triples.reference-values[0].measurements[0].value.03 | is none of",
                "'12': 'a100f5' | 'flag': '00' | $.tags[0].triples.reference-values[0].measurements[0].value.flag | a number",
                "'12': 'a100f5' | '12': 'a100' | $.tags[0].triples.reference-values[0].measurements[0].value.12 | is not one CBOR item",
                "'value': 'a10101' | 'value': '01' | $.tags[0].triples.endorsed-values[0].environment.instance.value | is no cose-key",
                "'type': 'pkix-base64-key' | 'type': 'pem' | $.tags[0].triples.reference-values[0].measurements[0].authorized-by[0].type | is none of bytes, pkix-base64-key",
                "'type': 'oid', 'value': '2.5' | 'type': 'bytes', 'value': '01' | $.tags[0].triples.attester-verification-keys[0].conditions.key.type | is none of oid, uuid",
                "'class': {'vendor': 'ACME'} | 'class': {} | $.tags[0].triples.attester-verification-keys[0].environment.class | at least one of id, vendor",
            })
    @DisplayName("errors name the path and what is allowed; the schema refuses what is wrong in shape")
    void refuses(String from, String to, String path, String complaint) throws IOException {
        String changed = TEMPLATE.replace(from, to == null ? "" : to);
        assertThat(changed).isNotEqualTo(TEMPLATE);
        assertThatThrownBy(() -> compile(changed))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
                .satisfies(e -> assertThat(e.field()).isEqualTo(path))
                .satisfies(e -> assertThat(e.getMessage()).contains(complaint.replace('`', '"')));
        boolean isBeyondSchema = BEYOND_SCHEMA.stream().anyMatch(complaint::contains) || changed.contains("-02-30T");
        assertThat(complaints(schema(), json(changed)).isEmpty()).isEqualTo(isBeyondSchema);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | object belongs",
                "{\"corim-id\": \"a\", \"corim-id\": \"a\"} | second member",
                "{\"corim-id\": \"a\", \"tags\": []} | at least one element",
                "{\"corim-id\": \"a\", \"tags\": [1]} | object belongs",
                "{\"corim-id\": \"a\", \"tags\": [{\"tag-identity\": {\"id\": \"b\"}, \"triples\": {}}]} | at least one of reference-values",
            })
    @DisplayName("what is no template at all")
    void refusesOthers(String json, String complaint) {
        assertThatThrownBy(() -> CorimTemplate.compile(Bytes.ofUtf8(json)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    @DisplayName("what the codec would not read again is not printed")
    void doesNotPrintNonsense() {
        Environment wrong = new Environment(
                Optional.empty(), Optional.empty(), Optional.of(new TypedId(TypedId.UUID, Bytes.EMPTY)));
        Measurement measurement = Measurement.of(MeasuredElement.of(1), MeasurementValues.of(CodePoint.NAME, "x"));
        Comid comid = Comid.builder(TagId.of("t"))
                .triples(Triples.builder()
                        .reference(List.of(new ValueTriple(wrong, List.of(measurement))))
                        .build())
                .build();
        Corim corim = Corim.builder(TagId.of("c")).tag(comid).build();
        assertThatThrownBy(() -> CorimTemplate.print(corim)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("the schema accepts what we print")
    void schemaAccepts() throws IOException, MalformedMessageException {
        Schema schema = schema();
        assertThat(complaints(schema, json(TEMPLATE))).isEmpty();
        SplittableRandom random = new SplittableRandom(23);
        for (int i = 0; i < 100; i++) {
            assertThat(complaints(schema, printed(CorimValues.next(random)))).isEmpty();
        }
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("nothing compiles that the schema refuses")
    void schemaIsNoStricter() throws IOException {
        Schema schema = schema();
        SplittableRandom random = new SplittableRandom(29);
        int compiled = 0;
        for (int i = 0; i < 400; i++) {
            byte[] text = CorimTemplate.print(CorimValues.next(random)).toByteArray();
            text[random.nextInt(text.length)] = (byte) "\"{}[]:,0123456789abcdef-T#".charAt(random.nextInt(26));
            try {
                Corim corim = CorimTemplate.compile(Bytes.copyOf(text));
                assertThat(complaints(schema, new String(text, StandardCharsets.UTF_8)))
                        .as(printed(corim))
                        .isEmpty();
                compiled++;
            } catch (MalformedMessageException e) {
                assertThat(e.field()).isNotEmpty();
            }
        }
        assertThat(compiled).isGreaterThan(20);
    }
}
