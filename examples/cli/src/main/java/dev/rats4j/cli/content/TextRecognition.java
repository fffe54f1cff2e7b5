package dev.rats4j.cli.content;

import dev.rats4j.cmw.Cmw;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarToken;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.jose.Jwk;
import dev.rats4j.jose.JwkSet;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Kinds of content in text: JSON, tokens, PEM. */
final class TextRecognition {

    /** As much as the decoder of wrappers takes. */
    static final JsonLimits LIMITS = JsonLimits.ofBytes(128 << 20);

    private static final List<String> SECRETS = List.of("d", "k", "p", "q", "dp", "dq", "qi", "oth");

    private TextRecognition() {}

    static Optional<ContentKind> kind(Bytes content) {
        if (Pem.hasPrivateKey(content)) {
            return Optional.of(ContentKind.PRIVATE_KEY);
        }
        return json(content)
                .or(() ->
                        Recognition.accepts(CompactJws::parse, content) ? Optional.of(jws(content)) : Optional.empty())
                .or(() -> Pem.looksLike(content) ? pem(content) : Optional.empty())
                .or(() -> isText(content) ? Optional.of(ContentKind.TEXT) : Optional.empty());
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

    private static Optional<ContentKind> json(Bytes content) {
        if (!beginsLikeJson(content)) {
            return Optional.empty();
        }
        try {
            JsonValue value = Json.parse(content, LIMITS);
            if (hasSecret(value)) {
                return Optional.of(ContentKind.PRIVATE_KEY);
            }
            return Optional.of(value instanceof JsonObject object ? object(content, object) : array(content));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static ContentKind array(Bytes content) {
        return Recognition.accepts(Cmw::decode, content) ? ContentKind.CMW : ContentKind.JSON;
    }

    private static ContentKind object(Bytes content, JsonObject object) {
        if (object.has("kty") && Recognition.accepts(c -> Jwk.parse(object, Crypto.BACKEND), content)) {
            return ContentKind.JWK;
        }
        if (object.has("keys") && Recognition.accepts(c -> JwkSet.parse(object, Crypto.BACKEND), content)) {
            return ContentKind.JWK_SET;
        }
        if (object.has("corim-id") && Recognition.accepts(CorimTemplate::compile, content)) {
            return ContentKind.CORIM_TEMPLATE;
        }
        if (object.has("policy") && Recognition.accepts(c -> AppraisalPolicy.parse(c, Schemes.all()), content)) {
            return ContentKind.POLICY;
        }
        if (Recognition.accepts(TpmParts::pcrValues, content)) {
            return ContentKind.PCR_VALUES;
        }
        return array(content);
    }

    /** Whether a JWK with a private or secret part is in it, at any depth. */
    static boolean hasSecret(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.values().stream().anyMatch(TextRecognition::hasSecret);
        }
        return value instanceof JsonObject object
                && ((object.has("kty") && SECRETS.stream().anyMatch(object::has))
                        || object.members().values().stream().anyMatch(TextRecognition::hasSecret));
    }

    private static ContentKind jws(Bytes content) {
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
            JsonObject claims = Json.parseObject(jws.payload(), LIMITS);
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
        if (Recognition.accepts(CertificateParts::publicKey, content)) {
            return Optional.of(ContentKind.PUBLIC_KEY);
        }
        return Recognition.accepts(CertificateParts::list, content)
                ? Optional.of(ContentKind.CERTIFICATE_LIST)
                : Optional.empty();
    }

    /** UTF-8 with no control characters but tabs and ends of lines. */
    private static boolean isText(Bytes content) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.toByteArray()));
            return text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r');
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
