package dev.rats4j.corim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.crypto.CryptoBackend;
import dev.rats4j.crypto.EllipticCurve;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SignatureAlgorithm;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SignedCorimTest {

    private static final CryptoBackend CRYPTO = CryptoBackend.standard();
    private static final KeyPair PAIR = CRYPTO.generate(EllipticCurve.P256, new SecureRandom());
    private static final KeyPair OTHER = CRYPTO.generate(EllipticCurve.P256, new SecureRandom());
    private static final Signer SIGNER = CRYPTO.signer(
            PAIR.getPrivate(),
            PAIR.getPublic(),
            new SignatureAlgorithm(SignatureAlgorithm.Operation.ECDSA, HashAlgorithm.SHA256));
    private static final Corim CORIM = small(new SplittableRandom(3));
    private static final Validity VALIDITY =
            new Validity(Optional.of(Instant.ofEpochSecond(1000)), Instant.ofEpochSecond(2000));
    private static final SignedCorim.Meta META = new SignedCorim.Meta("ACME", Optional.of(VALIDITY));

    private static final Bytes NAMED =
            meta(Cbor.map().put(0, Cbor.map().put(0, Cbor.text("ACME")).encode()));
    private static final Bytes ISSUED = Cbor.map().put(1, Cbor.text("ACME")).encode();

    /** Every bit of it is flipped. */
    private static Corim small(SplittableRandom random) {
        return Stream.generate(() -> CorimValues.next(random))
                .filter(corim -> corim.encode().length() < 300)
                .findFirst()
                .orElseThrow();
    }

    private static Bytes meta(Cbor.MapBuilder map) {
        return Cbor.bytes(map.encode());
    }

    private static CoseHeaders.Builder headers() {
        return CoseHeaders.builder().put(CoseHeaders.CONTENT_TYPE, Cbor.text(Corim.MEDIA_TYPE));
    }

    private static Bytes signed(CoseHeaders.Builder headers) {
        return CoseSign1.sign(CRYPTO, SIGNER, headers.build(), CoseHeaders.NONE, CORIM.encode());
    }

    private static void refused(Bytes message, String complaint) {
        assertThatThrownBy(() -> SignedCorim.decode(message).untrustedMeta())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(complaint);
    }

    private static CoseHeaders.Builder withMeta(Bytes meta) {
        return headers().put(CborKey.of(8), meta);
    }

    private static CoseHeaders.Builder withClaims(Bytes claims) {
        return headers().put(CoseHeaders.CWT_CLAIMS, claims);
    }

    @Test
    @DisplayName("what is signed verifies with its key, and with no other")
    void signsAndVerifies() throws MalformedMessageException {
        List<Bytes> chain = List.of(Bytes.of(1), Bytes.of(2));
        SignedCorim signed = SignedCorim.decode(SignedCorim.sign(CRYPTO, SIGNER, CORIM, META, chain));
        assertThat(signed.untrustedMeta()).isEqualTo(META);
        assertThat(signed.untrustedCertificates()).isEqualTo(chain);
        assertThat(signed.untrustedCorim()).contains(CORIM);
        SignedCorim.Verified verified = signed.verify(CRYPTO, PAIR.getPublic()).orElseThrow();
        assertThat(verified.corim()).isEqualTo(CORIM);
        assertThat(verified.meta()).isEqualTo(META);
        assertThat(signed.verify(CRYPTO, OTHER.getPublic())).isEmpty();
    }

    @Test
    @DisplayName("T-08 a key of another kind verifies nothing, and throws nothing")
    void otherKeys() throws MalformedMessageException {
        SignedCorim signed = SignedCorim.decode(SignedCorim.sign(CRYPTO, SIGNER, CORIM, META, List.of()));
        KeyPair larger = CRYPTO.generate(EllipticCurve.P384, new SecureRandom());
        assertThat(signed.verify(CRYPTO, larger.getPublic())).isEmpty();
        assertThat(signed.verify(
                        CRYPTO, CRYPTO.generateEd25519(new SecureRandom()).getPublic()))
                .isEmpty();
        assertThat(signed.untrustedCertificates()).isEmpty();
    }

    @Test
    @Tag("exhaustive")
    @DisplayName("no bit of a signed CoRIM can be flipped")
    void everyBitCounts() {
        byte[] message =
                SignedCorim.sign(CRYPTO, SIGNER, CORIM, META, List.of()).toByteArray();
        for (int bit = 0; bit < 8 * message.length; bit++) {
            byte[] flipped = message.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifies(Bytes.copyOf(flipped))).as("bit " + bit).isFalse();
        }
    }

    private static boolean verifies(Bytes message) {
        try {
            return SignedCorim.decode(message).verify(CRYPTO, PAIR.getPublic()).isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    @Test
    @DisplayName("no prefix and no extension decodes")
    void exactLength() {
        Bytes message = SignedCorim.sign(CRYPTO, SIGNER, CORIM, META, List.of());
        for (int length = 0; length < message.length(); length++) {
            assertThat(verifies(message.slice(0, length))).isFalse();
        }
        refused(Bytes.concat(message, Bytes.of(0)), "after the item");
    }

    @Test
    @DisplayName("the content type has to be there, protected, and that of a CoRIM")
    void contentType() {
        refused(signed(CoseHeaders.builder().put(CborKey.of(8), NAMED)), "content-type");
        refused(
                signed(CoseHeaders.builder()
                        .put(CborKey.of(8), NAMED)
                        .put(CoseHeaders.CONTENT_TYPE, Cbor.text("application/rim+cose"))),
                "is not application/rim+cbor");
        refused(
                signed(CoseHeaders.builder().put(CborKey.of(8), NAMED).put(CoseHeaders.CONTENT_TYPE, Cbor.integer(1))),
                "content-type");
        Bytes unprotected = CoseSign1.sign(
                CRYPTO,
                SIGNER,
                CoseHeaders.builder().put(CborKey.of(8), NAMED).build(),
                CoseHeaders.builder()
                        .put(CoseHeaders.CONTENT_TYPE, Cbor.text(Corim.MEDIA_TYPE))
                        .build(),
                CORIM.encode());
        refused(unprotected, "content-type");
    }

    @Test
    @DisplayName("somebody has to say who signs: corim-meta, CWT claims, or both if they say the same")
    void whoSigns() throws MalformedMessageException {
        SignedCorim.Meta named = new SignedCorim.Meta("ACME", Optional.empty());
        refused(signed(headers()), "has neither corim-meta nor CWT claims");
        assertThat(SignedCorim.decode(signed(withMeta(NAMED))).untrustedMeta()).isEqualTo(named);
        assertThat(SignedCorim.decode(signed(withClaims(ISSUED))).untrustedMeta())
                .isEqualTo(named);
        assertThat(SignedCorim.decode(signed(withMeta(NAMED).put(CoseHeaders.CWT_CLAIMS, ISSUED)))
                        .untrustedMeta())
                .isEqualTo(named);
        Bytes contradicting = Cbor.map().put(1, Cbor.text("Other")).encode();
        refused(signed(withMeta(NAMED).put(CoseHeaders.CWT_CLAIMS, contradicting)), "do not say the same");
        Bytes expiring =
                Cbor.map().put(1, Cbor.text("ACME")).put(4, Cbor.integer(5)).encode();
        refused(signed(withMeta(NAMED).put(CoseHeaders.CWT_CLAIMS, expiring)), "do not say the same");
        Bytes lasting = meta(Cbor.map()
                .put(0, Cbor.map().put(0, Cbor.text("ACME")).encode())
                .put(1, Cbor.map().put(1, Cbor.tagged(1, Cbor.integer(6))).encode()));
        refused(signed(withMeta(lasting).put(CoseHeaders.CWT_CLAIMS, expiring)), "do not say the same");
        refused(signed(withMeta(lasting).put(CoseHeaders.CWT_CLAIMS, ISSUED)), "do not say the same");
    }

    @Test
    @DisplayName("nobody signs in the unprotected header, whatever the protected one says")
    void unprotectedSigner() {
        for (CoseHeaders unprotected : List.of(
                CoseHeaders.builder().put(CoseHeaders.CWT_CLAIMS, ISSUED).build(),
                CoseHeaders.builder().put(CborKey.of(8), NAMED).build())) {
            CborKey other = unprotected.labels().contains(CborKey.of(8)) ? CoseHeaders.CWT_CLAIMS : CborKey.of(8);
            CoseHeaders.Builder said = headers().put(other, other.equals(CborKey.of(8)) ? NAMED : ISSUED);
            refused(CoseSign1.sign(CRYPTO, SIGNER, said.build(), unprotected, CORIM.encode()), "in the unprotected");
            refused(
                    CoseSign1.sign(CRYPTO, SIGNER, headers().build(), unprotected, CORIM.encode()),
                    "in the unprotected");
        }
    }

    @Test
    @DisplayName("CWT claims give the validity, also as floats")
    void claims() throws MalformedMessageException {
        Bytes floats = Cbor.map()
                .put(1, Cbor.text("ACME"))
                .put(4, Bytes.fromHex("f967d0")) // 2000.0
                .put(5, Bytes.fromHex("f963d0")) // 1000.0
                .encode();
        assertThat(SignedCorim.decode(signed(withClaims(floats))).untrustedMeta())
                .isEqualTo(META);
        refused(signed(withClaims(Cbor.map().put(4, Cbor.integer(5)).encode())), "lacks iss");
        refused(signed(withClaims(Cbor.map().put(1, Cbor.integer(5)).encode())), "iss");
        Bytes numbered =
                Cbor.map().put(1, Cbor.text("ACME")).put(2, Cbor.integer(5)).encode();
        refused(signed(withClaims(numbered)), "sub");
        Bytes startOnly =
                Cbor.map().put(1, Cbor.text("ACME")).put(5, Cbor.integer(5)).encode();
        assertThat(SignedCorim.decode(signed(withClaims(startOnly)))
                        .untrustedMeta()
                        .validity())
                .contains(new Validity(Optional.of(Instant.ofEpochSecond(5)), Instant.parse("9999-12-31T23:59:59Z")));
        refused(
                signed(withClaims(Cbor.map()
                        .put(1, Cbor.text("ACME"))
                        .put(4, Bytes.fromHex("f97e00"))
                        .encode())),
                "exp");
        refused(
                signed(withClaims(Cbor.map()
                        .put(1, Cbor.text("ACME"))
                        .put(4, Cbor.integer(4))
                        .put(5, Cbor.integer(5))
                        .encode())),
                "exp is before nbf");
        refused(signed(withClaims(Cbor.array())), "CWT claims");
    }

    @Test
    @DisplayName("malformed corim-meta")
    void malformedMeta() {
        Bytes signer = Cbor.map().put(0, Cbor.text("ACME")).encode();
        refused(signed(withMeta(Cbor.map().put(0, signer).encode())), "corim-meta");
        refused(signed(withMeta(meta(Cbor.map()))), "lacks signer");
        refused(signed(withMeta(meta(Cbor.map().put(0, Cbor.map().encode())))), "lacks signer-name");
        refused(signed(withMeta(meta(Cbor.map().put(0, signer).put(2, signer)))), "unknown key 2");
        refused(signed(withMeta(meta(Cbor.map().put(0, signer).put(1, Cbor.map().encode())))), "lacks not-after");
        Bytes badUri =
                Cbor.map().put(0, Cbor.text("ACME")).put(1, Cbor.integer(1)).encode();
        refused(signed(withMeta(meta(Cbor.map().put(0, badUri)))), "uri");
    }

    private static void refusedContent(Bytes message, Bytes corim) throws MalformedMessageException {
        assertThat(SignedCorim.decode(message).verify(CRYPTO, PAIR.getPublic(), corim))
                .isEmpty();
    }

    @Test
    @DisplayName("a detached CoRIM verifies with its bytes, with no others, and not without")
    void detached() throws MalformedMessageException {
        Bytes message = CorimSigning.of(META).detached(CRYPTO, SIGNER, CORIM);
        SignedCorim signed = SignedCorim.decode(message);
        assertThat(signed.form()).isEqualTo(SignedCorim.Form.DETACHED);
        assertThat(signed.untrustedCorim()).isEmpty();
        assertThat(signed.verify(CRYPTO, PAIR.getPublic(), CORIM.encode()))
                .hasValueSatisfying(verified -> assertThat(verified.corim()).isEqualTo(CORIM));
        assertThat(signed.verify(CRYPTO, OTHER.getPublic(), CORIM.encode())).isEmpty();
        refusedContent(message, Bytes.EMPTY);
        refusedContent(message, CorimValues.next(new SplittableRandom(4)).encode());
        assertThatThrownBy(() -> signed.verify(CRYPTO, PAIR.getPublic()).isPresent())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("a hash envelope verifies with what was hashed; its digest is never read as a CoRIM")
    void hashEnvelope() throws MalformedMessageException {
        for (HashAlgorithm hash : List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512)) {
            Bytes message = CorimSigning.of(META)
                    .hashEnvelope(CRYPTO, SIGNER, CORIM, hash, Optional.of("https://acme.example/rim"));
            SignedCorim signed = SignedCorim.decode(message);
            assertThat(signed.form()).isEqualTo(SignedCorim.Form.HASH_ENVELOPE);
            assertThat(signed.untrustedCorim()).isEmpty();
            assertThat(signed.untrustedLocation()).contains("https://acme.example/rim");
            assertThat(signed.verify(CRYPTO, PAIR.getPublic(), CORIM.encode()))
                    .hasValueSatisfying(verified -> assertThat(verified.corim()).isEqualTo(CORIM));
            assertThat(signed.verify(CRYPTO, OTHER.getPublic(), CORIM.encode())).isEmpty();
            refusedContent(message, CorimValues.next(new SplittableRandom(4)).encode());
            refusedContent(message, hash.digest(CORIM.encode()).value());
            assertThatThrownBy(() -> signed.verify(CRYPTO, PAIR.getPublic()).isPresent())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("the header says how the payload is read: digest headers that do not fit are refused")
    void headerDecides() throws MalformedMessageException {
        refused(signed(withMeta(NAMED).put(CborKey.of(258), Cbor.integer(-16))), "hash envelope");
        CoseHeaders.Builder foreign = CoseHeaders.builder()
                .put(CborKey.of(8), NAMED)
                .put(CborKey.of(258), Cbor.integer(-16))
                .put(CborKey.of(259), Cbor.text("application/octet-stream"));
        Bytes digest = HashAlgorithm.SHA256.digest(CORIM.encode()).value();
        refused(
                CoseSign1.sign(CRYPTO, SIGNER, foreign.build(), CoseHeaders.NONE, digest),
                "is not application/rim+cbor");
        CoseHeaders.Builder named = CoseHeaders.builder()
                .put(CborKey.of(8), NAMED)
                .put(CborKey.of(258), Cbor.integer(-16))
                .put(CborKey.of(259), Cbor.text(Corim.MEDIA_TYPE));
        refused(CoseSign1.signDetached(CRYPTO, SIGNER, named.build(), digest, Bytes.EMPTY), "digest that is detached");
        refused(
                CoseSign1.sign(CRYPTO, SIGNER, named.build(), CoseHeaders.NONE, CORIM.encode()),
                "hash envelope.payload");
        SignedCorim attached = SignedCorim.decode(SignedCorim.sign(CRYPTO, SIGNER, CORIM, META, List.of()));
        assertThatThrownBy(() -> attached.verify(CRYPTO, PAIR.getPublic(), CORIM.encode())
                        .isPresent())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("who signs is said in corim-meta, in CWT claims or in both, and is read from each")
    void statements() throws MalformedMessageException {
        SignedCorim.Meta full = new SignedCorim.Meta(
                "ACME", Optional.of("https://acme.example"), Optional.of(VALIDITY), Map.of(-7L, Cbor.text("x")));
        for (CorimSigning.Statement statement : CorimSigning.Statement.values()) {
            boolean claims = statement == CorimSigning.Statement.CWT_CLAIMS;
            SignedCorim.Meta meta = claims ? META : full;
            Bytes message = CorimSigning.of(meta).withStatement(statement).attached(CRYPTO, SIGNER, CORIM);
            assertThat(SignedCorim.decode(message).untrustedMeta()).isEqualTo(meta);
            assertThat(verifies(message)).isTrue();
        }
        assertThatThrownBy(() -> CorimSigning.of(full).withStatement(CorimSigning.Statement.CWT_CLAIMS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a COSE_Sign message is refused by name")
    void coseSign() {
        Bytes message = SignedCorim.sign(CRYPTO, SIGNER, CORIM, META, List.of());
        refused(Bytes.concat(Bytes.of(0xd8, 98), message.slice(1, message.length())), "is a COSE_Sign (tag 98)");
    }

    @Test
    @DisplayName("tag 18 has to be there")
    void needsItsTag() {
        Bytes message = SignedCorim.sign(CRYPTO, SIGNER, CORIM, META, List.of());
        refused(message.slice(1, message.length()), "tag 18 expected");
    }

    @Test
    @DisplayName("a signature over anything but a CoRIM says so")
    void signedNonsense() throws MalformedMessageException {
        Bytes message =
                CoseSign1.sign(CRYPTO, SIGNER, withMeta(NAMED).build(), CoseHeaders.NONE, Cbor.text("no CoRIM"));
        SignedCorim signed = SignedCorim.decode(message);
        assertThatThrownBy(() -> signed.verify(CRYPTO, PAIR.getPublic()).isPresent())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("tag 501 expected");
        assertThat(signed.verify(CRYPTO, OTHER.getPublic())).isEmpty();
    }
}
