package dev.rats4j.verifier.corim;

import static dev.rats4j.verifier.Acme.CLASS;
import static dev.rats4j.verifier.Acme.CRYPTO;
import static dev.rats4j.verifier.Acme.DEVICE;
import static dev.rats4j.verifier.Acme.INSTANCE;
import static dev.rats4j.verifier.Acme.NOW;
import static dev.rats4j.verifier.Acme.STRANGER;
import static dev.rats4j.verifier.Acme.corpus;
import static dev.rats4j.verifier.Acme.keys;
import static dev.rats4j.verifier.Acme.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.cbor.Cbor;
import dev.rats4j.corim.Corim;
import dev.rats4j.corim.CryptoKey;
import dev.rats4j.corim.Environment;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.KeyTriple;
import dev.rats4j.corim.TypedId;
import dev.rats4j.cose.CoseKey;
import dev.rats4j.verifier.AcmeScheme;
import dev.rats4j.verifier.Certified;
import dev.rats4j.wire.Bytes;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AttestKeysTest {

    private static final PublicKey KEY = DEVICE.publicKey();
    private static final CryptoKey COSE =
            new CryptoKey(558, CoseKey.encode(KEY, CRYPTO).orElseThrow());

    private static CryptoKey base64(String text) {
        return new CryptoKey(554, Cbor.text(text));
    }

    private static String encoded() {
        return Base64.getEncoder().encodeToString(KEY.getEncoded());
    }

    private static KeyTriple triple(Environment environment, CryptoKey... keys) {
        return new KeyTriple(environment, List.of(keys), Optional.empty(), List.of());
    }

    private static List<PublicKey> of(Corim... corims) {
        Corpus corpus = corpus(corims);
        assertThat(corpus.hasAttestKeys()).isTrue();
        return AttestKeys.of(corpus, AcmeScheme.CLASS, CRYPTO, NOW);
    }

    @Test
    @DisplayName("a COSE_Key and a key in base64, with or without PEM armour, are given to the class")
    void formats() {
        assertThat(of(keys(triple(CLASS, COSE)))).containsExactly(KEY);
        assertThat(of(keys(triple(CLASS, base64(encoded()))))).containsExactly(KEY);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + encoded() + "\n-----END PUBLIC KEY-----\n";
        assertThat(of(keys(triple(CLASS, base64(pem))))).containsExactly(KEY);
    }

    @Test
    @DisplayName("keys of several triples and CoRIMs add up")
    void several() {
        CryptoKey other =
                new CryptoKey(558, CoseKey.encode(STRANGER.publicKey(), CRYPTO).orElseThrow());
        assertThat(of(keys(triple(CLASS, COSE, other)))).containsExactly(KEY, STRANGER.publicKey());
        assertThat(of(keys(triple(CLASS, COSE)), keys(triple(CLASS, other))))
                .containsExactlyInAnyOrder(KEY, STRANGER.publicKey());
    }

    @Test
    @DisplayName("thumbprints, certificates and broken keys give no key, and do not stop the others")
    void noKeys() {
        Bytes certificate = Certified.leaf(KEY);
        assertThat(of(keys(triple(
                        CLASS,
                        CryptoKey.thumbprint(KEY),
                        new CryptoKey(562, Cbor.bytes(certificate)),
                        base64("!"),
                        base64("AAAA"),
                        base64(""),
                        new CryptoKey(558, Cbor.map().put(1, Cbor.integer(2)).encode()),
                        COSE))))
                .containsExactly(KEY);
    }

    @Test
    @DisplayName("another class, or none, gives no key to this one")
    void otherClass() {
        Environment hammer = Environment.ofClass(EnvironmentClass.of("ACME", "Hammer"));
        Environment instance = new Environment(
                Optional.empty(),
                Optional.of(new Environment.InstanceKey(CryptoKey.thumbprint(KEY))),
                Optional.empty());
        assertThat(of(keys(triple(hammer, COSE)))).isEmpty();
        assertThat(of(keys(triple(instance, COSE)))).isEmpty();
    }

    @Test
    @DisplayName("a key of one instance or group is not given to the whole class, unless the instance is the key")
    void instances() {
        Environment itself = new Environment(
                CLASS.environmentClass(),
                Optional.of(new Environment.InstanceKey(CryptoKey.thumbprint(KEY))),
                Optional.empty());
        Environment group =
                new Environment(CLASS.environmentClass(), Optional.empty(), Optional.of(TypedId.bytes(Bytes.of(1))));
        CryptoKey other =
                new CryptoKey(558, CoseKey.encode(STRANGER.publicKey(), CRYPTO).orElseThrow());
        assertThat(of(keys(triple(INSTANCE, COSE)))).isEmpty();
        assertThat(of(keys(triple(group, COSE)))).isEmpty();
        assertThat(of(keys(triple(itself, COSE, other)))).containsExactly(KEY);
    }

    @Test
    @DisplayName("triples with a condition on measurement keys or authorities are left out")
    void conditions() {
        KeyTriple onKey = new KeyTriple(CLASS, List.of(COSE), AcmeScheme.FIRMWARE.key(), List.of());
        KeyTriple onAuthority =
                new KeyTriple(CLASS, List.of(COSE), Optional.empty(), List.of(CryptoKey.thumbprint(KEY)));
        assertThat(of(keys(onKey))).isEmpty();
        assertThat(of(keys(onAuthority))).isEmpty();
    }

    @Test
    @DisplayName("keys of a CoRIM that is expired or not yet valid are given to nobody")
    void validity() {
        Corim corim = keys(triple(CLASS, COSE));
        assertThat(of(valid(corim, NOW.minusSeconds(1), NOW))).containsExactly(KEY);
        assertThat(of(valid(corim, NOW.minusSeconds(2), NOW.minusSeconds(1)))).isEmpty();
        assertThat(of(valid(corim, NOW.plusSeconds(1), NOW.plusSeconds(2)))).isEmpty();
    }
}
