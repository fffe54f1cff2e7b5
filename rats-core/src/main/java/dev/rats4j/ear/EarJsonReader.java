package dev.rats4j.ear;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonLimits;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Claims sets in JSON, read strictly: one profile, known claims as the CDDL has them, unknown claims skipped. */
final class EarJsonReader {

    private static final int SHORTEST_NONCE = 8;
    private static final int LONGEST_NONCE = 88;

    private EarJsonReader() {}

    static Optional<String> profile(Bytes message) throws MalformedMessageException {
        return Json.parseObject(message, JsonLimits.STANDARD)
                .get(EarClaim.PROFILE.label())
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value());
    }

    static Ear decode(Bytes message) throws MalformedMessageException {
        JsonObject object = Json.parseObject(message, JsonLimits.STANDARD);
        if (!object.string(EarClaim.PROFILE.label()).equals(Ear.PROFILE)) {
            throw object.malformed(EarClaim.PROFILE.label(), "is not " + Ear.PROFILE);
        }
        Instant issuedAt = time(object, EarClaim.ISSUED_AT);
        Optional<Instant> expiresAt = optionalTime(object, EarClaim.EXPIRES_AT);
        Optional<Instant> notBefore = optionalTime(object, EarClaim.NOT_BEFORE);
        Optional<TrustworthinessTier> stated =
                object.has(EarClaim.STATUS.label()) ? Optional.of(tier(object)) : Optional.empty();
        VerifierId verifierId = verifierId(object);
        Optional<CmwRecord> rawEvidence = rawEvidence(object);
        Map<String, EarAppraisal> submodules = submodules(object.object(EarClaim.SUBMODULES.label()));
        Optional<Bytes> nonce = nonce(object);
        try {
            return new Ear(issuedAt, expiresAt, notBefore, verifierId, stated, nonce, rawEvidence, submodules);
        } catch (IllegalArgumentException e) { // the constructor has the rules, once for both encodings
            throw new MalformedMessageException(object.path(), 0, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, EarAppraisal> submodules(JsonObject object) throws MalformedMessageException {
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        for (String name : object.members().keySet()) {
            submodules.put(name, appraisal(object.object(name)));
        }
        return submodules;
    }

    private static EarAppraisal appraisal(JsonObject object) throws MalformedMessageException {
        if (object.has(EarClaim.PROFILE.label())) {
            object.string(EarClaim.PROFILE.label()); // one of its own, for extensions that we do not read
        }
        TrustworthinessTier status = tier(object);
        TrustworthinessVector vector = vector(object);
        List<String> policyIds = policyIds(object);
        Map<String, String> attesterClaims = claims(object, EarClaim.ATTESTER_CLAIMS);
        Map<String, String> verifierClaims = claims(object, EarClaim.VERIFIER_CLAIMS);
        Optional<Bytes> nonce = nonce(object);
        try {
            return new EarAppraisal(status, vector, policyIds, attesterClaims, verifierClaims, nonce);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(object.path(), 0, String.valueOf(e.getMessage()));
        }
    }

    private static TrustworthinessVector vector(JsonObject appraisal) throws MalformedMessageException {
        Optional<JsonObject> object = appraisal.optionalObject(EarClaim.VECTOR.label());
        if (object.isEmpty()) {
            return TrustworthinessVector.EMPTY;
        }
        EnumMap<Aspect, TrustworthinessClaim> claims = new EnumMap<>(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            Optional<Long> value = object.get().optionalInteger(aspect.label());
            if (value.isPresent()) {
                if (value.get() < -128 || value.get() > 127) {
                    throw object.get().malformed(aspect.label(), "a claim is -128..127");
                }
                claims.put(aspect, new TrustworthinessClaim(value.get().intValue()));
            }
        }
        requireContent(claims.isEmpty(), appraisal, EarClaim.VECTOR);
        if (claims.size() != object.get().members().size()) {
            throw appraisal.malformed(EarClaim.VECTOR.label(), "has an aspect that AR4SI does not have");
        }
        return new TrustworthinessVector(claims);
    }

    private static List<String> policyIds(JsonObject appraisal) throws MalformedMessageException {
        Optional<JsonArray> array = appraisal.optionalArray(EarClaim.POLICY_IDS.label());
        if (array.isEmpty()) {
            return List.of();
        }
        requireContent(array.get().values().isEmpty(), appraisal, EarClaim.POLICY_IDS);
        return array.get().strings();
    }

    private static Map<String, String> claims(JsonObject appraisal, EarClaim name) throws MalformedMessageException {
        Optional<JsonObject> object = appraisal.optionalObject(name.label());
        Map<String, String> claims = new LinkedHashMap<>();
        if (object.isPresent()) {
            object.get().members().forEach((key, value) -> claims.put(key, text(value)));
            requireContent(claims.isEmpty(), appraisal, name);
        }
        return claims;
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string
                ? string.value()
                : new String(Json.write(value).toByteArray(), StandardCharsets.UTF_8);
    }

    private static VerifierId verifierId(JsonObject ear) throws MalformedMessageException {
        JsonObject object = ear.object(EarClaim.VERIFIER_ID.label());
        object.expectOnly(Set.of("developer", "build"));
        String developer = object.string("developer");
        String build = object.string("build");
        try {
            return new VerifierId(developer, build);
        } catch (IllegalArgumentException e) {
            throw ear.malformed(EarClaim.VERIFIER_ID.label(), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<CmwRecord> rawEvidence(JsonObject ear) throws MalformedMessageException {
        Optional<JsonValue> value = ear.get(EarClaim.RAW_EVIDENCE.label());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonArray && Cmw.decode(Json.write(value.get())) instanceof CmwRecord record) {
            return Optional.of(record);
        }
        throw ear.malformed(EarClaim.RAW_EVIDENCE.label(), "is not a CMW record");
    }

    private static Optional<Bytes> nonce(JsonObject object) throws MalformedMessageException {
        String label = EarClaim.NONCE.label();
        Optional<String> text = object.optionalString(label);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().length() < SHORTEST_NONCE || text.get().length() > LONGEST_NONCE) {
            throw object.malformed(label, "has " + text.get().length() + " characters, not 8 to 88");
        }
        return Optional.of(object.base64Url(label));
    }

    private static Optional<Instant> optionalTime(JsonObject object, EarClaim name) throws MalformedMessageException {
        return object.has(name.label()) ? Optional.of(time(object, name)) : Optional.empty();
    }

    private static Instant time(JsonObject object, EarClaim name) throws MalformedMessageException {
        Optional<Instant> time = Ear.time(object.integer(name.label()));
        return time.orElseThrow(() -> object.malformed(name.label(), "is not from 1970 to 9999"));
    }

    private static TrustworthinessTier tier(JsonObject object) throws MalformedMessageException {
        Optional<TrustworthinessTier> tier = TrustworthinessTier.ofLabel(object.string(EarClaim.STATUS.label()));
        return tier.orElseThrow(() -> object.malformed(EarClaim.STATUS.label(), "is not a tier"));
    }

    private static void requireContent(boolean empty, JsonObject object, EarClaim name)
            throws MalformedMessageException {
        if (empty) {
            throw object.malformed(name.label(), "is empty");
        }
    }
}
