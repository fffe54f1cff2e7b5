package dev.rats4j.ear;

import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.util.Map;

/** Claims sets in JSON. What is empty is left out. */
final class EarJsonWriter {

    private EarJsonWriter() {}

    static Bytes encode(Ear ear) {
        JsonObject.Builder object = JsonObject.builder();
        object.put(EarClaim.PROFILE.label(), Ear.PROFILE);
        object.put(EarClaim.ISSUED_AT.label(), ear.issuedAt().getEpochSecond());
        ear.expiresAt().ifPresent(time -> object.put(EarClaim.EXPIRES_AT.label(), time.getEpochSecond()));
        ear.notBefore().ifPresent(time -> object.put(EarClaim.NOT_BEFORE.label(), time.getEpochSecond()));
        ear.statedStatus().ifPresent(tier -> object.put(EarClaim.STATUS.label(), tier.label()));
        JsonObject verifier = JsonObject.builder()
                .put("developer", ear.verifierId().developer())
                .put("build", ear.verifierId().build())
                .build();
        object.put(EarClaim.VERIFIER_ID.label(), verifier);
        ear.nonce().ifPresent(nonce -> object.put(EarClaim.NONCE.label(), nonce));
        ear.rawEvidence().ifPresent(record -> object.put(EarClaim.RAW_EVIDENCE.label(), encode(record)));
        JsonObject.Builder submodules = JsonObject.builder();
        ear.submodules().forEach((name, appraisal) -> submodules.put(name, encode(appraisal)));
        object.put(EarClaim.SUBMODULES.label(), submodules.build());
        return Json.write(object.build());
    }

    private static JsonValue encode(CmwRecord record) {
        try {
            return Json.parse(record.toJson());
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("raw evidence that nobody would read", e);
        }
    }

    private static JsonObject encode(EarAppraisal appraisal) {
        JsonObject.Builder object = JsonObject.builder();
        object.put(EarClaim.STATUS.label(), appraisal.status().label());
        if (!appraisal.vector().claims().isEmpty()) {
            object.put(EarClaim.VECTOR.label(), encode(appraisal.vector()));
        }
        if (!appraisal.policyIds().isEmpty()) {
            object.put(EarClaim.POLICY_IDS.label(), JsonArray.ofStrings(appraisal.policyIds()));
        }
        putClaims(object, EarClaim.ATTESTER_CLAIMS, appraisal.attesterClaims());
        putClaims(object, EarClaim.VERIFIER_CLAIMS, appraisal.verifierClaims());
        appraisal.nonce().ifPresent(nonce -> object.put(EarClaim.NONCE.label(), nonce));
        return object.build();
    }

    private static JsonObject encode(TrustworthinessVector vector) {
        JsonObject.Builder object = JsonObject.builder();
        vector.claims().forEach((aspect, claim) -> object.put(aspect.label(), claim.value()));
        return object.build();
    }

    private static void putClaims(JsonObject.Builder target, EarClaim name, Map<String, String> claims) {
        if (!claims.isEmpty()) {
            JsonObject.Builder object = JsonObject.builder();
            claims.forEach(object::put);
            target.put(name.label(), object.build());
        }
    }
}
