package dev.rats4j.relyingparty;

import static dev.rats4j.relyingparty.RelyingPartyTest.FRESH;
import static dev.rats4j.relyingparty.RelyingPartyTest.NOW;
import static dev.rats4j.relyingparty.RelyingPartyTest.assertRejected;
import static dev.rats4j.relyingparty.RelyingPartyTest.strict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarFormat;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens that were cut, extended, changed or made up. */
class HostileTokenTest {

    @Test
    @DisplayName("what a trusted key signed and is no EAR is malformed")
    void refusesSignedNonsense() {
        for (Bytes payload :
                List.of(Bytes.EMPTY, Bytes.ofUtf8("[]"), Bytes.ofUtf8("{\"eat_profile\":\"" + Ear.PROFILE + "\"}"))) {
            Bytes jwt = Bytes.ofUtf8(CompactJws.sign(JsonObject.builder().build(), payload, Results.VERIFIER)
                    .text());
            assertRejected(strict().build().decide(jwt, FRESH, NOW), RelyingPartyCheck.WELL_FORMED);
            Bytes cwt = CoseSign1.sign(Results.CRYPTO, Results.VERIFIER, CoseHeaders.NONE, CoseHeaders.NONE, payload);
            assertRejected(strict().build().decide(cwt, FRESH, NOW), RelyingPartyCheck.WELL_FORMED);
        }
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("S-4 no prefix and no extension of a token is accepted")
    void refusesPrefixesAndExtensions(EarFormat format) {
        RelyingParty party = strict().build();
        Bytes token = Results.token(Results.good().build(), Results.VERIFIER, format);
        for (int length = 0; length < token.length(); length++) {
            assertThat(party.decide(token.slice(0, length), FRESH, NOW)).isInstanceOf(Decision.Reject.class);
        }
        for (int length = 1; length <= 16; length++) {
            Bytes more = Bytes.ofUtf8("A".repeat(length));
            assertThat(party.decide(Bytes.concat(token, more), FRESH, NOW)).isInstanceOf(Decision.Reject.class);
        }
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("S-5 no flipped bit of a token leaves it accepted")
    void refusesFlippedBits(EarFormat format) {
        RelyingParty party = strict().build();
        Bytes token = Results.token(Results.good().build(), Results.VERIFIER, format);
        for (int bit = 0; bit < 8 * token.length(); bit++) {
            byte[] flipped = token.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Decision decision = party.decide(Bytes.copyOf(flipped), FRESH, NOW);
            assertThat(decision).as("bit " + bit).isInstanceOf(Decision.Reject.class);
        }
    }

    @Test
    @DisplayName("random bytes are rejected as malformed, never with an exception")
    void refusesNoise() {
        RelyingParty party = strict().build();
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            assertRejected(party.decide(Bytes.copyOf(noise), FRESH, NOW), RelyingPartyCheck.WELL_FORMED);
        }
    }
}
