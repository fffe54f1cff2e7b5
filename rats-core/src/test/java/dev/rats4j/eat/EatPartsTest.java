package dev.rats4j.eat;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.json.Base64Url;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submodules, claims without signature, and bundles. */
class EatPartsTest {

    private static final Signer SIGNER = SeededKeys.p256(1);
    private static final EatClaims CLAIMS =
            EatClaims.builder().put(EatClaim.UPTIME, 5L).build();

    private static Submodule submodule(Bytes message, EatFormat format) throws MalformedMessageException {
        EatClaims claims = EatClaims.decode(message, format);
        assertThat(claims.encode(format)).isEqualTo(message);
        return claims.submodules().get("s");
    }

    private static Bytes inCbor(Bytes submodule) {
        return Cbor.map().put(266, Cbor.map().put("s", submodule).encode()).encode();
    }

    private static Bytes inJson(String submodule) {
        return Bytes.ofUtf8("{\"submods\":{\"s\":" + submodule + "}}");
    }

    @Test
    @DisplayName("RFC 9711, 7.3: CBOR in CBOR is bytes of a tagged token, JSON in CBOR text of a selector")
    void nestedInCbor() throws MalformedMessageException {
        Bytes cwt = EatToken.sign(CLAIMS, SIGNER, CRYPTO, EatFormat.CBOR).bytes();
        Bytes uccs = UnsignedEat.encode(CLAIMS, EatFormat.CBOR);
        assertThat(submodule(inCbor(Cbor.bytes(cwt)), EatFormat.CBOR))
                .isEqualTo(new Submodule.Nested(new NestedToken(NestedToken.Kind.CWT, cwt)));
        assertThat(submodule(inCbor(Cbor.bytes(uccs)), EatFormat.CBOR))
                .isEqualTo(new Submodule.Nested(new NestedToken(NestedToken.Kind.UCCS, uccs)));
        assertThat(submodule(inCbor(Cbor.text("[\"JWT\",\"a.b.c\"]")), EatFormat.CBOR))
                .isEqualTo(new Submodule.Nested(new NestedToken(NestedToken.Kind.JWT, Bytes.ofUtf8("a.b.c"))));
        assertThat(submodule(inCbor(Cbor.text("[\"UJCS\",{\"uptime\":5}]")), EatFormat.CBOR))
                .isEqualTo(
                        new Submodule.Nested(new NestedToken(NestedToken.Kind.UJCS, Bytes.ofUtf8("{\"uptime\":5}"))));
        Bytes digest = HashAlgorithm.SHA256.digest(Bytes.EMPTY).value();
        assertThat(submodule(inCbor(Cbor.array(Cbor.integer(-16), Cbor.bytes(digest))), EatFormat.CBOR))
                .isEqualTo(new Submodule.Detached(DetachedDigest.of(Bytes.EMPTY)));
    }

    @Test
    @DisplayName("RFC 9711, 7.3: all that is nested in JSON stands behind a selector")
    void nestedInJson() throws MalformedMessageException {
        Bytes cwt = EatToken.sign(CLAIMS, SIGNER, CRYPTO, EatFormat.CBOR).bytes();
        assertThat(submodule(inJson("[\"CBOR\",\"" + Base64Url.encode(cwt) + "\"]"), EatFormat.JSON))
                .isEqualTo(new Submodule.Nested(new NestedToken(NestedToken.Kind.CWT, cwt)));
        assertThat(submodule(inJson("[\"JWT\",\"a.b.c\"]"), EatFormat.JSON))
                .isEqualTo(new Submodule.Nested(new NestedToken(NestedToken.Kind.JWT, Bytes.ofUtf8("a.b.c"))));
        Bytes digest = HashAlgorithm.SHA256.digest(Bytes.EMPTY).value();
        assertThat(submodule(inJson("[\"DIGEST\",[\"SHA-256\",\"" + Base64Url.encode(digest) + "\"]]"), EatFormat.JSON))
                .isEqualTo(new Submodule.Detached(new DetachedDigest(new DetachedDigest.ByName("SHA-256"), digest)));
        assertThat(submodule(inJson("[\"BUNDLE\",[[\"JWT\",\"a\"],{\"b\":\"AQ\"}]]"), EatFormat.JSON))
                .isInstanceOf(Submodule.Nested.class);
    }

