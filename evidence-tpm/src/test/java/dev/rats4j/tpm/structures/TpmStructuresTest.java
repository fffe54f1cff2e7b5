package dev.rats4j.tpm.structures;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.tpm.SimulatedTpms.NONCE;
import static dev.rats4j.tpm.SimulatedTpms.SELECTION;
import static dev.rats4j.tpm.SimulatedTpms.authenticate;
import static dev.rats4j.tpm.SimulatedTpms.failed;
import static dev.rats4j.tpm.SimulatedTpms.inputs;
import static dev.rats4j.tpm.SimulatedTpms.pinned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.TpmEvidence;
import dev.rats4j.tpm.TpmQuoteCheck;
import dev.rats4j.tpm.sim.SimulatedTpm;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TpmStructuresTest {

    private static final long SEED = 590;

    /** One of the decoders. */
    @FunctionalInterface
    private interface Decoder {
        Object decode(Bytes message) throws MalformedMessageException;
    }

    private record Sample(Bytes bytes, Decoder decoder) {}

    private static List<Sample> samples(AttestationKeyKind kind) {
        SimulatedTpm tpm = SimulatedTpms.of(kind);
        TpmEvidence evidence = tpm.quote(NONCE, SELECTION);
        return List.of(
                new Sample(evidence.quote(), TpmsAttest::decode),
                new Sample(evidence.signature(), TpmtSignature::decode),
                new Sample(tpm.publicArea(), TpmtPublic::decode),
                new Sample(sized(tpm.publicArea()), TpmtPublic::decode));
    }

    private static Bytes sized(Bytes area) {
        return Bytes.concat(Bytes.of(area.length() >> 8, area.length() & 0xff), area);
    }

    private static void requireMalformed(Decoder decoder, Bytes bytes) {
        assertThatThrownBy(() -> decoder.decode(bytes)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @EnumSource(AttestationKeyKind.class)
    @DisplayName("S-4 no prefix and no extension of a structure decodes")
    void cut(AttestationKeyKind kind) throws Exception {
        Random random = new Random(SEED);
        for (Sample sample : samples(kind)) {
            assertThat(sample.decoder().decode(sample.bytes())).isNotNull();
            for (int length = 0; length < sample.bytes().length(); length++) {
                requireMalformed(sample.decoder(), sample.bytes().slice(0, length));
            }
            for (int length = 1; length <= 16; length++) {
                byte[] more = new byte[length];
                requireMalformed(sample.decoder(), Bytes.concat(sample.bytes(), Bytes.copyOf(more)));
                random.nextBytes(more);
                requireMalformed(sample.decoder(), Bytes.concat(sample.bytes(), Bytes.copyOf(more)));
            }
        }
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("T-09 TPMT_SIGNATURE with every algorithm id, and empty or half unions")
    void everySignatureAlgorithm() {
        Bytes half = Bytes.concat(Bytes.of(0, 32), Bytes.fromHex("11".repeat(32)));
        Set<Integer> one = new TreeSet<>();
        Set<Integer> two = new TreeSet<>();
        for (int id = 0; id <= 0xffff; id++) {
            Bytes algorithm = Bytes.of(id >> 8, id & 0xff);
            Bytes head = Bytes.concat(algorithm, Bytes.of(0, 0x0b));
            requireMalformed(TpmtSignature::decode, algorithm);
            requireMalformed(TpmtSignature::decode, head);
            collect(one, id, Bytes.concat(head, half));
            collect(two, id, Bytes.concat(head, half, half));
        }
        assertThat(one).containsExactly(0x0014, 0x0016);
        assertThat(two).containsExactly(0x0018);
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("T-09 TPMT_SIGNATURE with every hash id")
    void everySignatureHash() {
        Set<Integer> known = new TreeSet<>();
        for (int id = 0; id <= 0xffff; id++) {
            collect(known, id, Bytes.of(0, 0x14, id >> 8, id & 0xff, 0, 1, 7));
        }
        assertThat(known).containsExactly(0x04, 0x0b, 0x0c, 0x0d, 0x27, 0x28, 0x29);
    }

    private static void collect(Set<Integer> readable, int id, Bytes signature) {
        try {
            assertThat(TpmtSignature.decode(signature).first().isEmpty()).isFalse();
            readable.add(id);
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, signature.length());
        }
    }

    @Test
    @DisplayName("T-09 halves that are empty, zero, too long or out of range do not verify")
    void halves() {
        SimulatedTpm tpm = SimulatedTpms.of(AttestationKeyKind.ECDSA_P256);
        TpmEvidence good = tpm.quote(NONCE, SELECTION);
        Bytes r = good.signature().slice(6, 38);
        Bytes s = good.signature().slice(40, 72);
        Bytes ones = Bytes.fromHex("ff".repeat(32));
        Bytes zeros = Bytes.fromHex("00".repeat(32));
        Bytes order = Bytes.fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        for (Bytes bad : List.of(Bytes.EMPTY, zeros, ones, order, Bytes.concat(Bytes.of(1), r))) {
            for (Bytes signature : List.of(ecdsa(bad, s), ecdsa(r, bad), ecdsa(bad, bad))) {
                TpmEvidence evidence = new TpmEvidence(
                        good.quote(),
                        signature,
                        good.untrustedPcrs(),
                        good.untrustedKey(),
                        Optional.empty(),
                        Optional.empty());
                assertThat(failed(authenticate(evidence, inputs(pinned(tpm)))))
                        .containsExactly(TpmQuoteCheck.SIGNATURE);
            }
        }
        requireMalformed(TpmtSignature::decode, ecdsa(Bytes.copyOf(new byte[129]), s));
        requireMalformed(TpmtSignature::decode, ecdsa(r, Bytes.copyOf(new byte[129])));
    }

    private static Bytes ecdsa(Bytes r, Bytes s) {
        return Bytes.concat(Bytes.of(0, 0x18, 0, 0x0b), sized(r), sized(s));
    }

    @Test
    @DisplayName("S-6 T-07 reserved bits of TPMA_OBJECT, and other types, hashes and schemes of TPMT_PUBLIC")
    void publicArea() throws Exception {
        Bytes area = SimulatedTpms.of(AttestationKeyKind.ECDSA_P256).publicArea();
        List<Integer> refused = new ArrayList<>();
        for (int bit = 0; bit < 32; bit++) {
            byte[] changed = area.toByteArray();
            changed[7 - bit / 8] ^= (byte) (1 << bit % 8);
            try {
                TpmtPublic.decode(Bytes.copyOf(changed));
            } catch (MalformedMessageException e) {
                refused.add(bit);
            }
        }
        assertThat(refused).containsExactly(0, 3, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
        requireMalformed(TpmtPublic::decode, patched(area, 1, 0x08)); // KEYEDHASH
        requireMalformed(TpmtPublic::decode, patched(area, 1, 0x25)); // SYMCIPHER
        requireMalformed(TpmtPublic::decode, patched(area, 1, 0x01)); // RSA
        requireMalformed(TpmtPublic::decode, patched(area, 3, 0x10)); // nameAlg NULL
        requireMalformed(TpmtPublic::decode, patched(area, 13, 0x05)); // scheme HMAC
        requireMalformed(TpmtPublic::decode, patched(area, 15, 0x12)); // scheme's hash SM3
        requireMalformed(TpmtPublic::decode, patched(area, 19, 0x05)); // kdf
    }

    private static Bytes patched(Bytes bytes, int at, int value) {
        byte[] changed = bytes.toByteArray();
        changed[at] = (byte) value;
        return Bytes.copyOf(changed);
    }

    @Test
    @DisplayName("the Name is over TPMT_PUBLIC, with and without size prefix before it")
    void name() throws Exception {
        Bytes area = SimulatedTpms.of(AttestationKeyKind.ECDSA_P384).publicArea();
        TpmtPublic decoded = TpmtPublic.decode(sized(area));
        assertThat(decoded.encoded()).isEqualTo(area);
        assertThat(decoded).isEqualTo(TpmtPublic.decode(area));
        assertThat(decoded.name())
                .isEqualTo(Bytes.concat(
                        Bytes.of(0, 0x0b), HashAlgorithm.SHA256.digest(area).value()));
        assertThat(decoded.unique()).isInstanceOf(TpmtPublic.EccKey.class);
        assertThat(((TpmtPublic.EccKey) decoded.unique()).curve()).isEqualTo(EllipticCurve.P384);
    }

    @Test
    @DisplayName("coordinates may lack leading zeros, and may not be longer than the curve's")
    void coordinates() throws Exception {
        Bytes area = SimulatedTpms.of(AttestationKeyKind.ECDSA_P256).publicArea();
        Bytes head = area.slice(0, area.length() - 68);
        Bytes x = area.slice(area.length() - 66, area.length() - 34);
        Bytes y = area.slice(area.length() - 32, area.length());
        Bytes padded = Bytes.concat(head, sized(Bytes.concat(Bytes.of(0), x)), sized(y));
        TpmtPublic tooLong = TpmtPublic.decode(padded);
        assertThatThrownBy(() -> tooLong.publicKey(CRYPTO)).isInstanceOf(MalformedMessageException.class);
        TpmtPublic empty = TpmtPublic.decode(Bytes.concat(head, sized(Bytes.EMPTY), sized(y)));
        assertThatThrownBy(() -> empty.publicKey(CRYPTO)).isInstanceOf(MalformedMessageException.class);
        SimulatedTpm tpm = withZeroInFront();
        Bytes whole = tpm.publicArea();
        Bytes shortX = whole.slice(whole.length() - 65, whole.length() - 34);
        Bytes shortened = Bytes.concat(head, sized(shortX), whole.slice(whole.length() - 34, whole.length()));
        assertThat(TpmtPublic.decode(shortened).publicKey(CRYPTO)).isEqualTo(tpm.publicKey());
    }

    /** A key whose first coordinate begins with a zero byte. */
    private static SimulatedTpm withZeroInFront() {
        SecureRandom random = SimulatedTpms.seeded(SEED);
        while (true) {
            SimulatedTpm tpm = SimulatedTpm.builder(CRYPTO, AttestationKeyKind.ECDSA_P256, random)
                    .build();
            if (tpm.publicArea().at(tpm.publicArea().length() - 66) == 0) {
                return tpm;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AttestationKeyKind.class,
            names = {"ECDSA_P256", "RSASSA_2048"})
    @Tag("exhaustive")
    @DisplayName("T-09 random bytes, and structures with some bytes changed, are read or refused")
    void random(AttestationKeyKind kind) {
        Random random = new Random(SEED);
        for (Sample sample : samples(kind)) {
            int readable = 0;
            for (int i = 0; i < 10_000; i++) {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                read(sample.decoder(), Bytes.copyOf(noise));
                byte[] changed = sample.bytes().toByteArray();
                for (int change = random.nextInt(4); change >= 0; change--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                readable += read(sample.decoder(), Bytes.copyOf(changed)) ? 1 : 0;
            }
            assertThat(readable).isBetween(100, 9_990);
        }
    }

    /** Any other exception fails the test. */
    private static boolean read(Decoder decoder, Bytes bytes) {
        Object structure;
        try {
            structure = decoder.decode(bytes);
        } catch (MalformedMessageException e) {
            assertThat(e.offset()).isBetween(0, bytes.length());
            return false;
        }
        try {
            if (structure instanceof TpmtPublic area) {
                assertThat(area.publicKey(CRYPTO)).isNotNull();
            }
        } catch (MalformedMessageException e) {
            assertThat(e.field()).isNotBlank(); // a structure, but its key is none
        }
        return true;
    }
}
