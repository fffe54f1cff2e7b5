package dev.rats4j.cli.content;

import dev.rats4j.cmw.Cmw;
import dev.rats4j.corim.CorimTemplate;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.jose.Jwk;
import dev.rats4j.jose.JwkSet;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.trust.CertificationPaths;
import dev.rats4j.verifier.policy.AppraisalPolicy;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Content that begins like text that we read, or like a certificate. */
final class TextLikeness {

    private static final List<String> BANKS = List.of("sha1", "sha256", "sha384", "sha512");
    private static final Bytes JWS_START = Bytes.ofUtf8("eyJ");
    /** tbsCertificate.version of every certificate that has extensions: [0] { INTEGER 2 }. */
    private static final Bytes VERSION_3 = Bytes.of(0xa0, 0x03, 0x02, 0x01, 0x02);

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
        if (TextRecognition.beginsLikeJson(content)) {
            return json(content);
        }
        if (content.startsWith(JWS_START)) {
            return Likeness.refused(ContentKind.JWS, CompactJws::parse, content);
        }
        boolean isText = !content.isEmpty() && content.at(0) < FIRST_OTHER;
        return isText && Pem.looksLike(content) ? pem(content) : Optional.empty();
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
        String text = "\n" + new String(content.toByteArray(), StandardCharsets.ISO_8859_1);
        if (text.contains("\n-----BEGIN CERTIFICATE-----")) {
            return Likeness.refused(ContentKind.CERTIFICATES, CertificationPaths::certificates, content);
        }
        if (text.contains("\n-----BEGIN PUBLIC KEY-----")) {
            return Likeness.refused(ContentKind.PUBLIC_KEY, CertificateParts::publicKey, content);
        }
        return text.contains("\n-----BEGIN X509 CRL-----")
                ? Likeness.refused(ContentKind.CERTIFICATE_LIST, CertificateParts::list, content)
                : Optional.empty();
    }

    private static Optional<Likeness> json(Bytes content) {
        try {
            JsonValue value = Json.parse(content, TextRecognition.LIMITS);
            return value instanceof JsonObject object ? object(content, object) : Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.of(new Likeness(ContentKind.JSON, e));
        }
    }

    private static Optional<Likeness> object(Bytes content, JsonObject object) {
        if (object.get("kty").filter(JsonString.class::isInstance).isPresent()) {
            return Likeness.refused(ContentKind.JWK, c -> Jwk.parse(object, Crypto.BACKEND), content);
        }
        if (isKeySet(object)) {
            return Likeness.refused(ContentKind.JWK_SET, c -> JwkSet.parse(object, Crypto.BACKEND), content);
        }
        if (object.has("corim-id")) {
            return Likeness.refused(ContentKind.CORIM_TEMPLATE, CorimTemplate::compile, content);
        }
        if (object.get("policy").filter(JsonString.class::isInstance).isPresent()) {
            return Likeness.refused(ContentKind.POLICY, c -> AppraisalPolicy.parse(c, Schemes.all()), content);
        }
        if (BANKS.stream()
                .anyMatch(bank ->
                        object.get(bank).filter(JsonObject.class::isInstance).isPresent())) {
            return Likeness.refused(ContentKind.PCR_VALUES, TpmParts::pcrValues, content);
        }
        return object.has("__cmwc_t") ? Likeness.refused(ContentKind.CMW, Cmw::decode, content) : Optional.empty();
    }

    private static boolean isKeySet(JsonObject object) {
        return object.get("keys")
                .filter(keys -> keys instanceof JsonArray array
                        && array.values().stream()
                                .anyMatch(key -> key instanceof JsonObject member && member.has("kty")))
                .isPresent();
    }
}
