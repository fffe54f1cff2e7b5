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
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Claims sets in JSON, read strictly: one profile, known claims as the CDDL has them, unknown claims kept. */
final class EarJsonReader {

    private static final int SHORTEST_NONCE = 8;
    private static final int LONGEST_NONCE = 88;

    private final EarDialect dialect;

    EarJsonReader(EarDialect dialect) {
        this.dialect = dialect;
    }

    static Optional<String> profile(Bytes message) throws MalformedMessageException {
        return Json.parseObject(message, JsonLimits.STANDARD)
                .get(EarClaim.PROFILE.label())
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value());
    }

    EarReading decode(Bytes message) throws MalformedMessageException {
        JsonObject object = Json.parseObject(message, JsonLimits.STANDARD);
        if (!object.string(EarClaim.PROFILE.label()).equals(dialect.profile())) {
            throw object.malformed(EarClaim.PROFILE.label(), "is not " + dialect.profile());
        }
        Set<String> known = new HashSet<>(Set.of(EarClaim.PROFILE.label()));
        JsonClaims ear = new JsonClaims(object, known, dialect);
        Optional<Bytes> plainEvidence = dialect.isLegacy() ? bytes(ear, EarClaim.RAW_EVIDENCE) : Optional.empty();
        try {
            return new EarReading(ear(ear), plainEvidence);
        } catch (IllegalArgumentException e) { // the constructor has the rules, once for both encodings
            throw new MalformedMessageException(object.path(), 0, String.valueOf(e.getMessage()));
        }
    }

    private Ear ear(JsonClaims claims) throws MalformedMessageException {
        return new Ear(
                time(claims, EarClaim.ISSUED_AT),
                optionalTime(claims, EarClaim.EXPIRES_AT),
                optionalTime(claims, EarClaim.NOT_BEFORE),
                verifierId(claims),
                statedStatus(claims),
                nonce(claims),
                dialect.isLegacy() ? Optional.empty() : rawEvidence(claims),
                dialect.isLegacy() ? Map.of() : topology(claims),
                submodules(claims.object().object(claims.name(EarClaim.SUBMODULES))),
                claims.others()); // last: whatever nobody asked for
    }

    static Optional<TrustworthinessTier> statedStatus(JsonClaims claims) throws MalformedMessageException {
        return claims.has(EarClaim.STATUS) ? Optional.of(tier(claims)) : Optional.empty();
    }

    private Map<String, EarAppraisal> submodules(JsonObject object) throws MalformedMessageException {
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        for (String name : object.members().keySet()) {
            submodules.put(name, appraisal(object.object(name)));
        }
        return submodules;
    }

    EarAppraisal appraisal(JsonObject object) throws MalformedMessageException {
        JsonClaims claims = new JsonClaims(object, new HashSet<>(), dialect);
        Optional<String> profile = object.optionalString(claims.name(EarClaim.PROFILE));
        TrustworthinessTier status = tier(claims);
        TrustworthinessVector vector = vector(claims);
        List<String> policyIds = policyIds(claims);
        EarClaims attesterClaims = claims(claims, dialect.attesterClaims());
        EarClaims verifierClaims = claims(claims, dialect.verifierClaims());
        Optional<Bytes> nonce = nonce(claims);
        Optional<Bytes> attestedKey = attestedKey(claims);
        Optional<JsonObject> teep = claims.optionalObject(EarClaim.TEEP);
        try {
            return new EarAppraisal(
                    profile,
                    status,
                    vector,
                    policyIds,
                    attesterClaims,
                    verifierClaims,
                    nonce,
                    attestedKey,
                    teep.isPresent() ? EarTeep.fromJson(teep.get()) : EarClaims.NONE,
                    claims.others());
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(object.path(), 0, String.valueOf(e.getMessage()));
        }
    }

    private static TrustworthinessVector vector(JsonClaims appraisal) throws MalformedMessageException {
        Optional<JsonObject> object = appraisal.optionalObject(EarClaim.VECTOR);
        if (object.isEmpty()) {
            return TrustworthinessVector.EMPTY;
        }
        EnumMap<Aspect, TrustworthinessClaim> claims = new EnumMap<>(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            if (object.get().has(aspect.label())) {
                long value = integer(object.get(), aspect.label());
                if (value < -128 || value > 127) {
                    throw object.get().malformed(aspect.label(), "a claim is -128..127");
                }
                claims.put(aspect, new TrustworthinessClaim((int) value));
            }
        }
        if (claims.size() != object.get().members().size()) {
            throw appraisal.malformed(EarClaim.VECTOR, "has an aspect that AR4SI does not have");
        }
        return new TrustworthinessVector(claims);
    }

    private List<String> policyIds(JsonClaims appraisal) throws MalformedMessageException {
        Optional<JsonValue> value = appraisal.get(EarClaim.POLICY_IDS);
        if (value.isEmpty()) {
            return List.of();
        }
        if (dialect.isLegacy() && value.get() instanceof JsonString single) {
            return List.of(single.value());
        }
        List<String> ids =
                appraisal.object().array(appraisal.name(EarClaim.POLICY_IDS)).strings();
        requireContent(ids.isEmpty(), appraisal, EarClaim.POLICY_IDS);
        return ids;
    }

    private static Map<String, List<String>> topology(JsonClaims ear) throws MalformedMessageException {
        Optional<JsonObject> object = ear.optionalObject(EarClaim.TOPOLOGY);
        Map<String, List<String>> topology = new LinkedHashMap<>();
        if (object.isPresent()) {
            for (String attester : object.get().members().keySet()) {
                topology.put(attester, object.get().array(attester).strings());
            }
        }
        return topology;
    }

    private static EarClaims claims(JsonClaims appraisal, EarClaim name) throws MalformedMessageException {
        Optional<JsonObject> object = appraisal.optionalObject(name);
        try {
            return object.isPresent() ? JsonClaims.kept(object.get().members()) : EarClaims.NONE;
        } catch (IllegalArgumentException e) {
            throw appraisal.malformed(name, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Bytes> attestedKey(JsonClaims appraisal) throws MalformedMessageException {
        Optional<JsonObject> object = appraisal.optionalObject(EarClaim.KEY_ATTESTATION);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        object.get().expectOnly(Set.of("akpub"));
        return Optional.of(EarBase64.decode(object.get(), "akpub", object.get().string("akpub")));
    }

    static VerifierId verifierId(JsonClaims ear) throws MalformedMessageException {
        JsonObject object = ear.object().object(ear.name(EarClaim.VERIFIER_ID));
        object.expectOnly(Set.of("developer", "build"));
        String developer = object.string("developer");
        String build = object.string("build");
        try {
            return new VerifierId(developer, build);
        } catch (IllegalArgumentException e) {
            throw ear.malformed(EarClaim.VERIFIER_ID, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<CmwRecord> rawEvidence(JsonClaims ear) throws MalformedMessageException {
        Optional<JsonValue> value = ear.get(EarClaim.RAW_EVIDENCE);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonArray && Cmw.decode(Json.write(value.get())) instanceof CmwRecord record) {
            return Optional.of(record);
        }
        throw ear.malformed(EarClaim.RAW_EVIDENCE, "is not a CMW record");
    }

    private static Optional<Bytes> bytes(JsonClaims claims, EarClaim name) throws MalformedMessageException {
        String label = claims.name(name);
        Optional<String> text = claims.object().optionalString(label);
        return text.isEmpty() ? Optional.empty() : Optional.of(EarBase64.decode(claims.object(), label, text.get()));
    }

    static Optional<Bytes> nonce(JsonClaims claims) throws MalformedMessageException {
        Optional<String> text = claims.object().optionalString(claims.name(EarClaim.NONCE));
        if (text.isPresent()
                && (text.get().length() < SHORTEST_NONCE || text.get().length() > LONGEST_NONCE)) {
            throw claims.malformed(EarClaim.NONCE, "has " + text.get().length() + " characters, not 8 to 88");
        }
        return bytes(claims, EarClaim.NONCE);
    }

    static Optional<Instant> optionalTime(JsonClaims claims, EarClaim name) throws MalformedMessageException {
        return claims.has(name) ? Optional.of(time(claims, name)) : Optional.empty();
    }

    /** EAR draft -04, 3: a time in floating-point form is an error. Verifiers of 2023 wrote {@code 1.666529184e+09}. */
    static Instant time(JsonClaims claims, EarClaim name) throws MalformedMessageException {
        String label = claims.name(name);
        long seconds = claims.dialect().isLegacy() ? claims.object().integer(label) : integer(claims.object(), label);
        Optional<Instant> time = Ear.time(seconds);
        return time.orElseThrow(() -> claims.malformed(name, "is not from 1970 to 9999"));
    }

    private static long integer(JsonObject object, String name) throws MalformedMessageException {
        if (!object.number(name).isWrittenAsInteger()) {
            throw object.malformed(name, "is a floating-point number, not an integer");
        }
        return object.integer(name);
    }

    static TrustworthinessTier tier(JsonClaims claims) throws MalformedMessageException {
        Optional<TrustworthinessTier> tier =
                TrustworthinessTier.ofLabel(claims.object().string(claims.name(EarClaim.STATUS)));
        return tier.orElseThrow(() -> claims.malformed(EarClaim.STATUS, "is not a tier"));
    }

    private static void requireContent(boolean empty, JsonClaims claims, EarClaim name)
            throws MalformedMessageException {
        if (empty) {
            throw claims.malformed(name, "is empty");
        }
    }
}
