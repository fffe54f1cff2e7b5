package dev.rats4j.dsse.sigstore;

import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.trust.PathResult;
import dev.rats4j.trust.TrustAnchors;
import dev.rats4j.wire.Bytes;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** Answers of time-stamping authorities, RFC 3161, over a signature. Certificates inside an answer are not looked at. */
final class Timestamps {

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final int MAX_LENGTH = 1 << 16;
    private static final Map<String, HashAlgorithm> HASHES = Map.of(
            NISTObjectIdentifiers.id_sha256.getId(), HashAlgorithm.SHA256,
            NISTObjectIdentifiers.id_sha384.getId(), HashAlgorithm.SHA384,
            NISTObjectIdentifiers.id_sha512.getId(), HashAlgorithm.SHA512);

    private final CertificationPaths paths;
    private final TrustedRoot root;

    Timestamps(CertificationPaths paths, TrustedRoot root) {
        this.paths = paths;
        this.root = root;
    }

    /** The instant of an answer over a signature, if an authority of the root gave it within its window. */
    Instant require(Bytes answer, Bytes signature) throws Refusal {
        TimeStampToken token = token(answer);
        HashAlgorithm hash =
                HASHES.get(token.getTimeStampInfo().getMessageImprintAlgOID().getId());
        boolean same = hash != null
                && hash.digest(signature)
                        .value()
                        .equals(Bytes.copyOf(token.getTimeStampInfo().getMessageImprintDigest()));
        if (!same) {
            throw refusal("is not over this signature");
        }
        if (!hasAcceptedDigest(token)) {
            throw refusal("is signed with a hash function that is not accepted");
        }
        Instant time = token.getTimeStampInfo().getGenTime().toInstant();
        String reason = "is not of an authority of the trusted root";
        for (TrustedRoot.Authority authority : root.timeAuthorities()) {
            Optional<String> broken = broken(token, authority, time);
            if (broken.isEmpty()) {
                return time;
            }
            // two authorities may have the same name, as an old and a new key of one have
            reason = isNamed(token, authority.chain().get(0)) ? broken.get() : reason;
        }
        throw refusal(reason);
    }

    private static boolean hasAcceptedDigest(TimeStampToken token) {
        // the token has exactly one signer, or it would not have been read
        return token.toCMSSignedData().getSignerInfos().getSigners().stream()
                .allMatch(signer -> HASHES.containsKey(signer.getDigestAlgOID()));
    }

    private Optional<String> broken(TimeStampToken token, TrustedRoot.Authority authority, Instant time) {
        if (!authority.validity().contains(time)) {
            return Optional.of("is outside the window of its authority");
        }
        TrustAnchors anchors =
                TrustAnchors.builder().certificate(authority.root()).build();
        PathResult path = paths.validate(authority.chain().get(0), authority.chain(), anchors, time);
        if (!(path instanceof PathResult.ValidPath)) {
            return Optional.of("is outside the validity of its authority's certificates, or they are no path");
        }
        return isSignedBy(token, authority.chain().get(0))
                ? Optional.empty()
                : Optional.of("has a signature that does not verify");
    }

    private static boolean isNamed(TimeStampToken token, X509Certificate certificate) {
        return certificate.getSerialNumber().equals(token.getSID().getSerialNumber());
    }

    private static TimeStampToken token(Bytes answer) throws Refusal {
        if (answer.length() > MAX_LENGTH) {
            throw refusal("is over " + MAX_LENGTH + " bytes");
        }
        try {
            // unlike the constructor, this refuses bytes after the answer
            byte[] whole = ASN1Primitive.fromByteArray(answer.toByteArray()).getEncoded();
            TimeStampResponse response = new TimeStampResponse(whole);
            TimeStampToken token = response.getTimeStampToken();
            boolean granted =
                    response.getStatus() == PKIStatus.GRANTED || response.getStatus() == PKIStatus.GRANTED_WITH_MODS;
            if (token != null && granted) {
                return token;
            }
        } catch (TSPException | IOException | RuntimeException e) {
            // the parser throws unchecked exceptions of several kinds for garbage
            throw refusal("cannot be read");
        }
        throw refusal("is an answer without a token, or that grants none");
    }

    /** RFC 3161, 2.4.2: the signature, the certificate identifier that it covers, and the purpose of the certificate. */
    private static boolean isSignedBy(TimeStampToken token, X509Certificate certificate) {
        try {
            SignerInformationVerifier verifier = new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(PROVIDER)
                    .build(new X509CertificateHolder(certificate.getEncoded()));
            token.validate(verifier);
            return true;
        } catch (TSPException | OperatorCreationException | CertificateException | IOException | RuntimeException e) {
            return false; // also what the parser throws for garbage
        }
    }

    private static Refusal refusal(String reason) {
        return new Refusal(SigstoreStep.TIMESTAMP, "a timestamp " + reason);
    }
}
