package dev.rats4j.tpm.structures;

import static dev.rats4j.tpm.SimulatedTpms.CRYPTO;
import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Public areas at the limits of their fields, and where they are refused beyond them. */
class PublicAreaTest {

    private static final Bytes NULL_ALGORITHM = Bytes.of(0, 0x10);

    private static Bytes filled(int length) {
        return Bytes.fromHex("a5".repeat(length));
    }

    private static Bytes sized(Bytes content) {
        return Bytes.concat(Bytes.of(content.length() >> 8, content.length() & 0xff), content);
    }

    private static Bytes area(int type, Bytes policy, Bytes symmetric, Bytes scheme, Bytes rest) {
        return Bytes.concat(
                Bytes.of(0, type),
                Bytes.of(0, 0x0b),
                Bytes.fromHex("00050072"),
                sized(policy),
                symmetric,
                scheme,
                rest);
    }

    private static Bytes rsaRest(int bits, long exponent, Bytes modulus) {
        return Bytes.concat(
                Bytes.of(bits >> 8, bits & 0xff),
                Bytes.of((int) (exponent >> 24), (int) (exponent >> 16 & 0xff), (int) (exponent >> 8 & 0xff), (int)
                        (exponent & 0xff)),
                sized(modulus));
    }

    private static Bytes rsaArea(Bytes rest) {
        return area(1, Bytes.EMPTY, NULL_ALGORITHM, NULL_ALGORITHM, rest);
    }

    @Test
    @DisplayName("an RSA key is read with its exponent, 0 for 65537, and has as many bytes as it says")
    void readsRsa() throws MalformedMessageException {
        Bytes modulus = filled(128);
        TpmtPublic standard = TpmtPublic.decode(rsaArea(rsaRest(1024, 0, modulus)));
        assertThat(standard.nameAlg()).isEqualTo(HashAlgorithm.SHA256);
        assertThat(standard.objectAttributes()).isEqualTo(new TpmaObject(0x00050072));
        assertThat(standard.unique()).isEqualTo(new TpmtPublic.RsaKey(1024, 65537, modulus));
        RSAPublicKey key = (RSAPublicKey) standard.publicKey(CRYPTO);
        assertThat(key.getModulus()).isEqualTo(new BigInteger(1, modulus.toByteArray()));
        assertThat(key.getPublicExponent()).isEqualTo(65537);
        assertThat(TpmtPublic.decode(rsaArea(rsaRest(1024, 3, modulus))).unique())
                .isEqualTo(new TpmtPublic.RsaKey(1024, 3, modulus));
        assertThat(TpmtPublic.decode(rsaArea(rsaRest(8 * 2048, 3, filled(2048))))
                        .unique())
                .isEqualTo(new TpmtPublic.RsaKey(8 * 2048, 3, filled(2048)));
        assertRefused(
                () -> TpmtPublic.decode(rsaArea(rsaRest(1024, 0, filled(127)))),
                "TPM2B_PUBLIC_KEY_RSA",
                20,
                "127 bytes for a key of 1024 bits");
        assertRefused(
                () -> TpmtPublic.decode(rsaArea(rsaRest(8 * 2049, 0, filled(2049)))),
                "TPM2B_PUBLIC_KEY_RSA",
                20,
                "2049 bytes, at most 2048");
        assertRefused(
                () -> TpmtPublic.decode(Bytes.concat(rsaArea(rsaRest(1024, 0, modulus)), Bytes.of(0))),
                "TPMT_PUBLIC",
                150);
    }

