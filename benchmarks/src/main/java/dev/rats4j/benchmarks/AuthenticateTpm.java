package dev.rats4j.benchmarks;

import dev.rats4j.tpm.tools.AttestationKeyKind;
import org.openjdk.jmh.annotations.Param;

/** TPM evidence authenticated by a verifier that saw the device before. */
public class AuthenticateTpm extends PairedBenchmark {

    /** Key of the quote. */
    @Param({"ECDSA_P256", "RSASSA_2048"})
    public AttestationKeyKind key = AttestationKeyKind.ECDSA_P256;

    /** What the evidence consists of. */
    @Param({"PINNED_KEY", "CERTIFICATE", "EVENT_LOG"})
    public TpmVariant variant = TpmVariant.PINNED_KEY;

    @Override
    Work work() {
        return AuthenticateWork.of(key, variant);
    }
}
