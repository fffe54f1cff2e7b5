package dev.rats4j.ear;

import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.json.Base64Url;
import dev.rats4j.json.Json;
import dev.rats4j.json.JsonArray;
import dev.rats4j.json.JsonObject;
import dev.rats4j.json.JsonString;
import dev.rats4j.json.JsonValue;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;

/** Claims sets in JSON. What is empty is left out. */
final class EarJsonWriter {

    private final EarDialect dialect;

    EarJsonWriter(EarDialect dialect) {
        this.dialect = dialect;
    }

    Bytes encode(Ear ear) {
        JsonObject.Builder object = JsonObject.builder();
        object.put(EarClaim.PROFILE.label(), dialect.profile());
        object.put(EarClaim.ISSUED_AT.label(), ear.issuedAt().getEpochSecond());
        ear.expiresAt().ifPresent(time -> object.put(EarClaim.EXPIRES_AT.label(), time.getEpochSecond()));
        ear.notBefore().ifPresent(time -> object.put(EarClaim.NOT_BEFORE.label(), time.getEpochSecond()));
        ear.statedStatus().ifPresent(tier -> object.put(label(EarClaim.STATUS), tier.label()));
        JsonObject verifier = JsonObject.builder()
                .put("developer", ear.verifierId().developer())
                .put("build", ear.verifierId().build())
                .build();
        object.put(label(EarClaim.VERIFIER_ID), verifier);
        ear.nonce().ifPresent(nonce -> object.put(EarClaim.NONCE.label(), nonce));
        ear.rawEvidence().ifPresent(record -> object.put(label(EarClaim.RAW_EVIDENCE), encode(record)));
        if (!ear.topology().isEmpty()) {
            JsonObject.Builder topology = JsonObject.builder();
            ear.topology().forEach((attester, below) -> topology.put(attester, JsonArray.ofStrings(below)));
            object.put(EarClaim.TOPOLOGY.label(), topology.build());
        }
        JsonObject.Builder submodules = JsonObject.builder();
        ear.submodules().forEach((name, appraisal) -> submodules.put(name, encode(appraisal)));
        object.put(EarClaim.SUBMODULES.label(), submodules.build());
        ear.others().putTo(object);
        return Json.write(object.build());
    }

    private JsonValue encode(CmwRecord record) {
        if (dialect.isLegacy()) {
            return new JsonString(Base64Url.encode(record.value()));
        }
        try {
            return Json.parse(record.toJson());
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("raw evidence that nobody would read", e);
        }
    }

    private JsonObject encode(EarAppraisal appraisal) {
        JsonObject.Builder object = JsonObject.builder();
        appraisal.profile().ifPresent(profile -> object.put(EarClaim.PROFILE.label(), profile));
        object.put(label(EarClaim.STATUS), appraisal.status().label());
        if (!appraisal.vector().claims().isEmpty()) {
            object.put(label(EarClaim.VECTOR), encode(appraisal.vector()));
        }
        if (!appraisal.policyIds().isEmpty()) {
            object.put(
                    label(EarClaim.POLICY_IDS),
                    dialect.isLegacy()
                            ? new JsonString(appraisal.policyIds().get(0))
                            : JsonArray.ofStrings(appraisal.policyIds()));
        }
        putClaims(object, dialect.attesterClaims(), appraisal.attesterClaims());
        putClaims(object, dialect.verifierClaims(), appraisal.verifierClaims());
        appraisal.nonce().ifPresent(nonce -> object.put(EarClaim.NONCE.label(), nonce));
        appraisal
                .attestedKey()
                .ifPresent(key -> object.put(
                        label(EarClaim.KEY_ATTESTATION),
                        JsonObject.builder().put("akpub", key).build()));
        if (!appraisal.teepClaims().isEmpty()) {
            object.put(label(EarClaim.TEEP), EarTeep.toJson(appraisal.teepClaims()));
        }
        appraisal.others().putTo(object);
        return object.build();
    }

    private String label(EarClaim claim) {
        return dialect.label(claim);
    }

    private static JsonObject encode(TrustworthinessVector vector) {
        JsonObject.Builder object = JsonObject.builder();
        vector.claims().forEach((aspect, claim) -> object.put(aspect.label(), claim.value()));
        return object.build();
    }

    private void putClaims(JsonObject.Builder target, EarClaim name, EarClaims claims) {
        if (!claims.isEmpty()) {
            target.put(label(name), claims.toJson());
        }
    }
}
