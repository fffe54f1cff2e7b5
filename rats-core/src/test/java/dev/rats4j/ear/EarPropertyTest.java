package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("exhaustive")
class EarPropertyTest {

    private static Bytes bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    @Test
    @DisplayName("random results with every claim are read as they were written, in both encodings")
    void roundTrips() throws Exception {
        EarValues values = new EarValues(4711);
        for (int i = 0; i < 600; i++) {
            Ear ear = values.ear();
            Ear cbor = Ear.decodeCbor(ear.toCbor());
            assertThat(cbor).isEqualTo(ear);
            assertThat(cbor.toCbor()).isEqualTo(ear.toCbor());
            Ear json = Ear.decodeJson(ear.toJson());
            assertThat(json.toJson()).isEqualTo(ear.toJson());
            // what JSON cannot say (integers as keys, tags, byte strings) is its counterpart now
            assertThat(Ear.decodeCbor(json.toCbor())).isEqualTo(json);
            assertThat(cbor.toJson().length()).isPositive();
        }
    }

    @Test
    @DisplayName("CBOR and JSON say the same of a random result, as far as it has no claims of other types")
    void bothEncodingsSayTheSame() throws Exception {
        EarValues values = new EarValues(99);
        for (int i = 0; i < 300; i++) {
            Ear ear = plain(values.ear());
            assertThat(Ear.decodeJson(ear.toJson())).isEqualTo(Ear.decodeCbor(ear.toCbor()));
        }
    }

    /** Without claims that are not ours, which only one encoding may have. */
    private static Ear plain(Ear ear) {
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        ear.submodules()
                .forEach((name, appraisal) -> submodules.put(
                        name,
                        new EarAppraisal(
                                appraisal.profile(),
                                appraisal.status(),
                                appraisal.vector(),
                                appraisal.policyIds(),
                                EarClaims.ofTexts(appraisal.attesterClaims().texts()),
                                EarClaims.ofTexts(appraisal.verifierClaims().texts()),
                                appraisal.nonce(),
                                appraisal.attestedKey(),
                                appraisal.teepClaims(),
                                EarClaims.NONE)));
        return new Ear(
                ear.issuedAt(),
                ear.expiresAt(),
                ear.notBefore(),
                ear.verifierId(),
                ear.statedStatus(),
                ear.nonce(),
                ear.rawEvidence(),
                ear.topology(),
                submodules,
                EarClaims.NONE);
    }

    @Test
    @DisplayName("any value goes from CBOR to JSON and back to CBOR without a change of its JSON")
    void valuesCross() throws Exception {
        EarValues values = new EarValues(3);
        for (int i = 0; i < 2000; i++) {
            EarValue value = values.value();
            EarValue json = EarValue.of(value.toJson());
            assertThat(json.toJson()).isEqualTo(value.toJson());
            EarValue back = EarValue.of(EarValue.of(json.item()).toJson());
            assertThat(back).isEqualTo(json);
            assertThat(EarValue.of(value.item())).isEqualTo(value).hasSameHashCodeAs(value);
            assertThat(value.display()).isNotNull();
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
