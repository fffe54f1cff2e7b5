package dev.rats4j.ear;

import dev.rats4j.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes an EAR in the claims of {@link LegacyEarProfile#VERAISON_2023}, or refuses what they cannot say. */
final class LegacyEarWriter {

    private LegacyEarWriter() {}

    static Bytes encode(Ear ear, EarFormat format, LegacyEarProfile profile) {
        if (profile != LegacyEarProfile.VERAISON_2023) {
            throw new IllegalArgumentException("only " + LegacyEarProfile.VERAISON_2023 + " is written");
        }
        Ear reduced = reduced(ear);
        return switch (format) {
            case CWT -> new EarCborWriter(profile.dialect()).encode(reduced);
            case JWT -> new EarJsonWriter(profile.dialect()).encode(reduced);
        };
    }

    private static Ear reduced(Ear ear) {
        if (!ear.topology().isEmpty() || !ear.others().isEmpty()) {
            throw new IllegalArgumentException("the profile has no device topology and no other claims");
        }
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        ear.submodules().forEach((name, appraisal) -> submodules.put(name, reduced(appraisal, ear.nonce())));
        return new Ear(
                ear.issuedAt(),
                ear.expiresAt(),
                ear.notBefore(),
                ear.verifierId(),
                ear.statedStatus(),
                ear.nonce(),
                ear.rawEvidence(),
                submodules);
    }

    private static EarAppraisal reduced(EarAppraisal appraisal, Optional<Bytes> nonce) {
        List<String> policies = appraisal.policyIds();
        if (policies.size() > 1) {
            throw new IllegalArgumentException("the profile has one policy identifier, not " + policies.size());
        }
        // its readers know the nonce of the whole only
        if (appraisal.nonce().isPresent() && !appraisal.nonce().equals(nonce)) {
            throw new IllegalArgumentException("the profile has no nonce of the evidence besides that of the result");
        }
        if (!appraisal.others().isEmpty()) {
            throw new IllegalArgumentException("the profile has no other claims");
        }
        return new EarAppraisal(
                appraisal.profile(),
                appraisal.status(),
                appraisal.vector(),
                policies,
                appraisal.attesterClaims(),
                appraisal.verifierClaims(),
                Optional.empty(),
                appraisal.attestedKey(),
                appraisal.teepClaims(),
                EarClaims.NONE);
    }
}
