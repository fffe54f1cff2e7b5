package dev.rats4j.cose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoseMac0Test {

    private static final Bytes PAYLOAD = Bytes.ofUtf8("payload");
    private static final MacKey KEY = MacKey.of(Bytes.fromHex("5a".repeat(64)));
    private static final MacKey OTHER = MacKey.of(Bytes.fromHex("5b".repeat(64)));
    private static final Bytes NO_HEADERS = Cbor.map().encode();

    private static CoseMac0 decode(Bytes message) throws MalformedMessageException {
        return CoseMac0.decode(message, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED);
    }

    private static CoseMac0 alsoShort(Bytes message) throws MalformedMessageException {
        return CoseMac0.decodeAlsoShort(message, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, Set.of());
    }

    private static Bytes message(Bytes protectedMap, Bytes unprotectedMap, Bytes code) {
        return Cbor.tagged(
                17, Cbor.array(Cbor.bytes(protectedMap), unprotectedMap, Cbor.bytes(PAYLOAD), Cbor.bytes(code)));
    }

    private static Bytes code(CoseMacAlgorithm algorithm, Bytes headers) {
        MacKey key = algorithm == CoseMacAlgorithm.AES_MAC_256_64 ? MacKey.of(Bytes.fromHex("5a".repeat(32))) : KEY;
        return CRYPTO.code(key, algorithm.mac(), CoseBuckets.covered("MAC0", headers, Bytes.EMPTY, PAYLOAD));
    }

    private static Bytes alg(long identifier) {
        return Cbor.map().put(1, Cbor.integer(identifier)).encode();
    }

    @ParameterizedTest
    @EnumSource(
            value = CoseMacAlgorithm.class,
            names = {"HMAC_256", "HMAC_384", "HMAC_512"})
    @DisplayName("what has a code verifies with its key only, attached and detached")
    void makesAndVerifies(CoseMacAlgorithm algorithm) throws Exception {
        CoseHeaders kid = CoseHeaders.builder()
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(9)))
                .build();
        Bytes message = CoseMac0.create(CRYPTO, KEY, algorithm, CoseHeaders.NONE, kid, PAYLOAD);
        CoseMac0 decoded = decode(message);
        assertThat(decoded.algorithm()).isEqualTo(algorithm);
        assertThat(decoded.untrustedPayload()).contains(PAYLOAD);
        assertThat(decoded.untrustedHeaders().labels()).containsExactly(CoseHeaders.KID);
        assertThat(decoded.untrustedProtectedHeaders().labels()).containsExactly(CoseHeaders.ALG);
        CoseMac0.Verified verified = decoded.verify(CRYPTO, KEY, Bytes.EMPTY).orElseThrow();
        assertThat(verified.payload()).isEqualTo(PAYLOAD);
        assertThat(verified.proof().key()).isEqualTo(KEY);
        assertThat(verified.proof().algorithm()).isEqualTo(algorithm.mac());
        assertThat(decoded.verify(CRYPTO, OTHER, Bytes.EMPTY)).isEmpty();
        assertThat(decoded.verify(CRYPTO, KEY, Bytes.of(1))).isEmpty();

        CoseMac0 detached =
                decode(CoseMac0.createDetached(CRYPTO, KEY, algorithm, CoseHeaders.NONE, PAYLOAD, Bytes.of(7)));
        assertThat(detached.verifyDetached(CRYPTO, KEY, Bytes.of(7), PAYLOAD)).isPresent();
        assertThat(detached.verifyDetached(CRYPTO, KEY, Bytes.of(7), Bytes.EMPTY))
                .isEmpty();
        assertThatThrownBy(() -> assertThat(detached.verify(CRYPTO, KEY, Bytes.EMPTY)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> assertThat(decoded.verifyDetached(CRYPTO, KEY, Bytes.EMPTY, PAYLOAD)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("S-5 no flipped bit of a message leaves it verified")
    void everyBitCounts() throws Exception {
        Bytes message = CoseMac0.create(
                CRYPTO,
                KEY,
                CoseMacAlgorithm.HMAC_256,
                CoseHeaders.builder()
                        .put(CoseHeaders.CONTENT_TYPE, Cbor.text("a/b"))
                        .build(),
                CoseHeaders.NONE,
                PAYLOAD);
        assertThat(decode(message).verify(CRYPTO, KEY, Bytes.EMPTY)).isPresent();
        int refused = 0;
        for (int bit = 0; bit < 8 * message.length(); bit++) {
            byte[] flipped = message.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                CoseMac0 decoded = decode(Bytes.copyOf(flipped));
                assertThat(decoded.untrustedPayload().isPresent()
                                && decoded.verify(CRYPTO, KEY, Bytes.EMPTY).isPresent())
                        .as("bit " + bit)
                        .isFalse();
            } catch (MalformedMessageException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    @DisplayName("codes of 64 bits are read only by who asks for them, and never made")
    void readsShortCodesOnRequest() throws Exception {
        for (CoseMacAlgorithm algorithm : List.of(CoseMacAlgorithm.HMAC_256_64, CoseMacAlgorithm.AES_MAC_256_64)) {
            Bytes headers = alg(algorithm.identifier());
            Bytes message = message(headers, NO_HEADERS, code(algorithm, headers));
            assertThatThrownBy(() -> decode(message)).hasMessageContaining("not supported");
            MacKey key = MacKey.of(Bytes.fromHex("5a".repeat(algorithm == CoseMacAlgorithm.AES_MAC_256_64 ? 32 : 64)));
            assertThat(alsoShort(message).verify(CRYPTO, key, Bytes.EMPTY)).isPresent();
            assertThat(alsoShort(message).verify(CRYPTO, OTHER, Bytes.EMPTY)).isEmpty();
            assertThatThrownBy(
                            () -> CoseMac0.create(CRYPTO, KEY, algorithm, CoseHeaders.NONE, CoseHeaders.NONE, PAYLOAD))
                    .hasMessageContaining("read only");
        }
        // a whole code under the number of the short one, and the other way round
        Bytes whole = code(CoseMacAlgorithm.HMAC_256, alg(4));
        assertThat(alsoShort(message(alg(4), NO_HEADERS, whole)).verify(CRYPTO, KEY, Bytes.EMPTY))
                .isEmpty();
        Bytes cut = code(CoseMacAlgorithm.HMAC_256, alg(5)).slice(0, 8);
        assertThat(alsoShort(message(alg(5), NO_HEADERS, cut)).verify(CRYPTO, KEY, Bytes.EMPTY))
                .isEmpty();
    }

    @Test
    @DisplayName("an empty protected header is read as h'' and as h'a0', but alg must be in it")
    void refusesAlgOutsideTheProtectedHeader() {
        for (Bytes empty : List.of(Bytes.EMPTY, NO_HEADERS)) {
            Bytes code = code(CoseMacAlgorithm.HMAC_256, Bytes.EMPTY);
            assertThatThrownBy(() -> decode(message(empty, alg(5), code)))
                    .isInstanceOfSatisfying(
                            MalformedMessageException.class,
                            e -> assertThat(e.field()).isEqualTo("COSE_Mac0.alg"));
            assertThatThrownBy(() -> decode(message(empty, NO_HEADERS, code))).hasMessageContaining("alg");
        }
    }

    @Test
    @DisplayName("T-61 a number of a signature, of nothing, or beyond 32 bits is no code; T-52 nor is a label twice")
    void refusesOtherAlgorithmsAndDuplicates() {
        for (long identifier : new long[] {-7, -8, 0, 8, 14, -999, (1L << 32) + 5}) {
            assertThatThrownBy(() -> decode(message(alg(identifier), NO_HEADERS, Bytes.EMPTY)))
                    .isInstanceOf(MalformedMessageException.class);
        }
        for (String twice : new String[] {"a201050105", "a20105180105", "a201051b000000000000000105"}) {
            assertThatThrownBy(() -> decode(message(Bytes.fromHex(twice), NO_HEADERS, Bytes.EMPTY)))
                    .isInstanceOf(MalformedMessageException.class);
            assertThatThrownBy(() -> decode(message(alg(5), Bytes.fromHex("a204410104" + "4101"), Bytes.EMPTY)))
                    .isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> decode(message(alg(5), alg(5), Bytes.EMPTY))).hasMessageContaining("both");
    }

    @Test
    @DisplayName("T-43 other shapes, tags and trailing bytes are malformed")
    void refusesOtherShapes() {
        Bytes good =
                CoseMac0.create(CRYPTO, KEY, CoseMacAlgorithm.HMAC_256, CoseHeaders.NONE, CoseHeaders.NONE, PAYLOAD);
        CoseSign1.Form untagged = CoseSign1.Form.UNTAGGED;
        assertThatThrownBy(() -> decode(Bytes.concat(good, Bytes.of(0)))).hasMessageContaining("after");
        assertThatThrownBy(() -> decode(good.slice(1, good.length()))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> decode(Bytes.concat(Bytes.of(0xd2), good.slice(1, good.length()))))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CoseMac0.decode(good, untagged, CborProfile.WELL_FORMED))
                .isInstanceOf(MalformedMessageException.class);
        for (Bytes wrong : List.of(
                Cbor.array(),
                Cbor.array(Cbor.bytes(alg(5)), NO_HEADERS, Cbor.bytes(PAYLOAD)),
                Cbor.array(Cbor.bytes(alg(5)), NO_HEADERS, Cbor.bytes(PAYLOAD), Cbor.text("x")),
                Cbor.array(Cbor.bytes(alg(5)), NO_HEADERS, Cbor.text("x"), Cbor.bytes(PAYLOAD)),
                Cbor.array(Cbor.bytes(alg(5)), Cbor.array(), Cbor.nil(), Cbor.bytes(PAYLOAD)),
                Cbor.array(alg(5), NO_HEADERS, Cbor.nil(), Cbor.bytes(PAYLOAD)),
                Cbor.array(Cbor.bytes(Cbor.array()), NO_HEADERS, Cbor.nil(), Cbor.bytes(PAYLOAD)))) {
            assertThatThrownBy(() -> CoseMac0.decode(wrong, untagged, CborProfile.WELL_FORMED))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    private static Bytes mac(Bytes... recipients) {
        Bytes headers = alg(7);
        Bytes code = CRYPTO.code(
                KEY, CoseMacAlgorithm.HMAC_512.mac(), CoseBuckets.covered("MAC", headers, Bytes.EMPTY, PAYLOAD));
        return Cbor.tagged(
                97,
                Cbor.array(
                        Cbor.bytes(headers),
                        NO_HEADERS,
                        Cbor.bytes(PAYLOAD),
                        Cbor.bytes(code),
                        Cbor.array(recipients)));
    }

    private static CoseMac0 decodeMac(Bytes message) throws MalformedMessageException {
        return CoseMac0.decodeMac(message, CoseSign1.Form.TAGGED, CborProfile.WELL_FORMED, Set.of());
    }

    @Test
    @DisplayName("COSE_Mac is read with one recipient that is direct, and its code is none of a COSE_Mac0")
    void readsDirectRecipients() throws Exception {
        Bytes none = Cbor.bytes(Bytes.EMPTY);
        Bytes direct = Cbor.array(none, alg(-6), none);
        assertThat(decodeMac(mac(direct)).verify(CRYPTO, KEY, Bytes.EMPTY)).isPresent();
        assertThat(decodeMac(mac(direct)).verify(CRYPTO, OTHER, Bytes.EMPTY)).isEmpty();
        for (Bytes wrong : List.of(
                mac(),
                mac(direct, direct),
                mac(Cbor.array(none, alg(-3), none)),
                mac(Cbor.array(none, NO_HEADERS, none)),
                mac(Cbor.array(Cbor.bytes(alg(-6)), NO_HEADERS, none)),
                mac(Cbor.array(none, alg(-6), Cbor.bytes(PAYLOAD))),
                mac(Cbor.array(none, alg(-6), none, Cbor.array(direct))),
                mac(Cbor.array(
                        none,
                        Cbor.map()
                                .put(1, Cbor.integer(-6))
                                .put(2, Cbor.array(Cbor.integer(9)))
                                .encode(),
                        none)))) {
            assertThatThrownBy(() -> decodeMac(wrong)).isInstanceOf(MalformedMessageException.class);
        }
        CborItem[] parts = CborItem.decode(mac(direct), CborProfile.WELL_FORMED)
                .tagged(97, "m")
                .elements(5, 5, "m");
        Bytes asMac0 = Cbor.tagged(
                17, Cbor.array(parts[0].encoded(), parts[1].encoded(), parts[2].encoded(), parts[3].encoded()));
        assertThat(decode(asMac0).verify(CRYPTO, KEY, Bytes.EMPTY)).isEmpty();
    }

    @Test
    @DisplayName("a key shorter than the hash neither makes nor checks codes, and shows nothing of itself")
    void wantsLongKeys() throws Exception {
        MacKey shortKey = MacKey.of(Bytes.fromHex("5a".repeat(31)));
        Bytes message =
                CoseMac0.create(CRYPTO, KEY, CoseMacAlgorithm.HMAC_256, CoseHeaders.NONE, CoseHeaders.NONE, PAYLOAD);
        assertThat(decode(message).verify(CRYPTO, shortKey, Bytes.EMPTY)).isEmpty();
        assertThatThrownBy(() -> CRYPTO.code(shortKey, CoseMacAlgorithm.HMAC_256.mac(), PAYLOAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("5a");
        assertThat(shortKey).hasToString("MAC key of 31 bytes").isNotEqualTo(KEY);
        assertThat(shortKey.hashCode())
                .isEqualTo(MacKey.of(Bytes.fromHex("5b".repeat(31))).hashCode());
        assertThatThrownBy(() -> MacKey.of(Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MacKey.of(Bytes.copyOf(new byte[MacKey.MAX_LENGTH + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
