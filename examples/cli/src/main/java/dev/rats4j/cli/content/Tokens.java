package dev.rats4j.cli.content;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cose.CoseHeaders;
import dev.rats4j.cose.CoseSign1;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.EarToken;
import dev.rats4j.eat.EatToken;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.jose.GeneralJws;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.tee.psa.PsaProfile;
import dev.rats4j.tee.psa.PsaToken;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Signed claims: results, evidence, and other web tokens. Their payloads keep them apart. */
final class Tokens {

    private static final Bytes JWS_START = Bytes.ofUtf8("eyJ");
    private static final String EAT = "eat+";

    private Tokens() {}

    /** CWT, tagged. */
    static Optional<ContentKind> kind(Bytes content) {
        if (Recognition.accepts(EarToken::decode, content) && isEar(content)) {
            return Optional.of(ContentKind.EAR_TOKEN);
        }
        return Recognition.accepts(EatToken::decode, content) ? ofPayload(content) : Optional.empty();
    }

    /** CWT without any tag. */
    static Optional<ContentKind> untagged(Bytes content) {
        return Recognition.accepts(EatToken::decodeUntagged, content) ? ofPayload(content) : Optional.empty();
    }

    private static Optional<ContentKind> ofPayload(Bytes content) {
        try {
            Bytes claims = payload(content);
            CborItem item = CborItem.decode(claims, CborProfile.WELL_FORMED);
            if (item.kind() != CborItem.Kind.MAP) {
                return Optional.empty();
            }
            Set<CborKey> keys = item.map("claims").keys();
            return Optional.of(
                            ClaimSets.ofCbor(claims, keys).map(Tokens::signed).orElse(ContentKind.WEB_TOKEN))
                    .map(kind -> kind == ContentKind.EAT_TOKEN && isPsa(content) ? ContentKind.PSA_TOKEN : kind)
                    .filter(kind -> kind != ContentKind.WEB_TOKEN || isWebToken(content, keys));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static boolean isPsa(Bytes content) {
        return Recognition.accepts(bytes -> PsaToken.decode(bytes).untrustedClaims(PsaProfile.values()), content);
    }

    /** Under tag 61, or with one of the claims of RFC 8392 and no content type that says something else. */
    private static boolean isWebToken(Bytes content, Set<CborKey> keys) {
        boolean hasClaim = false;
        for (long key = 1; key <= 8; key++) {
            hasClaim |= keys.contains(CborKey.of(key));
        }
        try {
            boolean isTagged = !CborFormats.untagged(content).equals(content);
            return isTagged
                    || (hasClaim
                            && CborFormats.sign1(content)
                                    .untrustedProtectedHeaders()
                                    .value(CoseHeaders.CONTENT_TYPE)
                                    .isEmpty());
        } catch (MalformedMessageException e) {
            return hasClaim;
        }
    }

    static ContentKind signed(ContentKind claims) {
        return switch (claims) {
            case EAR_CLAIMS -> ContentKind.EAR_TOKEN;
            case LEGACY_EAR -> ContentKind.LEGACY_EAR;
            default -> ContentKind.EAT_TOKEN;
        };
    }

    private static Bytes payload(Bytes content) throws MalformedMessageException {
        if (Recognition.accepts(CborFormats::mac0, content)) {
            return CborFormats.mac0(content).untrustedPayload().orElse(Bytes.EMPTY);
        }
        return CborFormats.sign1(content).untrustedPayload().orElse(Bytes.EMPTY);
    }

    /** The decoder refuses another typ than that of EAT, so any typ will do. */
    private static boolean isEar(Bytes content) {
        try {
            CoseSign1 cose = CborFormats.sign1(content);
            Optional<CborItem> profile = CborItem.decode(
                            cose.untrustedPayload().orElse(Bytes.EMPTY), CborProfile.WELL_FORMED)
                    .map("claims")
                    .optional(265);
            return profile.filter(item -> item.isText(Ear.PROFILE)).isPresent();
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** A compact JWS with a code under a shared secret: read by the reader of several signatures, which takes these. */
    static GeneralJws withCode(Bytes content) throws MalformedMessageException {
        if (!content.startsWith(JWS_START)) {
            throw new MalformedMessageException("JWS", 0, "does not begin with a header");
        }
        return GeneralJws.ofCompact(new String(content.toByteArray(), StandardCharsets.ISO_8859_1));
    }

    /** A compact JWS. */
    static ContentKind ofJws(Bytes content) {
        try {
            CompactJws jws = CompactJws.parse(content);
            JsonObject claims = Json.parseObject(jws.payload(), JsonLimits.STANDARD);
            boolean isEat = jws.header()
                    .optionalString("typ")
                    .filter(type -> type.toLowerCase(Locale.ROOT).contains(EAT))
                    .isPresent();
            if (!isEat && !ClaimSets.applies(claims)) {
                boolean isToken = claims.has("iss") || claims.has("exp") || claims.has("iat");
                return isToken ? ContentKind.WEB_TOKEN : ContentKind.JWS;
            }
            ContentKind meant = ClaimSets.meant(claims);
            return Recognition.accepts(ClaimSets.decoder(meant), jws.payload()) ? signed(meant) : ContentKind.JWS;
        } catch (MalformedMessageException e) {
            return ContentKind.JWS;
        }
    }
}
