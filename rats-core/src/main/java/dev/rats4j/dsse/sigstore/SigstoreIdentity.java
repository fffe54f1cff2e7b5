package dev.rats4j.dsse.sigstore;

/**
 * Who must have signed: both texts are compared exactly. There is no verification without it, as anybody gets a certificate for some
 * identity.
 *
 * @param subject the name in the certificate: a URI, a mail address or a name of its own kind
 * @param issuer the URI of the provider that vouched for it
 */
public record SigstoreIdentity(String subject, String issuer) {

    /** Refuses empty texts. */
    public SigstoreIdentity {
        if (subject.isEmpty() || issuer.isEmpty()) {
            throw new IllegalArgumentException("an empty subject or issuer");
        }
    }
}
