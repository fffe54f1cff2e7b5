package dev.rats4j.jose;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.PureScheme;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PureJwkTest {

    @ParameterizedTest
    @EnumSource(PureScheme.class)
    @DisplayName("OKP and AKP keys come back, verify their tokens, and stand in sets")
    void roundTrips(PureScheme scheme) throws Exception {
        Signer signer = SeededKeys.pure(scheme, 3);
        Jwk written = Jwk.of(signer.publicKey(), CRYPTO);
        Jwk read = Jwk.parse(Json.parseObject(Json.write(written.json()), JsonLimits.STANDARD), CRYPTO);
        assertThat(read.key()).isEqualTo(signer.publicKey());
        assertThat(read.algorithm()).isEqualTo(written.algorithm());
        CompactJws token = CompactJws.sign(JsonObject.builder().build(), Bytes.ofUtf8("{}"), signer);
        assertThat(token.verify(CRYPTO, read.key())).isPresent();
        JwkSet set = JwkSet.parse(
                Json.write(JwkSet.of(List.of(
                                read.withKeyId("a"), Jwk.of(SeededKeys.p256(1).publicKey(), CRYPTO)))
                        .toJson()),
                CRYPTO);
        assertThat(set.ignored()).isZero();
        assertThat(set.verify(token, CRYPTO)).isPresent();
        assertThat(read.withKeyId("a").thumbprint()).isEqualTo(written.thumbprint());
    }

    @Test
    @DisplayName("RFC 9964: the thumbprint of an AKP key is over alg, kty and pub")
    void thumbprintOfAkp() {
        Jwk key = Jwk.of(SeededKeys.pure(PureScheme.ML_DSA_44, 1).publicKey(), CRYPTO);
        String pub = dev.rats4j.json.Base64Url.encode(PureScheme.ML_DSA_44.bytesOf(key.key()));
        String text = "{\"alg\":\"ML-DSA-44\",\"kty\":\"AKP\",\"pub\":\"" + pub + "\"}";
        assertThat(key.thumbprint())
                .isEqualTo(HashAlgorithm.SHA256.digest(Bytes.ofUtf8(text)).value());
    }

    @Test
    @DisplayName("AKP: no alg, another one, another length and a secret are refused; sets leave unknown ones out")
    void refusesBrokenAkpKeys() throws Exception {
        JsonObject good = Jwk.of(SeededKeys.pure(PureScheme.ML_DSA_44, 1).publicKey(), CRYPTO)
                .json();
        Bytes pub = good.base64Url("pub");
        for (JsonObject bad : List.of(
                JsonObject.builder().put("kty", "AKP").put("pub", pub).build(),
                JsonObject.builder()
                        .put("kty", "AKP")
                        .put("alg", "ML-DSA-65")
                        .put("pub", pub)
                        .build(),
                JsonObject.builder()
                        .put("kty", "AKP")
                        .put("alg", "ML-DSA")
                        .put("pub", pub)
                        .build(),
                JsonObject.builder()
                        .put("kty", "AKP")
                        .put("alg", "Ed25519")
                        .put("pub", pub)
                        .build(),
                JsonObject.builder()
                        .put("kty", "AKP")
                        .put("alg", "ES256")
                        .put("pub", pub)
                        .build(),
                JsonObject.builder().put("kty", "AKP").put("alg", "ML-DSA-44").build(),
                JsonObject.builder()
                        .put("kty", "OKP")
                        .put("crv", "ML-DSA-44")
                        .put("x", pub)
                        .build(),
                good.toBuilder().put("priv", Bytes.copyOf(new byte[32])).build())) {
            assertThatThrownBy(() -> Jwk.parse(bad, CRYPTO)).isInstanceOf(MalformedMessageException.class);
        }
        JsonObject unknown = JsonObject.builder()
                .put("kty", "AKP")
                .put("alg", "SLH-DSA")
                .put("pub", pub)
                .build();
        JwkSet set = JwkSet.parse(
                JsonObject.builder()
                        .put("keys", dev.rats4j.json.JsonArray.of(List.of(good, unknown)))
                        .build(),
                CRYPTO);
        assertThat(set.keys()).hasSize(1);
        assertThat(set.ignored()).isEqualTo(1);
    }
}
