package dev.rats4j.dsse.oms;

import dev.rats4j.crypto.VerifiedSignature;
import dev.rats4j.dsse.VerifiedDsse;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The answer about the signature of a model. */
public sealed interface ModelVerification {

    /** The signature is good. Made by {@link SignedModel} only. Whether the files are those of the manifest is another question. */
    final class Verified implements ModelVerification {
        private final ModelManifest manifest;
        private final VerifiedDsse envelope;
        private final Optional<X509Certificate> certificate;

        Verified(ModelManifest manifest, VerifiedDsse envelope, Optional<X509Certificate> certificate) {
            this.manifest = manifest;
            this.envelope = envelope;
            this.certificate = certificate;
        }

        /** What was signed. */
        public ModelManifest manifest() {
            return manifest;
        }

        /** The envelope that was signed; its payload covers names, too. */
        public VerifiedDsse envelope() {
            return envelope;
        }

        /** The signature, with its key. */
        public VerifiedSignature proof() {
            return envelope.proofs().get(0);
        }

        /** The signer's certificate, if there is one. */
        public Optional<X509Certificate> certificate() {
            return certificate;
        }
    }

    /** It is not, for a reason that is for people. */
    record Refused(String reason) implements ModelVerification {}
}
