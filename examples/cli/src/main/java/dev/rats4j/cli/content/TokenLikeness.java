package dev.rats4j.cli.content;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.LegacyEarProfile;
import dev.rats4j.eat.EatToken;
import dev.rats4j.jose.CompactJws;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Optional;

/** Claims that name a profile of ours, or that are called a token, and that the reader of these refuses. */
final class TokenLikeness {

    private static final long PROFILE = 265;

    private TokenLikeness() {}

    /** A bare claims set. */
    static Optional<Likeness> ofMap(Bytes content) {
        if (content.isEmpty() || content.at(0) >> 5 != 5) {
            return Optional.empty();
        }
        return Recognition.accepts(CorimParts::untagged, content)
                ? Likeness.refused(ContentKind.CORIM, CorimParts::corim, content)
                : claims(content, ContentKind.EAR_CLAIMS);
    }

    /** A COSE_Sign1, as its payload says. */
    static Optional<Likeness> ofCwt(Bytes content) {
        try {
            Bytes payload = CborFormats.sign1(content).untrustedPayload().orElse(Bytes.EMPTY);
            Optional<Likeness> claims = claims(payload, ContentKind.EAR_TOKEN);
            boolean isCwt = !CborFormats.untagged(content).equals(content);
            return claims.isPresent() || !isCwt
                    ? claims
                    : Likeness.refused(ContentKind.EAT_TOKEN, EatToken::decode, content);
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static Optional<Likeness> claims(Bytes claims, ContentKind ear) {
        try {
            Optional<CborItem> profile = CborItem.decode(claims, CborProfile.WELL_FORMED)
                    .map("claims")
                    .optional(PROFILE);
            if (profile.isEmpty() || profile.get().kind() != CborItem.Kind.TEXT) {
                return Optional.empty();
            }
            String name = profile.get().text("eat_profile");
            if (name.equals(Ear.PROFILE)) {
                return Likeness.refused(ear, Ear::decodeCbor, claims);
            }
            return LegacyEarProfile.ofUri(name).isPresent()
                    ? Likeness.refused(ContentKind.LEGACY_EAR, ClaimSets.LEGACY::decodeCbor, claims)
                    : Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    /** A compact JWS, as its payload says. */
    static Optional<Likeness> ofJws(Bytes content) {
        try {
            CompactJws jws = CompactJws.parse(content);
            JsonObject claims = Json.parseObject(jws.payload(), JsonLimits.STANDARD);
            if (!ClaimSets.applies(claims)) {
                return Optional.empty();
            }
            ContentKind meant = ClaimSets.meant(claims);
            return Likeness.refused(Tokens.signed(meant), ClaimSets.decoder(meant), jws.payload());
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }
}
