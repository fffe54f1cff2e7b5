package dev.rats4j.cli.content;

import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.ear.Ear;
import dev.rats4j.ear.LegacyEarProfile;
import dev.rats4j.ear.LegacyEarReader;
import dev.rats4j.ear.NestedEar;
import dev.rats4j.eat.EatClaim;
import dev.rats4j.eat.EatClaims;
import dev.rats4j.eat.EatFormat;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Claims without a signature: results by their profile, evidence by claims that RFC 9711 or one of its profiles defines. */
final class ClaimSets {

    static final LegacyEarReader LEGACY = LegacyEarReader.accepting(EnumSet.allOf(LegacyEarProfile.class));

    private static final long PROFILE = 265;
    private static final long NONCE = 10;
    /** Claims of RFC 8392: any token may have them. */
    private static final Set<String> COMMON = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "cti", "jti", "cnf");
    /** Claims of PSA tokens before they were EATs, from the profile on, and keys of PSA and CCA tokens. */
    private static final long[][] OTHERS = {{-75010, -75000}, {2394, 2402}, {44235, 44244}};

    private static final Set<CborKey> CBOR_MARKS = new HashSet<>();
    private static final Set<String> JSON_MARKS = new HashSet<>();

    static {
        for (EatClaim<?> claim : EatClaim.registered()) {
            if (!COMMON.contains(claim.name())) {
                claim.key(EatFormat.CBOR).ifPresent(CBOR_MARKS::add);
                JSON_MARKS.add(claim.name());
            }
        }
        for (long[] range : OTHERS) {
            for (long key = range[0]; key <= range[1]; key++) {
                CBOR_MARKS.add(CborKey.of(key));
            }
        }
    }

    private ClaimSets() {}

    static Optional<ContentKind> ofCbor(Bytes content, Set<CborKey> keys) {
        if (keys.contains(CborKey.of(PROFILE))) {
            if (Recognition.accepts(Ear::decodeCbor, content) || isNestedEar(content)) {
                return Optional.of(ContentKind.EAR_CLAIMS);
            }
            if (Recognition.accepts(LEGACY::decodeCbor, content)) {
                return Optional.of(ContentKind.LEGACY_EAR);
            }
        }
        return keys.stream().anyMatch(CBOR_MARKS::contains) && isClaimsSet(content, keys)
                ? Optional.of(ContentKind.EAT_CLAIMS)
                : Optional.empty();
    }

    /** Without a profile or nonce, values of other types than the claims have tell that these are not claims. */
    private static boolean isClaimsSet(Bytes content, Set<CborKey> keys) {
        try {
            EatClaims claims = EatClaims.decode(content, EatFormat.CBOR);
            return claims.mistyped().isEmpty()
                    || keys.contains(CborKey.of(PROFILE))
                    || keys.contains(CborKey.of(NONCE));
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static boolean isNestedEar(Bytes content) {
        try {
            Optional<CborItem> profile = CborItem.decode(content, CborProfile.WELL_FORMED)
                    .map("claims")
                    .optional(PROFILE);
            return profile.filter(item -> item.isText(Ear.PROFILE)).isPresent()
                    && Recognition.accepts(NestedEar::decodeCbor, content);
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    /** Whether members look like claims of an attestation. */
    static boolean applies(JsonObject claims) {
        return claims.members().keySet().stream().anyMatch(JSON_MARKS::contains);
    }

    /** What a profile in JSON stands for, sound or not. */
    static ContentKind meant(JsonObject claims) {
        Optional<String> profile = claims.get("eat_profile")
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value());
        if (profile.filter(Ear.PROFILE::equals).isPresent()) {
            return ContentKind.EAR_CLAIMS;
        }
        return profile.flatMap(LegacyEarProfile::ofUri).isPresent() || isDotted(claims)
                ? ContentKind.LEGACY_EAR
                : ContentKind.EAT_CLAIMS;
    }

    /** Names of 2023 have dots. */
    private static boolean isDotted(JsonObject claims) {
        Optional<JsonValue> modules = claims.get("submods");
        return claims.has("ear.verifier-id")
                || (modules.isPresent()
                        && modules.get() instanceof JsonObject object
                        && object.members().values().stream()
                                .anyMatch(module -> module instanceof JsonObject inner && inner.has("ear.status")));
    }

    static Recognition.Decoder decoder(ContentKind kind) {
        return switch (kind) {
            case EAR_CLAIMS -> ClaimSets::ear;
            case LEGACY_EAR -> LEGACY::decodeJson;
            default -> bytes -> EatClaims.decode(bytes, EatFormat.JSON);
        };
    }

    private static Object ear(Bytes content) throws MalformedMessageException {
        return Recognition.accepts(NestedEar::decodeJson, content)
                ? NestedEar.decodeJson(content)
                : Ear.decodeJson(content);
    }
}
