package dev.rats4j.cli.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.PcrValuesCodec;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TpmPartsTest {

    private static final String DIGEST = "ab".repeat(32);

    @Test
    void readsJsonAndCborAlike() throws Exception {
        var values = TpmParts.pcrValues(Samples.pcrJson());
        assertThat(values.bank(HashAlgorithm.SHA256).keySet()).containsExactly(0, 23);
        assertThat(values.get(HashAlgorithm.SHA256, 0).orElseThrow().value().toHex())
                .isEqualTo(DIGEST);
        assertThat(TpmParts.pcrValues(PcrValuesCodec.encode(values))).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"sha256\":{}}",
                "{\"SHA256\":{\"0\":\"D\"}}",
                "{\"sha-256\":{\"0\":\"D\"}}",
                "{\"sha256\":{\"00\":\"D\"}}",
                "{\"sha256\":{\"32\":\"D\"}}",
                "{\"sha256\":{\"-1\":\"D\"}}",
                "{\"sha256\":{\"\":\"D\"}}",
                "{\"sha256\":{\"0\":\"D00\"}}",
                "{\"sha1\":{\"0\":\"D\"}}",
                "{\"sha256\":{\"0\":\"0xD\"}}",
                "{\"sha256\":{\"0\":1}}",
                "{\"sha256\":[\"D\"]}",
                "{\"sha256\":{\"0\":\"D\",\"0\":\"D\"}}",
                "{\"sha256\":{\"0\":\"D\"},\"sha256\":{\"1\":\"D\"}}",
                "{\"sha256\":{\"0\":\"D\"},\"version\":1}"
            })
    void refuses(String json) {
        Bytes content = Bytes.ofUtf8(json.replace("D", DIGEST));
        assertThatThrownBy(() -> TpmParts.pcrValues(content)).isInstanceOf(MalformedMessageException.class);
        assertThat(ContentKind.of(content)).isNotEqualTo(ContentKind.PCR_VALUES);
    }

    @Test
    void refusesDigitsThatAreNotHexadecimal() {
        Bytes content = Bytes.ofUtf8("{\"sha256\":{\"0\":\"" + "zz".repeat(32) + "\"}}");
        assertThatThrownBy(() -> TpmParts.pcrValues(content)).hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void takesTheSizeOff() throws Exception {
        Bytes area = Samples.evidence().untrustedKey().orElseThrow();
        assertThat(TpmParts.publicArea(area)).isEqualTo(area);
        assertThat(TpmParts.publicArea(Samples.sized(area))).isEqualTo(area);
        assertThatThrownBy(() -> TpmParts.publicArea(Bytes.concat(area, area)))
                .isInstanceOf(MalformedMessageException.class);
        Bytes quote = Samples.evidence().quote();
        assertThat(TpmParts.attest(Samples.sized(quote)).signed()).isEqualTo(quote);
    }

    @Test
    void wantsTheMagicOfATpm() {
        Bytes quote = Samples.evidence().quote();
        Bytes other = Bytes.concat(Bytes.of(0xfe), quote.slice(1, quote.length()));
        assertThatThrownBy(() -> TpmParts.attest(other)).hasMessageContaining("TPM_GENERATED_VALUE");
        assertThat(ContentKind.of(other)).isEqualTo(ContentKind.UNKNOWN);
    }

    @Test
    void tellsTheTypeOfEvidence() {
        assertThat(Wrappers.collectionType(Samples.evidence().encode().content()))
                .contains(TpmEvidence.COLLECTION_TYPE);
        assertThat(Wrappers.collectionType(Samples.pcrJson())).isEmpty();
        assertThat(Wrappers.collectionType(Bytes.EMPTY)).isEmpty();
    }
}
