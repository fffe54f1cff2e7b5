package com.example.weatherlight;

import static dev.rats4j.TrustworthinessClaim.claim;

import dev.rats4j.Aspect;
import dev.rats4j.AspectRule;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.CriticalClaim;
import dev.rats4j.Evidence;
import dev.rats4j.spi.DecodedEvidence;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Set;

/** Reports of the Weatherlight sensor: COSE_Sign1 over a CBOR map, with the sensor's certificates. */
public final class WeatherlightScheme implements EvidenceScheme {

    /** Media type of a report. */
    public static final String MEDIA_TYPE = "application/vnd.example.weatherlight-report+cose";

    @Override
    public String name() {
        return "weatherlight";
    }

    @Override
    public Set<String> mediaTypes() {
        return Set.of(MEDIA_TYPE);
    }

    @Override
    public Set<String> collectionTypes() {
        return Set.of();
    }

    @Override
    public List<Check> catalogue() {
        return List.of(WeatherlightCheck.values());
    }

    @Override
    public List<AspectRule> aspects() {
        return List.of(
                new AspectRule(
                        Aspect.INSTANCE_IDENTITY,
                        claim(2),
                        List.of(
                                WeatherlightCheck.KEY_TRUSTED,
                                WeatherlightCheck.PATH,
                                WeatherlightCheck.SIGNATURE,
                                WeatherlightCheck.NONCE),
                        List.of()),
                new AspectRule(
                        Aspect.CONFIGURATION,
                        claim(2),
                        List.of(WeatherlightCheck.DEBUG_OFF),
                        List.of(new CriticalClaim(WeatherlightClaims.VERSION, claim(36)))),
                new AspectRule(
                        Aspect.EXECUTABLES,
                        claim(3),
                        List.of(WeatherlightCheck.SIGNATURE),
                        List.of(new CriticalClaim(WeatherlightClaims.FIRMWARE, claim(33)))));
    }

    @Override
    public List<ClaimPath<?>> claimPaths() {
        return WeatherlightClaims.all();
    }

    @Override
    public Set<String> profiles() {
        return Set.of();
    }

    @Override
    public DecodedEvidence decode(Evidence evidence) throws MalformedMessageException {
        return WeatherlightEvidence.decode(evidence.content());
    }
}
