package dev.rats4j.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.crypto.Digest;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmHash;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PCR values in CBOR, and in the C structures of tpm2-tools. */
class PcrCodecsTest {

    private static final long SEED = 1125;
    private static final int SELECTION_BYTES = 132;

    private static PcrValues random(Random random) {
        Map<HashAlgorithm, Map<Integer, Digest>> banks = new EnumMap<>(HashAlgorithm.class);
        for (HashAlgorithm bank : HashAlgorithm.values()) {
            if (random.nextInt(3) == 0) {
                Map<Integer, Digest> registers = new TreeMap<>();
                for (int i = random.nextInt(24); i >= 0; i--) {
                    registers.put(random.nextInt(PcrValues.LIMIT), bank.digest(Bytes.of(random.nextInt(256))));
                }
                banks.put(bank, registers);
            }
        }
        return new PcrValues(banks);
    }

    /** TPML_PCR_SELECTION and TPML_DIGESTs, little-endian. */
    static byte[] serialized(PcrValues values) {
        List<Bytes> digests = new ArrayList<>();
        values.banks().forEach(bank -> values.bank(bank).values().forEach(digest -> digests.add(digest.value())));
        int blocks = (digests.size() + 7) / 8;
        ByteBuffer out = ByteBuffer.allocate(SELECTION_BYTES + 4 + 532 * blocks).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(values.banks().size());
        for (HashAlgorithm bank : values.banks()) {
            int bitmap = values.bank(bank).keySet().stream()
                    .mapToInt(index -> 1 << index)
                    .sum();
            out.putShort((short) TpmHash.id(bank)).put((byte) 4).putInt(bitmap).put((byte) 0);
        }
        out.position(SELECTION_BYTES);
        out.putInt(blocks);
        for (int i = 0; i < 8 * blocks; i++) {
            if (i % 8 == 0) {
                out.putInt(Math.min(8, digests.size() - i));
            }
            byte[] value = i < digests.size() ? digests.get(i).toByteArray() : new byte[0];
            out.putShort((short) value.length).put(value).position(out.position() + 64 - value.length);
        }
        return out.array();
    }

