package dev.rats4j.ear;

import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims sets at the limits of their claims, in both encodings, and which claim they are refused for. */
class EarReaderLimitsTest {

    private static final String LAST_SECOND = "253402300799";

    private static Bytes cbor(long issuedAt, Bytes verifierId) {
        return Cbor.map()
                .put(265, Cbor.text(Ear.PROFILE))
                .put(6, Cbor.integer(issuedAt))
                .put(1004, verifierId)
                .put(
                        266,
                        Cbor.map()
                                .put("s", Cbor.map().put(1000, Cbor.integer(2)).encode())
                                .encode())
                .encode();
    }

    private static Bytes verifierId() {
        return Cbor.map().put(0, Cbor.text("d")).put(1, Cbor.text("b")).encode();
    }

    private static Bytes json(String claims) {
        return Bytes.ofUtf8("{\"eat_profile\":\"" + Ear.PROFILE + "\"," + claims
                + ",\"ear_verifier_id\":{\"developer\":\"d\",\"build\":\"b\"},"
                + "\"submods\":{\"s\":{\"ear_status\":\"affirming\"}}}");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 253402300799L})
    @DisplayName("times go from 1970 to the end of 9999")
    void readsTimes(long seconds) throws Exception {
        assertThat(Ear.decodeCbor(cbor(seconds, verifierId())).issuedAt()).isEqualTo(Instant.ofEpochSecond(seconds));
        assertThat(Ear.decodeJson(json("\"iat\":" + seconds)).issuedAt()).isEqualTo(Instant.ofEpochSecond(seconds));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 253402300800L, Long.MAX_VALUE, Long.MIN_VALUE})
    @DisplayName("other times are refused")
    void refusesTimes(long seconds) {
        // behind the head of the map comes the key 6, and then the time
        assertRefused(() -> Ear.decodeCbor(cbor(seconds, verifierId())), "iat", 2, "is not from 1970 to 9999");
        assertRefused(() -> Ear.decodeJson(json("\"iat\":" + seconds)), "$.iat", 0, "is not from 1970 to 9999");
    }

    @Test
    @DisplayName("a verifier's id has a developer and a build, and nothing else")
    void readsVerifierIds() throws Exception {
        assertThat(Ear.decodeCbor(cbor(0, verifierId())).verifierId()).isEqualTo(new VerifierId("d", "b"));
        Bytes more = Cbor.map()
                .put(0, Cbor.text("d"))
                .put(1, Cbor.text("b"))
                .put(2, Cbor.nil())
                .encode();
        int at = offset(cbor(0, more), more);
        assertRefused(() -> Ear.decodeCbor(cbor(0, more)), "ear_verifier_id", at, "unknown key 2");
        Bytes developer = Cbor.map().put(0, Cbor.text("d")).encode();
        assertRefused(
                () -> Ear.decodeCbor(cbor(0, developer)),
                "ear_verifier_id",
                offset(cbor(0, developer), developer),
                "lacks build (1)");
    }

    private static int offset(Bytes whole, Bytes part) {
        for (int at = 0; ; at++) {
            if (whole.slice(at, whole.length()).startsWith(part)) {
                return at;
            }
        }
    }

    @Test
    @DisplayName("the profile is found without reading the rest; what is no text is no profile")
    void findsTheProfile() throws Exception {
        assertThat(EarCborReader.profile(Cbor.map().put(265, Cbor.text("tag:x")).encode()))
                .contains("tag:x");
        assertThat(EarCborReader.profile(Cbor.map().put(265, Cbor.integer(1)).encode()))
                .isEmpty();
        assertThat(EarCborReader.profile(Cbor.map().encode())).isEmpty();
        assertRefused(() -> EarCborReader.profile(Cbor.array()), "EAR", 0, "is ARRAY, not MAP");
        assertThat(EarJsonReader.profile(Bytes.ofUtf8("{\"eat_profile\":\"tag:x\"}")))
                .contains("tag:x");
        assertThat(EarJsonReader.profile(Bytes.ofUtf8("{\"eat_profile\":1}"))).isEmpty();
        assertThat(EarJsonReader.profile(Bytes.ofUtf8("{}"))).isEmpty();
    }

    @Test
    @DisplayName("a nonce in JSON has from 8 to 88 characters, and then from 8 to 64 bytes")
    void boundsNonces() throws Exception {
        assertThat(Ear.decodeJson(json("\"iat\":" + LAST_SECOND + ",\"eat_nonce\":\"" + "A".repeat(11) + "\""))
                        .nonce())
                .contains(Bytes.copyOf(new byte[8]));
        assertThat(Ear.decodeJson(json("\"iat\":0,\"eat_nonce\":\"" + "A".repeat(86) + "\""))
                        .nonce())
                .contains(Bytes.copyOf(new byte[64]));
        for (int length : new int[] {7, 89}) {
            assertRefused(
                    () -> Ear.decodeJson(json("\"iat\":0,\"eat_nonce\":\"" + "A".repeat(length) + "\"")),
                    "$.eat_nonce",
                    0,
                    "has " + length + " characters, not 8 to 88");
        }
        for (int length : new int[] {8, 88}) { // enough characters, and 6 or 66 bytes
            assertRefused(() -> Ear.decodeJson(json("\"iat\":0,\"eat_nonce\":\"" + "A".repeat(length) + "\"")), "$", 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-128, 127})
    @DisplayName("claims about an aspect have eight bits, both ends of them")
    void readsClaims(int value) throws Exception {
        Bytes appraisal = Cbor.map()
                .put(1000, Cbor.integer(96))
                .put(1001, Cbor.map().put(0, Cbor.integer(value)).encode())
                .encode();
        Bytes message = Cbor.map()
                .put(265, Cbor.text(Ear.PROFILE))
                .put(6, Cbor.integer(0))
                .put(1004, verifierId())
                .put(266, Cbor.map().put("s", appraisal).encode())
                .encode();
        Ear ear = Ear.decodeCbor(message);
        assertThat(ear.submodules().get("s").vector().claims())
                .isEqualTo(Map.of(Aspect.INSTANCE_IDENTITY, new TrustworthinessClaim(value)));
        assertThat(Ear.decodeJson(ear.toJson())).isEqualTo(ear);
    }
}
