package dev.rats4j.benchmarks;

import dev.rats4j.tpm.tools.AttestationKeyKind;
import org.openjdk.jmh.annotations.Param;

/** TPM evidence authenticated by a verifier that never saw the device, nor its certificate. */
public class AuthenticateFreshTpm extends PairedBenchmark {

    /** Distinct devices. */
    @Param("1536")
    public int devices = FreshDevicesWork.DEVICES;

    @Override
    Work work() {
        return FreshDevicesWork.of(AttestationKeyKind.ECDSA_P256, devices);
    }
}
