package dev.rats4j.ear;

import static dev.rats4j.TrustworthinessTier.NONE;
import static dev.rats4j.ear.EarTest.ISSUED;
import static dev.rats4j.ear.EarTest.VERIFIER;
import static dev.rats4j.ear.EarTest.appraisal;
import static dev.rats4j.ear.EarTest.ear;
import static dev.rats4j.ear.EarTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nonces of every length, and claims sets that are cut or go on. */
class EarLengthsTest {

    @ParameterizedTest
    @ValueSource(ints = {8, 64})
    @DisplayName("nonces of 8 and of 64 bytes fit, in both encodings")
    void nonceBounds(int length) throws Exception {
        Bytes nonce = Bytes.copyOf(new byte[length]);
        Ear ear = new Ear(
                ISSUED, Optional.empty(), VERIFIER, Optional.of(nonce), Optional.empty(), Map.of("a", appraisal(NONE)));
        assertThat(Ear.decodeCbor(ear.toCbor()).nonce()).contains(nonce);
        assertThat(Ear.decodeJson(ear.toJson()).nonce()).contains(nonce);
    }

    @Test
    @DisplayName("S-4 no prefix and no extension of a claims set is one")
    void refusesPrefixesAndExtensions() {
        Bytes cbor = Ears.full().toCbor();
        Bytes json = Ears.full().toJson();
        for (int length = 0; length < cbor.length(); length++) {
            Bytes prefix = cbor.slice(0, length);
            assertThatThrownBy(() -> Ear.decodeCbor(prefix)).isInstanceOf(MalformedMessageException.class);
        }
        for (int length = 0; length < json.length(); length++) {
            Bytes prefix = json.slice(0, length);
            assertThatThrownBy(() -> Ear.decodeJson(prefix)).isInstanceOf(MalformedMessageException.class);
        }
        for (int length = 1; length <= 16; length++) {
            Bytes more = Bytes.copyOf(new byte[length]);
            assertThatThrownBy(() -> Ear.decodeCbor(Bytes.concat(cbor, more)))
                    .isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> Ear.decodeJson(Bytes.concat(json, more)))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }
}
