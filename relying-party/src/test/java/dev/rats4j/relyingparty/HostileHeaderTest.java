package dev.rats4j.relyingparty;

import static dev.rats4j.relyingparty.RelyingPartyTest.FRESH;
import static dev.rats4j.relyingparty.RelyingPartyTest.NOW;
import static dev.rats4j.relyingparty.RelyingPartyTest.assertRejected;
import static dev.rats4j.relyingparty.RelyingPartyTest.strict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.TrustworthinessTier;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.Signer;
import dev.rats4j.json.Base64Url;
import dev.rats4j.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens whose headers want to decide who is trusted, and how. */
class HostileHeaderTest {

    private static final String CLAIMS = Results.good().build().toJson().utf8();

    private static Decision decide(String header, String claims, String signature) {
        String token =
                Base64Url.encode(Bytes.ofUtf8(header)) + "." + Base64Url.encode(Bytes.ofUtf8(claims)) + "." + signature;
        return strict().build().decide(Bytes.ofUtf8(token), FRESH, NOW);
    }

    /** Signed by the trusted key, whatever the header says besides. */
    private static Decision signed(String header, String claims) {
        return signed(header, claims, Results.VERIFIER);
    }

    private static Decision signed(String header, String claims, Signer signer) {
        String input = Base64Url.encode(Bytes.ofUtf8(header)) + "." + Base64Url.encode(Bytes.ofUtf8(claims));
        return decide(header, claims, Base64Url.encode(signer.sign(Bytes.ofUtf8(input))));
    }

    @Test
    @DisplayName("the token from which the others here differ is accepted")
    void acceptsTheGoodOne() {
        assertThat(signed("{\"alg\":\"ES256\",\"typ\":\"eat+jwt\"}", CLAIMS)).isInstanceOf(Decision.Accept.class);
    }

    @Test
    @DisplayName("T-57 a key in the token's own header is refused, and one that a header points to is not looked at")
    void trustsNoKeyOfTheHeader() {
        String jwk = "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}}";
        assertRejected(signed(jwk, CLAIMS, Results.STRANGER), RelyingPartyCheck.WELL_FORMED);
        assertRejected(signed(jwk, CLAIMS), RelyingPartyCheck.WELL_FORMED);
        for (String pointer : List.of(
                "\"jku\":\"https://attacker.example/keys\"",
                "\"x5u\":\"https://attacker.example/chain\"",
                "\"x5c\":[\"MIIB\"]",
                "\"kid\":\"the verifier\"")) {
            String header = "{\"alg\":\"ES256\"," + pointer + "}";
            assertRejected(signed(header, CLAIMS, Results.STRANGER), RelyingPartyCheck.SIGNATURE);
        }
        CoseHeaders chain = CoseHeaders.builder()
                .put(CborKey.of(33), Cbor.bytes(Bytes.of(0x30, 0)))
                .build();
        Bytes cwt = CoseSign1.sign(
                Results.CRYPTO,
                Results.STRANGER,
                CoseHeaders.NONE,
                chain,
                Results.good().build().toCbor());
        assertRejected(strict().build().decide(cwt, FRESH, NOW), RelyingPartyCheck.SIGNATURE);
    }

