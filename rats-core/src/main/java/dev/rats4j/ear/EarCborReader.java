package dev.rats4j.ear;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import dev.rats4j.wire.ObjectIdentifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims sets in CBOR, read strictly: one profile, known claims as the CDDL has them, unknown claims kept. */
final class EarCborReader {

    private final EarDialect dialect;

    EarCborReader(EarDialect dialect) {
        this.dialect = dialect;
    }

    static Optional<String> profile(Bytes message) throws MalformedMessageException {
        CborMap map = CborItem.decode(message, CborProfile.WELL_FORMED).map("EAR");
        Optional<CborItem> profile = optional(map, EarClaim.PROFILE).filter(item -> item.kind() == CborItem.Kind.TEXT);
        return profile.isEmpty() ? Optional.empty() : Optional.of(profile.get().text(EarClaim.PROFILE.label()));
    }

    EarReading decode(Bytes message) throws MalformedMessageException {
        return read(CborItem.decode(message, CborProfile.WELL_FORMED).map("EAR"));
    }

    private EarReading read(CborMap map) throws MalformedMessageException {
        CborItem profile = required(map, EarClaim.PROFILE);
        if (!profile.text(EarClaim.PROFILE.label()).equals(dialect.profile())) {
            throw profile.malformed(EarClaim.PROFILE.label(), "is not " + dialect.profile());
        }
        Optional<Bytes> plainEvidence = dialect.isLegacy() ? plainEvidence(map) : Optional.empty();
        try {
            return new EarReading(ear(map), plainEvidence);
        } catch (IllegalArgumentException e) { // the constructor has the rules, once for both encodings
            throw map.item().malformed("EAR", String.valueOf(e.getMessage()));
        }
    }

    private Ear ear(CborMap map) throws MalformedMessageException {
        return new Ear(
                time(required(map, EarClaim.ISSUED_AT), EarClaim.ISSUED_AT),
                optionalTime(map, EarClaim.EXPIRES_AT),
                optionalTime(map, EarClaim.NOT_BEFORE),
                verifierId(required(map, EarClaim.VERIFIER_ID)),
                statedStatus(map),
                nonce(map),
                dialect.isLegacy() ? Optional.empty() : rawEvidence(map),
                dialect.isLegacy() ? Map.of() : topology(map),
                submodules(required(map, EarClaim.SUBMODULES)),
                others(map)); // last: whatever nobody asked for
    }

    static Optional<TrustworthinessTier> statedStatus(CborMap map) throws MalformedMessageException {
        Optional<CborItem> status = optional(map, EarClaim.STATUS);
        return status.isPresent() ? Optional.of(tier(status.get())) : Optional.empty();
    }

    private static EarClaims others(CborMap map) {
        return claims(map.others());
    }

    private static EarClaims claims(Map<CborKey, CborItem> items) {
        Map<CborKey, EarValue> values = new LinkedHashMap<>();
        items.forEach((key, item) -> values.put(key, EarValue.of(item)));
        return new EarClaims(values);
    }

    private Map<String, EarAppraisal> submodules(CborItem item) throws MalformedMessageException {
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        for (Map.Entry<CborKey, CborItem> entry :
                item.map(EarClaim.SUBMODULES.label()).entries().entrySet()) {
            if (!(entry.getKey() instanceof CborKey.Text name)) {
                throw item.malformed(EarClaim.SUBMODULES.label(), "a name is not text");
            }
            submodules.put(name.value(), appraisal(entry.getValue()));
        }
        return submodules;
    }

