package dev.rats4j.cli.content;

import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.log.Checkpoint;
import dev.rats4j.log.SignedNote;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** Kinds of content in text that is not JSON: tokens, PEM. */
final class TextRecognition {

    private TextRecognition() {}

    static Optional<ContentKind> kind(Bytes content) {
        if (PemMarks.hasPrivateKey(content)) {
            return Optional.of(ContentKind.PRIVATE_KEY);
        }
        if (Recognition.accepts(CompactJws::parse, content)) {
            return Optional.of(jws(content));
        }
        if (Recognition.accepts(Tokens::withCode, content)) {
            return Optional.of(ContentKind.JWS);
        }
        Optional<ContentKind> pem = PemMarks.looksLike(content) ? pem(content) : Optional.empty();
        return pem.or(() -> note(content))
                .or(() -> ByteText.isText(content) ? Optional.of(ContentKind.TEXT) : Optional.empty());
    }

    static boolean beginsLikeJson(Bytes content) {
        for (int i = 0; i < content.length(); i++) {
            int c = content.at(i);
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                return c == '{' || c == '[';
            }
        }
        return false;
    }

    private static ContentKind jws(Bytes content) {
        if (Recognition.accepts(SignedCmw::decode, content)) {
            return ContentKind.SIGNED_CMW;
        }
        return Tokens.ofJws(content);
    }

    /** A checkpoint is a note; a note need not be one. */
    private static Optional<ContentKind> note(Bytes content) {
        try {
            Bytes text = SignedNote.decode(content).untrustedText();
            return Optional.of(
                    Recognition.accepts(Checkpoint::decode, text) ? ContentKind.CHECKPOINT : ContentKind.SIGNED_NOTE);
        } catch (MalformedMessageException e) {
            return Recognition.accepts(Checkpoint::decode, content)
                    ? Optional.of(ContentKind.CHECKPOINT)
                    : Optional.empty();
        }
    }

    private static Optional<ContentKind> pem(Bytes content) {
        if (Recognition.accepts(CertificationPaths::certificates, content)) {
            return Optional.of(ContentKind.CERTIFICATES);
        }
        if (Recognition.accepts(Crypto.BACKEND::publicKey, content)) {
            return Optional.of(ContentKind.PUBLIC_KEY);
        }
        return Recognition.accepts(CertificateParts::list, content)
                ? Optional.of(ContentKind.CERTIFICATE_LIST)
                : Optional.empty();
    }
}
