package dev.rats4j.tee.psa;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.eat.EatToken;
import dev.rats4j.tee.Edited;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PsaTokenTest {

    private static final Signer SIGNER = SeededKeys.p256(21);
    private static final MacKey SECRET = MacKey.of(new PsaValues(3).bytes(32));
    private static final EatClaims CLAIMS = new PsaValues(4).claims(PsaProfile.RFC9783);
    private static final Bytes SIGNED = PsaValues.sign1(CLAIMS, SIGNER);
    private static final Bytes CODED = PsaValues.mac0(CLAIMS, SECRET);

    private static void assertRefused(Bytes message) {
        assertThatThrownBy(() -> PsaToken.decode(message)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @EnumSource(PsaProfile.class)
    @DisplayName("signatures and codes of every profile verify, and say which they are")
    void verifies(PsaProfile profile) throws MalformedMessageException {
        EatClaims claims = new PsaValues(5).claims(profile);
        PsaToken signed = PsaToken.decode(PsaValues.sign1(claims, SIGNER));
        VerifiedPsaToken bySignature =
                signed.verify(CRYPTO, SIGNER.publicKey(), PsaProfile.values()).orElseThrow();
        assertThat(bySignature.profile()).isEqualTo(profile);
        assertThat(bySignature.claims().eat()).isEqualTo(claims);
        assertThat(bySignature.signature()).isPresent();
        assertThat(bySignature.mac()).isEmpty();
        assertThat(bySignature.claims()).isEqualTo(signed.untrustedClaims(profile));

        PsaToken coded = PsaToken.decode(PsaValues.mac0(claims, SECRET));
        VerifiedPsaToken byCode = coded.verifyMac(CRYPTO, SECRET, profile).orElseThrow();
        assertThat(byCode.claims()).isEqualTo(bySignature.claims());
        assertThat(byCode.mac()).isPresent();
        assertThat(byCode.signature()).isEmpty();
        assertThat(byCode.eat().token()).isEqualTo(coded.bytes());
    }

    @Test
    @DisplayName("other keys verify nothing, and a key of one kind nothing of the other")
    void otherKeys() throws MalformedMessageException {
        PsaToken signed = PsaToken.decode(SIGNED);
        PsaToken coded = PsaToken.decode(CODED);
        assertThat(signed.hasMac()).isFalse();
        assertThat(coded.hasMac()).isTrue();
        assertThat(signed.verify(CRYPTO, SeededKeys.p256(22).publicKey(), PsaProfile.RFC9783))
                .isEmpty();
        assertThat(signed.verify(CRYPTO, SeededKeys.ed25519(1).publicKey(), PsaProfile.RFC9783))
                .isEmpty();
        assertThat(signed.verifyMac(CRYPTO, SECRET, PsaProfile.RFC9783)).isEmpty();
        assertThat(coded.verify(CRYPTO, SIGNER.publicKey(), PsaProfile.RFC9783)).isEmpty();
        assertThat(coded.verifyMac(CRYPTO, MacKey.of(new PsaValues(6).bytes(32)), PsaProfile.RFC9783))
                .isEmpty();
    }

    @Test
    @DisplayName("a verified token follows a profile that the caller names")
    void profiles() throws MalformedMessageException {
        PsaToken token = PsaToken.decode(SIGNED);
        assertThatThrownBy(() -> token.verify(CRYPTO, SIGNER.publicKey(), PsaProfile.ARM_2_0_0))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> token.verify(CRYPTO, SIGNER.publicKey(), PsaProfile.IOT_1))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> token.verify(CRYPTO, SIGNER.publicKey())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PsaToken.decode(CODED).verifyMac(CRYPTO, SECRET))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("claims that break the profile are refused though they are signed")
    void brokenClaims() throws MalformedMessageException {
        Bytes claims = CLAIMS.encode(EatFormat.CBOR);
        Bytes broken = Edited.with(claims, 2394, Cbor.integer(0));
        PsaToken token = PsaToken.decode(PsaValues.sign1(broken, SIGNER));
        assertThatThrownBy(() -> token.verify(CRYPTO, SIGNER.publicKey(), PsaProfile.RFC9783))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).endsWith("psa-client-id"));
        assertThat(token.verify(CRYPTO, SeededKeys.p256(22).publicKey(), PsaProfile.RFC9783))
                .isEmpty();
    }

    @Test
    @DisplayName("tag 61, no tag, JWT, bytes behind the token and a claims set alone are refused")
    void forms() {
        assertRefused(Cbor.tagged(61, SIGNED));
        assertRefused(SIGNED.slice(1, SIGNED.length()));
        assertRefused(Bytes.concat(SIGNED, Bytes.of(0)));
        assertRefused(SIGNED.slice(0, SIGNED.length() - 1));
        assertRefused(CLAIMS.encode(EatFormat.CBOR));
        assertRefused(Bytes.EMPTY);
        assertRefused(EatToken.sign(EatClaims.builder().build(), SIGNER, CRYPTO, EatFormat.JSON)
                .bytes());
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("no bit of a signed token can change")
    void everyBitOfSigned() {
        everyBit(SIGNED, token -> token.verify(CRYPTO, SIGNER.publicKey(), PsaProfile.values()));
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("no bit of a token with a code can change")
    void everyBitOfCoded() {
        everyBit(CODED, token -> token.verifyMac(CRYPTO, SECRET, PsaProfile.values()));
    }

    private interface Verification {
        Optional<VerifiedPsaToken> of(PsaToken token) throws MalformedMessageException;
    }

    private static void everyBit(Bytes token, Verification verification) {
        for (int bit = 0; bit < 8 * token.length(); bit++) {
            byte[] changed = token.toByteArray();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isVerified(Bytes.copyOf(changed), verification))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    private static boolean isVerified(Bytes message, Verification verification) {
        try {
            return verification.of(PsaToken.decode(message)).isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }
}