    @Test
    void roundTrips() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            PcrValues values = random(random);
            assertThat(PcrValuesCodec.decode(PcrValuesCodec.encode(values))).isEqualTo(values);
            Bytes file = Bytes.copyOf(serialized(values));
            assertThat(SerializedPcrs.decode(file)).isEqualTo(values);
            assertThat(SerializedPcrs.looksLike(file)).isEqualTo(!values.banks().isEmpty());
        }
    }

    @Test
    void knownEncoding() throws Exception {
        PcrValues values = new PcrValues(Map.of(
                HashAlgorithm.SHA1, Map.of(16, new Digest(HashAlgorithm.SHA1, Bytes.fromHex("aa".repeat(20))))));
        Bytes encoded = Bytes.fromHex("a104a11054" + "aa".repeat(20));
        assertThat(PcrValuesCodec.encode(values)).isEqualTo(encoded);
        assertThat(PcrValuesCodec.decode(Bytes.fromHex("bf1804bf181054" + "aa".repeat(20) + "ffff")))
                .isEqualTo(values);
    }

    @Test
    @DisplayName("S-6 unknown banks, numbers that no PCR has, values of a wrong length, keys that occur twice")
    void badValues() {
        Bytes value = Cbor.bytes(HashAlgorithm.SHA256.digest().value());
        Bytes registers = Cbor.map().put(0, value).encode();
        for (Bytes bad : List.of(
                Bytes.EMPTY,
                Cbor.array(),
                Cbor.nil(),
                Cbor.map().put(0x0012, registers).encode(),
                Cbor.map().put(-11, registers).encode(),
                Cbor.map().put(0x1000b, registers).encode(),
                Cbor.map().put("sha256", registers).encode(),
                Cbor.map().put(11, value).encode(),
                Cbor.map().put(11, Cbor.map().put(32, value).encode()).encode(),
                Cbor.map().put(11, Cbor.map().put(-1, value).encode()).encode(),
                Cbor.map()
                        .put(11, Cbor.map().put(0x1_0000_0000L, value).encode())
                        .encode(),
                Cbor.map().put(11, Cbor.map().put("0", value).encode()).encode(),
                Cbor.map().put(4, registers).encode(),
                Cbor.map().put(11, Cbor.map().put(0, Cbor.text("00")).encode()).encode(),
                Bytes.concat(Bytes.of(0xa2, 11), registers, Bytes.of(11), registers),
                Bytes.concat(Bytes.of(0xa2, 11), registers, Bytes.of(0x18, 11), registers),
                Bytes.concat(Cbor.map().put(11, registers).encode(), Bytes.of(0)))) {
            assertThatThrownBy(() -> PcrValuesCodec.decode(bad))
                    .as(bad.toHex())
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @DisplayName("S-4 no prefix and no extension of either form decodes")
    void cut() {
        PcrValues values = random(new Random(7));
        Bytes cbor = PcrValuesCodec.encode(values);
        Bytes file = Bytes.copyOf(serialized(values));
        for (int length = 0; length < cbor.length(); length++) {
            Bytes prefix = cbor.slice(0, length);
            assertThatThrownBy(() -> PcrValuesCodec.decode(prefix)).isInstanceOf(MalformedMessageException.class);
        }
        for (int length = 0; length < file.length(); length++) {
            requireMalformed(file.slice(0, length));
        }
        for (int length = 1; length <= 16; length++) {
            Bytes more = Bytes.copyOf(new byte[length]);
            requireMalformed(Bytes.concat(file, more));
            assertThatThrownBy(() -> PcrValuesCodec.decode(Bytes.concat(cbor, more)))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    private static void requireMalformed(Bytes file) {
        assertThatThrownBy(() -> SerializedPcrs.decode(file)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("S-6 counts, sizes and banks of a PCR file that cannot be")
    void badFiles() {
        PcrValues values = new PcrValues(Map.of(
                HashAlgorithm.SHA512,
                Map.of(0, HashAlgorithm.SHA512.digest(), 1, HashAlgorithm.SHA512.digest(Bytes.of(1)))));
        byte[] good = serialized(values);
        int firstSize = SELECTION_BYTES + 4 + 4;
        requireMalformed(patched(good, 0, 17)); // banks
        requireMalformed(patched(good, 3, 0x80));
        requireMalformed(patched(good, 0, 2)); // the second bank has the id 0
        requireMalformed(patched(good, 4, 0x12)); // unknown bank
        requireMalformed(patched(good, 6, 5)); // sizeofSelect
        requireMalformed(patched(good, 7, 7)); // three selected, two values
        requireMalformed(patched(good, 7, 1));
        requireMalformed(patched(good, SELECTION_BYTES, 2));
        requireMalformed(patched(good, SELECTION_BYTES + 3, 0xff));
        requireMalformed(patched(good, SELECTION_BYTES + 4, 9)); // digests in a block
        requireMalformed(patched(good, SELECTION_BYTES + 4, 1));
        for (int size : List.of(0, 20, 63, 65, 255)) {
            requireMalformed(patched(good, firstSize, size));
        }
        requireMalformed(patched(good, firstSize + 1, 1)); // 320 bytes in a buffer of 64
        byte[] twice = patched(good, 0, 2).toByteArray();
        System.arraycopy(good, 4, twice, 12, 8);
        twice[7] = 1;
        twice[15] = 1;
        assertThatThrownBy(() -> SerializedPcrs.decode(Bytes.copyOf(twice)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("twice");
    }

    @Test
    @DisplayName("what unused slots hold does not matter")
    void unusedSlots() throws Exception {
        PcrValues values = new PcrValues(Map.of(HashAlgorithm.SHA1, Map.of(0, HashAlgorithm.SHA1.digest())));
        byte[] file = serialized(values);
        Random random = new Random(SEED);
        for (int i = 12; i < SELECTION_BYTES; i++) {
            file[i] = (byte) random.nextInt();
        }
        for (int i = SELECTION_BYTES + 4 + 4 + 66; i < file.length; i++) {
            file[i] = (byte) random.nextInt();
        }
        assertThat(SerializedPcrs.decode(Bytes.copyOf(file))).isEqualTo(values);
    }

    private static Bytes patched(byte[] good, int at, int value) {
        byte[] changed = good.clone();
        changed[at] = (byte) value;
        return Bytes.copyOf(changed);
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("random bytes, and values with some bytes changed, are read or refused")
    void randomBytes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            if (noise.length > 3 && random.nextBoolean()) {
                noise[0] = (byte) 0xa1;
                noise[1] = 11;
                noise[2] = (byte) 0xa1;
            }
            read(Bytes.copyOf(noise));
            PcrValues values = random(random);
            read(changed(PcrValuesCodec.encode(values).toByteArray(), random));
            if (i % 20 == 0) {
                read(changed(serialized(values), random));
            }
        }
    }

    private static Bytes changed(byte[] bytes, Random random) {
        for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
            bytes[random.nextInt(random.nextBoolean() ? bytes.length : Math.min(8, bytes.length))] =
                    (byte) random.nextInt();
        }
        return Bytes.copyOf(bytes);
    }

    /** Any other exception fails the test. */
    private static void read(Bytes bytes) {
        SerializedPcrs.looksLike(bytes);
        try {
            PcrValues values = PcrValuesCodec.decode(bytes);
            assertThat(values.banks()).hasSizeLessThanOrEqualTo(7);
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, bytes.length());
        }
        try {
            PcrValues values = SerializedPcrs.decode(bytes);
            assertThat(values.banks()).hasSizeLessThanOrEqualTo(7);
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, bytes.length());
        }
    }
}
