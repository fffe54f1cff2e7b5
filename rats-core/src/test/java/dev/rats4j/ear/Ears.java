package dev.rats4j.ear;

import dev.rats4j.Aspect;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.TrustworthinessTier;
import dev.rats4j.TrustworthinessVector;
import dev.rats4j.cmw.CmwRecord;
import dev.rats4j.wire.Bytes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results for tests. */
public final class Ears {

    /** When {@link #full} was issued. */
    public static final Instant ISSUED = Instant.parse("2026-11-05T10:00:00Z");
    /** Its nonce. */
    public static final Bytes NONCE = Bytes.fromHex("00112233445566778899aabbccddeeff");

    private Ears() {}

    /** An EAR that has everything; submodules affirm and warn. */
    public static Ear full() {
        Map<String, EarAppraisal> submodules = new LinkedHashMap<>();
        submodules.put("tpm", appraisal(TrustworthinessTier.AFFIRMING, 2));
        submodules.put("application", appraisal(TrustworthinessTier.WARNING, 33));
        return new Ear(
                ISSUED,
                Optional.of(ISSUED.plusSeconds(3600)),
                new VerifierId("https://verifier.example", "rats4j 0.1"),
                Optional.of(NONCE),
                Optional.of(CmwRecord.of("application/cmw+cbor", Bytes.of(1, 2, 3))),
                submodules);
    }

    /** An EAR with as little as the specification allows. */
    public static Ear least() {
        EarAppraisal appraisal = new EarAppraisal(
                TrustworthinessTier.NONE, TrustworthinessVector.EMPTY, List.of(), Map.of(), Map.of(), Optional.empty());
        return new Ear(
                ISSUED,
                Optional.empty(),
                new VerifierId("d", "b"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("s", appraisal));
    }

    /** An appraisal whose executables have this claim. */
    public static EarAppraisal appraisal(TrustworthinessTier status, int executables) {
        return new EarAppraisal(
                status,
                new TrustworthinessVector(Map.of(
                        Aspect.INSTANCE_IDENTITY, TrustworthinessClaim.claim(2),
                        Aspect.EXECUTABLES, TrustworthinessClaim.claim(executables))),
                List.of("https://verifier.example/policy/1", "second"),
                Map.of("firmware-version", "7"),
                Map.of("waived:tpm.quote.hash-strength", "until 2027-03"),
                Optional.of(NONCE));
    }
}
