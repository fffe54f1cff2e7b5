package com.example.fleet;

import dev.rats4j.AttesterException;
import dev.rats4j.Evidence;
import dev.rats4j.spi.Attester;
import dev.rats4j.tpm.tools.AttestationKeyKind;
import dev.rats4j.tpm.tools.KeyHierarchy;
import dev.rats4j.tpm.tools.Tcti;
import dev.rats4j.tpm.tools.TpmAttester;
import dev.rats4j.wire.Bytes;

/** The Attester: runs on every machine and answers a nonce with evidence. */
public record Machine(Attester attester) {

    /** With the TPM of this machine. */
    public static Machine withItsTpm() {
        return new Machine(TpmAttester.of(Tcti.of("device:/dev/tpmrm0"))
                .derivedKey(AttestationKeyKind.ECDSA_P256, KeyHierarchy.ENDORSEMENT)
                .eventLog(TpmAttester.FIRMWARE_LOG)
                .build());
    }

    public Evidence answer(Bytes nonce) throws AttesterException, InterruptedException {
        return attester.attest(nonce);
    }
}
