package dev.rats4j.dsse.oms;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rats4j.dsse.DsseKey;
import dev.rats4j.dsse.sigstore.SigstoreIdentity;
import dev.rats4j.dsse.sigstore.SigstoreVerifier;
import dev.rats4j.dsse.sigstore.TrustedRoot;
import dev.rats4j.dsse.sigstore.VerificationMaterial;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed models of others that say more than their manifest claims, as the root of the public instance is in another folder. */
class OmsSigstoreTest {

    private static final String ROOT =
            "sigstore/sigstore_sigstore-conformance/bundle-verify/trust-root-tlog-validity-end-inclusive/trusted_root.json";
    private static final String OLDER_ISSUER = "1.3.6.1.4.1.57264.1.1";

    @BeforeEach
    void vectors() throws IOException, MalformedMessageException {
        assertThat(TokenVectors.entries("oms")).isNotEmpty();
    }

    private static SigstoreVerifier verifier() throws IOException, MalformedMessageException {
        String text = TokenVectors.read(ROOT).utf8().replace("\"2023-07-12T15:56:36Z\"", "null");
        return new SigstoreVerifier(
                CRYPTO, new CertificationPaths(CRYPTO), TrustedRoot.decode(Bytes.ofUtf8(text), CRYPTO));
    }

    /** Whoever the certificate names: what is shown is that all else holds. */
    private static SigstoreIdentity identity(X509Certificate certificate) throws CertificateParsingException {
        String subject = certificate
                .getSubjectAlternativeNames()
                .iterator()
                .next()
                .get(1)
                .toString();
        Bytes extension = Bytes.copyOf(certificate.getExtensionValue(OLDER_ISSUER));
        return new SigstoreIdentity(
                subject, extension.slice(2, extension.length()).utf8());
    }

    @Test
    void modelsOfThePublicInstance() throws IOException, MalformedMessageException, CertificateParsingException {
        int verified = 0;
        for (JsonObject entry : TokenVectors.entries("oms")) {
            String file = entry.string("file");
            if (file.endsWith("-sigstore/model.sig") || file.endsWith("valid/sigstore.bundle.json")) {
                SignedModel model = SignedModel.decode(TokenVectors.read(file));
                VerificationMaterial.Certificates material =
                        (VerificationMaterial.Certificates) model.untrustedMaterial();
                SigstoreIdentity identity = identity(material.leaf());
                assertThat(model.verify(verifier(), identity)).as(file).isInstanceOf(ModelVerification.Verified.class);
                assertThat(model.verify(verifier(), new SigstoreIdentity("somebody", identity.issuer())))
                        .isInstanceOf(ModelVerification.Refused.class);
                verified++;
            }
        }
        assertThat(verified).isPositive();
    }

    @Test
    void keyOfTheSpecification() throws IOException, MalformedMessageException {
        SignedModel model = SignedModel.decode(
                TokenVectors.read("oms/ossf_model-signing-spec/test-vectors/v1.0/valid/key.bundle.json"));
        Bytes key =
                TokenVectors.read("oms/sigstore_model-transparency/scripts/tests/keys/certificate/signing-key.pub.pem");
        assertThat(model.verify(CRYPTO, DsseKey.of(CRYPTO.publicKey(key), CRYPTO)))
                .isInstanceOf(ModelVerification.Verified.class);
    }
}