    @Test
    @DisplayName("a token of the wrong encoding for its place is refused")
    void misplaced() throws MalformedMessageException {
        Bytes cose = EatToken.sign(CLAIMS, SIGNER, CRYPTO, EatFormat.CBOR).bytes();
        Bytes claims = CLAIMS.encode(EatFormat.CBOR);
        for (Bytes wrong : List.of(
                cose, // inline
                Cbor.bytes(claims), // without a tag
                Cbor.bytes(Cbor.tagged(1, claims)),
                Cbor.bytes(Bytes.concat(cose, Bytes.of(0))),
                Cbor.text("a.b.c"), // without a selector
                Cbor.text("[\"CBOR\",\"" + Base64Url.encode(cose) + "\"]"),
                Cbor.text("[\"DIGEST\",[-16,\"AQ\"]]"),
                Cbor.text("[\"JWT\",\"a\"] " + "x"),
                Cbor.array(Cbor.integer(-16), Cbor.bytes(Bytes.of(1))),
                Cbor.array(Cbor.integer(-16)),
                Cbor.nil())) {
            assertThat(EatClaims.decode(inCbor(wrong), EatFormat.CBOR).mistyped())
                    .as(wrong.toHex())
                    .hasSize(1);
        }
        for (String wrong : List.of("\"a.b.c\"", "[\"UCCS\",{}]", "[\"CWT\",\"AQ\"]", "[1,2]", "null")) {
            assertThat(EatClaims.decode(inJson(wrong), EatFormat.JSON).mistyped())
                    .as(wrong)
                    .hasSize(1);
        }
        assertThatThrownBy(() -> new NestedToken(NestedToken.Kind.UCCS, cose))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NestedToken(NestedToken.Kind.UJCS, Bytes.ofUtf8("[]")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T-82 claims without a signature count over a channel that the caller names, or in a token")
    void unsigned(EatFormat format) throws MalformedMessageException {
        Bytes message = UnsignedEat.encode(CLAIMS, format);
        UnsignedEat unsigned = UnsignedEat.decode(message);
        assertThat(unsigned.untrustedClaims(EatProfile.NONE)).isEqualTo(CLAIMS);
        ProtectingChannel channel = new ProtectingChannel("TLS 1.3 with a client certificate");
        ProtectedClaims claims = unsigned.over(channel);
        assertThat(claims.claims()).isEqualTo(CLAIMS);
        assertThat(claims.channel()).isEqualTo(channel);
        assertThatThrownBy(() -> unsigned.over(channel, EatProfile.of("x:y")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("lacks eat_profile");
        assertThatThrownBy(() -> new ProtectingChannel(" ")).isInstanceOf(IllegalArgumentException.class);

        NestedToken.Kind kind = format == EatFormat.CBOR ? NestedToken.Kind.UCCS : NestedToken.Kind.UJCS;
        EatClaims around = EatClaims.builder()
                .putSubmodule("s", new Submodule.Nested(new NestedToken(kind, message)))
                .putSubmodule("t", new Submodule.Plain(CLAIMS))
                .build();
        VerifiedEat eat = EatToken.sign(around, SIGNER, CRYPTO, format)
                .verify(CRYPTO, SIGNER.publicKey())
                .orElseThrow();
        assertThat(eat.unsigned("s").orElseThrow().claims()).isEqualTo(CLAIMS);
        assertThat(eat.unsigned("t")).isEmpty();
        assertThat(eat.unsigned("u")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a106f93c00", "d90259a106f93c00", "d9025980", "d9025a8080", "7b7d00", "7b2269617422"})
    @DisplayName("claims without a signature are as strict as those with one")
    void unsignedNonsense(String message) {
        assertThatThrownBy(() -> UnsignedEat.decode(Bytes.fromHex(message)).over(new ProtectingChannel("a test")))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    @DisplayName("a map without tag 601 is read where the caller says what it is")
    void untagged() throws MalformedMessageException {
        Bytes map = CLAIMS.encode(EatFormat.CBOR);
        assertThat(UnsignedEat.decodeUntagged(map).untrustedClaims(EatProfile.NONE))
                .isEqualTo(CLAIMS);
        Bytes bundle = EatBundle.sign(CLAIMS, Map.of("a", CLAIMS), SIGNER, CRYPTO, EatFormat.CBOR)
                .bytes();
        assertThat(EatBundle.decodeUntagged(bundle.slice(3, bundle.length())).names())
                .containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T-83 a bundle opens only if each claims set has its digest in the token; what is missing is named")
    void bundle(EatFormat format) throws MalformedMessageException {
        Bytes set = CLAIMS.encode(format);
        EatClaims main = EatClaims.builder()
                .putSubmodule("a", new Submodule.Detached(DetachedDigest.of(set)))
                .putSubmodule("b", new Submodule.Detached(DetachedDigest.of(set)))
                .putSubmodule(
                        "odd",
                        new Submodule.Detached(new DetachedDigest(
                                new DetachedDigest.ByNumber(-14),
                                HashAlgorithm.SHA1.digest(set).value())))
                .putSubmodule("plain", new Submodule.Plain(CLAIMS))
                .build();
        EatToken token = EatToken.sign(main, SIGNER, CRYPTO, format);

        VerifiedBundle half = EatBundle.of(token.nested(), Map.of("a", set), format)
                .verify(CRYPTO, SIGNER.publicKey())
                .orElseThrow();
        assertThat(half.detached()).isEqualTo(Map.of("a", CLAIMS));
        assertThat(half.missing()).containsExactlyInAnyOrder("b", "odd");
        assertThatThrownBy(half::expectComplete)
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("submods.");

        Bytes changed = EatClaims.builder().put(EatClaim.UPTIME, 6L).build().encode(format);
        refuses(EatBundle.of(token.nested(), Map.of("a", changed), format), "sets.a at 0: has another digest");
        refuses(EatBundle.of(token.nested(), Map.of("c", set), format), "sets.c at 0: has no digest");
        refuses(EatBundle.of(token.nested(), Map.of("plain", set), format), "sets.plain at 0: has no digest");
        refuses(EatBundle.of(token.nested(), Map.of("odd", set), format), "sets.odd at 0: the digest is of no hash");
        assertThat(EatBundle.of(token.nested(), Map.of("c", set), format)
                        .verify(CRYPTO, SeededKeys.p256(2).publicKey()))
                .isEmpty();
    }

    private static void refuses(EatBundle bundle, String message) {
        assertThatThrownBy(() -> bundle.verify(CRYPTO, SIGNER.publicKey()).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(message);
    }

    @Test
    @DisplayName("a bundle around claims without signature opens with these, and with no other token")
    void bundleOfUnsigned() throws MalformedMessageException {
        Bytes set = CLAIMS.encode(EatFormat.CBOR);
        EatClaims main = EatClaims.builder()
                .putSubmodule("a", new Submodule.Detached(DetachedDigest.of(set)))
                .build();
        Bytes uccs = UnsignedEat.encode(main, EatFormat.CBOR);
        EatBundle bundle = EatBundle.of(new NestedToken(NestedToken.Kind.UCCS, uccs), Map.of("a", set), EatFormat.JSON);
        ProtectingChannel channel = new ProtectingChannel("a test");
        assertThatThrownBy(() -> bundle.open(UnsignedEat.decode(uccs).over(channel)))
                .isInstanceOf(MalformedMessageException.class); // the sets of a bundle in JSON are JSON
        EatBundle inCbor = EatBundle.of(new NestedToken(NestedToken.Kind.UCCS, uccs), Map.of("a", set), EatFormat.CBOR);
        assertThat(inCbor.open(UnsignedEat.decode(uccs).over(channel)).detached())
                .hasSize(1);
        ProtectedClaims other =
                UnsignedEat.decode(UnsignedEat.encode(CLAIMS, EatFormat.CBOR)).over(channel);
        assertThatThrownBy(() -> inCbor.open(other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> inCbor.verify(CRYPTO, SIGNER.publicKey()).isPresent())
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d9025a80",
                "d9025a8240a0",
                "d9025a8243d90259a161614100", // the token is cut off
                "d9025a8244d90259a0a0", // no claims sets
                "d9025a8244d90259a0a1014100",
                "d9025a8244d90259a0a1616100",
                "d9025a83" + "44d90259a0a16161410000",
                "8244d90259a0a161614100",
                "d9025a8249d9025a8244d90259a0a0a161614100",
                "5b5d",
                "5b5b224a5754222c2261225d2c7b7d5d"
            })
    @DisplayName("what is no bundle is refused")
    void bundleNonsense(String message) {
        assertThatThrownBy(() -> EatBundle.decode(Bytes.fromHex(message)).names())
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "T-83 digests inside of submodules and of detached claims sets are missing too, as no bundle opens them")
    void missingInside(EatFormat format) throws MalformedMessageException {
        EatClaims inside = EatClaims.builder()
                .putSubmodule("deep", new Submodule.Detached(DetachedDigest.of(Bytes.of(0xa0))))
                .build();
        EatClaims main = EatClaims.builder()
                .putSubmodule("plain", new Submodule.Plain(inside))
                .build();
        VerifiedBundle bundle = EatBundle.sign(main, Map.of("set", inside), SIGNER, CRYPTO, format)
                .verify(CRYPTO, SIGNER.publicKey())
                .orElseThrow();
        assertThat(bundle.missing()).containsExactlyInAnyOrder("plain/deep", "set/deep");
        assertThatThrownBy(bundle::expectComplete).isInstanceOf(MalformedMessageException.class);
    }
}
