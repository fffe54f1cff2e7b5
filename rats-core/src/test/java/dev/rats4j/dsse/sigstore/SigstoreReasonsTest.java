package dev.rats4j.dsse.sigstore;

import static dev.rats4j.crypto.SeededKeys.CRYPTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rats4j.dsse.DsseKey;
import dev.rats4j.json.TokenVectors;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why bundles of the conformance suite are refused: each for what is wrong with it, and not for what is missing around it. */
class SigstoreReasonsTest {

    private static final String FOLDER = "sigstore/sigstore_sigstore-conformance/bundle-verify/";
    private static final CertificationPaths PATHS = new CertificationPaths(CRYPTO);
    private static final SigstoreIdentity IDENTITY = new SigstoreIdentity(
            "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/"
                    + "extremely-dangerous-oidc-beacon.yml@refs/heads/main",
            "https://token.actions.githubusercontent.com");

    @BeforeEach
    void vectors() throws IOException, MalformedMessageException {
        assertThat(TokenVectors.entries("sigstore")).isNotEmpty();
    }

    private static Bytes read(String file) throws IOException {
        return TokenVectors.read(FOLDER + file);
    }

    /** The root of the public instance: that of a case which shortens the window of one log, and with that window open again. */
    private static TrustedRoot publicRoot() throws IOException, MalformedMessageException {
        String text =
                read("trust-root-tlog-validity-end-inclusive/trusted_root.json").utf8();
        String open = text.replace("\"2023-07-12T15:56:36Z\"", "null");
        assertThat(open).isNotEqualTo(text);
        return TrustedRoot.decode(Bytes.ofUtf8(open), CRYPTO);
    }

    private static TrustedRoot root(String name) throws IOException, MalformedMessageException {
        return name.equals("public") ? publicRoot() : TrustedRoot.decode(read(name + "/trusted_root.json"), CRYPTO);
    }

    private static SigstoreResult verify(String name, String root, String artifact)
            throws IOException, MalformedMessageException {
        SigstoreBundle bundle = SigstoreBundle.decode(read(name + "/bundle.sigstore.json"));
        return new SigstoreVerifier(CRYPTO, PATHS, root(root)).verify(bundle, read(artifact), IDENTITY);
    }

    @ParameterizedTest
    @CsvSource({"happy-path-v0.1", "happy-path-v0.3", "happy-path-intoto-in-dsse-v3"})
    @DisplayName("bundles of the public instance verify with its root")
    void publicInstance(String name) throws IOException, MalformedMessageException {
        assertThat(verify(name, "public", "a.txt")).isInstanceOf(SigstoreResult.Verified.class);
    }

