package dev.rats4j.tpm.ek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.freshness.NonceSource;
import dev.rats4j.tpm.SimulatedTpms;
import dev.rats4j.tpm.sim.SimulatedEndorsementKey;
import dev.rats4j.tpm.sim.SimulatedEndorsementKey.Template;
import dev.rats4j.tpm.structures.TpmtPublic;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MakeCredentialTest {

    private static final CryptoBackend CRYPTO = SimulatedTpms.CRYPTO;
    private static final Bytes NAME = SimulatedTpms.nameOf(SimulatedTpms.p256().build());
    private static final Bytes OTHER_NAME =
            Bytes.concat(NAME.slice(0, 2), HashAlgorithm.SHA256.digest(NAME).value());
    private static final Bytes SECRET = Bytes.ofUtf8("a secret of 32 bytes, of course!");

    private static MakeCredential seeded(long seed) {
        SecureRandom random = SimulatedTpms.seeded(seed);
        return new MakeCredential(CRYPTO, random::nextBytes);
    }

    static Stream<SimulatedEndorsementKey> keys() {
        return Stream.concat(
                Stream.of(SimulatedEndorsementKey.rsa(CRYPTO, SimulatedTpms.seeded(1))),
                Arrays.stream(EllipticCurve.values())
                        .map(curve -> SimulatedEndorsementKey.ec(CRYPTO, curve, SimulatedTpms.seeded(2))));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theTpmWithTheKeyGetsTheSecret(SimulatedEndorsementKey key) throws Exception {
        for (int seed = 0; seed < 20; seed++) { // some one-time keys have coordinates that begin with a zero
            Credential credential = seeded(seed).make(key.area(), NAME, SECRET);
            assertThat(key.activate(NAME, credential)).contains(SECRET);
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    @DisplayName("T-06 another endorsement key, or a key of another Name, does not get the secret")
    void othersGetNothing(SimulatedEndorsementKey key) throws Exception {
        Credential credential = seeded(5).make(key.area(), NAME, SECRET);
        assertThat(key.activate(OTHER_NAME, credential)).isEmpty();
        SimulatedEndorsementKey other = key.area().unique() instanceof TpmtPublic.EccKey ecc
                ? SimulatedEndorsementKey.ec(CRYPTO, ecc.curve(), SimulatedTpms.seeded(77))
                : SimulatedEndorsementKey.rsa(CRYPTO, SimulatedTpms.seeded(77));
        assertThat(other.activate(NAME, credential)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("keys")
    @Tag("exhaustive")
    void everyFlippedByteIsNoticed(SimulatedEndorsementKey key) throws Exception {
        Credential good = seeded(6).make(key.area(), NAME, SECRET);
        for (int i = 0; i < good.idObject().length(); i++) {
            assertThat(key.activate(NAME, new Credential(flipped(good.idObject(), i), good.encryptedSecret())))
                    .isEmpty();
        }
        for (int i = 0; i < good.encryptedSecret().length(); i += 7) {
            assertThat(key.activate(NAME, new Credential(good.idObject(), flipped(good.encryptedSecret(), i))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void nothingFollowsTheSecret(SimulatedEndorsementKey key) throws Exception {
        Credential good = seeded(6).make(key.area(), NAME, SECRET);
        Bytes longer = Bytes.concat(good.encryptedSecret(), Bytes.of(0));
        assertThat(key.activate(NAME, new Credential(good.idObject(), longer))).isEmpty();
        Bytes longerId = Bytes.concat(good.idObject(), Bytes.of(0));
        assertThat(key.activate(NAME, new Credential(longerId, good.encryptedSecret())))
                .isEmpty();
    }

    private static Bytes flipped(Bytes value, int index) {
        byte[] changed = value.toByteArray();
        changed[index] ^= 1;
        return Bytes.copyOf(changed);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theSameRandomnessGivesTheSameCredential(SimulatedEndorsementKey key) throws Exception {
        Credential one = seeded(8).make(key.area(), NAME, SECRET);
        assertThat(seeded(8).make(key.area(), NAME, SECRET)).isEqualTo(one);
        Credential two = seeded(9).make(key.area(), NAME, SECRET);
        assertThat(two.idObject()).isNotEqualTo(one.idObject());
        assertThat(two.encryptedSecret()).isNotEqualTo(one.encryptedSecret());
    }

    /**
     * Computed with Python's hmac and cryptography 48 from a seed of bytes 12: TPM2B_ID_OBJECT does not depend on the key, only
     * on the seed, its nameAlg and its AES length. The same program gives the published result of another project's vector.
     */
    @Test
    void anRsaCredentialWithAFixedSeedIsTheOneOfAnIndependentDerivation() throws Exception {
        SimulatedEndorsementKey key = SimulatedEndorsementKey.rsa(CRYPTO, SimulatedTpms.seeded(1));
        NonceSource fixed = array -> Arrays.fill(array, (byte) 0x12);
        Credential credential = new MakeCredential(CRYPTO, fixed).make(key.area(), NAME_OF_VECTOR, SECRET);
        assertThat(credential.sizedIdObject()).isEqualTo(Bytes.fromHex(ID_OBJECT_SHA256));
        SimulatedEndorsementKey high = SimulatedEndorsementKey.of(CRYPTO, SimulatedTpms.rsaKeys(3), Template.HIGH_384);
        assertThat(new MakeCredential(CRYPTO, fixed)
                        .make(high.area(), NAME_OF_VECTOR, SECRET)
                        .sizedIdObject())
                .isEqualTo(Bytes.fromHex(ID_OBJECT_SHA384));
    }

    private static final Bytes NAME_OF_VECTOR =
            Bytes.fromHex("000b9601163463aacdb45be7ad1f6d11ad3dae0578d5aeeb5125e1075c5601b7c7fa");
    private static final String ID_OBJECT_SHA256 =
            "00440020f4c9bb91e62516834e08a3e48dc0bb33666a7282b9a7ea6f1ce837c48520ecb7b140f7047bc9b617dcc178f83f86"
                    + "3575d5ef536e89ffbea8e9b6a3d1b3b6e8204554";
    private static final String ID_OBJECT_SHA384 =
            "005400309e0b95d7bab0a655ee37efbee400193db670c4427b74473434d968573f79a8c16bb05adf18a82fe4050c6b1e7fcf"
                    + "476efe9bd540717ea800347b3459136ff10a6010a210a21f0827607ee3eb26071f9c83c8";

    @Test
    void secretsThatDoNotFitAreRefused() {
        TpmtPublic area =
                SimulatedEndorsementKey.rsa(CRYPTO, SimulatedTpms.seeded(1)).area();
        for (int length : new int[] {0, 33, 300}) {
            Bytes secret = Bytes.copyOf(new byte[length]);
            assertThatIllegalArgumentException().isThrownBy(() -> seeded(1).make(area, NAME, secret));
        }
    }

    @Test
    void aKeyWithoutAesProtectsNothing() {
        SimulatedEndorsementKey plain = SimulatedEndorsementKey.of(
                CRYPTO, SimulatedTpms.rsaKeys(3), new Template(HashAlgorithm.SHA256, 0x0003_00b2L, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> seeded(1).make(plain.area(), NAME, SECRET));
    }

    @Test
    void aPointOffTheCurveIsRefused() throws Exception {
        Bytes area = SimulatedEndorsementKey.ec(CRYPTO, EllipticCurve.P256, SimulatedTpms.seeded(2))
                .area()
                .encoded();
        TpmtPublic off = TpmtPublic.decode(flipped(area, area.length() - 1));
        assertThatThrownBy(() -> seeded(1).make(off, NAME, SECRET)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("T-14 a credential does not show itself")
    void credentialsAreNotShown() throws Exception {
        Credential credential = seeded(1)
                .make(
                        SimulatedEndorsementKey.rsa(CRYPTO, SimulatedTpms.seeded(1))
                                .area(),
                        NAME,
                        SECRET);
        assertThat(credential.toString()).isEqualTo("credential of 68 and 256 bytes");
    }
}
