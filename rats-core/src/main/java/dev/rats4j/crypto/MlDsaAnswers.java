package dev.rats4j.crypto;

import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** A provider has to give known answers before anyone relies on its ML-DSA. Asked of those only who use it, once for each scheme. */
final class MlDsaAnswers {

    /** Of the public key and the deterministic signature over "sample", for the seed of 32 zero bytes. */
    private record Answer(MLDSAParameters parameters, String publicKeyDigest, String signatureDigest) {}

    private static final Map<PureScheme, Answer> ANSWERS = Map.of(
            PureScheme.ML_DSA_44,
                    new Answer(
                            MLDSAParameters.ml_dsa_44,
                            "eb4e7302842153b0fa19e8620739ad258af4929c26dd89079a7ec7d4282208e1",
                            "6868ed6e2f0223cf01f1c7f090fe59749c73daa16a93667902bbef40a6c4dae3"),
            PureScheme.ML_DSA_65,
                    new Answer(
                            MLDSAParameters.ml_dsa_65,
                            "085ba380ff386dd52e42349c6eb88489d6058ea541a4e3fb0dce9a3fd1f7a911",
                            "debf2c3b75914f832de1d257d08a9beaaa32ccf513b0a9c509f6f567c531c8c1"),
            PureScheme.ML_DSA_87,
                    new Answer(
                            MLDSAParameters.ml_dsa_87,
                            "1d4a461707fc50a7ec93a9c02454778a8b82321ca460eea345e7bbfaff38a3aa",
                            "b490c633d972aa08b01d7cd1891fc7cf1d3314733066c66b178fd4ad36314395"));
    private static final Bytes SAMPLE = Bytes.ofUtf8("sample");

    private final Set<PureScheme> known = EnumSet.noneOf(PureScheme.class);

    /** The parameters of a scheme. */
    static MLDSAParameters parameters(PureScheme scheme) {
        return answer(scheme).parameters();
    }

    private static Answer answer(PureScheme scheme) {
        Answer answer = ANSWERS.get(scheme);
        if (answer == null) {
            throw new IllegalArgumentException(scheme + " is not ML-DSA");
        }
        return answer;
    }

    /**
     * Asks the provider, unless it was asked.
     *
     * @throws IllegalStateException if it gives another answer
     */
    synchronized void require(PureScheme scheme, CryptoBackend backend) {
        if (known.contains(scheme)) {
            return;
        }
        Answer answer = answer(scheme);
        MLDSAPrivateKeyParameters secret =
                new MLDSAPrivateKeyParameters(answer.parameters(), new byte[scheme.seedLength()]);
        Bytes signature = signature(secret);
        requireDigest(answer.publicKeyDigest(), Bytes.copyOf(secret.getPublicKey()), scheme);
        requireDigest(answer.signatureDigest(), signature, scheme);
        byte[] bad = signature.toByteArray();
        bad[0] ^= 1; // of the challenge, which depends on the message
        try {
            PublicKey key = backend.publicKey(scheme, Bytes.copyOf(secret.getPublicKey()));
            if (!backend.verifiesUnasked(key, scheme, SAMPLE, signature)) {
                throw new IllegalStateException("the provider refuses a good signature, " + scheme);
            }
            if (backend.verifiesUnasked(key, scheme, Bytes.ofUtf8("simple"), signature)
                    || backend.verifiesUnasked(key, scheme, SAMPLE, Bytes.copyOf(bad))) {
                throw new IllegalStateException("the provider accepts a bad signature, " + scheme);
            }
        } catch (MalformedMessageException | GeneralSecurityException e) {
            throw new IllegalStateException("the provider has no " + scheme, e);
        }
        known.add(scheme);
    }

    private static Bytes signature(MLDSAPrivateKeyParameters secret) {
        try {
            MLDSASigner signer = new MLDSASigner();
            signer.init(true, secret);
            byte[] message = SAMPLE.toByteArray();
            signer.update(message, 0, message.length);
            return Bytes.copyOf(signer.generateSignature());
        } catch (CryptoException e) {
            throw new IllegalStateException("a fixed key signs", e);
        }
    }

    private static void requireDigest(String expected, Bytes value, PureScheme scheme) {
        if (!HashAlgorithm.SHA256.digest(value).value().toHex().equals(expected)) {
            throw new IllegalStateException("not the known answer of " + scheme);
        }
    }
}
