package dev.rats4j.crypto;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Security;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.HashMLDSASigner;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PureSchemeTest {

    private static final Bytes MESSAGE = Bytes.ofUtf8("a message");

    private static KeyPair pair(PureScheme scheme) {
        return CRYPTO.generate(scheme, SeededKeys.random(scheme.signatureLength()));
    }

    private static boolean verifies(PublicKey key, PureScheme scheme, Bytes message, Bytes signature) {
        return CRYPTO.verify(key, scheme.algorithm(), message, signature).isPresent();
    }

    @ParameterizedTest
    @EnumSource(PureScheme.class)
    @DisplayName("keys come back from their bytes, SubjectPublicKeyInfo and PKCS#8, and sign alike")
    void keysComeBack(PureScheme scheme) throws Exception {
        KeyPair pair = pair(scheme);
        Bytes info = Bytes.copyOf(pair.getPublic().getEncoded());
        assertThat(PureScheme.of(pair.getPublic())).contains(scheme);
        assertThat(PureScheme.of(scheme.algorithm().operation())).contains(scheme);
        Bytes raw = scheme.bytesOf(pair.getPublic());
        assertThat(raw.length()).isEqualTo(scheme.publicKeyLength());
        assertThat(CRYPTO.publicKey(scheme, raw)).isEqualTo(pair.getPublic());
        assertThat(CRYPTO.publicKey(info)).isEqualTo(pair.getPublic());
        assertThat(CanonicalKey.encode(pair.getPublic())).isEqualTo(info);
        KeyPair again = CRYPTO.keyPair(Bytes.copyOf(pair.getPrivate().getEncoded()));
        assertThat(again.getPublic()).isEqualTo(pair.getPublic());
        Signer one = CRYPTO.signer(pair.getPrivate(), pair.getPublic(), scheme.algorithm());
        Signer other = CRYPTO.signer(again.getPrivate(), again.getPublic(), scheme.algorithm());
        assertThat(one.sign(MESSAGE)).isEqualTo(other.sign(MESSAGE));
        assertThat(one.sign(MESSAGE).length()).isEqualTo(scheme.signatureLength());
        assertThat(verifies(pair.getPublic(), scheme, MESSAGE, one.sign(MESSAGE)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(PureScheme.class)
    @DisplayName("T-08 another key, scheme, message, length or bit of the signature verifies nothing")
    void refusesEverythingElse(PureScheme scheme) {
        KeyPair pair = pair(scheme);
        Bytes good = CRYPTO.signer(pair.getPrivate(), pair.getPublic(), scheme.algorithm())
                .sign(MESSAGE);
        assertThat(verifies(pair.getPublic(), scheme, Bytes.ofUtf8("a massage"), good))
                .isFalse();
        assertThat(verifies(pair.getPublic(), scheme, MESSAGE, good.slice(0, good.length() - 1)))
                .isFalse();
        assertThat(verifies(pair.getPublic(), scheme, MESSAGE, Bytes.concat(good, Bytes.of(0))))
                .isFalse();
        assertThat(verifies(pair.getPublic(), scheme, MESSAGE, Bytes.EMPTY)).isFalse();
        PublicKey stranger = SeededKeys.pure(scheme, 99).publicKey();
        assertThat(verifies(stranger, scheme, MESSAGE, good)).isFalse();
        for (PureScheme other : PureScheme.values()) {
            if (other != scheme) {
                assertThat(verifies(pair.getPublic(), other, MESSAGE, good)).isFalse();
                assertThatThrownBy(() -> other.bytesOf(pair.getPublic())).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> CRYPTO.signer(pair.getPrivate(), pair.getPublic(), other.algorithm()))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
        for (int bit = 0; bit < 8 * good.length(); bit += 1 + good.length() / 200) {
            byte[] flipped = good.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifies(pair.getPublic(), scheme, MESSAGE, Bytes.copyOf(flipped)))
                    .as("bit " + bit)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(PureScheme.class)
    @DisplayName("keys of other lengths, and infos with parameters or bytes behind, are malformed")
    void refusesOtherEncodings(PureScheme scheme) {
        KeyPair pair = pair(scheme);
        Bytes raw = scheme.bytesOf(pair.getPublic());
        for (Bytes wrong : new Bytes[] {Bytes.EMPTY, raw.slice(1, raw.length()), Bytes.concat(raw, Bytes.of(0))}) {
            assertThatThrownBy(() -> CRYPTO.publicKey(scheme, wrong))
                    .isInstanceOfSatisfying(
                            MalformedMessageException.class,
                            e -> assertThat(e.field()).isEqualTo(scheme.schemeName() + " public key"));
        }
        Bytes info = Bytes.copyOf(pair.getPublic().getEncoded());
        assertThatThrownBy(() -> CRYPTO.publicKey(Bytes.concat(info, Bytes.of(0))))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> CRYPTO.publicKey(info.slice(0, info.length() - 1)))
                .isInstanceOf(MalformedMessageException.class);
        Bytes seed = Bytes.copyOf(new byte[scheme.seedLength() + 1]);
        assertThatThrownBy(() -> CRYPTO.keyPair(scheme, seed)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = PureScheme.class,
            names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
    @DisplayName("ML-DSA agrees with a second implementation; a context or a hash in front is another scheme")
    void agreesWithASecondImplementation(PureScheme scheme) throws Exception {
        for (int i = 0; i < 5; i++) {
            byte[] seed = new byte[32];
            SeededKeys.random(i).nextBytes(seed);
            MLDSAPrivateKeyParameters secret = new MLDSAPrivateKeyParameters(MlDsaAnswers.parameters(scheme), seed);
            KeyPair pair = CRYPTO.keyPair(scheme, Bytes.copyOf(seed));
            assertThat(scheme.bytesOf(pair.getPublic())).isEqualTo(Bytes.copyOf(secret.getPublicKey()));

            byte[] message = MESSAGE.toByteArray();
            MLDSASigner theirs = new MLDSASigner();
            theirs.init(true, secret);
            theirs.update(message, 0, message.length);
            Bytes signature = Bytes.copyOf(theirs.generateSignature());
            Signer ours = CRYPTO.signer(pair.getPrivate(), pair.getPublic(), scheme.algorithm());
            assertThat(ours.sign(MESSAGE)).isEqualTo(signature);
            theirs.init(false, new MLDSAPublicKeyParameters(MlDsaAnswers.parameters(scheme), secret.getPublicKey()));
            theirs.update(message, 0, message.length);
            assertThat(theirs.verifySignature(ours.sign(MESSAGE).toByteArray())).isTrue();

            theirs.init(true, new ParametersWithContext(secret, new byte[] {1}));
            theirs.update(message, 0, message.length);
            assertThat(verifies(pair.getPublic(), scheme, MESSAGE, Bytes.copyOf(theirs.generateSignature())))
                    .isFalse();
            HashMLDSASigner hashed = new HashMLDSASigner();
            hashed.init(true, secret);
            hashed.update(message, 0, message.length);
            assertThat(verifies(pair.getPublic(), scheme, MESSAGE, Bytes.copyOf(hashed.generateSignature())))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PureScheme.class,
            names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
    @DisplayName("T-60 a provider that accepts whatever it is shown verifies no ML-DSA at all")
    void credulousProvidersAreNotBelieved(PureScheme scheme) {
        WatchedProvider credulous = new WatchedProvider(new BouncyCastleProvider());
        CryptoBackend backend = CryptoBackend.of(credulous, Security.getProvider("SunRsaSign"));
        credulous.accept(scheme.schemeName());
        KeyPair pair = pair(scheme);
        Bytes good = CRYPTO.signer(pair.getPrivate(), pair.getPublic(), scheme.algorithm())
                .sign(MESSAGE);
        assertThat(backend.verify(pair.getPublic(), scheme.algorithm(), MESSAGE, good))
                .isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> new MlDsaAnswers().require(scheme, backend))
                .withMessage("the provider accepts a bad signature, " + scheme);
    }

    @Test
    @DisplayName("an operation with a choice is no pure scheme, and other keys have none")
    void knowsItsOwn() {
        assertThat(PureScheme.of(Operation.ECDSA)).isEmpty();
        assertThat(PureScheme.of(SeededKeys.p256(1).publicKey())).isEmpty();
        assertThat(CryptoBackend.isEd25519(SeededKeys.ed25519(1).publicKey())).isTrue();
        assertThat(CryptoBackend.isEd25519(SeededKeys.pure(PureScheme.ED448, 1).publicKey()))
                .isFalse();
    }
}
