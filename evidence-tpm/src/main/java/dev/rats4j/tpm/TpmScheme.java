package dev.rats4j.tpm;

import dev.rats4j.Aspect;
import dev.rats4j.AspectRule;
import dev.rats4j.Check;
import dev.rats4j.ClaimPath;
import dev.rats4j.CriticalClaim;
import dev.rats4j.Evidence;
import dev.rats4j.TrustworthinessClaim;
import dev.rats4j.crypto.HashAlgorithm;
import dev.rats4j.spi.DecodedEvidence;
import dev.rats4j.spi.EvidenceScheme;
import dev.rats4j.tpm.eventlog.TpmEventLogCheck;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmsClockInfo;
import dev.rats4j.wire.MalformedMessageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Quotes of a TPM 2.0 with PCR values and event log, in the container of {@link TpmEvidence}. */
public final class TpmScheme implements EvidenceScheme {

    /** AR4SI: executables that are not recognised. */
    private static final TrustworthinessClaim UNRECOGNIZED_EXECUTABLES = TrustworthinessClaim.claim(33);
    /** AR4SI: a configuration with weaknesses, or unknown. */
    private static final TrustworthinessClaim UNKNOWN_CONFIGURATION = TrustworthinessClaim.claim(32);

    /** PC Client Platform Firmware Profile, 3.3.4: configuration of firmware, boot loader and Secure Boot; vendor's own. */
    private static final Set<Integer> CONFIGURATION_PCRS = Set.of(1, 3, 5, 6, 7);

    static final List<Check> CATALOGUE = catalogueOf();
    private static final List<AspectRule> ASPECTS = aspectsOf();

    private final Map<HashAlgorithm, Set<Integer>> required;
    private final Continuity continuity;

    /** Asks for no PCR in particular: for whoever reads the claims. Public for {@code ServiceLoader}. */
    public TpmScheme() {
        this(Map.of(), Continuity.UNKNOWN);
    }

    private TpmScheme(Map<HashAlgorithm, Set<Integer>> required, Continuity continuity) {
        this.continuity = continuity;
        Map<HashAlgorithm, Set<Integer>> copy = new EnumMap<>(HashAlgorithm.class);
        required.forEach((bank, indexes) -> copy.put(bank, Set.copyOf(indexes)));
        this.required = copy;
    }

    /**
     * Refuses quotes that do not cover these PCRs.
     *
     * @throws IllegalArgumentException if none is named, a bank has none, or a number is outside 0..31
     */
    public static TpmScheme requiring(Map<HashAlgorithm, Set<Integer>> selection) {
        boolean anyEmpty = selection.values().stream().anyMatch(Set::isEmpty);
        boolean anyOutside = selection.values().stream()
                .flatMap(Set::stream)
                .anyMatch(index -> index < 0 || index >= PcrValues.LIMIT);
        if (selection.isEmpty() || anyEmpty || anyOutside) {
            throw new IllegalArgumentException("PCRs 0 to 31, at least one per bank, not " + selection);
        }
        return new TpmScheme(selection, Continuity.UNKNOWN);
    }

    /**
     * The same, for evidence of a TPM of which earlier evidence was accepted: counters and clock must not go back, and after a new
     * start the evidence must have an event log. Keeping the state, per attestation key, is the caller's: TPMs show each key other counters.
     *
     * @param earlier what {@link TpmClaims#clockInfo} gave of the evidence accepted last
     */
    public TpmScheme since(TpmsClockInfo earlier) {
        return new TpmScheme(required, new Continuity(Optional.of(earlier), continuity.wantsSafe()));
    }

    /** The same, for TPMs whose clock has to be safe. */
    public TpmScheme withSafeClock() {
        return new TpmScheme(required, new Continuity(continuity.earlier(), true));
    }

    @Override
    public String name() {
        return "tpm";
    }

    @Override
    public Set<String> mediaTypes() {
        return Set.of();
    }

    @Override
    public Set<String> collectionTypes() {
        return Set.of(TpmEvidence.COLLECTION_TYPE);
    }

    @Override
    public List<Check> catalogue() {
        return CATALOGUE;
    }

    @Override
    public List<AspectRule> aspects() {
        return ASPECTS;
    }

    @Override
    public List<ClaimPath<?>> claimPaths() {
        return TpmClaims.all();
    }

    @Override
    public Set<String> profiles() {
        return Set.of(TpmClaims.PROFILE);
    }

    @Override
    public DecodedEvidence decode(Evidence evidence) throws MalformedMessageException {
        return decode(TpmEvidence.decode(evidence.content()));
    }

    /** Evidence whose parts did not travel in a collection. */
    public DecodedEvidence decode(TpmEvidence evidence) throws MalformedMessageException {
        return DecodedQuote.of(evidence, required, continuity);
    }

    private static List<Check> catalogueOf() {
        List<Check> all = new ArrayList<>(List.of(TpmQuoteCheck.values()));
        all.addAll(List.of(TpmContinuityCheck.values()));
        all.addAll(List.of(TpmEventLogCheck.values()));
        return List.copyOf(all);
    }

    private static List<AspectRule> aspectsOf() {
        return List.of(
                new AspectRule(
                        Aspect.INSTANCE_IDENTITY,
                        TrustworthinessClaim.claim(2),
                        List.of(
                                TpmQuoteCheck.MAGIC,
                                TpmQuoteCheck.TYPE,
                                TpmQuoteCheck.KEY_TRUSTED,
                                TpmQuoteCheck.KEY_ATTRIBUTES,
                                TpmQuoteCheck.KEY_STRENGTH,
                                TpmQuoteCheck.KEY_NOT_ROCA,
                                TpmQuoteCheck.SIGNATURE,
                                TpmQuoteCheck.NONCE),
                        List.of()),
                new AspectRule(
                        Aspect.CONFIGURATION,
                        TrustworthinessClaim.claim(2),
                        List.of(TpmQuoteCheck.HASH_STRENGTH, TpmQuoteCheck.PCR_DIGEST),
                        critical(true, UNKNOWN_CONFIGURATION)),
                new AspectRule(
                        Aspect.EXECUTABLES,
                        // AR4SI: approved executables were loaded during boot; nothing is known of what came after
                        TrustworthinessClaim.claim(3),
                        List.of(TpmQuoteCheck.PCR_SELECTED, TpmQuoteCheck.PCR_DIGEST),
                        critical(false, UNRECOGNIZED_EXECUTABLES)));
    }

    private static List<CriticalClaim> critical(boolean configuration, TrustworthinessClaim onFailure) {
        return IntStream.range(0, TpmClaims.PCR_COUNT)
                .filter(index -> CONFIGURATION_PCRS.contains(index) == configuration)
                .mapToObj(index -> new CriticalClaim(TpmClaims.pcr(index), onFailure))
                .toList();
    }
}
