package dev.rats4j.ear;

import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cbor.Cbor;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.ObjectIdentifier;
import java.time.Instant;
import java.util.List;

/** Claims sets in CBOR, deterministic encoding. What is empty is left out. */
final class EarCborWriter {

    private final EarDialect dialect;

    EarCborWriter(EarDialect dialect) {
        this.dialect = dialect;
    }

    Bytes encode(Ear ear) {
        Cbor.MapBuilder map = Cbor.map();
        map.put(EarClaim.PROFILE.key(), Cbor.text(dialect.profile()));
        map.put(EarClaim.ISSUED_AT.key(), time(ear.issuedAt()));
        ear.expiresAt().ifPresent(time -> map.put(EarClaim.EXPIRES_AT.key(), time(time)));
        ear.notBefore().ifPresent(time -> map.put(EarClaim.NOT_BEFORE.key(), time(time)));
        Bytes verifier = Cbor.map()
                .put(0, Cbor.text(ear.verifierId().developer()))
                .put(1, Cbor.text(ear.verifierId().build()))
                .encode();
        map.put(EarClaim.VERIFIER_ID.key(), verifier);
        ear.statedStatus().ifPresent(tier -> map.put(EarClaim.STATUS.key(), Cbor.integer(tier.value())));
        ear.nonce().ifPresent(nonce -> map.put(EarClaim.NONCE.key(), Cbor.bytes(nonce)));
        ear.rawEvidence()
                .ifPresent(record -> map.put(
                        EarClaim.RAW_EVIDENCE.key(),
                        dialect.isLegacy() ? Cbor.bytes(record.value()) : record.toCbor()));
        if (!ear.topology().isEmpty()) {
            Cbor.MapBuilder topology = Cbor.map();
            ear.topology().forEach((attester, below) -> topology.put(attester, texts(below)));
            map.put(EarClaim.TOPOLOGY.key(), topology.encode());
        }
        Cbor.MapBuilder submodules = Cbor.map();
        ear.submodules().forEach((name, appraisal) -> submodules.put(name, encode(appraisal)));
        map.put(EarClaim.SUBMODULES.key(), submodules.encode());
        ear.others().putTo(map);
        return map.encode();
    }

    private Bytes encode(EarAppraisal appraisal) {
        Cbor.MapBuilder map = Cbor.map();
        appraisal
                .profile()
                .ifPresent(profile -> map.put(
                        EarClaim.PROFILE.key(),
                        ObjectIdentifier.parse(profile)
                                .map(oid -> Cbor.bytes(oid.content()))
                                .orElseGet(() -> Cbor.text(profile))));
        map.put(EarClaim.STATUS.key(), Cbor.integer(appraisal.status().value()));
        if (!appraisal.vector().claims().isEmpty()) {
            map.put(EarClaim.VECTOR.key(), encode(appraisal.vector()));
        }
        if (!appraisal.policyIds().isEmpty()) {
            map.put(
                    EarClaim.POLICY_IDS.key(),
                    dialect.isLegacy() ? Cbor.text(appraisal.policyIds().get(0)) : texts(appraisal.policyIds()));
        }
        putClaims(map, dialect.attesterClaims(), appraisal.attesterClaims());
        putClaims(map, dialect.verifierClaims(), appraisal.verifierClaims());
        appraisal.nonce().ifPresent(nonce -> map.put(EarClaim.NONCE.key(), Cbor.bytes(nonce)));
        appraisal
                .attestedKey()
                .ifPresent(key -> map.put(
                        EarClaim.KEY_ATTESTATION.key(),
                        Cbor.map().put("akpub", Cbor.bytes(key)).encode()));
        putClaims(map, EarClaim.TEEP, appraisal.teepClaims());
        appraisal.others().putTo(map);
        return map.encode();
    }

    private static Bytes time(Instant time) {
        return Cbor.integer(time.getEpochSecond());
    }

    private static Bytes texts(List<String> texts) {
        return Cbor.array(texts.stream().map(Cbor::text).toList());
    }

    private static Bytes encode(TrustworthinessVector vector) {
        Cbor.MapBuilder map = Cbor.map();
        vector.claims().forEach((aspect, claim) -> map.put(aspect.key(), Cbor.integer(claim.value())));
        return map.encode();
    }

    private static void putClaims(Cbor.MapBuilder target, EarClaim name, EarClaims claims) {
        if (!claims.isEmpty()) {
            target.put(name.key(), claims.toCbor());
        }
    }
}