    @Test
    @DisplayName("policies, symmetric parameters and schemes before the key are passed over by their lengths")
    void passesOverParameters() throws MalformedMessageException {
        Bytes rest = rsaRest(64, 3, filled(8));
        TpmtPublic.RsaKey key = new TpmtPublic.RsaKey(64, 3, filled(8));
        Bytes aes = Bytes.fromHex("000600800043");
        assertThat(TpmtPublic.decode(area(1, filled(64), aes, NULL_ALGORITHM, rest))
                        .unique())
                .isEqualTo(key);
        assertRefused(
                () -> TpmtPublic.decode(area(1, filled(65), aes, NULL_ALGORITHM, rest)),
                "TPMT_PUBLIC.authPolicy",
                8,
                "65 bytes, at most 64");
        for (String scheme : List.of(
                "0010",
                "0015",
                "0014000b",
                "0016000b",
                "0017000b",
                "0018000b",
                "0019000b",
                "001b000b",
                "001c000b",
                "001d000b",
                "001a000b0001")) {
            Bytes whole = area(1, Bytes.EMPTY, NULL_ALGORITHM, Bytes.fromHex(scheme), rest);
            assertThat(TpmtPublic.decode(whole).unique()).as(scheme).isEqualTo(key);
        }
        assertRefused(
                () -> TpmtPublic.decode(area(1, Bytes.EMPTY, NULL_ALGORITHM, Bytes.of(0, 0x13), rest)),
                "TPMT_PUBLIC.scheme",
                12,
                "0x13");
        assertRefused(
                () -> TpmtPublic.decode(area(1, Bytes.EMPTY, NULL_ALGORITHM, Bytes.fromHex("001a0012"), rest)),
                "TPMT_PUBLIC.scheme.hash",
                14,
                "0x12 is not a known hash");
    }

    private static Bytes eccRest(int curve, Bytes x, Bytes y) {
        return Bytes.concat(Bytes.of(0, curve), NULL_ALGORITHM, sized(x), sized(y));
    }

    private static Bytes eccArea(Bytes rest) {
        return area(0x23, Bytes.EMPTY, NULL_ALGORITHM, NULL_ALGORITHM, rest);
    }

    @Test
    @DisplayName("an EC key is read on its curve; other curves and longer coordinates are refused")
    void readsEcc() throws MalformedMessageException {
        EllipticCurve[] curves = {EllipticCurve.P256, EllipticCurve.P384, EllipticCurve.P521};
        for (int i = 0; i < curves.length; i++) {
            assertThat(TpmtPublic.decode(eccArea(eccRest(3 + i, filled(128), filled(5))))
                            .unique())
                    .isEqualTo(new TpmtPublic.EccKey(curves[i], filled(128), filled(5)));
        }
        assertRefused(
                () -> TpmtPublic.decode(eccArea(eccRest(0x20, filled(32), filled(32)))),
                "TPMS_ECC_PARMS.curveID",
                14,
                "0x20 is not supported");
        assertRefused(
                () -> TpmtPublic.decode(eccArea(eccRest(3, filled(129), filled(32)))),
                "TPMS_ECC_POINT.x",
                18,
                "129 bytes, at most 128");
        assertRefused(
                () -> TpmtPublic.decode(eccArea(eccRest(3, filled(32), filled(129)))),
                "TPMS_ECC_POINT.y",
                52,
                "129 bytes, at most 128");
        assertRefused(
                () -> TpmtPublic.decode(eccArea(eccRest(3, filled(33), filled(32))))
                        .publicKey(CRYPTO),
                "TPMS_ECC_POINT",
                0,
                "coordinate is longer than the curve's");
    }

    @Test
    @DisplayName("a public area is refused by its type or reserved attribute, counted from the size before it")
    void refusesPublicAreas() {
        Bytes good = rsaArea(rsaRest(64, 3, filled(8)));
        Bytes keyedHash = Bytes.concat(Bytes.of(0, 8), good.slice(2, good.length()));
        assertRefused(() -> TpmtPublic.decode(keyedHash), "TPMT_PUBLIC.type", 0, "neither RSA nor ECC");
        assertRefused(() -> TpmtPublic.decode(sized(keyedHash)), "TPMT_PUBLIC.type", 2, "neither RSA nor ECC");
        Bytes reserved = Bytes.concat(good.slice(0, 7), Bytes.of(0x73), good.slice(8, good.length()));
        assertRefused(() -> TpmtPublic.decode(reserved), "TPMT_PUBLIC.objectAttributes", 4, "a reserved bit is set");
    }
}
