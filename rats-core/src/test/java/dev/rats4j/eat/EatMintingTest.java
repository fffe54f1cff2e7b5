package dev.rats4j.eat;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cose.CoseMacAlgorithm;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an attester does to make tokens, and a verifier to read them. */
class EatMintingTest {

    private static final Signer signer = SeededKeys.p256(1);
    private static final Bytes challenge = Bytes.fromHex("0102030405060708");
    private static final Instant now = Instant.parse("2026-11-25T12:00:00.5Z");

    @Test
    @DisplayName("the example of the README: claims are signed, sent, verified and read")
    void example() throws MalformedMessageException {
        EatClaims claims = EatClaims.builder()
                .put(EatClaim.PROFILE, new ProfileName("tag:example.com,2026:gateway"))
                .put(EatClaim.NONCE, java.util.List.of(EatNonce.of(challenge)))
                .put(EatClaim.OEMID, new OemId.Pen(64242))
                .put(EatClaim.SWVERSION, EatVersion.of("3.1.4", EatVersion.Scheme.SEMVER))
                .put(EatClaim.DBGSTAT, DebugStatus.DISABLED_SINCE_BOOT)
                .put(EatClaim.IAT, now)
                .build();
        Bytes token = EatToken.sign(claims, signer, CRYPTO, EatFormat.CBOR).bytes();

        VerifiedEat eat = EatToken.decode(token)
                .verify(CRYPTO, signer.publicKey(), EatProfile.of("tag:example.com,2026:gateway"))
                .orElseThrow();

        assertThat(eat.claims()).isEqualTo(claims);
        assertThat(eat.claims().get(EatClaim.SWVERSION).orElseThrow().version()).isEqualTo("3.1.4");
        assertThat(eat.claims().nonces()).anyMatch(nonce -> nonce.matches(challenge));
        assertThat(eat.claims().timeProblems(now, Duration.ZERO)).isEmpty();
        assertThat(eat.proof().key()).isEqualTo(signer.publicKey());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a token with a submodule, a nested token and claims beside it")
    void composed(EatFormat format) throws MalformedMessageException {
        Signer element = SeededKeys.p256(2);
        EatClaims inner =
                EatClaims.builder().put(EatClaim.SWNAME, "Secure Element").build();
        EatToken nested = EatToken.sign(inner, element, CRYPTO, format);
        EatClaims claims = EatClaims.builder()
                .put(EatClaim.UEID, Ueid.ofRandom(Bytes.copyOf(new byte[16])))
                .putSubmodule("android", new Submodule.Plain(inner))
                .putSubmodule("element", new Submodule.Nested(nested.nested()))
                .build();
        EatClaims beside = EatClaims.builder().put(EatClaim.UPTIME, 7L).build();

        EatBundle bundle = EatBundle.sign(claims, Map.of("tee", beside), signer, CRYPTO, format);
        VerifiedBundle verified = EatBundle.decode(bundle.bytes())
                .verify(CRYPTO, signer.publicKey())
                .orElseThrow();

        assertThat(verified.detached()).isEqualTo(Map.of("tee", beside));
        assertThat(verified.missing()).isEmpty();
        Map<String, Submodule> submodules = verified.token().claims().submodules();
        assertThat(submodules.get("android")).isEqualTo(new Submodule.Plain(inner));
        assertThat(submodules.get("element")).isInstanceOfSatisfying(Submodule.Nested.class, found -> {
            assertThat(found.token()).isEqualTo(nested.nested());
        });
        assertThat(EatToken.decode(nested.nested().message())
                        .verify(CRYPTO, element.publicKey())
                        .orElseThrow()
                        .claims())
                .isEqualTo(inner);
    }

    @Test
    @DisplayName("a token with a code is no signed token, and the other way round")
    void mac() throws MalformedMessageException {
        EatClaims claims = EatClaims.builder().put(EatClaim.UPTIME, 7L).build();
        MacKey key = MacKey.of(Bytes.copyOf(new byte[32]));

        EatToken token = EatToken.decode(
                EatToken.mac(claims, key, CoseMacAlgorithm.HMAC_256, CRYPTO).bytes());

        assertThat(token.hasMac()).isTrue();
        assertThat(token.verifyMac(CRYPTO, key).orElseThrow().claims()).isEqualTo(claims);
        assertThat(token.verifyMac(CRYPTO, MacKey.of(Bytes.ofUtf8("another key of thirty-two bytes.."))))
                .isEmpty();
        assertThat(token.verify(CRYPTO, signer.publicKey())).isEmpty();
        EatToken signed = EatToken.sign(claims, signer, CRYPTO, EatFormat.CBOR);
        assertThat(signed.verifyMac(CRYPTO, key)).isEmpty();
    }
}