    @ParameterizedTest
    @CsvSource({
        "checkpoint-bad-keyhint_fail,LOG,an entry has a checkpoint without a good signature of its log",
        "dsse-invalid-sig_fail,SIGNATURE,the signature does not verify",
        "dsse-mismatch-envelope_fail,ENTRY,an entry is about other content",
        "dsse-mismatch-sig_fail,ENTRY,an entry is about another signature",
        "inclusion-proof-corrupted-hash_fail,LOG,an entry has a proof of inclusion that does not lead to the root",
        "incorrect-public-key_fail,LOG,an entry has a proof of inclusion that does not lead to the root",
        "invalid-checkpoint-signature_fail,LOG,an entry has a checkpoint without a good signature of its log",
        "invalid-inclusion-proof_fail,LOG,an entry has a proof of inclusion that does not lead to the root",
        "set-invalid-signature_fail,LOG,an entry has a promise that does not verify",
        "signature-mismatch_fail,SIGNATURE,the signature does not verify",
        "wrong-hashedrekord-cert-and-sig_fail,ENTRY,an entry is about another signature",
        "managed-key-no-key_fail,STRUCTURE,'the bundle is signed with a key, and a certificate is expected'",
    })
    void ofThePublicInstance(String name, SigstoreStep step, String reason)
            throws IOException, MalformedMessageException {
        assertThat(verify(name, "public", "a.txt")).isEqualTo(new SigstoreResult.Refused(step, reason));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid-ct-key_fail,a.txt,CERTIFICATE_LOG,the certificate has no promise of a certificate log of the trusted root",
        "intoto-expired-certificate_fail,own,CERTIFICATE,the certificate has no valid path: certificate 1 of 2 is not yet valid",
        "intoto-log-entry-mismatch_fail,own,ENTRY,an entry is about another signature",
        "intoto-missing-inclusion-proof_fail,own,STRUCTURE,an entry has no proof of inclusion",
        "intoto-tsa-timestamp-outside-cert-validity_fail,own,CERTIFICATE,"
                + "the certificate has no valid path: certificate 1 of 2 is expired",
        "rekor2-checkpoint-missing-root-hash_fail,a.txt,LOG,an entry has no checkpoint that can be read",
        "rekor2-checkpoint-missing-size_fail,a.txt,LOG,an entry has no checkpoint that can be read",
        "rekor2-checkpoint-no-matching-signature_fail,a.txt,LOG,an entry has a checkpoint without a good signature of its log",
        "rekor2-dsse-invalid-sig_fail,a.txt,SIGNATURE,the signature does not verify",
        "rekor2-dsse-mismatch-envelope_fail,a.txt,ENTRY,an entry is about other content",
        "rekor2-dsse-mismatch-sig_fail,a.txt,ENTRY,an entry is about another signature",
        "rekor2-no-inclusion-proof_fail,a.txt,STRUCTURE,an entry has no proof of inclusion",
        "rekor2-no-timestamp_fail,a.txt,TIMESTAMP,nothing proves when the signature was made",
        "rekor2-timestamp-outside-trust-root-tsa-validity_fail,a.txt,TIMESTAMP,"
                + "a timestamp is outside the window of its authority",
        "rekor2-timestamp-outside-tsa-cert-validity_fail,a.txt,TIMESTAMP,"
                + "'a timestamp is outside the validity of its authority''s certificates, or they are no path'",
        "rekor2-timestamp-untrusted-tsa-with-embedded-cert_fail,a.txt,TIMESTAMP,"
                + "a timestamp is not of an authority of the trusted root",
        "rekor2-timestamp-with-incorrect-time_fail,a.txt,CERTIFICATE,"
                + "the certificate has no valid path: certificate 1 of 3 is expired",
    })
    void withRootsOfTheirOwn(String name, String artifact, SigstoreStep step, String reason)
            throws IOException, MalformedMessageException {
        String file = artifact.equals("own") ? name + "/artifact" : artifact;
        assertThat(verify(name, name, file)).isEqualTo(new SigstoreResult.Refused(step, reason));
    }

    @ParameterizedTest
    @CsvSource({
        "bundle-empty-certificate-chain_fail,$.verificationMaterial.x509CertificateChain.certificates",
        "bundle-malformed-json_fail,JSON",
        "bundle-negative-log-index_fail,$.verificationMaterial.tlogEntries[0].logIndex",
    })
    void whatIsMalformed(String name, String field) throws IOException {
        Bytes text = read(name + "/bundle.sigstore.json");
        assertThatThrownBy(() -> SigstoreBundle.decode(text))
                .isInstanceOfSatisfying(
                        MalformedMessageException.class,
                        e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void aRootWithoutAStart() {
        assertThatThrownBy(() -> root("trust-root-tlog-missing-validity-start_fail"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("$.tlogs[1].publicKey.validFor.start");
    }

    @Test
    void anotherArtifact() throws IOException, MalformedMessageException {
        assertThat(verify("wrong-material_fail", "public", "wrong-material_fail/artifact"))
                .isEqualTo(new SigstoreResult.Refused(SigstoreStep.ARTIFACT, "the bundle is about another artifact"));
    }

    @Test
    void managedKeys() throws IOException, MalformedMessageException {
        Bytes wrong = read("managed-key-wrong-key_fail/key.pub");
        assertThatThrownBy(() -> CRYPTO.publicKey(wrong)).isInstanceOf(MalformedMessageException.class);
        SigstoreBundle bundle = SigstoreBundle.decode(read("managed-key-and-trusted-root/bundle.sigstore.json"));
        SigstoreVerifier verifier = new SigstoreVerifier(CRYPTO, PATHS, root("managed-key-and-trusted-root"));
        DsseKey key = DsseKey.of(CRYPTO.publicKey(read("managed-key-and-trusted-root/key.pub")), CRYPTO);
        assertThat(verifier.verify(bundle, read("a.txt"), key)).isInstanceOf(SigstoreResult.Verified.class);
        DsseKey other = DsseKey.of(dev.rats4j.crypto.SeededKeys.p256(8).publicKey(), CRYPTO);
        assertThat(verifier.verify(bundle, read("a.txt"), other))
                .isEqualTo(new SigstoreResult.Refused(SigstoreStep.SIGNATURE, "the signature does not verify"));
    }

    @Test
    void anotherIdentity() throws IOException, MalformedMessageException {
        SigstoreBundle bundle = SigstoreBundle.decode(read("rekor2-happy-path/bundle.sigstore.json"));
        SigstoreVerifier verifier = new SigstoreVerifier(CRYPTO, PATHS, root("rekor2-happy-path"));
        assertThat(verifier.verify(
                        bundle, read("a.txt"), new SigstoreIdentity(IDENTITY.subject() + "x", IDENTITY.issuer())))
                .isEqualTo(new SigstoreResult.Refused(SigstoreStep.IDENTITY, "the certificate names another identity"));
        assertThat(verifier.verify(
                        bundle, read("a.txt"), new SigstoreIdentity(IDENTITY.subject(), IDENTITY.issuer() + "x")))
                .isEqualTo(new SigstoreResult.Refused(
                        SigstoreStep.IDENTITY, "the certificate names another issuer of the identity"));
    }
}
