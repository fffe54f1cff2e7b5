package dev.rats4j.jose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlattenedJwsTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final CompactJws JWS =
            CompactJws.sign(JsonObject.builder().put("x", 1).build(), Bytes.ofUtf8("{}"), SIGNER);
    private static final String[] PARTS = JWS.text().split("\\.");

    private static String text(String header) {
        return "{\"protected\":\"" + PARTS[0] + "\"," + header + "\"payload\":\"" + PARTS[1] + "\",\"signature\":\""
                + PARTS[2] + "\"}";
    }

    @Test
    @DisplayName("the three parts of a compact JWS come back from an object, with another header beside")
    void roundTrips() throws MalformedMessageException {
        FlattenedJws written = FlattenedJws.of(JWS);
        FlattenedJws read = FlattenedJws.parse(Json.write(written.toJson()));
        assertThat(read.jws().text()).isEqualTo(JWS.text());
        assertThat(read.untrustedHeader().members()).isEmpty();
        assertThat(read.keyId()).isEmpty();
        assertThat(read.jws().verify(CRYPTO, SIGNER.publicKey())).isPresent();
        FlattenedJws named = FlattenedJws.parse(Bytes.ofUtf8(text("\"header\":{\"kid\":\"k\",\"x5c\":[]},")));
        assertThat(named.keyId()).contains("k");
        assertThat(Json.write(named.toJson()).utf8()).isEqualTo(text("\"header\":{\"kid\":\"k\",\"x5c\":[]},"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"header\":{\"alg\":\"ES256\"}, | is not protected",
                "\"header\":{\"crit\":[\"x\"]}, | is not protected",
                "\"header\":{\"b64\":false}, | is not protected",
                "\"header\":{\"jwk\":{}}, | is not protected",
                "\"header\":{\"cty\":\"a\"}, | is not protected",
                "\"header\":{\"x\":1}, | is in both headers",
                "\"header\":\"e30\", | where an object belongs",
                "\"signatures\":[], | is not a member",
                "\"payload\":\"\", | a second member"
            })
    @DisplayName("headers that decide something are protected, no name is in both, and there is one signature")
    void refuses(String member, String complaint) {
        assertThatThrownBy(() -> FlattenedJws.parse(Bytes.ofUtf8(text(member))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    @DisplayName("a dot inside of a part, or a missing part, is refused")
    void refusesParts() {
        String good = text("");
        for (String bad : new String[] {
            good.replace(PARTS[0], PARTS[0] + "." + PARTS[1]),
            good.replace("\"" + PARTS[1] + "\"", "\"" + PARTS[1] + ".\""),
            good.replace("\"signature\"", "\"header\""),
            good.replace("\"payload\":\"" + PARTS[1] + "\",", ""),
            good.replace(PARTS[2], ""),
            "[" + good + "]",
            "{}"
        }) {
            assertThatThrownBy(() -> FlattenedJws.parse(Bytes.ofUtf8(bad)))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }
}
