package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeysInHeadersTest {

    @Test
    @DisplayName("T-57 a key, a certificate or an address in a header is never what a message is verified with")
    void keysOfTheMessage() throws Exception {
        Signer attacker = SeededKeys.p256(66);
        Bytes own = CoseKey.encode(attacker.publicKey(), CRYPTO).orElseThrow();
        for (Bytes kid : List.of(own, Bytes.copyOf(attacker.publicKey().getEncoded()))) {
            CoseHeaders headers = CoseHeaders.builder()
                    .put(CoseHeaders.KID, Cbor.bytes(kid))
                    .put(CborKey.of(35), Cbor.tagged(32, Cbor.text("https://attacker.example/key")))
                    .put(CborKey.of(-1), own)
                    .x5chain(List.of(kid))
                    .build();
            for (boolean covered : new boolean[] {true, false}) {
                Bytes message = CoseSign1.sign(
                        CRYPTO,
                        attacker,
                        covered ? headers : CoseHeaders.NONE,
                        covered ? CoseHeaders.NONE : headers,
                        Bytes.of(1));
                CoseSign1 decoded = CoseSign1.decode(message, CoseSign1.Form.TAGGED, CborProfile.DETERMINISTIC);
                assertThat(decoded.verify(CRYPTO, SeededKeys.p256(1).publicKey(), Bytes.EMPTY))
                        .isEmpty();
            }
        }
    }
}
