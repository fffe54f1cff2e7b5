package dev.rats4j.eat;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.upokecenter.cbor.CBORObject;
import dev.rats4j.wire.AnyBytes;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("exhaustive")
class EatPropertyTest {

    private static final int RUNS = 60;
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper CBOR = CBORMapper.builder().build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("claims come back from both formats, and those of CBOR equal those of JSON")
    void roundTrips(long seed) throws MalformedMessageException {
        EatValues values = new EatValues(seed);
        for (int i = 0; i < RUNS; i++) {
            EatClaims portable = values.portable();
            EatClaims fromCbor = EatClaims.decode(portable.encode(EatFormat.CBOR), EatFormat.CBOR);
            EatClaims fromJson = EatClaims.decode(portable.encode(EatFormat.JSON), EatFormat.JSON);
            assertThat(fromCbor).isEqualTo(portable);
            assertThat(fromJson).isEqualTo(fromCbor);
            assertThat(fromJson.encode(EatFormat.CBOR)).isEqualTo(portable.encode(EatFormat.CBOR));
            for (EatFormat format : EatFormat.values()) {
                AnyBytes.roundTrip(
                        values.in(format), claims -> claims.encode(format), bytes -> EatClaims.decode(bytes, format));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    @DisplayName("other libraries see the same maps, and what they write is read as the same claims")
    void others(long seed) throws Exception {
        EatValues values = new EatValues(seed);
        for (int i = 0; i < RUNS; i++) {
            EatClaims claims = values.portable();
            Bytes cbor = claims.encode(EatFormat.CBOR);
            Bytes json = claims.encode(EatFormat.JSON);
            CBORObject theirs = CBORObject.DecodeFromBytes(cbor.toByteArray());
            assertThat(theirs.size()).isEqualTo(claims.claims().size());
            Bytes theirCbor = Bytes.copyOf(theirs.EncodeToBytes());
            assertThat(EatClaims.decode(theirCbor, EatFormat.CBOR)).isEqualTo(claims);
            assertThat(CBOR.readTree(cbor.toByteArray()).size())
                    .isEqualTo(claims.claims().size());
            Bytes theirJson = Bytes.copyOf(
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(JSON.readTree(json.toByteArray())));
            assertThat(EatClaims.decode(theirJson, EatFormat.JSON)).isEqualTo(claims);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    @DisplayName("measured components come back from both formats, as equal values")
    void components(long seed) throws MalformedMessageException {
        EatValues values = new EatValues(seed);
        for (int i = 0; i < RUNS; i++) {
            MeasuredComponent component = values.component();
            for (EatFormat format : EatFormat.values()) {
                AnyBytes.roundTrip(
                        component, value -> value.encode(format), bytes -> MeasuredComponent.decode(bytes, format));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    @DisplayName("changed bytes are refused in the one allowed way, or are claims that come back")
    void mutations(long seed) {
        EatValues values = new EatValues(seed);
        Random random = new Random(seed);
        for (int i = 0; i < RUNS; i++) {
            for (EatFormat format : EatFormat.values()) {
                byte[] message = values.in(format).encode(format).toByteArray();
                for (int j = 0; j < 30; j++) {
                    byte[] changed = message.clone();
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                    AnyBytes.decode(changed, bytes -> EatClaims.decode(bytes, format))
                            .ifPresent(claims -> AnyBytes.roundTrip(
                                    claims, value -> value.encode(format), bytes -> EatClaims.decode(bytes, format)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    @DisplayName("bundles open with their token, and not with a changed claims set")
    void bundles(long seed) throws MalformedMessageException {
        EatValues values = new EatValues(seed);
        for (int i = 0; i < 20; i++) {
            for (EatFormat format : EatFormat.values()) {
                Map<String, EatClaims> detached = Map.of("a", values.in(format), "b", values.in(format));
                EatBundle bundle =
                        EatBundle.sign(EatClaims.builder().build(), detached, EatValues.SIGNER, CRYPTO, format);
                VerifiedBundle verified = EatBundle.decode(bundle.bytes())
                        .verify(CRYPTO, EatValues.SIGNER.publicKey(), EatProfile.NONE.definingComponentExtensions())
                        .orElseThrow();
                assertThat(verified.detached()).isEqualTo(detached);
            }
        }
    }
}
