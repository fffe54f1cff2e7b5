package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseMac0;
import dev.rats4j.cose.CoseMacAlgorithm;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.cose.HashEnvelope;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.MacKey;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.Signer;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarTokenTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final KeyPair P256 = CRYPTO.generate(EllipticCurve.P256, new SecureRandom());
    private static final KeyPair P384 = CRYPTO.generate(EllipticCurve.P384, new SecureRandom());
    private static final KeyPair ED25519 = CRYPTO.generateEd25519(new SecureRandom());
    private static final Signer SIGNER = signer(P256, Operation.ECDSA, HashAlgorithm.SHA256);
    private static final Signer ES384 = signer(P384, Operation.ECDSA, HashAlgorithm.SHA384);
    private static final Signer EDDSA = signer(ED25519, Operation.ED25519, HashAlgorithm.SHA512);

    private static Signer signer(KeyPair pair, Operation operation, HashAlgorithm hash) {
        return CRYPTO.signer(pair.getPrivate(), pair.getPublic(), new SignatureAlgorithm(operation, hash));
    }

    private static EarToken sign(EarFormat format) {
        return EarToken.sign(Ears.full(), SIGNER, CRYPTO, format);
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("what is signed verifies with its key only, ES256, ES384 and EdDSA")
    void signsAndVerifies(EarFormat format) throws Exception {
        for (Signer signer : List.of(SIGNER, ES384, EDDSA)) {
            EarToken token = EarToken.decode(
                    EarToken.sign(Ears.full(), signer, CRYPTO, format).bytes());
            assertThat(token.format()).isEqualTo(format);
            VerifiedEar verified = token.verify(CRYPTO, signer.publicKey()).orElseThrow();
            assertThat(verified.ear()).isEqualTo(Ears.full());
            assertThat(verified.proof().key()).isEqualTo(signer.publicKey());
            for (Signer other : List.of(
                    SIGNER,
                    ES384,
                    EDDSA,
                    signer(
                            CRYPTO.generate(EllipticCurve.P256, new SecureRandom()),
                            Operation.ECDSA,
                            HashAlgorithm.SHA256))) {
                assertThat(token.fits(CRYPTO, other.publicKey()))
                        .isEqualTo(other.algorithm().equals(signer.algorithm()));
                if (other != signer) {
                    assertThat(token.verify(CRYPTO, other.publicKey())).isEmpty();
                }
            }
        }
        assertThat(sign(format).bytes()).isEqualTo(sign(format).bytes());
        assertThat(sign(format))
                .hasToString("EAR as " + format + " of " + sign(format).bytes().length() + " bytes");
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @Tag("exhaustive")
    @DisplayName("S-5 no flipped bit of a token leaves it verified with other content")
    void everyBitCounts(EarFormat format) {
        Bytes token = sign(format).bytes();
        int verified = 0;
        for (int bit = 0; bit < 8 * token.length(); bit++) {
            byte[] flipped = token.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                Optional<VerifiedEar> ear =
                        EarToken.decode(Bytes.copyOf(flipped)).verify(CRYPTO, P256.getPublic());
                if (ear.isPresent()) {
                    assertThat(ear.get().ear()).as("bit " + bit).isEqualTo(Ears.full());
                    verified++;
                }
            } catch (MalformedMessageException e) {
                assertThat(e.field()).isNotEmpty();
            }
        }
        assertThat(verified).isZero();
    }

    @ParameterizedTest
    @EnumSource(EarFormat.class)
    @DisplayName("S-4 no prefix and no extension of a token verifies")
    void refusesPrefixesAndExtensions(EarFormat format) {
        Bytes token = sign(format).bytes();
        for (int length = 0; length < token.length() + 16; length++) {
            Bytes other = length < token.length()
                    ? token.slice(0, length)
                    : Bytes.concat(token, Bytes.ofUtf8("A".repeat(length - token.length() + 1)));
            try {
                assertThat(EarToken.decode(other).verify(CRYPTO, P256.getPublic()))
                        .isEmpty();
            } catch (MalformedMessageException e) {
                assertThat(e.field()).isNotEmpty();
            }
        }
    }

    @Test
    @DisplayName("a CWT may stand under tag 61; other tags and no tag are refused")
    void readsTags() throws Exception {
        Bytes token = sign(EarFormat.CWT).bytes();
        Bytes cwt = Cbor.tagged(61, token);
        assertThat(EarToken.decode(cwt).verify(CRYPTO, P256.getPublic())).isPresent();
        assertThat(EarToken.decode(cwt).bytes()).isEqualTo(cwt);
        for (Bytes other : List.of(
                token.slice(1, token.length()),
                Cbor.tagged(61, token.slice(1, token.length())),
                Cbor.tagged(61, cwt),
                Cbor.tagged(601, token),
                Cbor.tagged(17, token.slice(1, token.length())),
                Bytes.EMPTY,
                Bytes.copyOf(new byte[EarToken.MAX_LENGTH + 1]))) {
            assertThatThrownBy(() -> EarToken.decode(other)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    @DisplayName("a detached payload is refused")
    void refusesDetachedPayloads() {
        Bytes detached = CoseSign1.signDetached(
                CRYPTO, SIGNER, CoseHeaders.NONE, Ears.full().toCbor(), Bytes.EMPTY);
        assertThatThrownBy(() -> EarToken.decode(detached)).hasMessageContaining("detached");
        Bytes untagged = detached.slice(1, detached.length());
        assertThatThrownBy(() -> EarToken.decode(untagged)).hasMessageContaining("needs its tag");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eat+jwt", "application/eat+jwt", "EAT+JWT", "JWT", "application/eat+jwt; eat_profile=x", ""})
    @DisplayName("typ of a JWT may be left out, but says nothing else than EAT or JWT")
    void readsTypOfJwt(String typ) throws Exception {
        JsonObject header = typ.isEmpty()
                ? JsonObject.builder().build()
                : JsonObject.builder().put("typ", typ).build();
        Bytes good = Bytes.ofUtf8(
                CompactJws.sign(header, Ears.full().toJson(), SIGNER).text());
        assertThat(EarToken.decode(good).verify(CRYPTO, P256.getPublic())).isPresent();
        Bytes bad = Bytes.ofUtf8(CompactJws.sign(
                        JsonObject.builder().put("typ", typ + "x").build(),
                        Ears.full().toJson(),
                        SIGNER)
                .text());
        if (!typ.contains(";")) {
            assertThatThrownBy(() -> EarToken.decode(bad)).hasMessageContaining("typ");
        }
    }

    @Test
    @DisplayName("typ of a CWT may be left out, or be the media type, or its Content-Format")
    void readsTypOfCwt() throws Exception {
        for (Bytes typ : List.of(Cbor.text("application/eat+cwt"), Cbor.text("application/cwt"), Cbor.integer(263))) {
            assertThat(EarToken.decode(cwt(typ)).verify(CRYPTO, P256.getPublic()))
                    .isPresent();
        }
        Bytes without = CoseSign1.sign(
                CRYPTO, SIGNER, CoseHeaders.NONE, CoseHeaders.NONE, Ears.full().toCbor());
        assertThat(EarToken.decode(without).verify(CRYPTO, P256.getPublic())).isPresent();
        for (Bytes typ : List.of(Cbor.text("application/cwt+x"), Cbor.integer(264), Cbor.nil())) {
            assertThatThrownBy(() -> EarToken.decode(cwt(typ))).isInstanceOf(MalformedMessageException.class);
        }
    }

    private static Bytes cwt(Bytes typ) {
        CoseHeaders headers = CoseHeaders.builder().put(CoseHeaders.TYP, typ).build();
        return CoseSign1.sign(
                CRYPTO, SIGNER, headers, CoseHeaders.NONE, Ears.full().toCbor());
    }

    @Test
    @DisplayName("what is signed and no EAR is malformed, but only to those who have the key")
    void readsThePayloadAfterTheSignature() throws Exception {
        for (Bytes payload : List.of(Bytes.EMPTY, Cbor.integer(1), Ears.full().toJson())) {
            EarToken token =
                    EarToken.decode(CoseSign1.sign(CRYPTO, SIGNER, CoseHeaders.NONE, CoseHeaders.NONE, payload));
            assertThat(token.verify(CRYPTO, P384.getPublic())).isEmpty();
            assertThatThrownBy(() -> token.verify(CRYPTO, P256.getPublic()).isPresent())
                    .isInstanceOf(MalformedMessageException.class);
            VerifiedEarPayload signed =
                    token.verifyPayload(CRYPTO, P256.getPublic()).orElseThrow();
            assertThat(signed.content()).isEqualTo(payload);
            assertThatThrownBy(signed::profile).isInstanceOf(MalformedMessageException.class);
        }
        EarToken other = EarToken.decode(Bytes.ofUtf8(
                CompactJws.sign(JsonObject.builder().build(), Bytes.ofUtf8("{\"eat_profile\":\"tag:x\"}"), SIGNER)
                        .text()));
        assertThat(other.verifyPayload(CRYPTO, P256.getPublic()).orElseThrow().profile())
                .contains("tag:x");
        EarToken none = EarToken.decode(CoseSign1.sign(
                CRYPTO,
                SIGNER,
                CoseHeaders.NONE,
                CoseHeaders.NONE,
                Cbor.map().put(265, Cbor.integer(1)).encode()));
        assertThat(none.verifyPayload(CRYPTO, P256.getPublic()).orElseThrow().profile())
                .isEmpty();
    }

    @Test
    @DisplayName("T-61 a token with a code is no EAR: whoever checks it could have made it")
    void refusesCodes() {
        MacKey key = MacKey.of(Bytes.copyOf(new byte[32]));
        Bytes token = CoseMac0.create(
                CRYPTO,
                key,
                CoseMacAlgorithm.HMAC_256,
                CoseHeaders.NONE,
                CoseHeaders.NONE,
                Ears.full().toCbor());
        assertThatThrownBy(() -> EarToken.decode(token)).hasMessageContaining("has a code and no signature");
    }

    @Test
    @DisplayName(
            "RFC 9597, 2: claims in the header are those of the payload, or the token is refused; T-84 so is a digest")
    void refusesOtherClaimsInTheHeader() throws Exception {
        for (int issuedAt = 0; issuedAt < 2; issuedAt++) {
            long time = Ears.full().issuedAt().getEpochSecond() + issuedAt;
            CoseHeaders headers = CoseHeaders.builder()
                    .put(
                            CoseHeaders.CWT_CLAIMS,
                            Cbor.map().put(6, Cbor.integer(time)).encode())
                    .build();
            Bytes token = CoseSign1.sign(
                    CRYPTO, SIGNER, headers, CoseHeaders.NONE, Ears.full().toCbor());
            if (issuedAt == 0) {
                assertThat(EarToken.decode(token).verify(CRYPTO, SIGNER.publicKey()))
                        .isPresent();
            } else {
                assertThatThrownBy(() -> EarToken.decode(token)).hasMessageContaining("CWT.cwt-claims");
            }
        }
        CoseHeaders digest = CoseHeaders.builder()
                .put(HashEnvelope.ALGORITHM, Cbor.integer(-16))
                .build();
        Bytes token = CoseSign1.sign(CRYPTO, SIGNER, digest, CoseHeaders.NONE, Bytes.copyOf(new byte[32]));
        assertThatThrownBy(() -> EarToken.decode(token)).hasMessageContaining("is a digest");
    }
}
