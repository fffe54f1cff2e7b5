package dev.rats4j.ear;

import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import java.util.Map;

/** Claims sets in CBOR, deterministic encoding. What is empty is left out. */
final class EarCborWriter {

    private EarCborWriter() {}

    static Bytes encode(Ear ear) {
        Cbor.MapBuilder map = Cbor.map();
        map.put(EarClaim.PROFILE.key(), Cbor.text(Ear.PROFILE));
        map.put(EarClaim.ISSUED_AT.key(), Cbor.integer(ear.issuedAt().getEpochSecond()));
        ear.expiresAt().ifPresent(time -> map.put(EarClaim.EXPIRES_AT.key(), Cbor.integer(time.getEpochSecond())));
        ear.notBefore().ifPresent(time -> map.put(EarClaim.NOT_BEFORE.key(), Cbor.integer(time.getEpochSecond())));
        Bytes verifier = Cbor.map()
                .put(0, Cbor.text(ear.verifierId().developer()))
                .put(1, Cbor.text(ear.verifierId().build()))
                .encode();
        map.put(EarClaim.VERIFIER_ID.key(), verifier);
        ear.statedStatus().ifPresent(tier -> map.put(EarClaim.STATUS.key(), Cbor.integer(tier.value())));
        ear.nonce().ifPresent(nonce -> map.put(EarClaim.NONCE.key(), Cbor.bytes(nonce)));
        ear.rawEvidence().ifPresent(record -> map.put(EarClaim.RAW_EVIDENCE.key(), record.toCbor()));
        Cbor.MapBuilder submodules = Cbor.map();
        ear.submodules().forEach((name, appraisal) -> submodules.put(name, encode(appraisal)));
        map.put(EarClaim.SUBMODULES.key(), submodules.encode());
        return map.encode();
    }

    private static Bytes encode(EarAppraisal appraisal) {
        Cbor.MapBuilder map = Cbor.map();
        map.put(EarClaim.STATUS.key(), Cbor.integer(appraisal.status().value()));
        if (!appraisal.vector().claims().isEmpty()) {
            map.put(EarClaim.VECTOR.key(), encode(appraisal.vector()));
        }
        if (!appraisal.policyIds().isEmpty()) {
            map.put(
                    EarClaim.POLICY_IDS.key(),
                    Cbor.array(appraisal.policyIds().stream().map(Cbor::text).toList()));
        }
        putClaims(map, EarClaim.ATTESTER_CLAIMS, appraisal.attesterClaims());
        putClaims(map, EarClaim.VERIFIER_CLAIMS, appraisal.verifierClaims());
        appraisal.nonce().ifPresent(nonce -> map.put(EarClaim.NONCE.key(), Cbor.bytes(nonce)));
        return map.encode();
    }

    private static Bytes encode(TrustworthinessVector vector) {
        Cbor.MapBuilder map = Cbor.map();
        vector.claims().forEach((aspect, claim) -> map.put(aspect.key(), Cbor.integer(claim.value())));
        return map.encode();
    }

    private static void putClaims(Cbor.MapBuilder target, EarClaim name, Map<String, String> claims) {
        if (!claims.isEmpty()) {
            Cbor.MapBuilder map = Cbor.map();
            claims.forEach((key, value) -> map.put(key, Cbor.text(value)));
            target.put(name.key(), map.encode());
        }
    }
}
