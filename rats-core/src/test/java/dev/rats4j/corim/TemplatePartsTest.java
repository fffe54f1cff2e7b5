package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rats4j.coswid.Coswid;
import dev.rats4j.coswid.DirectoryEntry;
import dev.rats4j.coswid.PathElements;
import dev.rats4j.coswid.ResourceCollection;
import dev.rats4j.coswid.SwidContent;
import dev.rats4j.coswid.SwidEntity;
import dev.rats4j.coswid.SwidPayload;
import dev.rats4j.coswid.SwidTagId;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template has beyond reference values, endorsed values and keys. */
class TemplatePartsTest {

    private static final String TEMPLATE = """
            {
              'corim-id': 'corim',
              'entities': [{'name': 'ACME', 'roles': ['manifest-creator'], 'extensions': {'-1': '01'}}],
              'dependent-rims': [{'href': ['https://a.example/1'], 'thumbprint': ['#1:00']}],
              'tags': [
                {
                  'language': 'en',
                  'tag-identity': {'id': 'tag', 'version': 0},
                  'linked-tags': [{'id': 'old', 'relation': 'replaces'}],
                  'triples': {
                    'identity-keys': [{'environment': {'class': {'vendor': 'ACME'}}, 'keys': [{'type': 'bytes', 'value': '01'}]}],
                    'dependencies': [{'domain': {'class': {'vendor': 'D'}}, 'trustees': [{'class': {'vendor': 'T'}}]}],
                    'memberships': [{'domain': {'class': {'vendor': 'M'}}, 'members': [{'class': {'vendor': 'N'}}]}],
                    'coswids': [{'environment': {'class': {'vendor': 'S'}}, 'tag-ids': ['swid-1']}],
                    'conditional-endorsement-series': [{
                      'condition': {'environment': {'class': {'vendor': 'C'}}, 'measurements': [{'value': {'name': 'n'}}]},
                      'series': [{'condition': [{'value': {'svn': {'untagged': 4}}}], 'addition': [{'value': {'serial-number': 's'}}]}]
                    }],
                    'conditional-endorsements': [{
                      'conditions': [{'environment': {'class': {'vendor': 'E'}}, 'measurements': [{'value': {
                        'version': {'version': '1.2', 'scheme': 16384}, 'flags': {'is-debug': false, 'extensions': {'99': 'f5'}},
                        'mac-addr': '01:02:03:04:05:06', 'ip-addr': '192.0.2.255', 'ueid': '01020304050607',
                        'uuid': '00112233-4455-6677-8899-aabbccddeeff',
                        'raw-value': {'value': '01', 'mask': 'ff', 'separate-mask': true},
                        'integrity-registers': [{'id': 0, 'digests': ['#1:01']}, {'id': 'boot', 'digests': ['#1:02']}]
                      }}]}],
                      'endorsements': [{'environment': {'class': {'vendor': 'F'}}, 'measurements': [{'value': {
                        'ip-addr': '2001:0db8:0000:0000:0000:0000:0000:0001'}}]}]
                    }],
                    'extensions': {'7': '80'}
                  },
                  'extensions': {'77': '1801'}
                },
                {'coswid': {
                  'tag-id': 'swid-1', 'tag-version': 1, 'software-name': 'Loader', 'version-scheme': 1, 'corpus': false,
                  'entity': [{'entity-name': 'ACME', 'reg-id': {'untagged': 'acme.example'}, 'role': [1, 'signer'], 'thumbprint': '#1:03'}],
                  'link': [{'href': 'https://a.example', 'rel': 'license'}],
                  'software-meta': [{'product': 'Box', 'entitlement-data-required': true, 'generator': {'type': 'uuid', 'value': '00112233-4455-6677-8899-aabbccddeeff'}}],
                  'payload': {'directory': [{'fs-name': 'usr', 'path-elements': {'file': [{'fs-name': 'a', 'size': 7, 'hash': '#1:04', 'key': true}]}}]},
                  'extensions': [{'key': 'color', 'item': '6372 6564'}]
                }},
                {'coswid': {
                  'tag-id': 'swid-2', 'tag-version': 1, 'software-name': 'Scan', 'entity': [{'entity-name': 'ACME', 'role': [1]}],
                  'evidence': {'process': [{'process-name': 'p', 'pid': 1}], 'resource': [{'type': 't'}], 'date': 1700000000}
                }},
                {'tag-list': {'tag-identity': {'id': 'list'}, 'tags': [{'id': 'tag', 'version': 3}], 'validity': {'not-after': '2030-01-01T00:00:00Z'}}},
                {'tag': 507, 'content': '4100'}
              ],
              'extensions': {'-5': 'f6'}
            }
            """.replace("6372 6564", "63726564");

