package dev.rats4j.tee.psa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cddl.Cddl;
import dev.rats4j.cddl.CddlIndex;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("exhaustive")
class PsaPropertyTest {

    private static final int RUNS = 200;

    @ParameterizedTest
    @EnumSource(PsaProfile.class)
    @DisplayName("claims of any content come back")
    void roundTrips(PsaProfile profile) throws MalformedMessageException {
        PsaValues values = new PsaValues(31);
        for (int i = 0; i < RUNS; i++) {
            PsaClaims claims = PsaClaims.decode(values.claims(profile).encode(EatFormat.CBOR), profile);
            AnyBytes.roundTrip(
                    claims, value -> value.eat().encode(EatFormat.CBOR), bytes -> PsaClaims.decode(bytes, profile));
        }
    }

    @ParameterizedTest
    @EnumSource(PsaProfile.class)
    @DisplayName("changed bytes are refused in the one allowed way, or are claims that come back")
    void mutations(PsaProfile profile) {
        PsaValues values = new PsaValues(32);
        Random random = new Random(32);
        for (int i = 0; i < RUNS; i++) {
            byte[] changed = values.claims(profile).encode(EatFormat.CBOR).toByteArray();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            AnyBytes.decode(changed, bytes -> PsaClaims.decode(bytes, PsaProfile.values()))
                    .ifPresent(claims -> AnyBytes.roundTrip(
                            claims,
                            value -> value.eat().encode(EatFormat.CBOR),
                            bytes -> PsaClaims.decode(bytes, PsaProfile.values())));
        }
    }

    @Test
    @DisplayName("claims match the definitions of RFC 9783, and what these refuse is refused")
    void cddl() throws MalformedMessageException {
        Cddl cddl = CddlIndex.of("psa-token", "psa-token");
        PsaValues values = new PsaValues(33);
        Random random = new Random(33);
        int refused = 0;
        for (int i = 0; i < RUNS; i++) {
            Bytes claims = values.claims(PsaProfile.RFC9783).encode(EatFormat.CBOR);
            assertThat(cddl.refusal("psa-token", claims)).isEmpty();
            byte[] changed = claims.toByteArray();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Bytes other = Bytes.copyOf(changed);
            if (AnyBytes.decode(changed, bytes -> PsaClaims.decode(bytes, PsaProfile.RFC9783))
                            .filter(read -> read.eat().others().isEmpty())
                            .isPresent()
                    && cddl.refusal("psa-token", other).isPresent()) {
                refused++;
            }
        }
        assertThat(refused).isZero();
    }
}
