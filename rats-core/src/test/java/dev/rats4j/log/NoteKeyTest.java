package dev.rats4j.log;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static dev.rats4j.wire.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.crypto.SeededKeys;
import dev.rats4j.crypto.Signer;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteKeyTest {

    private static final PublicKey ED25519 = SeededKeys.ed25519(1).publicKey();
    private static final PublicKey P256 = SeededKeys.p256(1).publicKey();

    @Test
    void keysAreReadBack() throws MalformedMessageException {
        for (NoteKey key : List.of(
                new NoteKey("example.com/log", NoteKeyType.ED25519, ED25519),
                new NoteKey("example.com/log", NoteKeyType.COSIGNATURE_ED25519, ED25519),
                new NoteKey("example.com/log", NoteKeyType.ECDSA, P256))) {
            NoteKey again = NoteKey.parse(key.text(), CRYPTO);
            assertThat(again).isEqualTo(key).hasSameHashCodeAs(key).hasToString(key.text());
            assertThat(again.id()).isEqualTo(key.id());
            assertThat(again.type()).isEqualTo(key.type());
            assertThat(again.name()).isEqualTo("example.com/log");
        }
    }

    @Test
    void idsAreOfNameTypeAndKey() {
        NoteKey key = new NoteKey("a", NoteKeyType.ED25519, ED25519);
        Bytes raw = Bytes.copyOf(ED25519.getEncoded()).slice(12, 44);
        assertThat(key.id())
                .isEqualTo(HashAlgorithm.SHA256
                        .digest(Bytes.concat(Bytes.of('a', '\n', 1), raw))
                        .value()
                        .slice(0, 4));
        assertThat(new NoteKey("b", NoteKeyType.ED25519, ED25519).id()).isNotEqualTo(key.id());
        assertThat(new NoteKey("a", NoteKeyType.COSIGNATURE_ED25519, ED25519).id())
                .isNotEqualTo(key.id());
        assertThat(new NoteKey("a", NoteKeyType.ECDSA, P256).id())
                .isEqualTo(new NoteKey("b", NoteKeyType.ECDSA, P256).id())
                .isEqualTo(HashAlgorithm.SHA256
                        .digest(Bytes.copyOf(P256.getEncoded()))
                        .value()
                        .slice(0, 4));
        assertThat(key).isNotEqualTo(new NoteKey("b", NoteKeyType.ED25519, ED25519));
        assertThat(key).isNotEqualTo(new NoteKey("a", NoteKeyType.COSIGNATURE_ED25519, ED25519));
        assertThat(key)
                .isNotEqualTo(new NoteKey(
                        "a", NoteKeyType.ED25519, SeededKeys.ed25519(2).publicKey()));
    }

    @Test
    void otherTextsAreRefused() {
        String key = new NoteKey("a", NoteKeyType.ED25519, ED25519).text();
        String material = key.substring(key.lastIndexOf('+') + 1);
        assertRefused(() -> NoteKey.parse("", CRYPTO), "verifier key", 0, "is not name+hash+key");
        assertRefused(() -> NoteKey.parse("a+b", CRYPTO), "verifier key", 0, "is not name+hash+key");
        assertRefused(() -> NoteKey.parse(key.substring(1), CRYPTO), "verifier key", 0, "is not name+hash+key");
        assertRefused(() -> NoteKey.parse("a b" + key.substring(1), CRYPTO), "verifier key", 0, "is not name+hash+key");
        assertRefused(
                () -> NoteKey.parse("a+1234567+AA==", CRYPTO), "verifier key.hash", 0, "is not 8 hexadecimal digits");
        assertRefused(
                () -> NoteKey.parse("a+ABCDEF01+AA==", CRYPTO), "verifier key.hash", 0, "is not 8 hexadecimal digits");
        assertRefused(() -> NoteKey.parse("a+12345678+", CRYPTO), "verifier key.key", 0, "is empty");
        assertRefused(() -> NoteKey.parse("a+12345678+*", CRYPTO), "verifier key.key", 0, "is not base64");
        assertRefused(
                () -> NoteKey.parse("a+12345678+/w==", CRYPTO), "verifier key.key", 0, "type 255 is not supported");
        assertRefused(() -> NoteKey.parse("a+12345678+AQ==", CRYPTO), "Ed25519 public key", 0);
        assertRefused(
                () -> NoteKey.parse("a+12345678+" + material, CRYPTO),
                "verifier key.hash",
                0,
                "is not that of the key");
        assertRefused(() -> NoteKey.parse("b" + key.substring(1), CRYPTO), "verifier key.hash", 0);
    }

    @Test
    void keysAreForTheirType() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("a", NoteKeyType.ED25519, P256));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("a", NoteKeyType.ECDSA, ED25519));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("a b", NoteKeyType.ED25519, ED25519));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("", NoteKeyType.ED25519, ED25519));
    }

    @Test
    void ecdsaIsVerifiedAndNotWritten() throws MalformedMessageException {
        Signer signer = SeededKeys.p256(1);
        NoteKey key = new NoteKey("a", NoteKeyType.ECDSA, P256);
        Bytes text = Bytes.ofUtf8("text\n");
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign(text, key, signer));
        Bytes halves = signer.sign(text);
        String line = new NoteSignature("a", key.id(), der(halves)).line();
        SignedNote note = SignedNote.decode(Bytes.ofUtf8("text\n\n" + line));
        assertThat(note.verify(CRYPTO, List.of(key), 1)).isInstanceOf(VerifiedNote.class);
        String plain = new NoteSignature("a", key.id(), halves).line();
        assertThat(SignedNote.decode(Bytes.ofUtf8("text\n\n" + plain)).verify(CRYPTO, List.of(key), 1))
                .isInstanceOf(NoteResult.Refused.class);
    }

    private static Bytes der(Bytes halves) {
        Bytes r = number(halves.slice(0, 32));
        Bytes s = number(halves.slice(32, 64));
        return Bytes.concat(Bytes.of(0x30, r.length() + s.length()), r, s);
    }

    private static Bytes number(Bytes half) {
        Bytes value = Bytes.copyOf(new BigInteger(1, half.toByteArray()).toByteArray());
        return Bytes.concat(Bytes.of(2, value.length()), value);
    }
}