    EarAppraisal appraisal(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("EAR-appraisal");
        Optional<String> profile = profileOfAppraisal(map);
        TrustworthinessTier status = tier(required(map, EarClaim.STATUS));
        TrustworthinessVector vector = vector(map);
        List<String> policyIds = policyIds(map);
        EarClaims attesterClaims = claims(map, dialect.attesterClaims());
        EarClaims verifierClaims = claims(map, dialect.verifierClaims());
        Optional<Bytes> nonce = nonce(map);
        Optional<Bytes> attestedKey = attestedKey(map);
        EarClaims teepClaims = claims(map, EarClaim.TEEP);
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
                    teepClaims,
                    others(map));
        } catch (IllegalArgumentException e) {
            throw item.malformed("EAR-appraisal", String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> profileOfAppraisal(CborMap map) throws MalformedMessageException {
        Optional<CborItem> item = optional(map, EarClaim.PROFILE);
        if (item.isEmpty()) {
            return Optional.empty();
        }
        String label = EarClaim.PROFILE.label();
        if (item.get().kind() != CborItem.Kind.BYTES) {
            String uri = item.get().text(label);
            if (ObjectIdentifier.parse(uri).isPresent()) {
                throw item.get().malformed(label, "is an OID as text");
            }
            return Optional.of(uri);
        }
        Optional<String> oid =
                ObjectIdentifier.ofContent(item.get().bytes(label).compact()).map(ObjectIdentifier::dotted);
        return Optional.of(oid.orElseThrow(() -> item.get().malformed(label, "is no OID")));
    }

    private static Optional<Bytes> attestedKey(CborMap appraisal) throws MalformedMessageException {
        Optional<CborItem> item = optional(appraisal, EarClaim.KEY_ATTESTATION);
        if (item.isEmpty()) {
            return Optional.empty();
        }
        String label = EarClaim.KEY_ATTESTATION.label();
        CborMap map = item.get().map(label);
        Bytes key = map.required(CborKey.of("akpub"), "akpub").bytes(label).compact();
        map.expectNoOthers();
        return Optional.of(key);
    }

    private static TrustworthinessVector vector(CborMap appraisal) throws MalformedMessageException {
        Optional<CborItem> item = optional(appraisal, EarClaim.VECTOR);
        if (item.isEmpty()) {
            return TrustworthinessVector.EMPTY;
        }
        String label = EarClaim.VECTOR.label();
        CborMap map = item.get().map(label);
        EnumMap<Aspect, TrustworthinessClaim> claims = new EnumMap<>(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            Optional<CborItem> claim = map.optional(aspect.key());
            if (claim.isPresent()) {
                int value = claim.get().int32(label);
                if (value < -128 || value > 127) {
                    throw claim.get().malformed(label, "a claim is -128..127");
                }
                claims.put(aspect, new TrustworthinessClaim(value));
            }
        }
        map.expectNoOthers();
        requireContent(map.isEmpty(), item.get(), label);
        return new TrustworthinessVector(claims);
    }

    private List<String> policyIds(CborMap appraisal) throws MalformedMessageException {
        Optional<CborItem> item = optional(appraisal, EarClaim.POLICY_IDS);
        if (item.isEmpty()) {
            return List.of();
        }
        if (dialect.isLegacy() && item.get().kind() == CborItem.Kind.TEXT) {
            return List.of(item.get().text(EarClaim.POLICY_IDS.label()));
        }
        return texts(item.get(), EarClaim.POLICY_IDS);
    }

    private static List<String> texts(CborItem item, EarClaim name) throws MalformedMessageException {
        List<String> texts = new ArrayList<>();
        for (CborItem text : item.elements(name.label())) {
            texts.add(text.text(name.label()));
        }
        requireContent(texts.isEmpty(), item, name.label());
        return texts;
    }

    private static Map<String, List<String>> topology(CborMap ear) throws MalformedMessageException {
        Optional<CborItem> item = optional(ear, EarClaim.TOPOLOGY);
        Map<String, List<String>> topology = new LinkedHashMap<>();
        if (item.isPresent()) {
            String label = EarClaim.TOPOLOGY.label();
            for (Map.Entry<CborKey, CborItem> entry :
                    item.get().map(label).entries().entrySet()) {
                if (!(entry.getKey() instanceof CborKey.Text attester)) {
                    throw item.get().malformed(label, "a name is not text");
                }
                topology.put(attester.value(), texts(entry.getValue(), EarClaim.TOPOLOGY));
            }
            requireContent(topology.isEmpty(), item.get(), label);
        }
        return topology;
    }

    private static EarClaims claims(CborMap appraisal, EarClaim name) throws MalformedMessageException {
        Optional<CborItem> item = optional(appraisal, name);
        if (item.isEmpty()) {
            return EarClaims.NONE;
        }
        CborMap map = item.get().map(name.label());
        requireContent(map.isEmpty(), item.get(), name.label());
        try {
            return claims(map.entries());
        } catch (IllegalArgumentException e) {
            throw item.get().malformed(name.label(), String.valueOf(e.getMessage()));
        }
    }

    static VerifierId verifierId(CborItem item) throws MalformedMessageException {
        String label = EarClaim.VERIFIER_ID.label();
        CborMap map = item.map(label);
        String developer = map.required(0, "developer").text(label);
        String build = map.required(1, "build").text(label);
        map.expectNoOthers();
        try {
            return new VerifierId(developer, build);
        } catch (IllegalArgumentException e) {
            throw item.malformed(label, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Bytes> plainEvidence(CborMap map) throws MalformedMessageException {
        Optional<CborItem> item = optional(map, EarClaim.RAW_EVIDENCE);
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(item.get().bytes(EarClaim.RAW_EVIDENCE.label()).compact());
    }

    private static Optional<CmwRecord> rawEvidence(CborMap map) throws MalformedMessageException {
        Optional<CborItem> item = optional(map, EarClaim.RAW_EVIDENCE);
        if (item.isEmpty()) {
            return Optional.empty();
        }
        // RFC 9999 has tags for records too, the EAR draft does not take them here
        if (item.get().kind() == CborItem.Kind.ARRAY && Cmw.decode(item.get().encoded()) instanceof CmwRecord record) {
            return Optional.of(record);
        }
        throw item.get().malformed(EarClaim.RAW_EVIDENCE.label(), "is not a CMW record");
    }

    static Optional<Bytes> nonce(CborMap map) throws MalformedMessageException {
        Optional<CborItem> item = optional(map, EarClaim.NONCE);
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(item.get().bytes(EarClaim.NONCE.label()).compact());
    }

    static Optional<Instant> optionalTime(CborMap map, EarClaim name) throws MalformedMessageException {
        Optional<CborItem> item = optional(map, name);
        return item.isPresent() ? Optional.of(time(item.get(), name)) : Optional.empty();
    }

    static Instant time(CborItem item, EarClaim name) throws MalformedMessageException {
        Optional<Instant> time = Ear.time(item.integer(name.label()));
        return time.orElseThrow(() -> item.malformed(name.label(), "is not from 1970 to 9999"));
    }

    static TrustworthinessTier tier(CborItem item) throws MalformedMessageException {
        Optional<TrustworthinessTier> tier = TrustworthinessTier.ofValue(item.integer(EarClaim.STATUS.label()));
        return tier.orElseThrow(() -> item.malformed(EarClaim.STATUS.label(), "is not a tier"));
    }

    private static void requireContent(boolean empty, CborItem item, String label) throws MalformedMessageException {
        if (empty) {
            throw item.malformed(label, "is empty");
        }
    }

    static CborItem required(CborMap map, EarClaim name) throws MalformedMessageException {
        return map.required(name.key(), name.label());
    }

    static Optional<CborItem> optional(CborMap map, EarClaim name) {
        return map.optional(name.key());
    }
}