    @Test
    @DisplayName("T-57 without a configured key nobody is trusted")
    void needsAKey() {
        RelyingParty.Builder nobody = RelyingParty.builder(Results.CRYPTO)
                .accept(Set.of(TrustworthinessTier.AFFIRMING))
                .maximumAge(Duration.ofMinutes(5));
        assertThatThrownBy(nobody::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("T-61 alg none, HS256 with the public key as secret, and algorithms of other keys are refused")
    void refusesAlgorithms() throws Exception {
        assertRejected(decide("{\"alg\":\"none\"}", CLAIMS, ""), RelyingPartyCheck.WELL_FORMED);
        assertRejected(decide("{\"alg\":\"none\"}", CLAIMS, "AA"), RelyingPartyCheck.WELL_FORMED);
        String header = "{\"alg\":\"HS256\"}";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Results.VERIFIER.publicKey().getEncoded(), "HmacSHA256"));
        String input = Base64Url.encode(Bytes.ofUtf8(header)) + "." + Base64Url.encode(Bytes.ofUtf8(CLAIMS));
        String tag =
                Base64Url.encode(Bytes.copyOf(mac.doFinal(Bytes.ofUtf8(input).toByteArray())));
        assertRejected(decide(header, CLAIMS, tag), RelyingPartyCheck.WELL_FORMED);
        for (String other : List.of("ES384", "RS256", "PS256", "EdDSA")) {
            assertThat(signed("{\"alg\":\"" + other + "\"}", CLAIMS)).isInstanceOf(Decision.Reject.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"ES256\",\"crit\":[]}",
                "{\"alg\":\"ES256\",\"b64\":false}",
                "{\"alg\":\"ES256\",\"zip\":\"DEF\"}",
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"ES256\",\"typ\":\"cmw+jws\"}",
                "{\"alg\":\"ES256\",\"typ\":1}",
                "{\"alg\":\"ES256\",\"alg\":\"none\"}",
                "{\"alg\":[\"ES256\"]}",
                "{\"typ\":\"JWT\"}",
                "[]"
            })
    @DisplayName(
            "T-61 headers with crit, another typ, two algorithms or none are refused, though the trusted key signed them")
    void refusesHeaders(String header) {
        assertRejected(signed(header, CLAIMS), RelyingPartyCheck.WELL_FORMED);
    }

    /** A CWT with this protected header, signed by the trusted key. */
    private static Decision signedCwt(Bytes header, Bytes payload) {
        Bytes input =
                Cbor.array(Cbor.text("Signature1"), Cbor.bytes(header), Cbor.bytes(Bytes.EMPTY), Cbor.bytes(payload));
        Bytes message = Cbor.array(
                Cbor.bytes(header),
                Cbor.map().encode(),
                Cbor.bytes(payload),
                Cbor.bytes(fixedLength(Results.VERIFIER.sign(input))));
        return strict().build().decide(Cbor.tagged(18, message), FRESH, NOW);
    }

    private static Bytes fixedLength(Bytes signature) {
        assertThat(signature.length()).as("r and s").isEqualTo(64);
        return signature;
    }

    @Test
    @DisplayName("T-61 a CWT whose header has crit, another typ, no algorithm or a key twice is refused")
    void refusesHeadersOfCwt() {
        Bytes payload = Results.good().build().toCbor();
        Bytes es256 = Cbor.integer(-7);
        assertThat(signedCwt(Cbor.map().put(1, es256).encode(), payload)).isInstanceOf(Decision.Accept.class);
        for (Bytes header : List.of(
                Cbor.map()
                        .put(1, es256)
                        .put(2, Cbor.array(Cbor.integer(70000)))
                        .put(70000, Cbor.nil())
                        .encode(),
                Cbor.map().put(1, es256).put(2, Cbor.array()).encode(),
                Cbor.map()
                        .put(1, es256)
                        .put(16, Cbor.text("application/rim+cose"))
                        .encode(),
                Cbor.map().put(1, es256).put(16, Cbor.integer(61)).encode(),
                Cbor.map().put(1, Cbor.integer(5)).encode(), // HMAC 256/256
                Cbor.map().encode(),
                Bytes.fromHex("a201260126"))) {
            assertRejected(signedCwt(header, payload), RelyingPartyCheck.WELL_FORMED);
        }
    }

    @Test
    @DisplayName("T-61 nonce, profile or submodule missing, or twice, and deep claims are refused")
    void refusesClaims() {
        String header = "{\"alg\":\"ES256\"}";
        String nonce = "\"eat_nonce\":\"" + Base64Url.encode(Results.NONCE) + "\"";
        String profile = "\"eat_profile\":\"tag:ietf.org,2026:rats/ear#04\",";
        assertThat(CLAIMS).contains(nonce).contains(profile).contains("\"tpm\":{");
        assertRejected(signed(header, CLAIMS.replace(nonce, "\"x\":1")), RelyingPartyCheck.NONCE);
        assertRejected(signed(header, CLAIMS.replaceFirst(nonce, nonce + "," + nonce)), RelyingPartyCheck.WELL_FORMED);
        assertRejected(signed(header, CLAIMS.replace(profile, "")), RelyingPartyCheck.PROFILE);
        assertRejected(signed(header, CLAIMS.replace(profile, profile + profile)), RelyingPartyCheck.WELL_FORMED);
        assertRejected(signed(header, CLAIMS.replace("\"tpm\":{", "\"tpn\":{")), RelyingPartyCheck.SUBMODULES);
        int start = CLAIMS.indexOf("\"tpm\":{");
        String submodule = CLAIMS.substring(start, CLAIMS.length() - 2);
        assertRejected(
                signed(header, CLAIMS.replace(submodule, submodule + "," + submodule)), RelyingPartyCheck.WELL_FORMED);
        String deep = "\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + ",";
        assertRejected(signed(header, "{" + deep + CLAIMS.substring(1)), RelyingPartyCheck.WELL_FORMED);
        assertRejected(
                signed(header, CLAIMS.replace("\"iat\":", "\"iat\":1e0,\"was\":")), RelyingPartyCheck.WELL_FORMED);
    }

    @Test
    @DisplayName("T-58 exp and nbf of the token are looked at, and no certificate in it")
    void looksAtTimes() {
        String header = "{\"alg\":\"ES256\",\"x5c\":[\"MIIB\"]}";
        String expired = CLAIMS.replaceFirst("\"exp\":\\d+", "\"exp\":" + (Results.ISSUED.getEpochSecond() + 1));
        assertRejected(signed(header, expired), RelyingPartyCheck.NOT_EXPIRED);
        String early = CLAIMS.replaceFirst("\"nbf\":\\d+", "\"nbf\":" + (Results.ISSUED.getEpochSecond() + 3000));
        assertRejected(signed(header, early), RelyingPartyCheck.NOT_BEFORE);
        assertThat(signed(header, CLAIMS)).isInstanceOf(Decision.Accept.class);
    }
}
