package dev.rats4j.ear;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cbor.CborDiagnostics;
import dev.rats4j.cbor.CborItem;
import dev.rats4j.cbor.CborKey;
import dev.rats4j.cbor.CborMap;
import dev.rats4j.cbor.CborProfile;
import dev.rats4j.cmw.Cmw;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.wire.Bytes;
import dev.rats4j.wire.MalformedMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims sets in CBOR, read strictly: one profile, known claims as the CDDL has them, unknown claims skipped. */
final class EarCborReader {

    private static final int MOST_LINES = 64;

    private EarCborReader() {}

    static Optional<String> profile(Bytes message) throws MalformedMessageException {
        CborMap map = CborItem.decode(message, CborProfile.WELL_FORMED).map("EAR");
        Optional<CborItem> profile = optional(map, EarClaim.PROFILE).filter(item -> item.kind() == CborItem.Kind.TEXT);
        return profile.isEmpty() ? Optional.empty() : Optional.of(profile.get().text(EarClaim.PROFILE.label()));
    }

    static Ear decode(Bytes message) throws MalformedMessageException {
        CborMap map = CborItem.decode(message, CborProfile.WELL_FORMED).map("EAR");
        CborItem profile = required(map, EarClaim.PROFILE);
        if (!profile.text(EarClaim.PROFILE.label()).equals(Ear.PROFILE)) {
            throw profile.malformed(EarClaim.PROFILE.label(), "is not " + Ear.PROFILE);
        }
        Instant issuedAt = time(required(map, EarClaim.ISSUED_AT), EarClaim.ISSUED_AT);
        Optional<Instant> expiresAt = optionalTime(map, EarClaim.EXPIRES_AT);
        Optional<Instant> notBefore = optionalTime(map, EarClaim.NOT_BEFORE);
        Optional<CborItem> status = optional(map, EarClaim.STATUS);
        Optional<TrustworthinessTier> stated = status.isPresent() ? Optional.of(tier(status.get())) : Optional.empty();
        VerifierId verifierId = verifierId(required(map, EarClaim.VERIFIER_ID));
        Optional<CmwRecord> rawEvidence = rawEvidence(map);
        Map<String, EarAppraisal> submodules = submodules(required(map, EarClaim.SUBMODULES));
        Optional<Bytes> nonce = nonce(map);
        try {
            return new Ear(issuedAt, expiresAt, notBefore, verifierId, stated, nonce, rawEvidence, submodules);
        } catch (IllegalArgumentException e) { // the constructor has the rules, once for both encodings
            throw map.item().malformed("EAR", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, EarAppraisal> submodules(CborItem item) throws MalformedMessageException {
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

    private static EarAppraisal appraisal(CborItem item) throws MalformedMessageException {
        CborMap map = item.map("EAR-appraisal");
        Optional<CborItem> profile = optional(map, EarClaim.PROFILE);
        if (profile.isPresent() && profile.get().kind() != CborItem.Kind.BYTES) { // an OID, or a URI
            profile.get().text(EarClaim.PROFILE.label());
        }
        TrustworthinessTier status = tier(required(map, EarClaim.STATUS));
        TrustworthinessVector vector = vector(map);
        List<String> policyIds = policyIds(map);
        Map<String, String> attesterClaims = claims(map, EarClaim.ATTESTER_CLAIMS);
        Map<String, String> verifierClaims = claims(map, EarClaim.VERIFIER_CLAIMS);
        Optional<Bytes> nonce = nonce(map);
        try {
            return new EarAppraisal(status, vector, policyIds, attesterClaims, verifierClaims, nonce);
        } catch (IllegalArgumentException e) {
            throw item.malformed("EAR-appraisal", String.valueOf(e.getMessage()));
        }
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

    private static List<String> policyIds(CborMap appraisal) throws MalformedMessageException {
        Optional<CborItem> item = optional(appraisal, EarClaim.POLICY_IDS);
        List<String> ids = new ArrayList<>();
        if (item.isPresent()) {
            for (CborItem id : item.get().elements(EarClaim.POLICY_IDS.label())) {
                ids.add(id.text(EarClaim.POLICY_IDS.label()));
            }
            requireContent(ids.isEmpty(), item.get(), EarClaim.POLICY_IDS.label());
        }
        return ids;
    }

    private static Map<String, String> claims(CborMap appraisal, EarClaim name) throws MalformedMessageException {
        Optional<CborItem> item = optional(appraisal, name);
        Map<String, String> claims = new LinkedHashMap<>();
        if (item.isPresent()) {
            for (Map.Entry<CborKey, CborItem> entry :
                    item.get().map(name.label()).entries().entrySet()) {
                CborItem value = entry.getValue();
                String text = value.kind() == CborItem.Kind.TEXT
                        ? value.text(name.label())
                        : CborDiagnostics.print(value, MOST_LINES);
                if (claims.put(claimName(entry.getKey(), item.get(), name), text) != null) {
                    throw value.malformed(name.label(), "an integer and a text as key look the same");
                }
            }
            requireContent(claims.isEmpty(), item.get(), name.label());
        }
        return claims;
    }

    private static String claimName(CborKey key, CborItem map, EarClaim name) throws MalformedMessageException {
        if (key instanceof CborKey.Text text) {
            return text.value();
        }
        if (key instanceof CborKey.Int) {
            return key.toString();
        }
        throw map.malformed(name.label(), "a key is neither text nor integer");
    }

    private static VerifierId verifierId(CborItem item) throws MalformedMessageException {
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

    private static Optional<Bytes> nonce(CborMap map) throws MalformedMessageException {
        Optional<CborItem> item = optional(map, EarClaim.NONCE);
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(item.get().bytes(EarClaim.NONCE.label()).compact());
    }

    private static Optional<Instant> optionalTime(CborMap map, EarClaim name) throws MalformedMessageException {
        Optional<CborItem> item = optional(map, name);
        return item.isPresent() ? Optional.of(time(item.get(), name)) : Optional.empty();
    }

    private static Instant time(CborItem item, EarClaim name) throws MalformedMessageException {
        Optional<Instant> time = Ear.time(item.integer(name.label()));
        return time.orElseThrow(() -> item.malformed(name.label(), "is not from 1970 to 9999"));
    }

    private static TrustworthinessTier tier(CborItem item) throws MalformedMessageException {
        Optional<TrustworthinessTier> tier = TrustworthinessTier.ofValue(item.integer(EarClaim.STATUS.label()));
        return tier.orElseThrow(() -> item.malformed(EarClaim.STATUS.label(), "is not a tier"));
    }

    private static void requireContent(boolean empty, CborItem item, String label) throws MalformedMessageException {
        if (empty) {
            throw item.malformed(label, "is empty");
        }
    }

    private static CborItem required(CborMap map, EarClaim name) throws MalformedMessageException {
        return map.required(name.key(), name.label());
    }

    private static Optional<CborItem> optional(CborMap map, EarClaim name) {
        return map.optional(name.key());
    }
}