    private static String json(String template) {
        return template.replace('\'', '"');
    }

    private static Corim compile(String template) throws MalformedMessageException {
        return CorimTemplate.compile(Bytes.ofUtf8(json(template)));
    }

    private static boolean fitsSchema(String template) throws IOException {
        String text = Files.readString(
                Path.of(System.getProperty("rats4j.root", ".."), "docs/schemas/corim-template.schema.json"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
        return schema.validate(json(template), InputFormat.JSON).isEmpty();
    }

    @Test
    @DisplayName("every part compiles, is printed and compiles to the same CBOR, and fits the schema")
    void everyPart() throws MalformedMessageException, IOException {
        Corim corim = compile(TEMPLATE);
        assertThat(Corim.decode(corim.encode())).isEqualTo(corim);
        Bytes printed = CorimTemplate.print(corim);
        assertThat(CorimTemplate.compile(printed).encode()).isEqualTo(corim.encode());
        assertThat(CorimTemplate.print(CorimTemplate.compile(printed))).isEqualTo(printed);
        assertThat(fitsSchema(TEMPLATE)).isTrue();
        assertThat(fitsSchema(printed.utf8())).isTrue();
    }

    @Test
    @DisplayName("parts compile to what they say")
    void says() throws MalformedMessageException {
        Corim corim = compile(TEMPLATE);
        assertThat(corim.extensions()).containsEntry(-5L, Bytes.of(0xf6));
        assertThat(corim.tags()).hasSize(5);
        Comid comid = corim.comids().get(0);
        assertThat(comid.linkedTags()).containsExactly(new LinkedTag(TagId.of("old"), LinkedTag.Relation.REPLACES));
        assertThat(comid.identity()).isEqualTo(TagIdentity.of(TagId.of("tag"), 0));
        assertThat(comid.extensions()).containsEntry(77L, Bytes.of(0x18, 1));
        Measurement state = comid.triples()
                .conditionalEndorsement()
                .get(0)
                .conditions()
                .get(0)
                .claims()
                .get(0);
        assertThat(state.values().get(CodePoint.IP_ADDR)).contains(new CodePoint.IpAddress(Bytes.of(192, 0, 2, 255)));
        assertThat(state.values().get(CodePoint.RAW_VALUE).orElseThrow().separateMask())
                .isTrue();
        Coswid coswid = ((CoswidTag) corim.tags().get(1)).coswid();
        assertThat(coswid.content()
                        .payload()
                        .orElseThrow()
                        .resources()
                        .allFiles()
                        .get(0)
                        .size())
                .hasValue(7);
        assertThat(corim.tags().get(4)).isEqualTo(new EncodedTag(507, Bytes.of(0x41, 0)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'-5': 'f6' | '5': 'f6' | $.extensions | defined | true",
                "'-5': 'f6' | '05': 'f6' | $.extensions.05 | number of an extension | true",
                "'-5': 'f6' | '-5': 'f6f6' | $.extensions.-5 | not one CBOR item | false",
                "{'-5': 'f6'} | {} | $.extensions | is empty | true",
                "'-1': '01' | '1': '01' | $.entities[0].extensions | defined | true",
                "['https://a.example/1'] | [] | $.dependent-rims[0].href | at least one | true",
                "'relation': 'replaces' | 'relation': 'other' | $.tags[0].linked-tags[0].relation | is none of | true",
                "'trustees' | 'members' | $.tags[0].triples.dependencies[0].members | is none of | true",
                "'trustees': [{'class': {'vendor': 'T'}}] | 'trustees': [{}] | $.tags[0].triples.dependencies[0].trustees[0].class | at least one of | true",
                "'tag-ids': ['swid-1'] | 'tag-ids': [1] | $.tags[0].triples.coswids[0].tag-ids[0] | not a string | true",
                "{'untagged': 4} | {'untagged': 4, 'minimum': 4} | $.tags[0].triples.conditional-endorsement-series[0].series[0].condition[0].value.svn.minimum | is none of | true",
                "'scheme': 16384 | 'scheme': true | $.tags[0].triples.conditional-endorsements[0].conditions[0].measurements[0].value.version.scheme | neither | true",
                "'is-debug': false | 'is-debug': 0 | $.tags[0].triples.conditional-endorsements[0].conditions[0].measurements[0].value.flags.is-debug | boolean | true",
                "'99': 'f5' | '9': 'f5' | $.tags[0].triples.conditional-endorsements[0].conditions[0].measurements[0].value.flags.extensions | defined | true",
                "01:02:03:04:05:06 | 01:02:03:04:05 | $.tags[0].triples.conditional-endorsements[0].conditions[0].measurements[0].value.mac-addr | 6 or 8 pairs | true",
                "192.0.2.255 | 192.0.2.256 | $.tags[0].triples.conditional-endorsements[0].conditions[0].measurements[0].value.ip-addr | four numbers | true",
                "192.0.2.255 | 192.0.02.255 | $.tags[0].triples.conditional-endorsements[0].conditions[0].measurements[0].value.ip-addr | four numbers | true",
                "'ueid': '01020304050607' | 'ueid': '01' | $.tags[0].triples.conditional-endorsements[0].conditions[0].measurements[0].value.ueid | 7 to 33 | true",
                "'id': 0, | 'id': -1, | $.tags[0].triples.conditional-endorsements[0].conditions[0].measurements[0].value.integrity-registers[0].id | 0 or more | true",
                "'id': 'boot', | 'id': 0, | $.tags[0].triples.conditional-endorsements[0].conditions[0].measurements[0].value.integrity-registers[1].id | twice | false",
                "'7': '80' | '8': '80' | $.tags[0].triples.extensions | defined | true",
                "'77': '1801' | '4': '1801' | $.tags[0].extensions | defined | true",
                "'tag-version': 1, 'software-name': 'Loader', | 'software-name': 'Loader', | $.tags[1].coswid | is no CoSWID | true",
                "'software-name': 'Loader' | 'name': 'Loader' | $.tags[1].coswid.name | is none of | true",
                "'role': [1, 'signer'] | 'role': [] | $.tags[1].coswid.entity[0].role | at least one | true",
                "'role': [1, 'signer'] | 'role': [true] | $.tags[1].coswid.entity[0].role[0] | neither | true",
                "'thumbprint': '#1:03' | 'thumbprint': 'sha-1:03' | $.tags[1].coswid.entity[0].thumbprint | 1 bytes | true",
                "{'untagged': 'acme.example'} | {'tagged': 'acme.example'} | $.tags[1].coswid.entity[0].reg-id.tagged | is none of | true",
                "'size': 7 | 'size': -7 | $.tags[1].coswid | is no CoSWID | true",
                "'key': 'color' | 'key': 1 | $.tags[1].coswid.extensions[0].key | twice | false",
                "'item': '63726564' | 'item': '63' | $.tags[1].coswid.extensions[0].item | not one CBOR item | false",
                "'date': 1700000000 | 'date': '2026' | $.tags[2].coswid.evidence.date | number | true",
                "'tags': [{'id': 'tag', 'version': 3}] | 'tags': [] | $.tags[3].tag-list.tags | at least one | true",
                "'tag': 507 | 'tag': 506 | $.tags[4].tag | type of its own | true",
                "'content': '4100' | 'content': '41' | $.tags[4].content | not one CBOR item | false",
            })
    @DisplayName("errors name the path and what is allowed; the schema refuses what is wrong in shape")
    void refuses(String from, String to, String path, String complaint, boolean bySchema) throws IOException {
        String changed = TEMPLATE.replace(from, to);
        assertThat(changed).isNotEqualTo(TEMPLATE);
        assertThatThrownBy(() -> compile(changed))
                .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
                .satisfies(e -> assertThat(e.field()).isEqualTo(path))
                .satisfies(e -> assertThat(e.getMessage()).contains(complaint));
        assertThat(fitsSchema(changed)).isNotEqualTo(bySchema);
    }

    @Test
    @DisplayName("directories nested deeper than JSON allows are named, and not printed")
    void tooDeep() {
        PathElements paths = PathElements.NONE;
        for (int i = 0; i < 17; i++) {
            paths = new PathElements(List.of(DirectoryEntry.of("d", paths)), List.of());
        }
        Corim corim = Corim.builder(TagId.of("c"))
                .tag(new CoswidTag(new Coswid(
                        SwidTagId.of("deep"),
                        SwidContent.builder()
                                .tagVersion(1)
                                .softwareName("n")
                                .entities(List.of(SwidEntity.of("e", SwidEntity.TAG_CREATOR)))
                                .payload(SwidPayload.of(ResourceCollection.of(paths)))
                                .build())))
                .build();
        assertThat(CorimTemplate.unprintable(corim)).containsExactly("directories of tag deep");
        assertThatThrownBy(() -> CorimTemplate.print(corim)).isInstanceOf(IllegalStateException.class);
    }
}
