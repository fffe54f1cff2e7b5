package dev.rats4j.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.crypto.SignatureAlgorithm.Operation;
import dev.rats4j.crypto.WatchedProvider.Mood;
import dev.rats4j.wire.Bytes;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderFaultsTest {

    private static final Provider JDK = Security.getProvider("SunRsaSign");
    private static final Bytes MESSAGE = Bytes.ofUtf8("a message");

    private final WatchedProvider ec = new WatchedProvider(new BouncyCastleProvider());
    private final WatchedProvider rsa = new WatchedProvider(JDK);
    private final CryptoBackend backend = CryptoBackend.of(ec, rsa);

    private Signer signer(Operation operation) throws NoSuchAlgorithmException {
        SignatureAlgorithm algorithm = new SignatureAlgorithm(operation, HashAlgorithm.SHA256);
        KeyPair keys = switch (operation) {
            case ECDSA -> backend.generate(EllipticCurve.P256, SeededKeys.random(1));
            case ED25519, ED448, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
                backend.generate(PureScheme.of(operation).orElseThrow(), SeededKeys.random(2));
            default -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048, SeededKeys.random(3));
                yield generator.generateKeyPair();
            }
        };
        return backend.signer(keys.getPrivate(), keys.getPublic(), algorithm);
    }

    private boolean isVerified(Signer signer, Bytes signature) {
        return backend.verify(signer.publicKey(), signer.algorithm(), MESSAGE, signature)
                .isPresent();
    }

    private void all(Mood mood) {
        ec.be(mood);
        rsa.be(mood);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HONEST", "STALLING"},
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName(
            "T-08 S-12 a provider that fails, breaks or garbles verifies nothing, and is heard again when it is well")
    void spoiltProvidersVerifyNothing(Mood mood) throws NoSuchAlgorithmException {
        for (Operation operation : Operation.values()) {
            Signer signer = signer(operation);
            Bytes signature = signer.sign(MESSAGE);

            all(mood);
            assertThat(isVerified(signer, signature))
                    .as("%s %s", mood, operation)
                    .isFalse();
            all(Mood.HONEST);
            assertThat(isVerified(signer, signature)).as("%s", operation).isTrue();
        }
    }

    @Test
    @DisplayName("S-12 a signer whose provider fails throws; one that garbles makes a signature that does not verify")
    void spoiltProvidersSignNothingThatCounts() throws NoSuchAlgorithmException {
        for (Operation operation : Operation.values()) {
            Signer signer = signer(operation);
            all(Mood.FAILING);
            assertThatIllegalStateException().isThrownBy(() -> signer.sign(MESSAGE));
            all(Mood.BROKEN);
            assertThatThrownBy(() -> signer.sign(MESSAGE)).isInstanceOf(NullPointerException.class);
            all(Mood.GARBLING);
            Bytes rubbish = signer.sign(MESSAGE);
            all(Mood.HONEST);
            assertThat(isVerified(signer, rubbish)).as("%s", operation).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HONEST", "STALLING"},
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("T-60 a provider that does not give the known answers is not taken, whichever of the two it is")
    void spoiltProvidersAreNotTaken(Mood mood) {
        WatchedProvider spoilt = new WatchedProvider(new BouncyCastleProvider());
        WatchedProvider spoiltRsa = new WatchedProvider(JDK);
        spoilt.be(mood);
        spoiltRsa.be(mood);

        assertThatIllegalStateException()
                .isThrownBy(() -> CryptoBackend.of(spoilt, JDK))
                .withMessage("the provider refuses a good signature, ECDSA");
        assertThatIllegalStateException()
                .isThrownBy(() -> CryptoBackend.of(new BouncyCastleProvider(), spoiltRsa))
                .withMessage("the provider refuses a good signature, RSASSA_PKCS1");
    }

    @ParameterizedTest
    @CsvSource({"NONEwithECDSA, ECDSA", "Ed25519, ED25519", "SHA256withRSA, RSASSA_PKCS1", "RSASSA-PSS, RSASSA_PSS"})
    @DisplayName("T-60 a provider that accepts whatever it is shown is not taken")
    void credulousProvidersAreNotTaken(String jcaName, Operation operation) {
        WatchedProvider credulousEc = new WatchedProvider(new BouncyCastleProvider());
        WatchedProvider credulousRsa = new WatchedProvider(JDK);
        credulousEc.accept(jcaName);
        credulousRsa.accept(jcaName);

        assertThatIllegalStateException()
                .isThrownBy(() -> CryptoBackend.of(credulousEc, credulousRsa))
                .withMessage("the provider accepts a bad signature, " + operation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3006020100020100", "3006020100020101", "3006020101020100"})
    @DisplayName("T-60 a provider that accepts r or s of zero, as in CVE-2022-21449, is not taken")
    void providersThatAcceptZeroAreNotTaken(String zero) {
        WatchedProvider lax = new WatchedProvider(new BouncyCastleProvider());
        lax.alsoAccept(signature -> HexFormat.of().formatHex(signature).equals(zero));

        assertThatIllegalStateException()
                .isThrownBy(() -> CryptoBackend.of(lax, JDK))
                .withMessage("the provider accepts r or s of zero");
    }

    @Test
    void operationsAreCounted() throws NoSuchAlgorithmException {
        ec.drain();
        rsa.drain();
        Signer signer = signer(Operation.ECDSA);

        assertThat(isVerified(signer, signer.sign(MESSAGE))).isTrue();
        assertThat(ec.drain()).isEqualTo(Map.of("sign SHA256withECDDSA", 1, "verify NONEwithECDSA", 1));
        assertThat(rsa.drain()).isEmpty();
    }
}
