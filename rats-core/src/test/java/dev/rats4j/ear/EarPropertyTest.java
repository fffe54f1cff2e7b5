package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("exhaustive")
class EarPropertyTest {

    private static EarAppraisal appraisal(Random random) {
        Map<Aspect, TrustworthinessClaim> vector = new EnumMap<>(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            vector.put(aspect, TrustworthinessClaim.claim(random.nextInt(256) - 128));
        }
        return new EarAppraisal(
                TrustworthinessTier.CONTRAINDICATED,
                new TrustworthinessVector(vector),
                random.nextBoolean() ? List.of() : List.of("p" + random.nextInt(), "ä\"\\"),
                random.nextBoolean() ? Map.of() : Map.of("c\n", Integer.toString(random.nextInt())),
                random.nextBoolean() ? Map.of() : Map.of("waived:x", "\u20ac"),
                random.nextBoolean() ? Optional.empty() : Optional.of(bytes(random, 8 + random.nextInt(57))));
    }

    private static Bytes bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    @Test
    @DisplayName("random results are read as they were written, in both encodings")
    void roundTrips() throws Exception {
        Random random = new Random(4711);
        for (int i = 0; i < 300; i++) {
            Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                submodules.put("s" + random.nextInt(), appraisal(random));
            }
            Ear ear = new Ear(
                    Ears.ISSUED.plusSeconds(random.nextInt(1 << 30)),
                    Optional.empty(),
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(Ears.ISSUED.plusSeconds(random.nextInt(1 << 30))),
                    new VerifierId("d" + i, "b"),
                    Optional.empty(),
                    random.nextBoolean() ? Optional.empty() : Optional.of(bytes(random, 8 + random.nextInt(57))),
                    Optional.empty(),
                    submodules);
            assertThat(Ear.decodeCbor(ear.toCbor())).isEqualTo(ear);
            assertThat(Ear.decodeJson(ear.toJson())).isEqualTo(ear);
        }
    }

    @Test
    @DisplayName("changed bytes decode or are malformed, and what decodes is written and read again")
    void survivesMutations() throws Exception {
        Random random = new Random(815);
        int decoded = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean cbor = random.nextBoolean();
            byte[] mutated = (cbor ? Ears.full().toCbor() : Ears.full().toJson()).toByteArray();
            for (int n = random.nextInt(3); n >= 0; n--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            try {
                Bytes message = Bytes.copyOf(mutated);
                Ear ear = cbor ? Ear.decodeCbor(message) : Ear.decodeJson(message);
                assertThat(Ear.decodeCbor(ear.toCbor())).isEqualTo(ear);
                decoded++;
            } catch (MalformedMessageException e) {
                assertThat(e.field()).isNotEmpty();
            }
        }
        assertThat(decoded).isBetween(100, 15_000);
    }

    @Test
    @DisplayName("random bytes are no token and no claims set")
    void refusesNoise() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            Bytes noise = bytes(random, random.nextInt(40));
            for (Decoder decoder : List.<Decoder>of(Ear::decodeCbor, Ear::decodeJson, EarToken::decode)) {
                try {
                    assertThat(decoder.decode(noise)).as("decoded noise").isNull();
                } catch (MalformedMessageException e) {
                    assertThat(e.field()).isNotEmpty();
                }
            }
        }
    }

    private interface Decoder {
        Object decode(Bytes message) throws MalformedMessageException;
    }
}
