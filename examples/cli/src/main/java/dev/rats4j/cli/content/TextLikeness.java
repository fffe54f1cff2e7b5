package dev.rats4j.cli.content;

import dev.rats4j.jose.CompactJws;
import dev.rats4j.log.SignedNote;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import java.util.Optional;

/** Content that begins like text that we read, or like a certificate. */
final class TextLikeness {

    private static final Bytes JWS_START = Bytes.ofUtf8("eyJ");
    /** tbsCertificate.version of every certificate that has extensions: [0] { INTEGER 2 }. */
    private static final Bytes VERSION_3 = Bytes.of(0xa0, 0x03, 0x02, 0x01, 0x02);

    /** An em dash at the beginning of a line, as its UTF-8 looks in Latin letters: only notes have it after an empty line. */
    private static final String NOTE_SIGNATURE = "\n\n\u00e2\u0080\u0094 ";

    /** No text begins with it or more; CBOR containers do. */
    private static final int FIRST_OTHER = 0x80;

    private static final int SHORTEST_HEADERS = 4;
    private static final int LONGEST_HEADERS = 8;

    private TextLikeness() {}

    static Optional<Likeness> of(Bytes content) {
        if (Der.isSequence(content)) {
            return isCertificate(content)
                    ? Likeness.refused(ContentKind.CERTIFICATES, CertificationPaths::certificates, content)
                    : Optional.empty();
        }
        if (content.startsWith(JWS_START)) {
            return Likeness.refused(ContentKind.JWS, CompactJws::parse, content).or(() -> TokenLikeness.ofJws(content));
        }
        boolean isText = !content.isEmpty() && content.at(0) < FIRST_OTHER;
        if (isText && ByteText.contains(content, NOTE_SIGNATURE)) {
            return Likeness.refused(ContentKind.SIGNED_NOTE, SignedNote::decode, content);
        }
        return isText && PemMarks.looksLike(content) ? pem(content) : Optional.empty();
    }

    private static boolean isCertificate(Bytes content) {
        for (int at = SHORTEST_HEADERS; at <= Math.min(LONGEST_HEADERS, content.length()); at++) {
            if (content.slice(at, content.length()).startsWith(VERSION_3)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Likeness> pem(Bytes content) {
        if (hasLine(content, "-----BEGIN CERTIFICATE-----")) {
            return Likeness.refused(ContentKind.CERTIFICATES, CertificationPaths::certificates, content);
        }
        if (hasLine(content, "-----BEGIN PUBLIC KEY-----")) {
            return Likeness.refused(ContentKind.PUBLIC_KEY, Crypto.BACKEND::publicKey, content);
        }
        return hasLine(content, "-----BEGIN X509 CRL-----")
                ? Likeness.refused(ContentKind.CERTIFICATE_LIST, CertificateParts::list, content)
                : Optional.empty();
    }

    private static boolean hasLine(Bytes content, String start) {
        return content.startsWith(Bytes.ofUtf8(start)) || ByteText.contains(content, '\n' + start);
    }
}
