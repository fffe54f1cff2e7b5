package dev.rats4j.bom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycloneDxBomTest {

    private static final Bytes WEIGHTS = Bytes.ofUtf8("weights");
    private static final String HASH =
            HashAlgorithm.SHA256.digest(WEIGHTS).value().toHex();

    static final String TEXT = "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.7\","
            + "\"serialNumber\":\"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79\",\"version\":2,"
            + "\"metadata\":{\"component\":{\"type\":\"application\",\"name\":\"app\"}},"
            + "\"components\":[{\"type\":\"machine-learning-model\",\"name\":\"toy\",\"version\":\"1\","
            + "\"bom-ref\":\"m\",\"purl\":\"pkg:x/toy@1\","
            + "\"hashes\":[{\"alg\":\"SHA-256\",\"content\":\"" + HASH + "\"}],"
            + "\"modelCard\":{\"considerations\":{\"useCases\":[\"a\"]}},"
            + "\"components\":[{\"type\":\"data\",\"name\":\"set\"}]}],\"declarations\":{\"claims\":[]}}";

    private static CycloneDxBom decode(String text) throws MalformedMessageException {
        return CycloneDxBom.decode(Bytes.ofUtf8(text));
    }

    @Test
    void readsWhatProvenanceNeeds() throws MalformedMessageException {
        CycloneDxBom bom = decode(TEXT);
        assertThat(bom.specVersion()).isEqualTo("1.7");
        assertThat(bom.version()).isEqualTo(2);
        assertThat(bom.serialNumber()).contains("urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79");
        assertThat(bom.declarations()).isPresent();
        assertThat(bom.definitions()).isEmpty();
        assertThat(bom.subject().orElseThrow().name()).isEqualTo("app");
        assertThat(bom.allComponents()).extracting(BomComponent::name).containsExactly("app", "toy", "set");
        BomComponent model = bom.models().get(0);
        assertThat(bom.models()).hasSize(1);
        assertThat(model.version()).contains("1");
        assertThat(model.reference()).contains("m");
        assertThat(model.packageUrl()).contains("pkg:x/toy@1");
        assertThat(model.considerations().orElseThrow().array("useCases").strings())
                .containsExactly("a");
        assertThat(model.isContent(WEIGHTS)).isTrue();
        assertThat(model.isContent(Bytes.ofUtf8("other"))).isFalse();
        assertThat(bom.subject().orElseThrow().isContent(WEIGHTS)).isFalse();
        assertThat(bom.subject().orElseThrow().considerations()).isEmpty();
        assertThat(bom + " " + model).isEqualTo("CycloneDX 1.7 with 1 components machine-learning-model toy");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "CycloneDX,SPDX,$.bomFormat",
                "1.7,1.5,$.specVersion",
                "urn:uuid:3e,urn:uuid:3g,$.serialNumber",
                "`\"version\":2`,`\"version\":0`,$.version",
                "`\"version\":2`,`\"version\":2.5`,$.version",
                "`\"version\":2`,`\"version\":\"2\"`,$.version",
                "`\"version\":2`,`\"version\":2,\"version\":2`,$.version",
                "`\"version\":2`,`\"version\":2,\"more\":2`,$.more",
                "machine-learning-model,model,$.components[0].type",
                "`\"name\":\"toy\"`,`\"name\":7`,$.components[0].name",
                "`\"type\":\"data\"`,`\"type\":null`,$.components[0].components[0].type",
                "SHA-256,SHA-255,$.components[0].hashes[0].alg",
                "SHA-256,SHA-512,$.components[0].hashes[0].content",
                "`\"content\":\"`,`\"content\":\"z`,$.components[0].hashes[0].content",
                "`{\"considerations\"`,`[{\"considerations\"`,JSON",
                "`{\"claims\":[]}`,[],$.declarations",
            })
    void refusesWhatIsWrong(String found, String put, String field) {
        String broken = TEXT.replace(found, put);
        assertThat(broken).isNotEqualTo(TEXT);
        assertThatThrownBy(() -> decode(broken))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void hashesThatDecideNothing() {
        assertThat(new BomHash("SHA-1", Bytes.copyOf(new byte[20])).digest()).isEmpty();
        assertThat(new BomHash("BLAKE3", Bytes.copyOf(new byte[32])).digest()).isEmpty();
        assertThat(new BomHash("SHA3-384", Bytes.copyOf(new byte[48])).digest()).isPresent();
        assertThatThrownBy(() -> new BomHash("SHA-1", Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
    }
}
