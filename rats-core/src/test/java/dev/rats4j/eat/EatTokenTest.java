package dev.rats4j.eat;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cose.CoseAlgorithm;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CosePublicKey;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EatTokenTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final String PROFILE = "tag:example.com,2026:p";
    private static final EatClaim<Long> FLOOR = EatClaim.of(-70000, "x-floor", ClaimCodec.integer(-5, 200));
    private static final EatClaims CLAIMS = EatClaims.builder()
            .put(EatClaim.PROFILE, new ProfileName(PROFILE))
            .put(EatClaim.UPTIME, 5L)
            .put(FLOOR, 3L)
            .build();
    private static final EatProfile KNOWN =
            EatProfile.of(PROFILE).defining(FLOOR).requiring(FLOOR);

    private static EatToken cwt(CoseHeaders headers, Bytes payload) throws MalformedMessageException {
        return EatToken.decode(CoseSign1.sign(CRYPTO, SIGNER, headers, CoseHeaders.NONE, payload));
    }

    private static EatToken cwt(EatClaims claims) throws MalformedMessageException {
        return cwt(CoseHeaders.NONE, claims.encode(EatFormat.CBOR));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a token gives its claims to the signer's key only")
    void verifies(EatFormat format) throws MalformedMessageException {
        EatToken token =
                EatToken.decode(EatToken.sign(CLAIMS, SIGNER, CRYPTO, format).bytes());
        VerifiedEat eat = token.verify(CRYPTO, SIGNER.publicKey(), KNOWN).orElseThrow();
        assertThat(eat.claims()).isEqualTo(CLAIMS);
        assertThat(eat.claims().get(FLOOR)).contains(3L);
        assertThat(eat.profile()).isSameAs(KNOWN);
        assertThat(eat.format()).isEqualTo(format);
        assertThat(eat.token()).isEqualTo(token.bytes());
        assertThat(token.untrustedClaims(KNOWN)).isEqualTo(CLAIMS);
        assertThat(token.verify(CRYPTO, SeededKeys.p256(2).publicKey(), KNOWN)).isEmpty();
        assertThat(token.fits(CRYPTO, SIGNER.publicKey())).isTrue();
        assertThat(token.fits(CRYPTO, SeededKeys.ed25519(1).publicKey())).isFalse();
        assertThat(token.verify(CRYPTO, SeededKeys.ed25519(1).publicKey())).isEmpty();
        assertThat(token.untrustedKeyId()).isEmpty();
        assertThat(token.untrustedCertificates()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T-01 no bit of a token can be changed")
    void bits(EatFormat format) {
        byte[] token = EatToken.sign(CLAIMS, SIGNER, CRYPTO, format).bytes().toByteArray();
        int survivors = 0;
        for (int bit = 0; bit < 8 * token.length; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                Optional<VerifiedEat> eat =
                        EatToken.decode(Bytes.copyOf(changed)).verify(CRYPTO, SIGNER.publicKey());
                survivors += eat.isPresent() ? 1 : 0;
            } catch (MalformedMessageException e) {
                assertThat(e.offset()).isBetween(0, token.length);
            }
        }
        assertThat(survivors).isZero();
    }

    @Test
    @DisplayName("T-84 profiles: an accepted one, no other, and not without the claims that it requires")
    void profiles() throws MalformedMessageException {
        EatToken token = cwt(CLAIMS);
        EatProfile other = EatProfile.of("tag:example.com,2026:other");
        assertThat(token.verify(CRYPTO, SIGNER.publicKey(), other, KNOWN)).isPresent();
        assertThat(token.verify(CRYPTO, SIGNER.publicKey())
                        .orElseThrow()
                        .claims()
                        .others())
                .containsOnlyKeys(CborKey.of(-70000));
        assertThatThrownBy(() -> token.verify(CRYPTO, SIGNER.publicKey(), other).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("eat_profile at ")
                .hasMessageContaining("is no profile that is accepted here");
        assertThat(token.verify(CRYPTO, SIGNER.publicKey(), other, EatProfile.NONE)
                        .orElseThrow()
                        .profile())
                .isSameAs(EatProfile.NONE);

        EatClaims silent = EatClaims.builder().put(EatClaim.UPTIME, 5L).build();
        assertThatThrownBy(() ->
                        cwt(silent).verify(CRYPTO, SIGNER.publicKey(), KNOWN).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("lacks eat_profile");
        EatClaims lacking = EatClaims.builder()
                .put(EatClaim.PROFILE, new ProfileName(PROFILE))
                .build();
        assertThatThrownBy(() ->
                        cwt(lacking).verify(CRYPTO, SIGNER.publicKey(), KNOWN).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("x-floor at 0: is missing");
        EatProfile ruled = KNOWN.checking(claims -> {
            if (claims.get(EatClaim.UPTIME).isPresent()) {
                throw new MalformedMessageException("uptime", 0, "has no place here");
            }
        });
        assertThatThrownBy(() -> token.verify(CRYPTO, SIGNER.publicKey(), ruled).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("uptime at 0: has no place here");
        KNOWN.expect(CLAIMS);
        assertThatThrownBy(() -> other.expect(CLAIMS))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("eat_profile at 0: is not tag:example.com,2026:other");
        assertThatThrownBy(() -> KNOWN.defining(EatClaim.of(10, "mine", ClaimCodec.bool())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KNOWN.defining(EatClaim.of(-70000, "mine", ClaimCodec.bool())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("profiles named by object identifiers are bytes in CBOR and text in JSON")
    void identifiers() throws MalformedMessageException {
        EatClaims claims = EatClaims.builder()
                .put(EatClaim.PROFILE, new ProfileName("2.999.1"))
                .build();
        assertThat(claims.encode(EatFormat.CBOR).toHex()).isEqualTo("a1190109" + "43883701");
        assertThat(claims.encode(EatFormat.JSON).utf8()).isEqualTo("{\"eat_profile\":\"2.999.1\"}");
        for (EatFormat format : EatFormat.values()) {
            EatToken token = EatToken.sign(claims, SIGNER, CRYPTO, format);
            assertThat(token.verify(CRYPTO, SIGNER.publicKey(), EatProfile.of("2.999.1")))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a106f93c00", "a110a1", "a119010f6161", "a119010aa16161a106f93c00", "80", "01", "a1"})
    @DisplayName("signed claims of other types, also in a submodule, and what is no claims set are refused")
    void signedNonsense(String payload) throws MalformedMessageException {
        EatToken token = cwt(CoseHeaders.NONE, Bytes.fromHex(payload));
        assertThatThrownBy(() -> token.verify(CRYPTO, SIGNER.publicKey()).isPresent())
                .isInstanceOf(MalformedMessageException.class);
        assertThat(token.verify(CRYPTO, SeededKeys.p256(2).publicKey())).isEmpty(); // not looked at
    }

    @Test
    @DisplayName("authorities and flags of measured components need a profile that defines them")
    void componentExtensions() throws MalformedMessageException {
        MeasuredComponent component = new MeasuredComponent(
                "boot loader",
                Optional.empty(),
                new MeasuredComponent.Raw(Bytes.of(1)),
                List.of(),
                Optional.of(Bytes.copyOf(new byte[8])));
        EatClaims measured = EatClaims.builder()
                .put(EatClaim.MEASUREMENTS, List.of(TypedContent.of(component, EatFormat.JSON)))
                .build();
        EatClaims inside = EatClaims.builder()
                .putSubmodule("s", new Submodule.Plain(measured))
                .build();
        for (EatClaims claims : List.of(measured, inside)) {
            EatToken token = cwt(claims);
            assertThatThrownBy(() -> token.verify(CRYPTO, SIGNER.publicKey()).isPresent())
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("measurements at 0: authorities or flags");
            assertThat(token.verify(CRYPTO, SIGNER.publicKey(), EatProfile.NONE.definingComponentExtensions()))
                    .isPresent();
        }
    }

    @Test
    @DisplayName("the CWT tag, the tag of COSE only, and no tag where the caller says so")
    void tags() throws MalformedMessageException {
        Bytes tagged =
                CoseSign1.sign(CRYPTO, SIGNER, CoseHeaders.NONE, CoseHeaders.NONE, CLAIMS.encode(EatFormat.CBOR));
        Bytes untagged = tagged.slice(1, tagged.length());
        assertThat(EatToken.decode(tagged).verify(CRYPTO, SIGNER.publicKey())).isPresent();
        assertThat(EatToken.decode(Cbor.tagged(61, tagged)).verify(CRYPTO, SIGNER.publicKey()))
                .isPresent();
        assertThat(EatToken.decodeUntagged(untagged).verify(CRYPTO, SIGNER.publicKey()))
                .isPresent();
        for (Bytes wrong : List.of(
                untagged,
                Cbor.tagged(61, untagged),
                Cbor.tagged(61, Cbor.tagged(61, tagged)),
                Cbor.tagged(601, tagged),
                Bytes.concat(tagged, Bytes.of(0)),
                Bytes.EMPTY)) {
            assertThatThrownBy(() -> EatToken.decode(wrong).hasMac()).isInstanceOf(MalformedMessageException.class);
        }
        assertThatThrownBy(() -> EatToken.decodeUntagged(tagged).hasMac())
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("T-61 T-84 a token that says it is something else is no EAT")
    void types() throws MalformedMessageException {
        Bytes payload = CLAIMS.encode(EatFormat.CBOR);
        for (Bytes type : List.of(
                Cbor.text("application/eat+cwt; eat_profile=\"" + PROFILE + "\""),
                Cbor.integer(263),
                Cbor.text("application/cwt"))) {
            CoseHeaders headers =
                    CoseHeaders.builder().put(CoseHeaders.TYP, type).build();
            assertThat(cwt(headers, payload).verify(CRYPTO, SIGNER.publicKey())).isPresent();
        }
        for (Bytes type : List.of(Cbor.text("application/rim+cose"), Cbor.integer(264), Cbor.nil())) {
            CoseHeaders headers =
                    CoseHeaders.builder().put(CoseHeaders.TYP, type).build();
            assertThatThrownBy(() -> cwt(headers, payload).hasMac())
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("CWT.typ");
        }
        for (String type : List.of("JWT", "eat+jwt", "application/eat+jwt;eat_profile=\"x:y\"")) {
            assertThat(jwt(type).verify(CRYPTO, SIGNER.publicKey())).isPresent();
        }
        for (String type : List.of("at+jwt", "application/at+jwt", "")) {
            assertThatThrownBy(() -> jwt(type).hasMac())
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("typ");
        }
    }

    private static EatToken jwt(String type) throws MalformedMessageException {
        JsonObject header = JsonObject.builder().put("typ", type).build();
        return EatToken.decode(Bytes.ofUtf8(
                CompactJws.sign(header, CLAIMS.encode(EatFormat.JSON), SIGNER).text()));
    }

    @Test
    @DisplayName("claims that are copied into the header are those of the payload")
    void copies() throws MalformedMessageException {
        Bytes payload =
                Cbor.map().put(1, Cbor.text("a")).put(261, Cbor.integer(5)).encode();
        CoseHeaders right = CoseHeaders.builder()
                .put(
                        CoseHeaders.CWT_CLAIMS,
                        Cbor.map().put(1, Cbor.text("a")).put(2, Cbor.text("b")).encode())
                .build();
        CoseHeaders wrong = CoseHeaders.builder()
                .put(CoseHeaders.CWT_CLAIMS, Cbor.map().put(1, Cbor.text("b")).encode())
                .build();
        assertThat(cwt(right, payload).verify(CRYPTO, SIGNER.publicKey())).isPresent();
        assertThatThrownBy(() ->
                        cwt(wrong, payload).verify(CRYPTO, SIGNER.publicKey()).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("CWT.cwt-claims");
    }

    @Test
    @DisplayName("what finds the key is there before anything is verified")
    void hints() throws MalformedMessageException {
        CoseHeaders headers = CoseHeaders.builder()
                .put(CoseHeaders.KID, Cbor.bytes(Bytes.of(7)))
                .put(CoseHeaders.X5CHAIN, Cbor.bytes(Bytes.of(8)))
                .build();
        EatToken token = EatToken.signCwt(CLAIMS, SIGNER, CRYPTO, headers);
        assertThat(token.untrustedKeyId()).contains(Bytes.of(7));
        assertThat(token.untrustedCertificates()).containsExactly(Bytes.of(8));
    }

    @Test
    @DisplayName("detached payloads are refused")
    void detached() {
        Bytes token =
                CoseSign1.signDetached(CRYPTO, SIGNER, CoseHeaders.NONE, CLAIMS.encode(EatFormat.CBOR), Bytes.EMPTY);
        assertThatThrownBy(() -> EatToken.decode(token).hasMac())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("is detached");
    }

    @Test
    @DisplayName("a key that says itself what it is for verifies tokens of that algorithm only")
    void permittedKey() throws MalformedMessageException {
        EatClaims claims = EatClaims.builder().put(EatClaim.UPTIME, 5L).build();
        EatToken cwt = EatToken.sign(claims, SIGNER, CRYPTO, EatFormat.CBOR);
        EatToken jwt = EatToken.sign(claims, SIGNER, CRYPTO, EatFormat.JSON);
        CosePublicKey any = new CosePublicKey(SIGNER.publicKey(), Optional.empty(), Optional.empty());
        CosePublicKey right = new CosePublicKey(SIGNER.publicKey(), Optional.empty(), Optional.of(CoseAlgorithm.ES256));
        CosePublicKey other =
                new CosePublicKey(SIGNER.publicKey(), Optional.empty(), Optional.of(CoseAlgorithm.ESP256));
        assertThat(cwt.verify(CRYPTO, any)).isPresent();
        assertThat(cwt.verify(CRYPTO, right)).isPresent();
        assertThat(cwt.verify(CRYPTO, other)).isEmpty();
        assertThat(jwt.verify(CRYPTO, any)).isPresent();
        assertThat(jwt.verify(CRYPTO, right)).isEmpty();
    }

    @Test
    @DisplayName("T-84 a signed digest (RFC 9995) is no token, also if its bytes happen to be claims")
    void digests() {
        Bytes nonce = Cbor.map().put(10, Cbor.bytes(Bytes.copyOf(new byte[28]))).encode();
        assertThat(nonce.length()).isEqualTo(HashAlgorithm.SHA256.length());
        CoseHeaders headers = CoseHeaders.builder()
                .put(HashEnvelope.ALGORITHM, Cbor.integer(-16))
                .build();
        assertThatThrownBy(() -> cwt(headers, nonce).hasMac())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("CWT.payload at 0: is a digest");
    }

    @Test
    @DisplayName("T-84 what was signed as content of another type is no token, also if it reads like claims")
    void otherContent() throws MalformedMessageException {
        Bytes claims = CLAIMS.encode(EatFormat.CBOR);
        for (Bytes type : List.of(Cbor.text("application/rim+cbor"), Cbor.integer(273), Cbor.bytes(Bytes.of(60)))) {
            CoseHeaders headers =
                    CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, type).build();
            assertThatThrownBy(() -> cwt(headers, claims).hasMac())
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("CWT.content type");
        }
        for (Bytes type : List.of(Cbor.text("application/cwt"), Cbor.integer(60), Cbor.integer(263))) {
            CoseHeaders headers =
                    CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, type).build();
            assertThat(cwt(headers, claims).verify(CRYPTO, SIGNER.publicKey())).isPresent();
        }
        for (String type : List.of("application/cmw+json", "JWT", "json")) {
            JsonObject header = JsonObject.builder().put("cty", type).build();
            Bytes token = Bytes.ofUtf8(CompactJws.sign(header, Bytes.ofUtf8("{\"aud\":[\"a\",\"b\"]}"), SIGNER)
                    .text());
            if (type.equals("json")) {
                assertThat(EatToken.decode(token).verify(CRYPTO, SIGNER.publicKey()))
                        .isPresent();
            } else {
                assertThatThrownBy(() -> EatToken.decode(token).hasMac()).hasMessageContaining("cty");
            }
        }
    }
}
