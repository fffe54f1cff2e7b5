package dev.rats4j.cli.content;

import dev.rats4j.cmw.SignedCmw;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarToken;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
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
        Optional<ContentKind> pem = PemMarks.looksLike(content) ? pem(content) : Optional.empty();
        return pem.or(() -> ByteText.isText(content) ? Optional.of(ContentKind.TEXT) : Optional.empty());
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
        return Recognition.accepts(EarToken::decode, content) && isEar(content)
                ? ContentKind.EAR_TOKEN
                : ContentKind.JWS;
    }

    private static boolean isEar(Bytes content) {
        try {
            CompactJws jws = CompactJws.parse(content);
            Optional<String> type = jws.header().optionalString("typ");
            if (type.isPresent()
                    && type.get().toLowerCase(java.util.Locale.ROOT).contains("eat+jwt")) {
                return true;
            }
            JsonObject claims = Json.parseObject(jws.payload(), JsonLimits.STANDARD);
            Optional<JsonValue> profile = claims.get("eat_profile");
            return profile.isPresent() && profile.get().equals(new JsonString(Ear.PROFILE));
        } catch (MalformedMessageException e) {
            return false;
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
