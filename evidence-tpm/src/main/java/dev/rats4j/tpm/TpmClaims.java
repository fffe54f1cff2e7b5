package dev.rats4j.tpm;

import dev.rats4j.AuthenticatedEvidence;
import dev.rats4j.ClaimPath;
import dev.rats4j.corim.CodePoint;
import dev.rats4j.corim.EnvironmentClass;
import dev.rats4j.corim.MeasuredElement;
import dev.rats4j.tpm.structures.PcrValues;
import dev.rats4j.tpm.structures.TpmsAttest;
import dev.rats4j.tpm.structures.TpmsClockInfo;
import dev.rats4j.wire.MalformedMessageException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Where the claims of a TPM quote stand; {@code docs/formats/tpm.md} describes the CoRIM profile. */
public final class TpmClaims {

    /** Identifier of the CoRIM profile. */
    public static final String PROFILE = "tag:rats4j.dev,2026:corim/tpm";

    /** Class of the environment. The instance is the thumbprint of the attestation key. */
    public static final EnvironmentClass CLASS = EnvironmentClass.of("TCG", "TPM 2.0");

    /** PC Client Platform TPM Profile, 4.6, has 24 PCRs; other TPMs have more, and what is quoted is never without a path. */
    static final int PCR_COUNT = PcrValues.LIMIT;

    private static final List<ClaimPath<CodePoint.Digests>> PCRS =
            IntStream.range(0, PCR_COUNT).mapToObj(TpmClaims::pcrPath).toList();

    /** Version of the TPM's firmware, as the vendor numbers it. */
    public static final ClaimPath<CodePoint.IntRange> FIRMWARE_VERSION = new ClaimPath<>(
            "tpm.firmware-version", CLASS, Optional.of(MeasuredElement.of("firmware-version")), CodePoint.INT_RANGE);

    private TpmClaims() {}

    /** Value of a PCR, a digest per quoted bank. */
    public static ClaimPath<CodePoint.Digests> pcr(int index) {
        return PCRS.get(index);
    }

    /** All paths. */
    public static List<ClaimPath<?>> all() {
        List<ClaimPath<?>> all = new java.util.ArrayList<>(PCRS);
        all.add(FIRMWARE_VERSION);
        return List.copyOf(all);
    }

    /**
     * Clock and counters of a quote: what {@link TpmScheme#since} wants next time.
     *
     * @return empty for evidence of another scheme
     */
    public static Optional<TpmsClockInfo> clockInfo(AuthenticatedEvidence evidence) {
        try {
            return Optional.of(
                    TpmsAttest.decode(evidence.proofs().get(0).message()).clockInfo());
        } catch (MalformedMessageException e) {
            return Optional.empty(); // another scheme signs other things
        }
    }

    private static ClaimPath<CodePoint.Digests> pcrPath(int index) {
        return new ClaimPath<>("tpm.pcr." + index, CLASS, Optional.of(MeasuredElement.of(index)), CodePoint.DIGESTS);
    }
}
