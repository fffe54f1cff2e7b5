package dev.rats4j.ear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.json.Json;
import dev.rats4j.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same result has the same bytes, whatever JDK writes it. */
class EarStableBytesTest {

    private static Ear withEverything() throws Exception {
        Map<CborKey, EarValue> claims = new LinkedHashMap<>();
        claims.put(CborKey.of("text"), EarValue.of("\u20ac"));
        claims.put(CborKey.of(-70005), EarValue.of(Bytes.of(1, 2, 3)));
        claims.put(CborKey.of("json"), EarValue.of(Json.parse(Bytes.ofUtf8("{\"z\":[0.1,1e300,null],\"a\":true}"))));
        EarAppraisal appraisal = new EarAppraisal(
                Optional.of("1.2.3"),
                TrustworthinessTier.WARNING,
                TrustworthinessVector.EMPTY,
                List.of("p", "q"),
                new EarClaims(claims),
                EarClaims.ofTexts(Map.of("waived:x", "y")),
                Optional.of(Ears.NONCE),
                Optional.of(Bytes.of(9)),
                new EarClaims(Map.of(CborKey.of(256), EarValue.of(Bytes.copyOf(new byte[17])))),
                new EarClaims(claims));
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        submodules.put("s", appraisal);
        submodules.put("a", Ears.appraisal(TrustworthinessTier.AFFIRMING, 2));
        return new Ear(
                Ears.ISSUED,
                Optional.of(Ears.ISSUED.plusSeconds(1)),
                Optional.of(Ears.ISSUED),
                new VerifierId("d", "b"),
                Optional.of(TrustworthinessTier.WARNING),
                Optional.of(Ears.NONCE),
                Optional.of(CmwRecord.of("a/b", Bytes.of(1))),
                Map.of("s", List.of("a")),
                submodules,
                new EarClaims(claims));
    }

    private static String hash(Bytes bytes) {
        return HashAlgorithm.SHA256.digest(bytes).value().toHex();
    }

    @Test
    @DisplayName("an EAR with every claim has these bytes in CBOR and in JSON")
    void bytesAreStable() throws Exception {
        Ear ear = withEverything();
        assertThat(Ear.decodeCbor(ear.toCbor())).isEqualTo(ear);
        assertThat(hash(ear.toCbor())).isEqualTo("f82fa72f16f42ea3f149668992c40ed66c37fee287b678fe83c22d48e618a442");
        assertThat(hash(ear.toJson())).isEqualTo("87282e1bc70cf850b7fde57402884c05d3fc6d69e64f7119b0246f397b9f51e0");
    }

    @Test
    @DisplayName("a token signed with a deterministic signature has these bytes")
    void tokensAreStable() {
        CryptoBackend crypto = CryptoBackend.standard();
        assertThat(hash(EarToken.sign(Ears.full(), SeededKeys.ed25519(7), crypto, EarFormat.CWT)
                        .bytes()))
                .isEqualTo("f7a937d1b8b0251f4423a78e129424530b30ed075ee9c881820d6e1efd399ad8");
        assertThat(hash(EarToken.sign(Ears.full(), SeededKeys.ed25519(7), crypto, EarFormat.JWT)
                        .bytes()))
                .isEqualTo("1342c4793e1561cb2fc9ca2f6d0a51c8149e7325025af9136374629cf30964fc");
    }
}
