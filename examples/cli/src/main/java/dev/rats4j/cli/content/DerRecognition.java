package dev.rats4j.cli.content;

import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;

/** Kinds of content in DER. */
final class DerRecognition {

    /** RFC 8018, A: password-based schemes of EncryptedPrivateKeyInfo. */
    private static final String PASSWORD_SCHEMES = "1.2.840.113549.1.5";

    private DerRecognition() {}

    static Optional<ContentKind> kind(Bytes content) {
        if (Recognition.accepts(CertificationPaths::certificates, content)) {
            return Optional.of(ContentKind.CERTIFICATES);
        }
        return Recognition.accepts(DerRecognition::outline, content) ? Optional.of(one(content)) : Optional.empty();
    }

    private static Bytes outline(Bytes content) throws MalformedMessageException {
        Der.requireSequences(content, false);
        return content;
    }

    /** Of one SEQUENCE whose outline is sound. */
    private static ContentKind one(Bytes content) {
        if (isPrivateKey(content)) {
            return ContentKind.PRIVATE_KEY;
        }
        if (Recognition.accepts(Crypto.BACKEND::publicKey, content)) {
            return ContentKind.PUBLIC_KEY;
        }
        return Recognition.accepts(CertificateParts::listOfDer, content)
                ? ContentKind.CERTIFICATE_LIST
                : ContentKind.DER;
    }

    /** PKCS#8, SEC 1, PKCS#1 or encrypted PKCS#8: by structure, since unsupported keys are secrets too. */
    private static boolean isPrivateKey(Bytes content) {
        try {
            ASN1Sequence sequence = ASN1Sequence.getInstance(content.toByteArray());
            if (sequence.size() < 2) {
                return false;
            }
            ASN1Encodable first = sequence.getObjectAt(0);
            ASN1Encodable second = sequence.getObjectAt(1);
            if (first instanceof ASN1Integer version) {
                return isPrivateKey(sequence, version, second);
            }
            return first instanceof ASN1Sequence algorithm
                    && second instanceof ASN1OctetString
                    && algorithm.size() > 0
                    && algorithm.getObjectAt(0) instanceof ASN1ObjectIdentifier id
                    && id.on(new ASN1ObjectIdentifier(PASSWORD_SCHEMES));
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return false;
        }
    }

    private static boolean isPrivateKey(ASN1Sequence sequence, ASN1Integer version, ASN1Encodable second) {
        boolean isInfo = second instanceof ASN1Sequence
                && sequence.size() > 2
                && sequence.getObjectAt(2) instanceof ASN1OctetString;
        boolean isRsa = second instanceof ASN1Integer && sequence.size() >= 9;
        return (version.hasValue(0) || version.hasValue(1)) && (isInfo || isRsa || second instanceof ASN1OctetString);
    }
}
