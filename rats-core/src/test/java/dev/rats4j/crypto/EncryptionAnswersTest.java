package dev.rats4j.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rats4j.wire.Bytes;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionAnswersTest {

    private static final Provider JDK = Security.getProvider("SunRsaSign");

    @ParameterizedTest
    @CsvSource({"Mac,HMACSHA256,HMACSHA384,HMAC", "Cipher,AES,CAMELLIA,AES", "KeyAgreement,ECDH,,ECDH"})
    void secretsAreNotEncryptedWithProvidersThatAnswerWrongly(
            String type, String algorithm, @Nullable String instead, String named) {
        CryptoBackend backend = CryptoBackend.of(new Confused(type, algorithm, instead), JDK);
        for (int i = 0; i < 2; i++) {
            assertThatIllegalStateException().isThrownBy(backend::encryption).withMessageEndingWith(named);
        }
    }

    @Test
    void aProviderThatRefusesGoodKeysIsNotTaken() {
        CryptoBackend backend = CryptoBackend.of(new Confused("KeyAgreement", "ECDH", "X448"), JDK);
        assertThatIllegalStateException().isThrownBy(backend::encryption).withMessageContaining("refuses");
    }

    @Test
    void goodProvidersAreTaken() {
        Encryption encryption = CryptoBackend.standard().encryption();
        assertThat(encryption.aesCfb(Bytes.copyOf(new byte[16]), Bytes.of(1)).length())
                .isOne();
    }

    /** Takes one algorithm for another, or agrees on zeros. */
    private static final class Confused extends Provider {
        private static final long serialVersionUID = 1;

        private final transient Provider behind = new BouncyCastleProvider();
        private final String type;
        private final String algorithm;
        private final @Nullable String instead;

        Confused(String type, String algorithm, @Nullable String instead) {
            super("Confused", "1", "for tests");
            this.type = type;
            this.algorithm = algorithm;
            this.instead = instead;
        }

        @Override
        public @Nullable Service getService(String asked, String name) {
            boolean isMeant = asked.equals(type) && name.equalsIgnoreCase(algorithm);
            Service service = behind.getService(asked, isMeant && instead != null ? instead : name);
            if (service == null) {
                return null;
            }
            boolean isConstant = isMeant && instead == null;
            return new Service(this, asked, name, service.getClassName(), null, null) {
                @Override
                public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
                    return isConstant ? new Zeros() : service.newInstance(parameter);
                }
            };
        }
    }

    private static final class Zeros extends KeyAgreementSpi {
        @Override
        protected void engineInit(Key key, SecureRandom random) {}

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters, SecureRandom random) {}

        @Override
        protected @Nullable Key engineDoPhase(Key key, boolean isLast) {
            return null;
        }

        @Override
        protected byte[] engineGenerateSecret() {
            return new byte[32];
        }

        @Override
        protected int engineGenerateSecret(byte[] secret, int offset) {
            return 32;
        }

        @Override
        protected SecretKey engineGenerateSecret(String name) {
            return new SecretKeySpec(new byte[32], name);
        }
    }
}
